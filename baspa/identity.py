"""What the kernel says of files: which of them are as they were, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import baspa
from baspa.store import digest


def files_below(folder: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the files below `folder` in the order of their paths; a ring of links is left."""
    try:
        here = os.stat(folder)  # noqa: PTH116 (thousands of files each time: no `Path` for each)
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from files_below(entry.path, seen)
                else:
                    yield entry.path
    except OSError:
        return


def identity(path: str | Path) -> str:
    """Return what the kernel says of a file: each change of its content gives it another.

    The time of the last change of the inode is set by the kernel alone; a copy or a new file in
    its place has another inode. So neither a time stamp that was set back nor a clock can hide it.
    """
    try:
        told = os.stat(path)  # noqa: PTH116
    except OSError:
        return "missing"
    return f"{told.st_dev} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"


def identities(paths: Iterable[str | Path]) -> str:
    """Return the digest of what the kernel says of several files."""
    return digest(part for path in paths for part in (str(path), identity(path)))


def own_files() -> str:
    """Return what tells Baspa's own files as they are: its code, styles and templates."""
    package = Path(baspa.__file__).parent
    folders = (package, *(package.parent / name for name in ("styles", "templates")))
    now = identities(path for folder in folders for path in files_below(str(folder), set()))
    if not _first:
        _first.append(now)
    return now


def program() -> str:
    """Return what told Baspa's own files when this process first asked: it works by these."""
    return _first[0] if _first else own_files()


_first: list[str] = []
