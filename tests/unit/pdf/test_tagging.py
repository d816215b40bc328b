"""The structure tree of the PDF, as pikepdf reads it: what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from thesis_case import SVG, print_project, write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

SECTION = """# Бөлім

Мәтін [the "word"]{lang=en}, $\\frac{a}{b}$.

![Карта](a.svg){#fig:a alt="Нүктелер картасы" width=30mm}

| Өңір | Шығын |
|------|------:|
| Орал |     5 |

Table: Деректер {#tbl:a}

- бір;
- екі.
"""
ABSTRACT = "---\nrole: abstract\nlang: ru\n---\nТекст.\n"


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    files: dict[str, str | bytes] = {
        "source/thesis.yaml": "title: Тақырып\nauthor: {name: Автор А.}\n",
        "source/1.md": ABSTRACT,
        "source/2.md": SECTION,
        "source/a.svg": SVG,
    }
    pdf = print_project(write_project(tmp_path_factory.mktemp("tagged"), files))
    with pikepdf.open(Path(pdf)) as opened:
        yield opened.Root


def elements(node: Any) -> Iterator[Any]:
    """The structure elements below and including `node`, in reading order."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    yield node
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from elements(child)


def test_the_document_says_its_language_and_shows_its_title(tagged: Any) -> None:
    assert (tagged.Lang, tagged.MarkInfo.Marked) == ("kk", True)
    assert tagged.ViewerPreferences.DisplayDocTitle


def test_foreign_passages_have_their_language(tagged: Any) -> None:
    found = [(e.S, str(e.Lang)) for e in elements(tagged.StructTreeRoot) if "/Lang" in e]

    assert found == [("/Sect", "ru"), ("/Span", "en")]


def test_pictures_and_formulas_have_a_text(tagged: Any) -> None:
    found = [str(e.Alt) for e in elements(tagged.StructTreeRoot) if e.get("/S") == "/Figure"]

    assert found == ["a/b", "Нүктелер картасы"]


def test_head_cells_say_what_they_are_the_head_of(tagged: Any) -> None:
    heads = [e for e in elements(tagged.StructTreeRoot) if e.get("/S") == "/TH"]
    cells = [e for e in elements(tagged.StructTreeRoot) if e.get("/S") == "/TD"]

    assert [e.A.Scope for e in heads] == ["/Column", "/Column"]
    assert [e.A.Headers[0] for e in cells] == [e.ID for e in heads]


def test_nobody_reads_leaders(tagged: Any) -> None:
    silent = [e for e in elements(tagged.StructTreeRoot) if "/ActualText" in e]

    assert {(str(e.S), str(e.ActualText)) for e in silent} == {("/Link", "")}


def test_the_order_is_that_of_the_text(tagged: Any) -> None:
    wanted = {"/H1", "/Figure", "/Caption", "/Table", "/L"}
    order = [str(e.S) for e in elements(tagged.StructTreeRoot) if e.get("/S") in wanted]

    chapter = ["/H1", "/Figure", "/Figure", "/Caption", "/Table", "/Caption", "/L"]
    assert order == ["/H1", "/H1", "/L", *chapter]


def test_a_picture_without_a_text_is_told_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "source/thesis.yaml": "title: Тақырып\nauthor: {name: Автор А.}\n",
        "source/1.md": "# Бөлім\n\n![Карта](a.svg){#fig:a width=30mm}\n",
        "source/a.svg": SVG,
    }
    findings = Findings()

    build(write_project(tmp_path, files), findings, {}, to="pdf")

    assert [d.code for d in findings.diagnostics] == ["X303"]
