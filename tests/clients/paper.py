"""Reads finished pages as a person does, through poppler: nothing of ours is used here."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

NUMBER = r"\d{1,3}|[ivxlc]+"
"""A page number as it is printed."""
MM = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """One page of print."""

    number: int
    """Its place in the file, from 1."""
    lines: tuple[str, ...]

    @property
    def label(self) -> str | None:
        """The page number that is printed at the head or at the foot, if there is one."""
        ends = (self.lines[-1], self.lines[0]) if self.lines else ()
        return next((line for line in ends if re.fullmatch(NUMBER, line)), None)


@dataclass(frozen=True)
class Entry:
    """One line of a contents, or of a list of figures or tables."""

    text: str
    label: str


def read_pages(pdf: Path) -> list[Page]:
    """Return the pages of a PDF as poppler reads them."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    return [
        Page(n, tuple(line.strip() for line in page.split("\n") if line.strip()))
        for n, page in enumerate(pages, 1)
    ]


@dataclass(frozen=True)
class Word:
    """A word on its sheet, in mm from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """One page of print, measured."""

    width: float
    height: float
    words: tuple[Word, ...]


def measure(pdf: Path) -> list[Sheet]:
    """Return the sheets of a PDF with the boxes of their words, as poppler sees them."""
    html = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8"))
    sides = ("xmin", "ymin", "xmax", "ymax")
    return [
        Sheet(
            width=float(page.get("width")) * MM,
            height=float(page.get("height")) * MM,
            words=tuple(
                Word(w.text, *(float(w.get(side)) * MM for side in sides))
                for w in page.iter("word")
            ),
        )
        for page in root.iter("page")
    ]


def squeeze(text: str) -> str:
    """Return `text` without its white space: line ends differ from file to file."""
    return re.sub(r"\s+", "", text)


def listing(pages: list[Page], heading: str, others: set[str]) -> tuple[list[Entry], set[int]]:
    """Return the entries under `heading`, and the pages that they take.

    A list goes on to the next page if that begins with none of the `others` and if at least a third
    of its lines end in page numbers: running text does not, but a table may. A title that fills its
    line leaves no room before the number: one that ends in a bracket is read all the same.
    """
    first = next(p.number for p in pages if heading in p.lines)
    entries: list[Entry] = []
    taken: set[int] = set()
    words: list[str] = []
    for page in pages[first - 1 :]:
        lines = [line for line in page.lines if line not in {heading, page.label}]
        found = [
            re.fullmatch(rf"(.*?\S)??(?:[\s.]*[\s.]|(?<=\)))({NUMBER})", line) for line in lines
        ]
        head = squeeze("".join(lines[:8]))
        new = any(head.startswith(squeeze(other)) for other in others)
        if taken and (new or sum(map(bool, found)) * 3 < len(lines)):
            break
        taken.add(page.number)
        for line, match in zip(lines, found, strict=True):
            if match is None:
                words.append(line)
            else:
                text = " ".join([*words, match[1] or ""])
                entries.append(Entry(text=re.sub(r"(\s?\.){3,}\s*", " ", text), label=match[2]))
                words = []
    return entries, taken


def pages_with(pages: list[Page], text: str, without: set[int]) -> list[Page]:
    """Return the pages on which one or several whole lines read `text`."""
    wanted = squeeze(text)
    found = []
    for page in pages:
        lines = [squeeze(line) for line in page.lines]
        runs = ("".join(lines[i : i + n]) for i in range(len(lines)) for n in range(1, 9))
        if page.number not in without and wanted in runs:
            found.append(page)
    return found


def outline(pdf: Path) -> list[tuple[str, int]]:
    """Return the bookmarks of a PDF with the places of their pages, as poppler reads them."""
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-stdout", "-i", str(pdf)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [
        (re.sub(r"<[^>]*>", "", title), int(page))
        for page, title in re.findall(r'<item page="(\d+)">(.*?)</item>', xml)
    ]


def laid_out(docx: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice, with a profile of its own, makes of a DOCX."""
    return converted(docx, folder, "pdf")


def converted(docx: Path, folder: Path, kind: str) -> Path:
    """Return what LibreOffice, with a profile of its own in `folder`, makes of a DOCX there."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(docx),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return folder / f"{docx.stem}.{kind}"
