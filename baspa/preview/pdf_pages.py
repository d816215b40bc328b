"""The pages of a PDF as the preview shows them: their sizes, the outline, a picture of each.

PDFium must not be asked by two threads at once: all of this runs in the process of `drawing.py`.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from baspa.pdf.survey import Bookmark, Page, Survey
from baspa.preview.digests import PageDigests
from baspa.preview.png import png

LEVELS = 9
"""Levels of bookmarks that are read: headings have six at most."""


def survey(content: bytes, digests: PageDigests) -> Survey:
    """Return the pages and the outline of a PDF. Raises PdfiumError or PdfError for no PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        taken = digests.of(pdf)
    with pypdfium2.PdfDocument(content) as document:
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
    drawn = document[page - 1].render(scale=width_px / width_pt, prefer_bgrx=True)  # the soonest
    size = drawn.width, drawn.height
    buffer = drawn.buffer, "raw"
    pixels = Image.frombuffer("RGBX", size, *buffer, "RGBX", drawn.stride, 1)
    blue, green, red = (pixels.getchannel(place).tobytes() for place in range(3))
    if blue == green == red:
        return png("L", size, red)  # a third of the bytes
    coloured = Image.frombuffer("RGB", size, *buffer, "BGRX", drawn.stride, 1)
    return png("RGB", size, coloured.tobytes())
