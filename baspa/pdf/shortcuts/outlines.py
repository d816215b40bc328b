"""Outlines of SVG pictures that were drawn before: most are glyphs of formulas and repeat.

What a `path` draws depends on its data, the size of the face and that of the picture alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from weasyprint import svg
from weasyprint.svg import utils

from baspa.pdf.shortcuts.everywhere import put_everywhere

KEPT = 5_000
"""Outlines that are kept: some 10 MiB."""
KEPT_LENGTHS = 50_000


def shorten_outlines() -> None:
    """Let WeasyPrint draw the outlines of pictures so."""
    put_everywhere(utils.size, lru_cache(KEPT_LENGTHS)(utils.size))
    draw = svg.TAGS["path"]
    kept: dict[Any, tuple[list[Any], list[Any]]] = {}

    def path(picture: Any, node: Any, font_size: float) -> None:
        key = (node.get("d", ""), font_size, picture.inner_width, picture.inner_height)
        if key in kept and not node.vertices:
            operators, vertices = kept[key]
            picture.stream.stream.extend(operators)
            node.vertices.extend(vertices)
            return
        begun, is_first = len(picture.stream.stream), not node.vertices
        draw(picture, node, font_size)
        if is_first and len(kept) < KEPT:
            kept[key] = picture.stream.stream[begun:], list(node.vertices)

    svg.TAGS["path"] = path
