"""Font files as the kernel knows them: a file that took the place of another is another one."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

FACE_SUFFIXES = (".ttf", ".otf")
FileIdentity: TypeAlias = tuple[int, int, int, int]


def file_identity(path: Path) -> FileIdentity:
    """Return what changes whenever the content of a file, or the list of a folder, does."""
    told = path.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns
