"""What a later return trip needs is still there when LibreOffice has saved the DOCX."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from paper import converted

from baspa.docx.identity import NAMESPACE, PART, block_texts

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Returned:
    """A DOCX as it was built, and as LibreOffice saved it."""

    project: Path
    built: dict[str, Element]
    saved: dict[str, Element]


@pytest.fixture(scope="module")
def returned(prints: Path, tmp_path_factory: pytest.TempPathFactory) -> Returned:
    folder = tmp_path_factory.mktemp("returned")
    project = prints / "kz-diploma"
    docx = project / "out/thesis.docx"
    return Returned(project, parts(docx), parts(converted(docx, folder, "docx")))


def parts(docx: Path) -> dict[str, Element]:
    with zipfile.ZipFile(docx) as package:
        names = (name for name in package.namelist() if name.endswith(".xml"))
        return {name: etree.fromstring(package.read(name)) for name in names}


def texts(package: dict[str, Element], part: str = "word/document.xml") -> dict[str, str]:
    """The text under the bookmark of every block of a story."""
    found = block_texts(package[part])
    return {name: text for name, text in found.items() if name.startswith(("_b", "_t"))}


def entries(package: dict[str, Element]) -> dict[str, dict[str, str]]:
    """What the identity part says of each block."""
    found = package[PART].iter(f"{{{NAMESPACE}}}block")
    return {e.get("bookmark", ""): {str(k): str(v) for k, v in e.attrib.items()} for e in found}


def test_the_table_survives(returned: Returned) -> None:
    built, saved = returned.built[PART], returned.saved[PART]

    assert etree.tostring(built, method="c14n") == etree.tostring(saved, method="c14n")


def test_the_bookmarks_survive_save_those_of_notes_and_frames(returned: Returned) -> None:
    """LibreOffice drops bookmarks in footnotes, and in the frame at the foot of the title page."""
    built, saved = texts(returned.built), texts(returned.saved)

    lost = {*built} - {*saved}
    assert [entries(returned.built)[name]["template"] for name in lost] == ["title-page.html.j2"]
    assert texts(returned.built, "word/footnotes.xml").keys().isdisjoint(saved)
    assert len(saved) > 450


def test_the_text_under_a_bookmark_is_what_the_table_says(returned: Returned) -> None:
    """Where a section of the document ends LibreOffice leaves the last character outside."""
    built, saved = texts(returned.built), texts(returned.saved)

    unlike = [name for name in {*saved} & {*built} if saved[name] != built[name]]
    assert all(built[name].startswith(saved[name]) for name in unlike)
    assert {len(built[name]) - len(saved[name]) for name in unlike} <= {1}
    sections = len(list(returned.built["word/document.xml"].iter("{*}sectPr")))
    assert len(unlike) < sections


def test_every_paragraph_with_words_is_in_a_block(returned: Returned) -> None:
    """But those that an update or a layout makes anew, and the cells of tables."""
    open_: set[str | None] = set()
    outside: set[str | None] = set()
    for paragraph in returned.built["word/document.xml"][0].iter(f"{W}p"):
        in_block = bool(open_)
        for mark in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            if mark.tag == f"{W}bookmarkEnd":
                open_.discard(mark.get(f"{W}id"))
            elif mark.get(f"{W}name", "").startswith(("_b", "_t")):
                open_.add(mark.get(f"{W}id"))
                in_block = True
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if not in_block and next(paragraph.iter(f"{W}t"), None) is not None:
            outside.add(style.get(f"{W}val") if style is not None else None)
    made_anew = {"TOC1", "TOC2", "TOC3", "TableofFigures", "TableContinuation"}
    assert outside - made_anew == {"TableHead", "TableText"}


def test_no_path_of_the_machine_is_told(returned: Returned) -> None:
    for part in returned.built.values():
        text = etree.tostring(part, encoding="unicode")
        assert str(returned.project) not in text
        assert str(Path.home()) + "/" not in text
    files = {entry["file"] for entry in entries(returned.built).values() if "file" in entry}
    assert all(name.startswith("source/") for name in files)
