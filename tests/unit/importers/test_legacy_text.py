"""A real legacy text: glued contents, headings inside paragraphs, swapped breaks, old letters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from importer_case import builds, imported, report, sections, unbalanced

LEGACY = Path(__file__).parents[4] / "shared/data/legacy-thesis.txt"

pytestmark = pytest.mark.skipif(
    not LEGACY.exists(), reason="the legacy text lies beside the repository, not in it"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("legacy") / LEGACY.name
    file.write_bytes(LEGACY.read_bytes())
    return imported(file)


@pytest.fixture(scope="module")
def facts(project: Path) -> Any:
    return report(project)


def test_the_outline_is_that_of_the_contents_with_its_pages(facts: Any) -> None:
    stated = [(e["number"] or e["element"], e["page"], e["in_text"]) for e in facts["contents"]]

    assert stated == [
        ("introduction", 2, False),
        ("1", None, True),
        ("1.1", 4, True),
        ("1.2", 5, True),
        ("2", None, False),
        ("2.1", 15, False),
        ("2.2", 20, False),
        ("3", None, False),
        ("3.1", 24, False),
        ("3.2", 33, False),
        ("3.3", 38, False),
        ("conclusion", 51, False),
        ("references", 52, False),
    ]


def test_the_lists_are_found_with_their_marks(facts: Any) -> None:
    lists = [
        (entry["kind"], [item["mark"] for item in entry["items"]])
        for section in facts["sections"]
        for entry in section["lists"]
    ]

    assert lists == [
        ("bullets", [None] * 5),
        ("bullets", [None] * 10),
        ("letters", ["А)", "Ә)", "В)", "Г)", "Д)"]),
        ("definitions", [None] * 3),
        ("unmarked", [None] * 6),
        ("stages", ["1 кезең.", "2 кезең.", "3 кезең.", "4 кезең.", "5 кезең."]),
        ("unmarked", [None] * 5),
        ("bullets", [None] * 5),
        ("numbers", ["1.", "2.", "3."]),
    ]
    assert "the list misses Б" in " ".join(q["question"] for q in facts["questions"])


def test_words_are_of_one_script_and_old_letters_are_read_right(project: Path) -> None:
    text = re.sub(r"\{#.*?\}|^---$.*?^---$", "", sections(project), flags=re.M | re.S)

    assert re.findall(r"\w*[A-Za-z]\w*", text) == []
    for word in ("қорғауды", "жүргізіледі", "сәйкестігін"):
        assert word in text


def test_the_text_is_split_where_its_headings_stand(project: Path, facts: Any) -> None:
    first, second = (
        next((project / "source").glob(f"*-section-1-{n}.md")).read_text(encoding="utf-8")
        for n in (1, 2)
    )

    assert first.endswith("ықпалдастыру болуға тиіс.\n")
    assert "жеделдету міндеттерін шешу қажет.\n\nИнновациялық" in second
    assert second.endswith("\\[Түпнұсқаның мәтіні осы жерде үзіледі.\\]\n")
    assert [s["number"] for s in facts["sections"] if s["breaks_off"]] == ["1.2"]


def test_no_letter_is_lost(project: Path) -> None:
    assert unbalanced(LEGACY.read_text(encoding="utf-8"), project) == {}


def test_it_builds(project: Path) -> None:
    assert builds(project)
