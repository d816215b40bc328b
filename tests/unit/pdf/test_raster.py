"""A PNG of an SVG or a PDF page, for programs that cannot show SVG."""

import io
from dataclasses import replace

from PIL import Image
from thesis_case import PNG

from baspa.model import Asset
from baspa.passes.pictures import measure_picture
from baspa.pdf.press import Press
from baspa.pdf.raster import DPI, LONGEST_PIXELS, PAGE_PIXELS, rasterize

HALF_RED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="50.8mm" height="25.4mm" viewBox="0 0 2 1">'
    b'<rect width="1" height="1" fill="#f00"/></svg>'
)
DRAWING = Asset(
    name="a.svg", media_type="image/svg+xml", content=HALF_RED, width_mm=50.8, height_mm=25.4
)
PHOTO = Asset(name="b.png", media_type="image/png", content=PNG, width_mm=1, height_mm=1)


def test_the_stand_in_shows_the_drawing_at_its_size() -> None:
    with Image.open(io.BytesIO(rasterize(DRAWING))) as image:
        assert image.format == "PNG"
        assert abs(image.width - 2 * DPI) <= 1
        assert abs(image.height - DPI) <= 1
        assert round(image.info["dpi"][0]) == DPI
        pixels = image.convert("RGB")
        assert pixels.getpixel((DPI // 2, DPI // 2)) == (255, 0, 0)
        assert pixels.getpixel((DPI * 3 // 2, DPI // 2)) == (255, 255, 255)


def test_the_stand_in_is_the_same_each_time() -> None:
    assert rasterize(DRAWING) == rasterize(DRAWING)


def test_only_drawings_get_a_stand_in() -> None:
    found = Press().with_fallbacks({"a.svg": DRAWING, "b.png": PHOTO})

    assert found["b.png"] is PHOTO
    assert found["a.svg"].fallback is not None
    assert found["a.svg"].content == HALF_RED


def test_a_pdf_page_gets_one_of_300_dots_to_the_inch_where_it_fills_the_line() -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 50), "red").save(out, "PDF", resolution=100)
    page = measure_picture("c", out.getvalue())

    fallback = Press().with_fallbacks({"c": page})["c"].fallback

    assert fallback is not None
    with Image.open(io.BytesIO(fallback)) as image:
        assert image.size == (PAGE_PIXELS, PAGE_PIXELS // 2)
        assert image.width / (170 / 25.4) >= 300
        red, green, blue = image.convert("RGB").getpixel((1000, 500))
        assert red > 240 > 20 > max(green, blue)


def test_a_stand_in_is_no_larger_than_a_page_can_show() -> None:
    house = replace(DRAWING, width_mm=50_800.0, height_mm=25_400.0)

    fallback = Press().with_fallbacks({"a.svg": house})["a.svg"].fallback

    assert fallback is not None
    with Image.open(io.BytesIO(fallback)) as image:
        assert image.size == (LONGEST_PIXELS, LONGEST_PIXELS // 2)


def test_a_page_that_cannot_be_drawn_has_none() -> None:
    page = Asset(
        name="c", media_type="application/pdf", content=b"%PDF-1.7", width_mm=10, height_mm=10
    )

    assert Press().with_fallbacks({"c": page})["c"].fallback is None
