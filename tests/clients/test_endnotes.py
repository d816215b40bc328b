"""Notes behind the text, in both files, as other programs read them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx_readers import read_by_pandoc
from lxml import etree
from paper import Page, laid_out, read_pages
from thesis_case import write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

OWN = """\
extends: kz-diploma
title: own
standard: own
parts: [title-page, contents, introduction, chapter, conclusion, references, appendix, notes]
contents: {parts: [introduction, chapter, conclusion, references, appendix, notes]}
"""
FILES = {
    "source/thesis.yaml": "title: Тақырып\nauthor: {name: Автор А.}\nprofile: own\n",
    "styles/own/profile.yaml": OWN,
    "source/1.md": "# Тарау\n\nБірінші сөз[^a], екінші сөз[^b].\n\n[^a]: Бір түсінік.\n\n"
    "[^b]: Екі түсінік $x^2$.\n\n    Жалғасы.\n\n| А[^c] |\n|---|\n| 1 |\n\nTable: Кесте\n\n"
    "[^c]: Үш түсінік.\n",
    "source/2.md": "---\nrole: appendix\nlang: ru\n---\n# Данные\n\nТекст[^d].\n\n[^d]: Четыре.\n",
}
NOTES = ["1 Бір түсінік.", "2 Екі түсінік x2.", "Жалғасы.", "3 Үш түсінік.", "4 Четыре."]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Page]]]:
    folder = tmp_path_factory.mktemp("endnotes")
    root, findings = write_project(folder / "project", FILES), Findings()
    assert build(root, findings, {}) is not None, findings.diagnostics
    assert findings.diagnostics == []
    docx = root / "out/thesis.docx"
    pages = {
        "pdf": read_pages(root / "out/thesis.pdf"),
        "docx": read_pages(laid_out(docx, folder)),
    }
    return docx, pages


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_notes_stand_behind_the_text_in_the_order_of_their_marks(
    printed: tuple[Path, dict[str, list[Page]]], form: str
) -> None:
    pages = printed[1][form]
    start = next(n for n, page in enumerate(pages) if "ЕСКЕРТПЕЛЕР" in page.lines)
    behind = " ".join(line for page in pages[start:] for line in page.lines)

    assert start > next(n for n, page in enumerate(pages) if "Данные" in page.lines)
    places = [behind.index(note.partition(" ")[2].split(" x2")[0]) for note in NOTES if " " in note]
    assert places == sorted(places)
    assert all("түсінік" not in line for page in pages[:start] for line in page.lines)


def test_both_contents_name_the_page_of_the_notes(
    printed: tuple[Path, dict[str, list[Page]]],
) -> None:
    for pages in printed[1].values():
        (entry,) = (line for line in pages[1].lines if line.startswith("ЕСКЕРТПЕЛЕР"))
        (place,) = (page for page in pages if "ЕСКЕРТПЕЛЕР" in page.lines)
        assert entry.rpartition(".")[2].strip() == place.label


def test_the_docx_has_them_as_native_endnotes(
    printed: tuple[Path, dict[str, list[Page]]],
) -> None:
    with zipfile.ZipFile(printed[0]) as package:
        assert "word/footnotes.xml" not in package.namelist()
        notes = etree.fromstring(package.read("word/endnotes.xml"))

    texts = [" ".join("".join(p.itertext()).split()) for p in notes.iter("{*}p")]
    assert [text for text in texts if text] == [
        "Бір түсінік.",
        "Екі түсінік x2.",
        "Жалғасы.",
        "Үш түсінік.",
        "Четыре.",
    ]
    assert read_by_pandoc(printed[0])["Note"] == 4
