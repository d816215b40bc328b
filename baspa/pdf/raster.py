"""A PNG of an SVG, as the PDF shows it: for programs that cannot show SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

from baspa.model import Asset
from baspa.pdf.assets import ASSET_SCHEME, asset_fetcher

DPI = 200
"""Pixels to the inch of the stand-in: sharp in print, small enough to send."""


def with_fallbacks(assets: Mapping[str, Asset]) -> dict[str, Asset]:
    """Return `assets` with a PNG beside each SVG."""
    return {
        name: replace(asset, fallback=rasterize(asset))
        if asset.media_type == "image/svg+xml"
        else asset
        for name, asset in assets.items()
    }


def rasterize(asset: Asset) -> bytes:
    """Return an SVG drawn by WeasyPrint, as the PDF has it, as a PNG."""
    import pypdfium2
    import weasyprint

    style = (
        f"@page {{ size: {asset.width_mm}mm {asset.height_mm}mm; margin: 0 }}"
        "body { margin: 0 } img { display: block; width: 100%; height: 100% }"
    )
    html = f'<style>{style}</style><img src="{ASSET_SCHEME}{asset.name}"/>'
    pdf = weasyprint.HTML(string=html, url_fetcher=asset_fetcher({asset.name: asset})).write_pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=DPI / 72).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI), optimize=True)
    return out.getvalue()
