"""Pictures: what they are and how large, read from the file."""

import io

import pikepdf
import pytest
from PIL import ExifTags, Image
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


def pdf(*sizes: tuple[float, float], **saved: object) -> bytes:
    """A PDF with a page of each size, in points."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for size in sizes:
            document.add_blank_page(page_size=size)
        document.save(out, **saved)
    return out.getvalue()


def test_a_page_of_a_pdf_is_a_picture_of_its_size() -> None:
    two = pdf((72, 144), (288, 144))

    assert size(two) == (25.4, 50.8)
    second = measure_picture("a", two, page=2)
    assert (second.media_type, second.width_mm, second.height_mm) == (
        "application/pdf",
        pytest.approx(101.6),
        pytest.approx(50.8),
    )
    with pikepdf.open(io.BytesIO(second.content)) as single:
        assert len(single.pages) == 1
    assert measure_picture("a", two, page=2) == second


def test_a_turned_or_cropped_page_is_as_a_viewer_shows_it() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf((300, 200)))) as document:
        document.pages[0].cropbox = pikepdf.Array([0, 0, 144, 72])
        document.pages[0].rotate(90, relative=False)
        document.save(out)

    assert size(out.getvalue()) == (25.4, 50.8)


@pytest.mark.parametrize(
    ("content", "page", "told"),
    [
        (pdf((72, 72)), 2, "there is no page 2; the file has 1"),
        (pdf(), 1, "there is no page 1; the file has 0"),
        (pdf((72, 72), encryption=pikepdf.Encryption(user="a", owner="b")), 1, "is encrypted"),
        (pdf((72, 72))[:200], 1, "this PDF is damaged"),
    ],
    ids=["beyond", "empty", "encrypted", "cut"],
)
def test_a_pdf_that_has_no_such_picture(content: bytes, page: int, told: str) -> None:
    with pytest.raises(PictureError, match=told):
        measure_picture("a", content, page)


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 20, 40))
    held = Image.Exif()
    held[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=held, quality=95, dpi=(96, 96))

    asset = measure_picture("a", out.getvalue())

    assert (asset.width_mm, asset.height_mm) == pytest.approx((40 / 96 * 25.4, 60 / 96 * 25.4))
    with Image.open(io.BytesIO(asset.content)) as shown:
        assert shown.size == (40, 60)
        assert ExifTags.Base.Orientation not in shown.getexif()
        red, green, _ = shown.convert("RGB").getpixel((20, 5))
        assert red > 200 > 60 > green


def test_printing_inks_become_the_colours_of_a_screen() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(out, "JPEG", quality=95)

    asset = measure_picture("a", out.getvalue())

    with Image.open(io.BytesIO(asset.content)) as shown:
        assert shown.mode == "RGB"
        red, green, blue = shown.getpixel((4, 4))
        assert red > 200 > 80 > max(green, blue)


def test_sixteen_bits_of_grey_become_eight() -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(out, "PNG")

    asset = measure_picture("a", out.getvalue())

    with Image.open(io.BytesIO(asset.content)) as shown:
        assert (shown.mode, shown.getpixel((1, 1))) == ("L", 128)


def test_other_pictures_are_kept_byte_by_byte() -> None:
    transparent = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 128)).save(transparent, "PNG")

    for content in (PNG, raster("JPEG"), transparent.getvalue()):
        assert measure_picture("a", content).content == content
