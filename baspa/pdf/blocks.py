"""Where each block of the text stands on the pages of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document

PT_PER_PX = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlace:
    """A block on a page; one that is divided between pages has a place on each of them."""

    block: str
    """The `data-block` of its element (docs/html.md)."""
    page: int
    """The place of the page in the file, from 1."""
    left_pt: float
    """From the left edge of the page."""
    top_pt: float
    """From the upper edge of the page."""
    width_pt: float
    height_pt: float


def block_places(document: Document) -> tuple[BlockPlace, ...]:
    """Return where the blocks of a layout stand, in its order, read from its boxes."""
    return tuple(
        place for number, page in enumerate(document.pages, 1) for place in _on_page(page, number)
    )


def _on_page(page: Any, number: int) -> Iterator[BlockPlace]:
    seen: set[int] = set()
    for box in page._page_box.descendants():
        element = box.element
        block = element.get("data-block") if element is not None else None
        # The outermost box of an element comes first; its lines and cells name the element too.
        if block is None or id(element) in seen:
            continue
        seen.add(id(element))
        x, y, width, height = (
            round(px * PT_PER_PX, 1)
            for px in (
                box.border_box_x(),
                box.border_box_y(),
                box.border_width(),
                box.border_height(),
            )
        )
        yield BlockPlace(
            block=block, page=number, left_pt=x, top_pt=y, width_pt=width, height_pt=height
        )
