"""PDF pictures in the finished PDF: each takes the place of an image that stood for it.

WeasyPrint cannot show a PDF. It lays out a small image whose pixels are a digest of the picture;
an image and a form XObject are both drawn into the unit square (ISO 32000-1, 8.9.5 and 8.10), so
one can replace the other wherever the layout has put it. Lines stay lines, and text stays text.
Few theses have such pictures, so what reads and writes them is imported where they turn up.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from baspa.model import Asset

if TYPE_CHECKING:
    import pikepdf

PDF = "application/pdf"
_PIXELS = 11
"""Pixels of a stand-in: 33 bytes, a SHA-256 digest and a zero."""


def stand_in(asset: Asset) -> bytes:
    """Return the PNG that is laid out in place of a PDF picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (_PIXELS, 1), _digest(asset)).save(out, "PNG")
    return out.getvalue()


def embed_pages(content: bytes, assets: Mapping[str, Asset]) -> bytes:
    """Return the PDF with the pages of its PDF pictures where their stand-ins were."""
    pictures = {_digest(asset): asset for asset in assets.values() if asset.media_type == PDF}
    if not pictures:
        return content
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in list(pdf.objects):
            asset = pictures.get(_pixels(item))
            if asset is not None:
                _replace(pdf, item, asset)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _digest(asset: Asset) -> bytes:
    return hashlib.sha256(asset.content).digest() + b"\0"


def _pixels(item: pikepdf.Object) -> bytes:
    """Return the pixels of an image of the size of a stand-in, else nothing."""
    from pikepdf import Name, Stream

    if not isinstance(item, Stream) or item.get("/Subtype") != Name.Image:
        return b""
    return item.read_bytes() if int(item.Width) == _PIXELS and int(item.Height) == 1 else b""


def _replace(pdf: pikepdf.Pdf, image: pikepdf.Object, asset: Asset) -> None:
    """Make of `image` a form that draws the picture into the unit square."""
    import pikepdf
    from pikepdf import Dictionary, Name

    with pikepdf.open(io.BytesIO(asset.content)) as source:
        form = pdf.copy_foreign(source.pages[0].as_form_xobject())
    left, bottom, right, top = _extent(form)
    width, height = right - left, top - bottom
    for key in list(image.keys()):
        if key != "/Length":
            del image[key]
    image.Type, image.Subtype = Name.XObject, Name.Form
    image.BBox = pikepdf.Array([0, 0, 1, 1])
    image.Resources = Dictionary(XObject=Dictionary(Page=form))
    matrix = (1 / width, 0, 0, 1 / height, -left / width, -bottom / height)
    image.write(f"q {' '.join(f'{n:.8f}' for n in matrix)} cm /Page Do Q".encode())


def _extent(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return the box that a form fills, its own matrix applied."""
    x0, y0, x1, y1 = (float(side) for side in form.BBox)
    a, b, c, d, e, f = (float(n) for n in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)
