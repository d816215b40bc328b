"""True page numbers: the DOCX is laid out, the numbers are read from the layout and filled in.

Its draft is first filled with what casting off gives (`castoff.py`). LibreOffice tells on which
page every bookmark stands. The identity part of the DOCX says which bookmark stands for which
element, its sections say how pages are numbered. The draft is filled again with what its layout
shows; where that changes figures alone, the same layout is its own (`open_numbers.py`), else it is
laid out once more. Where long tables are divided is settled in the same way (`divisions.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.docx.body import Body
from baspa.docx.castoff import cast_off
from baspa.docx.divisions import divided, next_divisions, read_rows
from baspa.docx.draft import Draft
from baspa.docx.filled import Filled
from baspa.docx.open_numbers import alike
from baspa.docx.oxml import Element, qualified
from baspa.docx.regions import LaidOut
from baspa.docx.sections import WORD_FORMATS
from baspa.libreoffice import Layout, LayoutError, Office
from baspa.model import PageMap
from baspa.model.pages import PageRun, page_label

MAXIMUM_LAYOUTS = 6
"""One is usual, and a second one where a number has grown longer or a table had to be divided
elsewhere. Each further one would settle at least one more table."""


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
    laid_out: bytes | None = None
    """The proof of which the last layout was: `docx`, but for figures and pictures; None where
    there was none."""
    engine: str = ""
    """The program that laid the file out, with its version: page numbers depend on it."""


def paginate(
    write: Callable[[PageMap], Filled],
    first: PageMap,
    findings: Findings,
    office: Office | None = None,
    gutter: Callable[[], int] = lambda: 0,
    *,
    prints: bool = False,
) -> Paginated:
    """Return what `write` gives for the page numbers that a layout of it confirms.

    `first` are the numbers to begin with, mostly those of `first_pages`. They stay where
    LibreOffice is missing (D201), fails or hangs (D202); numbers that do not settle are reported
    (D203), and so are rows that run off the page in the last layout (D205). `office` is a
    LibreOffice that is open already; what it was asked for last it is not asked for again. `gutter`
    tells how many figures have room in the gutter of the contents, 0 where the face has figures of
    several widths. `prints`: `office` will be asked for the PDF of the last layout.
    """
    if office is None:
        with Office() as own:
            return paginate(write, first, findings, own, gutter, prints=prints)
    start = time.monotonic()
    pages = printed = first
    filled, layouts = write(first), 0
    taken: list[float] = []
    settled, engine, laid_out = False, "", None
    if office.soffice is None:
        _warn_missing(findings)
    while office.soffice is not None and layouts < MAXIMUM_LAYOUTS:
        try:
            office.begin(filled.proof)
            body = Body.read(filled.proof, pages.rows)  # while LibreOffice works
            started = time.monotonic()
            layout = office.lay_out(filled.proof, prints=prints)
            taken.append(time.monotonic() - started)
            measured, engine = _measured(filled, body, office, layout, pages), layout.engine
            laid_out = filled.proof
        except LayoutError as error:
            _warn_failed(findings, str(error))
            laid_out = None
            break
        layouts += 1
        settled, pages = _agree(pages, measured), measured
        if not settled:
            printed, before = pages, filled
            filled = write(printed)
            settled = alike(before, filled, gutter)
        if settled:
            break
    if laid_out is not None and pages.outside:
        _warn_outside(findings, sorted(pages.outside))
    if layouts == MAXIMUM_LAYOUTS and not settled:
        findings.warning("D203", f"the page numbers still move after {layouts} layouts")
    seconds = time.monotonic() - start
    return Paginated(
        docx=filled.docx,
        pages=pages,
        printed=printed,
        layouts=layouts,
        seconds=seconds,
        layout_seconds=tuple(taken),
        estimated=not settled,
        laid_out=laid_out,
        engine=engine,
    )


def first_pages(draft: Draft) -> PageMap:
    """Return where everything will stand in a DOCX, as casting off tells."""
    identity = draft.identity.targets
    body = Body.of(draft.roots, identity.values())
    flowed = list(cast_off(body))
    places = {mark: place for piece, place in flowed for mark in piece.marks}
    rows, divisions = divided(flowed)
    known = {name: each for name, each in identity.items() if name in places}
    physical = {name: place.page for name, place in places.items()}
    pages = _page_map(body, known, physical, max(place.page for _, place in flowed))
    return replace(pages, rows=rows, divisions=divisions)


def _measured(
    filled: Filled, body: Body, office: Office, layout: Layout, printed: PageMap
) -> PageMap:
    """Return what a layout of a proof says: page numbers, and how to divide the tables."""
    rows = read_rows(layout.places, printed.rows)
    laid_out = LaidOut(body, cache(partial(office.places, filled.proof)), rows)
    outside = laid_out.outside()
    divisions = next_divisions(
        printed.divisions, laid_out, partial(office.pdf, filled.proof), outside, printed.rows
    )
    if lost := [each for n, each in filled.targets.items() if n not in layout.physical]:
        raise LayoutError(f"LibreOffice's layout does not show where {lost[0]!r} stands")
    pages = _page_map(body, filled.targets, layout.physical, layout.pages)
    return replace(pages, rows=rows, divisions=divisions, outside=outside)


def _agree(printed: PageMap, measured: PageMap) -> bool:
    """Whether the file was written for just what its layout shows."""
    return (
        (printed.total, printed.divisions) == (measured.total, measured.divisions)
        and all(printed.labels.get(key) == label for key, label in measured.labels.items())
        and all(printed.places.get(key) == place for key, place in measured.places.items())
    )


def _warn_missing(findings: Findings) -> None:
    findings.warning(
        "D201",
        "LibreOffice is not installed: the page numbers in the DOCX are an estimate",
        help="install LibreOffice Writer (soffice), or update the contents in Word (Ctrl+A, F9)",
    )


def _warn_failed(findings: Findings, reason: str) -> None:
    findings.warning(
        "D202",
        f"{reason}: the page numbers in the DOCX are an estimate",
        help="open the DOCX in Word and update the contents (Ctrl+A, F9)",
    )


def _warn_outside(findings: Findings, tables: Sequence[str]) -> None:
    findings.warning(
        "D205",
        f"rows of {', '.join(map(repr, tables))} run off the page in LibreOffice's layout of the "
        "DOCX",
        help="move the table or change the text before it by a line or more",
    )


def _page_map(
    body: Body, identity: Mapping[str, str], physical: Mapping[str, int], total: int
) -> PageMap:
    """Return on which pages the elements of a DOCX stand, of `total` pages.

    `identity` holds their ids by their bookmarks, `physical` the pages of all bookmarks.
    """
    runs = read_runs(body.element, physical)
    places = {html_id: physical[name] for name, html_id in identity.items()}
    labels = {html_id: page_label(place, runs) for html_id, place in places.items()}
    return PageMap(labels=labels, places=places, total=total)


def read_runs(body: Element, physical: Mapping[str, int]) -> list[PageRun]:
    """Return how the pages of `w:body` are numbered, as a program that prints it counts.

    `physical` holds the page of every bookmark. A section begins where its first bookmark stands
    (the writer puts one at the head of each part); one without a bookmark goes on with the count.
    """
    found: list[PageRun] = []
    bookmark: str | None = None
    for block in body:
        marks = [mark.get(qualified("w:name")) for mark in block.iter(_BOOKMARK)]
        bookmark = bookmark or next(iter(marks), None)
        for section in block.iter(_SECTION):
            page = physical.get(bookmark or "")
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


_BOOKMARK, _SECTION = qualified("w:bookmarkStart"), qualified("w:sectPr")
_FORMATS = {written: format for format, written in WORD_FORMATS.items()}
