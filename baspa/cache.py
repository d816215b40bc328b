"""Answers of child programs that are kept between runs, by the digest of what was asked.

They lie in `$XDG_CACHE_HOME/baspa` (by default `~/.cache/baspa`), one file each; whoever deletes
the folder loses time and nothing else. `BASPA_CACHE=off` keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MOST_FILES = 500
"""The oldest answers beyond these are dropped."""


def digest(parts: Iterable[str]) -> str:
    """Return the name of what `parts` ask for; no two lists of parts share one."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


def recall(key: str) -> Mapping[str, str] | None:
    """Return the answer that is kept under `key`, or None."""
    folder = _folder()
    if folder is None:
        return None
    try:
        kept = json.loads((folder / key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and {"text", "log"} <= kept.keys() else None


def keep(key: str, answer: Mapping[str, str]) -> None:
    """Keep `answer` under `key`; a disk that takes nothing is no reason to stop."""
    folder = _folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, prefix=".", encoding="utf-8", delete=False
        ) as file:
            json.dump(dict(answer), file, ensure_ascii=False)
        Path(file.name).replace(folder / key)
        _drop_oldest(folder)


def _folder() -> Path | None:
    if os.environ.get("BASPA_CACHE") == "off":
        return None
    try:
        root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # nobody's home
        return None
    return Path(root) / "baspa"


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda file: (file.stat().st_mtime, file.name))
    for file in files[:-MOST_FILES]:
        file.unlink(missing_ok=True)
