"""Pictures of foreign documents: what Baspa prints is taken over, the rest becomes PNG."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image

from baspa.importers.text.manuscript import Picture

_MOST_PIXELS = 60_000_000
_SUFFIXES = {"PNG": ".png", "JPEG": ".jpg"}


def printable(content: bytes, suffix: str) -> Picture | None:
    """Return a picture that can be printed; None for a damaged one or one of an unknown kind."""
    if suffix == ".svg":
        return Picture(content=content, suffix=suffix) if b"<svg" in content else None
    if suffix == ".pdf":
        return Picture(content=content, suffix=suffix) if content[:5] == b"%PDF-" else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are checked here
            with Image.open(BytesIO(content)) as image:
                if image.width * image.height > _MOST_PIXELS or image.format in ("WMF", "EMF"):
                    return None
                image.load()
                if image.format in _SUFFIXES:
                    return Picture(content=content, suffix=_SUFFIXES[image.format])
                out = BytesIO()
                image.convert("RGBA").save(out, "PNG")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return None
    return Picture(content=out.getvalue(), suffix=".png")
