"""The pictures of pages, read by Pillow and held against what PDFium draws by itself."""

from __future__ import annotations

import io
import random
from typing import Literal

import pydyf
import pypdfium2
import pytest
from PIL import Image

from baspa.preview.pdf_pages import draw
from baspa.preview.png import png

GREY = "0.4 g 10 10 60 30 re f 2 w 0 G 5 5 m 95 55.5 l S"
COLOURED = f"{GREY} 1 0.2 0 rg 33 20 20.5 20 re f"


def page(operators: str) -> bytes:
    """Return a PDF of one page, 100 pt by 60 pt."""
    pdf = pydyf.PDF()
    content = pydyf.Stream([operators.encode()])
    pdf.add_object(content)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, 100, 60]),
                "Contents": content.reference,
            }
        )
    )
    out = io.BytesIO()
    pdf.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("operators", "mode"), [(GREY, "L"), (COLOURED, "RGB")])
@pytest.mark.parametrize("width", [50, 333])
def test_the_picture_of_a_page_is_what_pdfium_draws(operators: str, mode: str, width: int) -> None:
    with pypdfium2.PdfDocument(page(operators)) as document:
        drawn = Image.open(io.BytesIO(draw(document, 1, width)))
        plain = document[0].render(scale=width / 100).to_pil()

    assert drawn.mode == mode
    assert drawn.size == (width, plain.height)
    assert drawn.convert("RGB").tobytes() == plain.tobytes()
    assert len(plain.getcolors() or []) > 2


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("size", [(1, 1), (1, 7), (300, 2), (257, 400)])
def test_a_png_holds_every_pixel(mode: Literal["L", "RGB"], size: tuple[int, int]) -> None:
    pixels = random.Random(1).randbytes(size[0] * size[1] * len(mode))

    read = Image.open(io.BytesIO(png(mode, size, pixels)))

    assert (read.format, read.mode, read.size) == ("PNG", mode, size)
    assert read.tobytes() == pixels
