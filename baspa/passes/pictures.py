"""Pictures: what a file is and how large, read from the file itself."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from baspa.length import MM_PER_INCH, Length
from baspa.model import Asset
from baspa.passes.pdf_pages import PictureError, extract_page

CSS_DPI = 96.0
"""Pixels to the inch where a picture names no resolution (CSS Values 4, 6.2)."""
PIXEL_LIMIT = 80_000_000
"""Below the size from which Pillow warns of a bomb."""
PDF = "application/pdf"
KINDS = "give it as PNG, JPEG, SVG or PDF"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")


def measure_picture(name: str, content: bytes, page: int = 1) -> Asset:
    """Return the picture `content`, or page `page` of a PDF, as an asset. Raises PictureError."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        single, width, height = extract_page(content, page)
        return Asset(name=name, media_type=PDF, content=single, width_mm=width, height_mm=height)
    if content[:256].lstrip()[:5] in {b"<?xml", b"<svg "} or b"<svg" in content[:1024]:
        return _svg(name, content)
    return _raster(name, content)


def _raster(name: str, content: bytes) -> Asset:
    try:
        with Image.open(io.BytesIO(content)) as image:
            kind, dpi = image.format, image.info.get("dpi", (CSS_DPI, CSS_DPI))
            if image.width * image.height > PIXEL_LIMIT:
                raise PictureError(f"{image.width} × {image.height} pixels are too many to print")
            image.load()
            if kind not in {"PNG", "JPEG", "MPO"}:
                raise PictureError(f"a {kind} picture cannot be printed; {KINDS}")
            content, (width, height) = _for_print(image, content)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PictureError(f"this is no picture, or it is damaged; {KINDS}") from error
    across, down = (float(d) if d and float(d) > 1 else CSS_DPI for d in dpi)
    return Asset(
        name=name,
        media_type="image/png" if kind == "PNG" else "image/jpeg",
        content=content,
        width_mm=width / across * MM_PER_INCH,
        height_mm=height / down * MM_PER_INCH,
        pixels=width,
    )


def _for_print(image: Image.Image, content: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return a picture that every program shows alike, and its size in pixels.

    Upright, since not every program obeys the camera's note (Exif) how it was held; red, green and
    blue instead of printing inks; eight bits a channel.
    """
    deep = image.mode.startswith("I")
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) != 1
    if not (deep or turned or image.mode == "CMYK" or image.format == "MPO"):
        return content, image.size
    shown: Image.Image = ImageOps.exif_transpose(image)
    if deep:
        shown = shown.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode == "CMYK":
        shown = _in_rgb(shown)
    out = io.BytesIO()
    settings: dict[str, Any] = {"quality": 95} if image.format != "PNG" else {}
    if profile := shown.info.get("icc_profile"):
        settings["icc_profile"] = profile
    shown.save(out, "PNG" if image.format == "PNG" else "JPEG", **settings)
    return out.getvalue(), shown.size


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return a picture made for printing inks in red, green and blue, by its own profile if any."""
    profile = image.info.pop("icc_profile", None)
    if profile:
        try:
            inks = ImageCms.getOpenProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, inks, screen, outputMode="RGB")
            if converted is not None:
                converted.info.pop("icc_profile", None)
                return converted
        except ImageCms.PyCMSError:
            pass  # a damaged profile: convert without it
    return image.convert("RGB")


def _svg(name: str, content: bytes) -> Asset:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(f"this SVG is damaged: {error.msg}") from error
    if etree.QName(root).localname != "svg":
        raise PictureError("this XML file is no SVG picture")
    if other := _other_file(root):
        raise PictureError(f"this SVG shows another file, {other}; save it with the picture inside")
    width, height = _svg_size(root)
    return Asset(
        name=name,
        media_type="image/svg+xml",
        content=content,
        width_mm=width,
        height_mm=height,
    )


def _other_file(root: etree._Element) -> str | None:
    """Return what an SVG would load from elsewhere: it would not travel in the DOCX or the PDF."""
    for element in root.iter("{*}image", "{*}feImage", "{*}use"):
        target = (element.get("href") or element.get(_XLINK_HREF) or "#").strip()
        if not target.startswith(("#", "data:")):
            return target
    return None


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
