"""How large pictures are printed: worked out once, for both writers."""

from __future__ import annotations

from baspa.length import parse_extent
from baspa.model import Asset, Attributes


def picture_width(asset: Asset, attributes: Attributes, line_mm: float, height_mm: float) -> float:
    """Return the width of a picture in mm: as its author asks, never larger than the room.

    `width` and `height` take a length (`80mm`) or a share of the room (`80%`). Without either the
    picture keeps its natural size where that fits.
    """
    ratio = asset.height_mm / asset.width_mm
    asked_width, asked_height = attributes.get("width"), attributes.get("height")
    if asked_width is not None:
        width = parse_extent(asked_width, line_mm)
    elif asked_height is not None:
        width = parse_extent(asked_height, height_mm) / ratio
    else:
        width = asset.width_mm
    return min(width, line_mm, height_mm / ratio)


def picture_size(asset: Asset, width_mm: float) -> str:
    """Return the CSS size of a picture that is printed `width_mm` wide."""
    height = width_mm * asset.height_mm / asset.width_mm
    return f"width: {width_mm:.2f}mm; height: {height:.2f}mm"
