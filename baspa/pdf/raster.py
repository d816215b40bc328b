"""A PNG of an SVG or a PDF page, as the PDF shows it: for programs that cannot show these."""

from __future__ import annotations

import io

from baspa.length import MM_PER_INCH
from baspa.model import Asset
from baspa.pdf.assets import ASSET_SCHEME, asset_fetcher

DPI = 200
"""Pixels to the inch of the stand-in: sharp in print, small enough to send."""
LONGEST_PIXELS = 6000
"""Pixels along the longer side of a stand-in: an SVG may say that it is as large as a house."""
PAGE_PIXELS = 2100
"""Pixels along the longer side of a PDF page: 300 to the inch when it is printed 178 mm long. The
DOCX has no other form of it, and the drawing may be a small one that is printed large."""


NEEDING = frozenset({"image/svg+xml", "application/pdf"})
"""The media types that need a stand-in."""


def fallback(asset: Asset) -> bytes | None:
    """Return a PNG that stands in for an SVG or a PDF page; None where it cannot be drawn."""
    if asset.media_type == "image/svg+xml":
        return rasterize(asset)
    dpi = PAGE_PIXELS / max(asset.width_mm, asset.height_mm) * MM_PER_INCH
    return _png(asset.content, dpi)


def rasterize(asset: Asset) -> bytes | None:
    """Return an SVG drawn by WeasyPrint, as the PDF has it, as a PNG; None where it cannot be."""
    import weasyprint

    style = (
        f"@page {{ size: {asset.width_mm}mm {asset.height_mm}mm; margin: 0 }}"
        "body { margin: 0 } img { display: block; width: 100%; height: 100% }"
    )
    html = f'<style>{style}</style><img src="{ASSET_SCHEME}{asset.name}"/>'
    pdf = weasyprint.HTML(string=html, url_fetcher=asset_fetcher({asset.name: asset})).write_pdf()
    longest = LONGEST_PIXELS / max(asset.width_mm, asset.height_mm) * MM_PER_INCH
    return _png(pdf, min(DPI, longest))


def _png(pdf: bytes, dpi: float) -> bytes | None:
    """Return the first page of a PDF as a PNG, or None where PDFium cannot draw it."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            image = document[0].render(scale=dpi / 72).to_pil()
    except pypdfium2.PdfiumError:
        return None
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(dpi, dpi), optimize=True)
    return out.getvalue()
