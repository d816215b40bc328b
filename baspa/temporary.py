"""Temporary folders that do not outlive us, whatever ends us.

They lie in `$XDG_CACHE_HOME/baspa/temporary`, each locked by the process that uses it. The system
gives a lock back when its process ends, in whatever way; who takes a folder next deletes those that
nobody holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from baspa.store import kept_root


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder of our own, which is deleted at the end of the `with` or after our own.

    Where there cannot be one in its place, it lies among the temporary files of the system.
    """
    with ExitStack() as stack:
        try:
            folder = _locked_folder(kept_root() / "temporary", stack)
        except (OSError, RuntimeError):  # a disk that is full, or knows no locks; nobody's home
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baspa-")))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def _locked_folder(root: Path, stack: ExitStack) -> Path:
    """Return a new folder in `root`, locked until `stack` ends; delete those that nobody holds."""
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in root.glob("[!.]*"):
            with ExitStack() as meanwhile:
                if _lock(left, meanwhile):
                    shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=root))
        _lock(folder, stack)
    return folder


def _lock(folder: Path, stack: ExitStack) -> bool:
    """Lock a folder until `stack` ends; return whether nobody else holds it."""
    try:
        opened = os.open(folder, os.O_RDONLY)
        stack.callback(os.close, opened)
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):  # somebody holds it, or has just deleted it
        return False
    return True
