"""The list of sources and the citations read the same in the PDF and in the DOCX."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
import yaml
from lxml import etree
from thesis_case import write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

DATA = Path(__file__).parents[1] / "data"
CASES = [
    case
    for file in sorted(DATA.glob("bibliography*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    if "gost-7.1-2003" in case
]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "https://example.kz/" + "/".join(f"part{n}" for n in range(40))
TEXT = """# Тарау

Бірінші [@ru-book-one, б. 25; @en-article, pp. 3–7], екінші [@long].[^1]

[^1]: Ескертпеде [@kk-book, т. 2, б. 8].
"""


def letters(text: str) -> str:
    """Return `text` without white space and hyphens: lines end where they must."""
    return re.sub(r"[\s\u2010-]+", "", text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thesis that lists every source of the data, in both formats."""
    sources = "\n".join(case["source"] for case in CASES)
    long = f"@online{{long, title = {{Ұзын}}, url = {{{LONG}}}, urldate = {{2026-01-02}}}}"
    root = write_project(
        tmp_path_factory.mktemp("citations"),
        {
            "source/thesis.yaml": (
                "title: Т\nauthor: {name: А}\nbibliography: [a.bib]\nnocite: ['*']\n"
            ),
            "source/a.bib": f"{sources}\n{long}\n",
            "source/10-a.md": TEXT,
        },
    )
    findings = Findings()
    assert build(root, findings, {}) is not None, findings.diagnostics
    assert findings.diagnostics == []
    return root / "out"


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    """The text of both files without white space."""
    pdf = built / "thesis.pdf"
    shown = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout
    without_numbers = re.sub(r"\n\d+\s*\f", "\n", shown.decode())
    body = docx.Document(str(built / "thesis.docx")).element.body
    return {
        "pdf": re.sub(r"\s+", "", without_numbers),
        "docx": re.sub(r"\s+", "", "".join(node.text or "" for node in body.iter("{*}t"))),
    }


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_every_entry_stands_in_the_list_as_the_standard_asks(
    format: str, texts: dict[str, str]
) -> None:
    missing = [
        case["gost-7.1-2003"]
        for case in CASES
        if letters(case["gost-7.1-2003"]) not in letters(texts[format])
    ]
    assert missing == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_citations_read_as_they_were_printed(format: str, texts: dict[str, str]) -> None:
    assert "Бірінші[1,б.25;2,б.3–7],екінші[3]." in texts[format]


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_long_address_is_broken_without_hyphens(format: str, texts: dict[str, str]) -> None:
    assert LONG in texts[format]


def test_entries_link_to_addresses_and_citations_to_entries(built: Path) -> None:
    with pikepdf.open(built / "thesis.pdf") as pdf:
        links = [
            note.A.URI if "/A" in note and "/URI" in note.A else note.get("/Dest", "")
            for page in pdf.pages
            for note in page.get("/Annots", [])
        ]
    document = docx.Document(str(built / "thesis.docx"))
    addresses = {r.target_ref for r in document.part.rels.values() if r.is_external}
    anchors = [link.get(f"{WORD}anchor") for link in document.element.body.iter("{*}hyperlink")]

    assert {LONG, "https://doi.org/10.1000/182"} <= {str(link) for link in links} & addresses
    assert any("ref-ru-book-one" in str(link) for link in links)
    bookmarks = {mark.get(f"{WORD}name") for mark in document.element.body.iter("{*}bookmarkStart")}
    assert len([anchor for anchor in anchors if anchor]) >= 3
    assert {anchor for anchor in anchors if anchor} <= bookmarks


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thesis that cites in footnotes, in both formats."""
    root = write_project(
        tmp_path_factory.mktemp("notes"),
        {
            "source/thesis.yaml": (
                "title: T\nlanguage: en\nauthor: {name: A}\nprofile: notes\nbibliography: [a.bib]\n"
            ),
            "source/a.bib": (
                "@book{lee, author = {Lee, Ann}, title = {Growth}, year = 2001, location = {Paris},"
                " publisher = {Pin}}\n@article{roe, author = {Roe, Rob}, title = {Trade},"
                " year = 1999, journaltitle = {Review}, volume = 3, pages = {5--9}}\n"
            ),
            "source/10-a.md": (
                "# Part\n\nFirst [@lee, p. 25]. Second [@roe; @lee]. Third [@lee, 7].\n"
            ),
            "styles/notes/profile.yaml": (
                "extends: en-turabian\ncitations: {style: chicago-notes-bibliography}\n"
            ),
        },
    )
    findings = Findings()
    assert build(root, findings, {}) is not None, findings.diagnostics
    return root / "out"


def test_notes_read_the_same_in_both_files(noted: Path) -> None:
    pdf = subprocess.run(
        ["pdftotext", "-raw", noted / "thesis.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    with zipfile.ZipFile(noted / "thesis.docx") as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    paragraphs = ["".join(p.itertext("{*}t")) for p in notes.iter("{*}p")]
    written = [letters(text) for text in paragraphs if text.strip()]

    assert written == [
        letters("Ann Lee, Growth (Pin, 2001), 25."),  # Chicago 18 names no place
        letters("Rob Roe, “Trade,” Review 3 (1999): 5–9; Lee, Growth."),
        letters("Lee, Growth, 7."),
    ]
    assert all(note in letters(pdf) for note in written)
