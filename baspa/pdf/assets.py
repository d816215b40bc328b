"""WeasyPrint's door to the world: it opens on the document's own pictures and on nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baspa.model import Asset
from baspa.pdf.pictures import PDF, stand_in

ASSET_SCHEME = "asset:"
"""What stands before an asset's name in an address, so that it is a whole one."""


def asset_fetcher(assets: Mapping[str, Asset]) -> Any:
    """Return a fetcher for WeasyPrint that knows `assets`; any other address raises ValueError."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (its signature)
            name = url.removeprefix(ASSET_SCHEME)
            if name not in assets:
                raise ValueError(f"the document has no picture {name!r}")
            asset = assets[name]
            if asset.media_type == PDF:
                return URLFetcherResponse(url, stand_in(asset), {"Content-Type": "image/png"})
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return AssetFetcher(allowed_protocols=())
