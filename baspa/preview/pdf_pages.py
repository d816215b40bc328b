"""The pages of a PDF as the preview shows them: their sizes, the outline, a picture of each.

PDFium must not be asked by two threads at once: all of this runs in the process of `drawing.py`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from baspa.preview.digests import PageDigests

LEVELS = 9
"""Levels of bookmarks that are read: headings have six at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a PDF."""

    digest: str
    """Two pages that print the same have the same one, whatever stands on the pages around."""
    label: str
    """The number that a reader of the PDF shows, such as `7` or `iv`; it may be empty."""
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """One line of the outline."""

    level: int
    """From 0."""
    title: str
    page: int
    """The place of its page in the file, from 1."""
    top_pt: float
    """How far below the upper edge of the page its heading begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What there is in a PDF."""

    title: str
    pages: tuple[Page, ...]
    outline: tuple[Bookmark, ...]


def survey(file: Path, digests: PageDigests) -> Survey:
    """Return the pages and the outline of a PDF. Raises PdfiumError or PdfError for no PDF."""
    with pikepdf.open(file) as pdf:
        taken = digests.of(pdf)
    with pypdfium2.PdfDocument(file) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
        labels = [document.get_page_label(number) for number in range(len(document))]
        title = document.get_metadata_value("Title")
        outline = tuple(_outline(document, [height for _, height in sizes]))
    pages = tuple(
        Page(digest=digest, label=label, width_pt=width, height_pt=height)
        for digest, label, (width, height) in zip(taken, labels, sizes, strict=True)
    )
    return Survey(title=title, pages=pages, outline=outline)


def _outline(document: Any, heights: list[float]) -> list[Bookmark]:
    found = []
    for bookmark in document.get_toc(max_depth=LEVELS):
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        if page is None or not 0 <= page < len(heights):
            continue
        _, place = target.get_view()
        from_below = place[1] if len(place) > 1 and place[1] is not None else heights[page]
        found.append(
            Bookmark(
                level=bookmark.level,
                title=bookmark.get_title(),
                page=page + 1,
                top_pt=round(max(0.0, heights[page] - from_below), 1),
            )
        )
    return found


def draw(document: Any, page: int, width_px: int) -> bytes:
    """Return the picture of a page (from 1) of an open PDF, `width_px` wide, as a PNG."""
    width_pt, _ = document.get_page_size(page - 1)
    image = document[page - 1].render(scale=width_px / width_pt).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)  # it goes to this machine's browser, and soon
    return out.getvalue()
