"""Volume limits: measured on what is printed, told as warnings with figure, limit and source."""

from __future__ import annotations

from typing import Any

import pytest
from thesis_case import arranged, profile

from baspa.build.volume import check_volume
from baspa.diagnostics import Findings
from baspa.model import DocumentSection, PageMap, ResolvedSection
from baspa.model.later import Later
from baspa.profile import Range, Volume

THESIS = (
    "---\nrole: abstract\nkeywords: [бір, екі]\n---\nҮш сөз осы-мұнда тұр.\n",
    "---\nrole: introduction\n---\n# Кіріспе {#in}\n",
    "# Тарау {#ch}\n",
    "---\nrole: appendix\n---\n# Мәлімет {#app}\n",
)
PAGES = PageMap(labels={"in": "5", "ch": "7", "end": "30", "app": "28"}, total=31)


def told(pages: PageMap = PAGES, texts: tuple[str, ...] = THESIS, **limits: Any) -> list[str]:
    findings = Findings()
    limited = profile(volume=Volume(**{k: Range(**v) for k, v in limits.items()}))
    check_volume(tuple(map(seen, arranged(*texts))), limited, pages, findings)
    assert all(d.severity == "warning" for d in findings.diagnostics)
    assert all(limited.standard in (d.help or "") for d in findings.diagnostics)
    return [f"{d.code} {d.message}" for d in findings.diagnostics]


def seen(section: ResolvedSection) -> DocumentSection:
    return DocumentSection(
        id=section.id,
        role=section.role,
        language=section.language,
        keywords=section.keywords,
        files=(),
        digest="",
        outline=Later(lambda: section),
        text=lambda _: section,
    )


def test_appendices_do_not_count_as_body() -> None:
    assert told(body_pages={"min": 24}) == ["N101 pages of the body: 23, asked for: at least 24"]
    assert told(body_pages={"min": 23, "max": 23}) == []


def test_without_appendices_the_body_ends_with_the_document() -> None:
    assert told(texts=THESIS[:3], body_pages={"max": 25}) == [
        "N101 pages of the body: 26, asked for: at most 25"
    ]


def test_the_introduction_ends_where_the_next_part_begins() -> None:
    assert told(introduction_pages={"max": 1}) == [
        "N102 pages of the introduction: 2, asked for: at most 1"
    ]


def test_a_word_joined_by_a_hyphen_is_one() -> None:
    assert told(abstract_words={"min": 5}) == [
        "N103 words of the abstract: 4, asked for: at least 5"
    ]


def test_keywords_are_counted() -> None:
    assert told(keywords={"min": 3, "max": 5}) == [
        "N104 keywords of the abstract: 2, asked for: at least 3"
    ]


@pytest.mark.parametrize("label", ["iv", ""])
def test_nothing_is_said_of_pages_that_are_not_counted_by_figures(label: str) -> None:
    roman = PageMap(labels={"in": label, "ch": "7"}, total=9)

    assert told(roman, body_pages={"min": 50}, introduction_pages={"max": 1}) == []
