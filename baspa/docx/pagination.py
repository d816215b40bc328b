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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from lxml import etree

from baspa.diagnostics import Findings
from baspa.docx.begun import Begun
from baspa.docx.divisions import first_divisions, next_divisions, read_rows
from baspa.docx.identity import PART, read_identity
from baspa.docx.oxml import Element, qualified
from baspa.docx.sections import WORD_FORMATS
from baspa.libreoffice import LayoutError, Office, destination_name
from baspa.model import PageMap
from baspa.model.pages import PageRun, page_label

MAXIMUM_LAYOUTS = 8
"""Two are usual; a long table that must be divided elsewhere than in the PDF asks for up to three
more, since each of its parts moves the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginated:
    """A DOCX with its page numbers, and what they cost."""

    docx: bytes
    pages: PageMap
    printed: PageMap
    """What `docx` was written for: `write` gives the same again for it, without a layout."""
    layouts: int
    """How often the file was laid out; the last layout confirms the numbers."""
    seconds: float
    """What the layouts took, writing included."""
    layout_seconds: tuple[float, ...] = ()
    """What each layout took in LibreOffice."""
    estimated: bool
    """The numbers are not those of a layout of this file."""
    layout: bytes | None = None
    """The PDF of the last layout; None where there was none."""
    engine: str = ""
    """The program that laid the file out, with its version: page numbers depend on it."""


def paginate(
    write: Callable[[PageMap], bytes],
    estimate: PageMap,
    findings: Findings,
    office: Office | None = None,
    begun: Begun | None = None,
) -> Paginated:
    """Return what `write` gives for the page numbers that a layout of it confirms.

    `estimate` are the numbers to begin with, and those that stay where LibreOffice is missing
    (D201), fails or hangs (D202); numbers that do not settle are reported (D203). `office` is a
    LibreOffice that is open already; `begun` is what it was asked for last.
    """
    if office is None:
        with Office() as own:
            return paginate(write, estimate, findings, own, begun)
    start = time.monotonic()
    pages = first_pages(estimate)
    printed = pages
    if begun is not None and not begun.looks_like(pages):
        begun = None
    docx, layouts = begun.docx if begun else write(printed), 0
    taken: list[float] = []
    settled, engine, pdf = False, "", None
    if office.soffice is None:
        _warn_missing(findings)
    while office.soffice is not None and layouts < MAXIMUM_LAYOUTS:
        try:
            started = time.monotonic()
            pdf = office.lay_out(docx)
            taken.append(time.monotonic() - started)
            measured, engine = _measured(docx, pdf, pages, layouts + 1), _producer(pdf)
        except LayoutError as error:
            _warn_failed(findings, str(error))
            printed = replace(pages, divisions=first_divisions(estimate.rows))
            docx = write(printed)
            pdf = None
            break
        layouts += 1
        settled = _agree(pages, measured)
        pages = measured
        if settled:
            break
        printed = pages
        docx = write(printed)
    if layouts == MAXIMUM_LAYOUTS and not settled:
        findings.warning("D203", f"the page numbers still move after {layouts} layouts")
    if begun is not None and layouts < 2:
        docx = write(printed)
    seconds = time.monotonic() - start
    return Paginated(
        docx=docx,
        pages=pages,
        printed=printed,
        layouts=layouts,
        seconds=seconds,
        layout_seconds=tuple(taken),
        estimated=not settled,
        layout=pdf,
        engine=engine,
    )


def first_pages(estimate: PageMap) -> PageMap:
    """Return what the file is first written for: `estimate`, its tables divided as it has them."""
    return replace(estimate, divisions=first_divisions(estimate.rows))


def _measured(docx: bytes, pdf: bytes, printed: PageMap, layout: int) -> PageMap:
    """Return what a layout of `docx` says, the how-manieth one: page numbers, and how to divide
    the tables."""
    rows = read_rows(pdf, printed.rows)
    divisions = next_divisions(
        printed.divisions, rows, first=layout == 1, last=layout == MAXIMUM_LAYOUTS
    )
    return replace(read_pages(docx, pdf), rows=rows, divisions=divisions)


def _agree(printed: PageMap, measured: PageMap) -> bool:
    """Whether the file prints the numbers that its layout has, and was written for its places."""
    return (
        (printed.total, printed.divisions) == (measured.total, measured.divisions)
        and all(printed.labels.get(key) == label for key, label in measured.labels.items())
        and all(printed.places.get(key) == place for key, place in measured.places.items())
    )


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
        runs = read_runs(package.read("word/document.xml"), physical)
    lost = [html_id for name, html_id in identity.items() if destination_name(name) not in physical]
    if lost:
        raise LayoutError(f"LibreOffice's layout does not show where {lost[0]!r} stands")
    places = {html_id: physical[destination_name(name)] for name, html_id in identity.items()}
    labels = {html_id: page_label(place, runs) for html_id, place in places.items()}
    return PageMap(labels=labels, places=places, total=total)


def read_runs(document: bytes, physical: Mapping[str, int]) -> list[PageRun]:
    """Return how the pages of `word/document.xml` are numbered, as a program that prints it counts.

    `physical` holds the page of every destination. A section begins where its first bookmark stands
    (the writer puts one at the head of each part); one without a bookmark goes on with the count.
    """
    found: list[PageRun] = []
    bookmark: str | None = None
    for block in etree.fromstring(document)[0]:
        marks = [mark.get(qualified("w:name")) for mark in block.iter(_BOOKMARK)]
        bookmark = bookmark or next(iter(marks), None)
        for section in block.iter(_SECTION):
            page = physical.get(destination_name(bookmark or ""))
            if page is not None:
                found.append(_run(section, page, found[-1] if found else PageRun(1, 1, "decimal")))
            bookmark = None
    return found


def _run(section: Element, page: int, before: PageRun) -> PageRun:
    """Return the numbering of a section that begins on `page`."""
    numbering = section.find(qualified("w:pgNumType"))
    start = numbering.get(qualified("w:start")) if numbering is not None else None
    format = numbering.get(qualified("w:fmt"), "decimal") if numbering is not None else "decimal"
    reached = before.number + page - before.first_page
    return PageRun(page, int(start) if start else reached, _FORMATS[format])


def _producer(pdf: bytes) -> str:
    """Return the program that a PDF says it comes from."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Producer", ""))


_BOOKMARK, _SECTION = qualified("w:bookmarkStart"), qualified("w:sectPr")
_FORMATS = {written: format for format, written in WORD_FORMATS.items()}


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
