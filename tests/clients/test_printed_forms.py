"""The forms that the norms ask for, on finished pages: a paper under APA, one under own rules.

Poppler reads the PDF, and what LibreOffice makes of the DOCX; the Open XML SDK checks the DOCX.
"""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from ooxml_validator import schema_errors
from paper import laid_out
from thesis_case import write_project

from baspa.build.build import build
from baspa.diagnostics import Findings

SOURCES = {
    "source/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm">'
    '<rect width="60mm" height="20mm"/></svg>',
    "source/a.bib": "@book{ay, author = {Ay, A. and Be, B.}, title = {Things}, year = 1990}\n",
    "source/01.md": "---\nrole: abstract\nkeywords: [one, two]\n---\nThe abstract.\n",
    "source/05.md": "---\nrole: introduction\n---\n# Introduction\n\nAs @ay say [@ay].[^n]\n\n"
    "[^n]: The note.\n",
    "source/10.md": "# Method\n\n## Second\n\n### Third\n\nSee @fig:a and @app:x.\n\n"
    "#### Fourth\n\nRunning text.\n\n#. first\n#. second\n\n"
    "![A Map](a.svg){#fig:a alt=x}\n",
    "source/90.md": "---\nrole: appendix\n---\n# Raw Things {#app:x}\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: More Things {#tbl:c}\n",
}
THESIS = "title: On Things\nauthor: {name: Ann Author}\nlanguage: en\nbibliography: [a.bib]\n"
OWN = """
extends: ru-gost-7.32-2017
title: Own
standard: own rules
language: en
headings:
  structural: {align: left, upper: false, indent: 12.5mm, space_after: 2 lines}
  appendix: {align: right, size: 14pt}
figure_caption: {label_upper: true, separator: ". ", line_spacing: 1.5}
footnotes: {after_mark: ")"}
contents: {page_word: true}
appendices: {digits: true, pattern: {en: "Appendix {number}"}}
abstracts: {keywords_place: after, keywords_upper: false, keywords_end: ""}
citations: {brackets: ["(", ")"], after_number: "."}
volume: {keywords: {min: 1}}
terms: {en: {references: Sources, figure: Fig.}}
"""


class Word(NamedTuple):
    """A word on paper, in points from the left and from the top of its page."""

    page: int
    left: float
    right: float
    base: float
    text: str


class Paper(NamedTuple):
    """One finished file, read by poppler."""

    text: str
    words: list[Word]

    def find(self, *texts: str) -> Word:
        """Return the last of the first words that read `texts` one after the other."""
        read = [word.text for word in self.words]
        size = len(texts)
        at = next(n for n in range(len(read)) if tuple(read[n : n + size]) == texts)
        return self.words[at + size - 1]


def read(pdf: Path) -> Paper:
    xml = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = []
    for number, page in enumerate(xml.split("<page ")[1:], 1):
        for box in re.finditer(
            r'<word xMin="(.*?)" yMin=".*?" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page
        ):
            left, right, base = (float(box[n]) for n in (1, 2, 3))
            found.append(Word(number, left, right, base, html.unescape(box[4])))
    return Paper(" ".join(word.text for word in found), found)


def papers(folder: Path, profile: str) -> dict[str, Paper]:
    """Build the project; return both files as they are read from paper."""
    files = SOURCES | {"source/thesis.yaml": THESIS, "styles/own/profile.yaml": OWN}
    root = write_project(folder / "project", files)
    findings = Findings()
    assert build(root, findings, {}, profile_id=profile) is not None, findings.diagnostics
    assert findings.diagnostics == []
    assert schema_errors(root / "out/thesis.docx") == []
    return {
        "pdf": read(root / "out/thesis.pdf"),
        "docx": read(laid_out(root / "out/thesis.docx", folder)),
    }


@pytest.fixture(scope="module")
def apa(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    return papers(tmp_path_factory.mktemp("apa"), "en-apa7-student")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    return papers(tmp_path_factory.mktemp("own"), "own")


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_under_apa(apa: dict[str, Paper], form: str) -> None:
    paper = apa[form]

    heading, running = paper.find("Fourth."), paper.find("Fourth.", "Running")
    assert (heading.page, heading.base) == (running.page, pytest.approx(running.base, abs=0.5))
    assert heading.left == pytest.approx(72 + 36, abs=1)  # indented by half an inch
    assert 2 < running.left - heading.right < 5  # one blank
    assert "As Ay and Be (1990) say (Ay & Be, 1990)." in paper.text
    assert "See Figure 1 and Appendix." in paper.text
    assert "Figure 1 A Map" in paper.text
    assert "Appendix Raw Things Table A1 More Things" in paper.text
    assert "Introduction" not in paper.text
    assert paper.find("The", "abstract.").page == 2
    assert paper.find("The").left == pytest.approx(72, abs=1)  # no indent
    assert paper.find("Keywords:").left == pytest.approx(72 + 36, abs=1)
    assert "Keywords: one, two " in paper.text
    assert "1. first 2. second" in paper.text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_under_rules_of_its_own(own: dict[str, Paper], form: str) -> None:
    paper = own[form]

    indent, edge = (30 + 12.5) / 25.4 * 72, (210 - 15) / 25.4 * 72
    text = paper.find("Introduction", "As")
    title = next(w for w in paper.words if w.page == text.page and w.text == "Introduction")
    assert title.left == pytest.approx(indent, abs=1)
    line = 14 * 1.5 * 1.1499
    assert text.base - title.base == pytest.approx(3 * line, abs=1.5)  # two free lines
    assert paper.find("1", "Raw", "Things", "Table").page == text.page + 3
    heading = [w for w in paper.words if w.page == text.page + 3 and w.text == "Things"]
    assert heading[0].right == pytest.approx(edge, abs=1.5)
    assert "FIG. 1. A Map" in paper.text
    assert "Table 1.1 – More Things" in paper.text
    assert re.search(r"As \(1\) say \(1\)\. ?1\)", paper.text)
    assert re.search(r"1\) The note\.", paper.text)
    assert paper.find("Contents", "Page").right == pytest.approx(edge, abs=1.5)
    assert "a) first b) second" in paper.text
    assert "Keywords: one, two " in paper.text
    assert re.search(r"Sources 1\. Ay", paper.text)
