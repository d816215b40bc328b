"""How the entry of a source is called where citations link to it."""

from __future__ import annotations

import hashlib
import re


def reference_id(key: str) -> str:
    """Return the id of a source's entry in the list: `ref-KEY`, in letters of A–Z, a–z, 0–9, _, -.

    A key that has other letters gets a digest, so that no two keys share an id.
    """
    if re.fullmatch(r"[A-Za-z0-9_-]+", key):
        return f"ref-{key}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9_-]+", "-", key).strip("-")
    return "-".join(part for part in ("ref", readable, digest) if part)
