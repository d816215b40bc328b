"""The folder `out/`: its files take their places when all of them are written, each in one step."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

WRITING = ".writing-"
"""How the folder begins in which files are written before they take their places."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class NotWritten(Exception):
    """The files could not be written, for the reason that the message gives."""

    def __init__(self, reason: str, help: str) -> None:
        super().__init__(reason)
        self.help = help


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` into `folder`: all of them beside the old ones first, then each renamed.

    Raises NotWritten; the old files then stand as they did.
    """
    if not files and not any(folder.glob(f"{WRITING}*")):
        return
    import tempfile

    _look_for_obstacles(folder, files)
    try:
        folder.mkdir(exist_ok=True)
        with _alone_in(folder), tempfile.TemporaryDirectory(prefix=WRITING, dir=folder) as beside:
            for name, content in files.items():
                (Path(beside) / name).write_bytes(content)
            for name in files:
                (Path(beside) / name).replace(folder / name)
    except OSError as error:
        raise NotWritten(error.strerror or str(error), _advice(folder, error)) from None


def _look_for_obstacles(folder: Path, names: Mapping[str, bytes]) -> None:
    """Raise NotWritten where something else stands in the place of the folder or of a file."""
    name = folder.name
    if folder.is_symlink() and not folder.is_dir():
        help = f"delete the link {name}, or make the folder that it names"
        raise NotWritten(f"{name} is a link that leads to no folder", help)
    if folder.exists() and not folder.is_dir():
        raise NotWritten(f"{name} is a file", f"move it away: a build makes a folder {name}/")
    for each in names:
        if (folder / each).is_dir():
            raise NotWritten(f"{name}/{each} is a folder", "move it away: a file belongs there")


def _advice(folder: Path, error: OSError) -> str:
    """Return what an author can do about a disk that takes nothing."""
    if error.errno in _FULL:
        return "make room on the disk, and build again"
    if error.errno in _FORBIDDEN:
        return f"allow writing into {folder}, or close the program that holds its files open"
    return "close the program that holds it open, or make room for it"


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other builds from writing into `folder`; drop what one that was killed left there.

    A disk that knows no locks is written to without one.
    """
    import shutil

    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX)
            for left in folder.glob(f"{WRITING}*"):
                shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(opened)
