"""Runs LibreOffice without a window to lay a DOCX out.

Every run has a private profile folder: two processes that share one lose each other's output. The
folders are kept, since a new one costs LibreOffice two to four seconds.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

_EXPORT = {
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "false"},
}
"""Every bookmark as a named destination; no outline, which nobody reads here."""


class LayoutError(Exception):
    """LibreOffice gave no layout; the message says why, for the author."""


class Hung(LayoutError):
    """LibreOffice did not finish in time."""


def lay_out(docx: bytes, soffice: Path, *, seconds: float) -> bytes:
    """Return `docx` as the PDF that LibreOffice prints.

    A LibreOffice that fails is asked once more, with a new profile folder: a crash, or a full disk,
    may have damaged the one that is kept. Raises LayoutError where it takes longer than `seconds`,
    fails again, or writes nothing.
    """
    try:
        return _lay_out(docx, soffice, seconds, anew=False)
    except Hung:
        raise
    except LayoutError:
        return _lay_out(docx, soffice, seconds, anew=True)


def _lay_out(docx: bytes, soffice: Path, seconds: float, *, anew: bool) -> bytes:
    with (
        _profile_folder() as (profile, lock),
        tempfile.TemporaryDirectory(prefix="baspa-") as folder,
    ):
        if anew:
            _delete(profile)
        source = Path(folder) / "layout.docx"
        source.write_bytes(docx)
        run_limited(
            [
                str(soffice),
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                f"pdf:writer_pdf_Export:{json.dumps(_EXPORT)}",
                "--outdir",
                folder,
                str(source),
            ],
            Path(folder),
            seconds,
            lock,
        )
        pdf = source.with_suffix(".pdf")
        if not pdf.is_file():
            raise LayoutError("LibreOffice ended without writing a PDF")
        return pdf.read_bytes()


def _delete(path: Path) -> None:
    """Delete a folder, or whatever stands in its place."""
    shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink(missing_ok=True)


def destination_name(bookmark: str) -> str:
    """Return the PDF destination that LibreOffice makes of a bookmark: `_Toc1` is `5FToc1`."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):X}" for c in bookmark)


def run_limited(command: list[str], temporary: Path, seconds: float, *files: int) -> None:
    """Run a program in a process group of its own, which is killed when time is up.

    LibreOffice puts its temporary files into `temporary`, since it removes none when it is killed.
    It inherits the open `files`, so that a lock on one lasts as long as the program: also where we
    are killed and it is not.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=files,
            env=os.environ | {"TMPDIR": str(temporary)},
        )
    except OSError as error:
        raise LayoutError(f"LibreOffice cannot be started ({error.strerror})") from None
    with process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except BaseException as error:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Hung(f"LibreOffice did not finish within {seconds:.0f} s") from None
            raise
    if process.returncode:
        last = output.decode(errors="replace").strip().splitlines()[-1:]
        said = f": {last[0]}" if last else ""
        raise LayoutError(f"LibreOffice failed with status {process.returncode}{said}")


@contextmanager
def _profile_folder() -> Iterator[tuple[Path, int]]:
    """Give a profile folder that no other process uses, and the open file that is its lock."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    root = cache / "baspa" / "libreoffice"
    with ExitStack() as stack:
        try:
            root.mkdir(parents=True, exist_ok=True)
            (root / "0.lock").touch()
        except OSError:
            root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baspa-")))
        for number in count():
            lock = stack.enter_context((root / f"{number}.lock").open("w"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield root / str(number), lock.fileno()
            return
