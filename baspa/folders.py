"""The folders of a project, by which it is known."""

from __future__ import annotations

from pathlib import Path

SOURCE = "source"
THESIS = f"{SOURCE}/thesis.yaml"
OUT = "out"
"""What a build writes stands there."""


def find_project(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds `source/`."""
    for folder in (start, *start.parents):
        if (folder / SOURCE).is_dir():
            return folder
    return None
