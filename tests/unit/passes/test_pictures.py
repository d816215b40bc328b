"""Pictures: what they are and how large, read from the file."""

import io

import pytest
from PIL import Image
from thesis_case import PNG, SVG

from baspa.passes.pictures import PictureError, measure_picture


def raster(kind: str, size: tuple[int, int] = (200, 100), **info: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **info)
    return out.getvalue()


def size(content: bytes) -> tuple[float, float]:
    asset = measure_picture("a", content)
    return round(asset.width_mm, 2), round(asset.height_mm, 2)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pixels_over_the_resolution_of_the_file(kind: str) -> None:
    picture = raster(kind, dpi=(200, 100))

    assert measure_picture("a", picture).media_type == f"image/{kind.lower()}"
    assert size(picture) == (25.4, 25.4)


def test_without_a_resolution_96_pixels_are_an_inch() -> None:
    assert size(raster("PNG", (96, 192))) == (25.4, 50.8)


@pytest.mark.parametrize(
    ("attributes", "mm"),
    [
        ('width="100mm" height="50mm"', (100, 50)),
        ('width="96" height="48px"', (25.4, 12.7)),
        ('width="2in" height=".5in"', (50.8, 12.7)),
        ('viewBox="0 0 96 48"', (25.4, 12.7)),
        ('viewBox="0,0 96, 48" width="50.8mm"', (50.8, 25.4)),
        ('viewBox="0 0 96 48" height="50.8mm"', (101.6, 50.8)),
        ('viewBox="0 0 96 48" width="100%" height="100%"', (25.4, 12.7)),
    ],
)
def test_the_size_of_an_svg(attributes: str, mm: tuple[float, float]) -> None:
    svg = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'

    assert size(svg.encode()) == mm
    assert measure_picture("a", svg.encode()).media_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no picture"),
        (b"%PDF-1.7", "this PDF is damaged"),
        (PNG[:40], "no picture"),
        (raster("GIF"), "a GIF picture cannot be printed"),
        (
            raster("PNG", (1, 1)).replace(b"\0\0\0\1\0\0\0\1", b"\0\0\xff\xff\0\0\xff\xff"),
            "many|no p",
        ),
        (SVG[:-2], "this SVG is damaged"),
        (b'<?xml version="1.0"?><html/>', "this XML file is no SVG picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "says neither its size nor its viewBox"),
        (SVG.replace(b"100mm", b"1.2.3"), "says neither its size nor its viewBox"),
        (SVG.replace(b'width="100mm" height="50mm"', b'viewBox="0 0 a b"'), "says neither"),
        (SVG.replace(b"100mm", b"0"), "says neither its size nor its viewBox"),
    ],
)
def test_what_cannot_be_printed(content: bytes, told: str) -> None:
    with pytest.raises(PictureError, match=told):
        measure_picture("a", content)


def test_an_svg_reads_no_other_file() -> None:
    svg = (
        b'<!DOCTYPE svg [<!ENTITY w SYSTEM "file:///etc/hostname">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg" width="&w;" height="5mm"/>'
    )

    with pytest.raises(PictureError):
        measure_picture("a", svg)
