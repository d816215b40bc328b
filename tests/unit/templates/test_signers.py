"""Who stands on a title page beside the author: supervisors, consultants, reviewers, the norm."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from thesis_case import write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings

THESIS = """
profile: {profile}
language: {language}
title: T
author: {{name: A. Author, group: G-1}}
supervisor: {supervisor}
consultants: {{name: C. One, role: Adviser on costs}}
reviewers: [{{name: R. One, position: head of Water Ltd}}]
norm_controller: {{name: N. One}}
"""
SEVERAL = "[{name: S. One, degree: D1}, {name: S. Two}]"


def printed(folder: Path, thesis: str) -> list[str]:
    """Return the lines of the title page from the author on; the cells of a row in one line."""
    root = write_project(folder, {"source/thesis.yaml": thesis, "source/1.md": "# A\n"})
    findings, texts = Findings(), dict[str, str]()
    html = typeset(prepare(root, None, findings, texts), findings, texts).html
    assert findings.diagnostics == []
    page = etree.fromstring(html.encode()).find("body/section[@id='title-page']")
    lines = [
        " | ".join(" ".join(p.itertext()).strip() for p in e.iter("p"))
        for e in page.iter("p", "tr")
        if e.tag == "tr" or next(e.iterancestors("tr"), None) is None
    ]
    start = next(n for n, line in enumerate(lines) if "A. Author" in line)
    return [line for line in lines[start:] if line]


@pytest.mark.parametrize(
    ("language", "supervisors", "norm", "signature"),
    [
        ("kk", "Ғылыми жетекшілер", "Норма бақылаушы", "қолы"),
        ("ru", "Научные руководители", "Нормоконтролёр", "подпись"),
        ("en", "Supervisors", "Norm controller", "signature"),
    ],
)
def test_several_sign_in_rows(
    tmp_path: Path, language: str, supervisors: str, norm: str, signature: str
) -> None:
    reviewer = {"kk": "Пікір беруші", "ru": "Рецензент", "en": "Reviewer"}[language]
    thesis = THESIS.format(profile="kz-diploma", language=language, supervisor=SEVERAL)

    author, *others = printed(tmp_path, thesis)

    assert author.endswith("A. Author")
    assert others == [
        f"{supervisors} | D1 | ({signature}) | S. One",
        f"({signature}) | S. Two",
        f"Adviser on costs | ({signature}) | C. One",
        f"{reviewer} | head of Water Ltd | ({signature}) | R. One",
        f"{norm} | ({signature}) | N. One",
    ]


def test_a_single_supervisor_signs_below_the_author(tmp_path: Path) -> None:
    thesis = "title: T\nauthor: {name: A. Author}\nsupervisor: {name: S. One, degree: D1}\n"

    assert printed(tmp_path, thesis) == [
        "A. Author", "(қолы)", "Ғылыми жетекші:", "D1", "S. One", "(қолы)",
    ]  # fmt: skip


def test_a_dissertation_names_its_advisers_by_their_own_words(tmp_path: Path) -> None:
    advisers = "[{name: S. One, role: Отандық кеңесші}, {name: S. Two, role: Шетелдік кеңесші}]"
    thesis = (
        "profile: kz-dissertation-377\ntype: dissertation\ntitle: T\n"
        f"author: {{name: A. Author}}\nsupervisor: {advisers}\n"
    )

    lines = printed(tmp_path, thesis)

    assert lines[3:7] == ["Отандық кеңесші", "S. One", "Шетелдік кеңесші", "S. Two"]


def test_a_russian_dissertation_has_the_plural_above_both_supervisors(tmp_path: Path) -> None:
    thesis = (
        "profile: ru-dissertation-7.0.11-2011\nlanguage: ru\ntype: dissertation\ntitle: T\n"
        f"author: {{name: A. Author}}\nsupervisor: {SEVERAL}\n"
    )

    assert printed(tmp_path, thesis)[3:7] == ["Научные руководители:", "D1", "S. One", "S. Two"]


def test_a_student_paper_says_what_those_are_who_do_not_teach(tmp_path: Path) -> None:
    thesis = THESIS.format(profile="en-apa7-student", language="en", supervisor="{name: S. One}")

    assert printed(tmp_path, thesis)[1:] == [
        "S. One", "Adviser on costs: C. One", "Reviewer: R. One, head of Water Ltd",
        "Norm controller: N. One",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("supervisor: {nme: S}", "there is no setting named 'nme'"),
        ("supervisor: [{name: S}, {nme: S}]", "there is no setting named 'nme'"),
        ("reviewers: [{degree: D}]", "reviewers.0.name is missing"),
        ("consultants: C. One", "consultants: a mapping (key: value) belongs here"),
        ("norm_controller: [{name: N}]", "norm_controller: a mapping (key: value) belongs here"),
    ],
)
def test_a_mistake_in_a_person_is_reported_once_at_its_place(
    tmp_path: Path, setting: str, said: str
) -> None:
    thesis = f"title: T\nauthor: {{name: A}}\n{setting}\n"
    root = write_project(tmp_path, {"source/thesis.yaml": thesis, "source/1.md": "# A\n"})
    findings = Findings()

    prepare(root, None, findings, {})

    found = [d for d in findings.diagnostics if d.code == "S103" and "missing" not in said]
    mistakes = found or findings.diagnostics
    assert said in [d.message for d in mistakes]
    assert all(d.span and d.span.start > thesis.index(setting.split(":")[0]) for d in mistakes)
