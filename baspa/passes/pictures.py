"""Pictures: what a file is and how large, read from the file itself."""

from __future__ import annotations

import io
import re

from lxml import etree
from PIL import Image, UnidentifiedImageError

from baspa.length import MM_PER_INCH, Length
from baspa.model import Asset

CSS_DPI = 96.0
"""Pixels to the inch where a picture names no resolution (CSS Values 4, 6.2)."""
PIXEL_LIMIT = 80_000_000
"""Below the size from which Pillow warns of a bomb."""
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")


class PictureError(Exception):
    """The file is no picture that we can print; the message is for the author."""


def measure_picture(name: str, content: bytes) -> Asset:
    """Return the picture `content` as an asset. Raises PictureError."""
    if content[:256].lstrip()[:5] in {b"<?xml", b"<svg "} or b"<svg" in content[:1024]:
        return _svg(name, content)
    return _raster(name, content)


def _raster(name: str, content: bytes) -> Asset:
    try:
        with Image.open(io.BytesIO(content)) as image:
            kind, (width, height) = image.format, image.size
            dpi = image.info.get("dpi", (CSS_DPI, CSS_DPI))
            if width * height > PIXEL_LIMIT:
                raise PictureError(f"{width} × {height} pixels are too many to print")
            image.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PictureError("this is no picture (PNG, JPEG or SVG), or it is damaged") from error
    if kind not in {"PNG", "JPEG"}:
        raise PictureError(f"a {kind} picture cannot be printed; save it as PNG, JPEG or SVG")
    across, down = (float(d) if d and float(d) > 1 else CSS_DPI for d in dpi)
    return Asset(
        name=name,
        media_type=f"image/{kind.lower()}",
        content=content,
        width_mm=width / across * MM_PER_INCH,
        height_mm=height / down * MM_PER_INCH,
    )


def _svg(name: str, content: bytes) -> Asset:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(f"this SVG is damaged: {error.msg}") from error
    if etree.QName(root).localname != "svg":
        raise PictureError("this XML file is no SVG picture")
    width, height = _svg_size(root)
    return Asset(
        name=name,
        media_type="image/svg+xml",
        content=content,
        width_mm=width,
        height_mm=height,
    )


def _svg_size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in mm, from the attributes or from the viewBox (SVG 2, 8.2)."""
    box = [float(n) for n in _NUMBER.findall(root.get("viewBox") or "")]
    width, height = _svg_length(root.get("width")), _svg_length(root.get("height"))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width is None and height is None:
            width = box[2] / CSS_DPI * MM_PER_INCH
        if width is None and height is not None:
            width = height * box[2] / box[3]
        if height is None and width is not None:
            height = width * box[3] / box[2]
    if not width or not height:
        raise PictureError("this SVG says neither its size nor its viewBox")
    return width, height


def _svg_length(text: str | None) -> float | None:
    found = re.fullmatch(r"\s*(\d*\.?\d+)\s*(px|mm|cm|in|pt)?\s*", text or "")
    if not found:
        return None
    if found[2] in {None, "px"}:
        return float(found[1]) / CSS_DPI * MM_PER_INCH
    return Length.parse(f"{float(found[1])}{found[2]}").mm
