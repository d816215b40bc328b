"""The files of a folder, looked for once and only where something asks for them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from baspa.importers.limits import check_files

_MOST_DIGITS = 20
"""Of a number in a name that are looked at."""
_LEFT_FOLDERS = frozenset(
    "output out build dist docs doc scratch style styles template templates filters csl tests test "
    "examples node_modules scripts bin presentation slides deps".split()
)
"""What holds no part of a thesis."""


class FolderFiles:
    """The files below a folder: none that is hidden, or a link."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.text = cache(text_of_file)
        """Gives the text of a file, which is read once."""

    @cached_property
    def every(self) -> tuple[Path, ...]:
        """All files in the order of their paths, numbers by value. Raises TooMuch."""
        found = list[str]()
        for path in _below(self.root):
            found.append(path)
            check_files(len(found))
        start = len(str(self.root).rstrip("/")) + 1
        return tuple(map(Path, sorted(found, key=lambda path: _natural(path[start:]))))

    @cached_property
    def own(self) -> tuple[Path, ...]:
        """Those outside of folders of styles, templates, outputs."""
        return tuple(path for path in self.every if not self._is_left(path))

    @cached_property
    def by_name(self) -> dict[str, list[Path]]:
        """All files by their names."""
        found = dict[str, list[Path]]()
        for path in self.every:
            found.setdefault(path.name, []).append(path)
        return found

    def _is_left(self, path: Path) -> bool:
        folders = path.relative_to(self.root).parts[:-1]
        return any(folder.lower() in _LEFT_FOLDERS for folder in folders)


def of_kind(files: tuple[Path, ...], *suffixes: str) -> list[Path]:
    """Return the files with one of these suffixes, in any case."""
    return [path for path in files if path.suffix.lower() in suffixes]


def text_of_file(path: Path) -> str:
    """Return the text of a file, whatever its bytes."""
    return path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")


def _below(root: Path) -> Iterator[str]:
    """Give the path of each file; a folder that may not be read holds none."""
    folders = [str(root)]
    while folders:
        with suppress(PermissionError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield entry.path


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(p[:_MOST_DIGITS]), "") if p.isdecimal() else (1, 0, p) for p in parts if p]
