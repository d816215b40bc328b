"""True page numbers: the DOCX is laid out, the numbers are read from the layout and written.

LibreOffice exports every bookmark as a named destination of its PDF. The identity part of the DOCX
says which bookmark stands for which element, its sections say how pages are numbered. Writing and
laying out are repeated until the numbers stay the same: numbers of another length may move a line.
Where long tables are divided settles with them (`divisions.py`).
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from baspa.diagnostics import Findings
from baspa.docx.divisions import first_divisions, next_divisions, read_rows
from baspa.docx.identity import PART, read_identity
from baspa.docx.libreoffice import LayoutError, destination_name, lay_out
from baspa.docx.numbering import roman
from baspa.docx.oxml import qualified
from baspa.model import PageMap
from baspa.system import find_soffice

MAXIMUM_LAYOUTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginated:
    """A DOCX with its page numbers, and what they cost."""

    docx: bytes
    pages: PageMap
    layouts: int
    """How often the file was laid out; the last layout confirms the numbers."""
    seconds: float
    """What the layouts took, writing included."""
    estimated: bool
    """The numbers are not those of a layout of this file."""
    engine: str = ""
    """The program that laid the file out, with its version: page numbers depend on it."""


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The numbering of the pages from one physical page on."""

    first_page: int
    """The physical page, from 1, on which the section begins."""
    start: int | None
    """The number of that page; None: the count goes on."""
    format: str
    """A `w:fmt`: `decimal`, `lowerRoman`, `upperRoman`."""


def paginate(
    write: Callable[[PageMap], bytes],
    estimate: PageMap,
    findings: Findings,
    *,
    soffice: Path | None = None,
    seconds_per_layout: float = 180.0,
) -> Paginated:
    """Return what `write` gives for the page numbers that a layout of it confirms.

    `estimate` are the numbers to begin with, and those that stay where LibreOffice is missing
    (D201), fails or hangs (D202); numbers that do not settle are reported (D203).
    """
    begun = time.monotonic()
    soffice = soffice or find_soffice()
    pages = replace(estimate, divisions=first_divisions(estimate.rows))
    docx, layouts = write(pages), 0
    settled, engine = False, ""
    if soffice is None:
        _warn_missing(findings)
    while soffice is not None and layouts < MAXIMUM_LAYOUTS:
        try:
            pdf = lay_out(docx, soffice, seconds=seconds_per_layout)
            last = layouts + 1 == MAXIMUM_LAYOUTS
            measured, engine = _measured(docx, pdf, pages, last=last), _producer(pdf)
        except LayoutError as error:
            _warn_failed(findings, str(error))
            docx = write(replace(pages, divisions=first_divisions(estimate.rows)))
            break
        layouts += 1
        settled = _agree(pages, measured)
        pages = measured
        if settled:
            break
        docx = write(pages)
    if layouts == MAXIMUM_LAYOUTS and not settled:
        findings.warning("D203", f"the page numbers still move after {layouts} layouts")
    seconds = time.monotonic() - begun
    return Paginated(
        docx=docx,
        pages=pages,
        layouts=layouts,
        seconds=seconds,
        estimated=not settled,
        engine=engine,
    )


def _measured(docx: bytes, pdf: bytes, printed: PageMap, *, last: bool) -> PageMap:
    """Return what the layout `pdf` of `docx` says: page numbers, and how to divide the tables."""
    rows = read_rows(pdf, printed.rows)
    divisions = next_divisions(printed.divisions, rows, last=last)
    return replace(read_pages(docx, pdf), rows=rows, divisions=divisions)


def _agree(printed: PageMap, measured: PageMap) -> bool:
    """Whether the file prints the numbers that its layout has, its tables divided as it asks."""
    same = all(printed.labels.get(key) == label for key, label in measured.labels.items())
    return same and (printed.total, printed.divisions) == (measured.total, measured.divisions)


def _warn_missing(findings: Findings) -> None:
    findings.warning(
        "D201",
        "LibreOffice is not installed: the page numbers in the DOCX are an estimate from the PDF",
        help="install LibreOffice Writer (soffice), or update the contents in Word (Ctrl+A, F9)",
    )


def _warn_failed(findings: Findings, reason: str) -> None:
    findings.warning(
        "D202",
        f"{reason}: the page numbers in the DOCX are an estimate",
        help="open the DOCX in Word and update the contents (Ctrl+A, F9)",
    )


def read_pages(docx: bytes, pdf: bytes) -> PageMap:
    """Return where the elements of `docx` stand in its layout `pdf`.

    Raises LayoutError where the PDF cannot be read or lacks one of them.
    """
    physical, total = _destinations(pdf)
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        identity = read_identity(package.read(PART))
        sections = _sections(package.read("word/document.xml"), physical)
    lost = [html_id for name, html_id in identity.items() if destination_name(name) not in physical]
    if lost:
        raise LayoutError(f"LibreOffice's layout does not show where {lost[0]!r} stands")
    labels = {
        html_id: page_label(physical[destination_name(bookmark)], sections)
        for bookmark, html_id in identity.items()
    }
    return PageMap(labels=labels, total=total)


def page_label(physical: int, sections: list[PageNumbers]) -> str:
    """Return the printed number of a physical page."""
    number, at, format = 1, 1, "decimal"
    for section in sections:
        if section.first_page > physical:
            break
        reached = number + section.first_page - at
        number = reached if section.start is None else section.start
        at, format = section.first_page, section.format
    number += physical - at
    if format == "decimal":
        return str(number)
    return roman(number) if format == "lowerRoman" else roman(number).upper()


def _sections(document: bytes, physical: dict[str, int]) -> list[PageNumbers]:
    """Return the numbering of every section that has a bookmark, in order.

    A section begins where its first bookmark stands: the writer puts one at the head of each part.
    """
    found: list[PageNumbers] = []
    bookmark: str | None = None
    for element in etree.fromstring(document).iter(_BOOKMARK, _SECTION):
        if element.tag == _BOOKMARK:
            bookmark = bookmark or element.get(qualified("w:name"))
            continue
        name = destination_name(bookmark or "")
        bookmark = None
        if name in physical:
            kind = element.find(qualified("w:pgNumType"))
            start = kind.get(qualified("w:start")) if kind is not None else None
            format = kind.get(qualified("w:fmt"), "decimal") if kind is not None else "decimal"
            found.append(PageNumbers(physical[name], int(start) if start else None, format))
    return found


def _producer(pdf: bytes) -> str:
    """Return the program that a PDF says it comes from."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Producer", ""))


_BOOKMARK, _SECTION = qualified("w:bookmarkStart"), qualified("w:sectPr")


def _destinations(pdf: bytes) -> tuple[dict[str, int], int]:
    """Return the physical page, from 1, of every named destination, and the number of pages."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            numbers = {page.objgen: n for n, page in enumerate(document.pages, 1)}
            root: Any = document.Root
            found = {
                str(name).removeprefix("/"): numbers[target[0].objgen]
                for name, target in root.get("/Dests", {}).items()
            }
            return found, len(document.pages)
    except pikepdf.PdfError as error:
        raise LayoutError(f"LibreOffice wrote a PDF that cannot be read ({error})") from None
