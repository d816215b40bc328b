"""The single pass: a document is laid out as one, and WeasyPrint writes the file.

What is put together from fragments is the same document, which tests compare; a document that
cannot be divided is printed so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from baspa.diagnostics import Findings
from baspa.model import PageMap
from baspa.model.later import Later
from baspa.model.pages import PageFormat, PageRun, page_label
from baspa.pdf.continuation import row_places, rows_of
from baspa.pdf.engine import without_collector
from baspa.pdf.layout import Sheet, laid_out
from baspa.pdf.pages import add_page_labels, anchor_places, page_runs
from baspa.pdf.pdf import Pdf
from baspa.pdf.pictures import embed_pages
from baspa.pdf.places import block_places
from baspa.pdf.warnings import engine_warnings
from baspa.store import content_digest

if TYPE_CHECKING:
    from weasyprint import Document

LAYOUTS = 4
"""Layouts after which the page count in the abstract must have settled."""
COUNT = '<span class="page-count"></span>'
"""Where the HTML wants the number of pages."""


def print_whole(sheet: Sheet, findings: Findings, *, front_format: PageFormat) -> Pdf:
    """Return `sheet`, a whole document, printed.

    The number of pages that the abstract states changes what it counts, so the document is laid
    out until it is right. It begins at the same number each time: that of the last build could lead
    to another one where two are right.
    """
    total = 0
    for layouts in range(1, LAYOUTS + 1):  # noqa: B007 (told to the caller)
        found = Findings()
        with without_collector():
            document = laid_out(replace(sheet, html=_with_count(sheet.html, total)), found)
        if len(document.pages) == total or COUNT not in sheet.html:
            break
        total = len(document.pages)
    else:
        found.warning("W102", "the page count in the abstract does not settle")
    runs = page_runs(sheet.html, anchor_places(document), front_format)
    with engine_warnings(found):
        content = document.write_pdf(
            pdf_identifier=b"baspa",
            pdf_tags=True,
            custom_metadata=False,
            finisher=partial(add_page_labels, runs),
        )
    assert isinstance(content, bytes)
    findings.extend(found.diagnostics)
    blocks = block_places(document.pages)
    content = embed_pages(content, sheet.assets)
    return Pdf(
        content=content,
        digest=content_digest(content),
        pages=_page_map(document, runs),
        placed=Later(lambda: blocks),
        surveyed=Later(lambda: None),
        layouts=layouts,
    )


def _with_count(html: str, total: int) -> str:
    """Return `html` with the number of pages filled in."""
    return html.replace(COUNT, f"{COUNT.removesuffix('</span>')}{total}</span>")


def _page_map(document: Document, runs: Sequence[PageRun]) -> PageMap:
    """Return the page of every id, and the place of every row of a table that may be divided."""
    places = anchor_places(document)
    labels = {anchor: page_label(place, runs) for anchor, place in places.items()}
    return PageMap(
        labels=labels,
        places=places,
        total=len(document.pages),
        rows=row_places(map(rows_of, document.pages)),
    )
