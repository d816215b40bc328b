"""Where blocks of the text stand on the pages of a layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baspa.dataclass import dataclass

PT_PER_PX = 0.75
BLOCK = "data-block"
"""The attribute that names a block in the semantic HTML (docs/html.md)."""


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block, or the part of it on one page, stands."""

    page: int
    """The place of the page in the file, from 1."""
    x_pt: float
    """From the left of the sheet; the others likewise, downwards from its top."""
    y_pt: float
    width_pt: float
    height_pt: float

    def moved(self, pages: int) -> BlockPlace:
        """Return the place where `pages` more pages stand before it."""
        where = (self.x_pt, self.y_pt, self.width_pt, self.height_pt)
        return BlockPlace(self.page + pages, *where)


def block_places(pages: Sequence[Any]) -> dict[str, tuple[BlockPlace, ...]]:
    """Return where each named block stands on the pages of a document of WeasyPrint."""
    found: dict[str, list[BlockPlace]] = {}
    for number, page in enumerate(pages, 1):
        boxes: dict[str, tuple[float, float, float, float]] = {}
        for box in page._page_box.descendants():
            if box.element is None or box.element_tag != box.element.tag:
                continue
            if (name := box.element.get(BLOCK)) is None:
                continue
            x, y, width, height = box.hit_area()
            left, top, right, bottom = boxes.get(name, (x, y, x, y))
            boxes[name] = min(left, x), min(top, y), max(right, x + width), max(bottom, y + height)
        for name, (left, top, right, bottom) in boxes.items():
            sides = (side * PT_PER_PX for side in (left, top, right - left, bottom - top))
            found.setdefault(name, []).append(BlockPlace(number, *sides))
    return {name: tuple(each) for name, each in found.items()}
