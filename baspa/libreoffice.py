"""LibreOffice as a child program without a window.

`Office` keeps it running to lay one file out after another. It takes a second to start, so it is
started before there is a file, and holds an empty document: without one it leaves as soon as it has
done what it was asked. A file is handed to it by calling `soffice` once more with the same profile
folder; where LibreOffice has died meanwhile, that call does the work itself. All these processes
are one group, led by a shell that ends the group as soon as its input ends: that happens when we
end, in whatever way.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import field
from itertools import count
from pathlib import Path

from baspa.dataclass import dataclass
from baspa.store import kept_root
from baspa.system import find_soffice
from baspa.temporary import temporary_folder

_EXPORT = {
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "false"},
}
"""Every bookmark as a named destination; no outline, which nobody reads here."""
_KEEPER = ("/bin/sh", "-c", "read -r _; kill -KILL 0")
_EMPTY = "private:factory/swriter"
"""How LibreOffice calls an empty text document."""
_POLL_SECONDS = 0.01
LARGE_BYTES = 300_000
"""The size of a DOCX of some 150 pages."""


class LayoutError(Exception):
    """LibreOffice gave no layout; the message says why, for the author."""


class Hung(LayoutError):
    """LibreOffice did not finish in time."""


@dataclass(slots=True)
class Office:
    """LibreOffice; to be closed when nothing more is to be laid out."""

    soffice: Path | None = field(default_factory=find_soffice)
    """The program; None where there is none."""
    seconds: float = 180.0
    """After so long a layout is given up; a large file has as long again for each `LARGE_BYTES`."""
    _running: _Running | None = None
    _task: _Task | None = None
    """What was asked last."""

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def prepare(self) -> None:
        """Start it, as some time passes before there is a file to lay out."""
        if self._running is not None and (self._running.has_ended or self._running.is_robbed):
            self.close()
        if self.soffice is not None and self._running is None:
            with suppress(OSError):  # the layout tells what is wrong
                self._running = _Running(self.soffice)

    def begin(self, docx: bytes) -> None:
        """Let it lay out `docx` while we do something else, unless it did so last.

        What goes wrong is told by `lay_out`.
        """
        if self.soffice is not None:
            with suppress(LayoutError):
                self._begun(self.soffice, docx)

    def lay_out(self, docx: bytes) -> bytes:
        """Return `docx` as the PDF that LibreOffice prints; what it was asked last is known.

        A LibreOffice that fails is asked once more, with a new profile folder: a crash, or a full
        disk, may have damaged the one that is kept. Raises LayoutError where it cannot be started,
        takes too long, fails again, or writes nothing.
        """
        if self.soffice is None:
            raise LayoutError("LibreOffice is not installed")
        try:
            return self._pdf_of(self._begun(self.soffice, docx))
        except Hung:
            raise
        except LayoutError:
            return self._pdf_of(self._begun(self.soffice, docx))

    def _begun(self, soffice: Path, docx: bytes) -> _Task:
        if self._task is not None and self._task.docx != docx:
            with suppress(LayoutError):
                self._pdf_of(self._task)  # one at a time
            self._task = None
        if self._task is None and self._running is not None and self._running.is_robbed:
            self.close()
        try:
            self._running = self._running or _Running(soffice)
            seconds = self.seconds * (1 + len(docx) // LARGE_BYTES)
            self._task = self._task or _Task(docx, self._running, seconds)
        except OSError as error:
            self.close()
            raise LayoutError(f"LibreOffice cannot be started ({error.strerror})") from None
        return self._task

    def _pdf_of(self, task: _Task) -> bytes:
        """Return what comes of a task; where it fails, the next one begins with a new folder."""
        try:
            return task.pdf()
        except LayoutError as error:
            self.close(forget=not isinstance(error, Hung))
            raise

    def close(self, *, forget: bool = False) -> None:
        """End it now, whatever it does; `forget` its profile folder."""
        self._task = None
        if self._running is not None:
            self._running.end(forget=forget)
            self._running = None


class _Running:
    """The processes, the profile folder that is theirs alone, and a folder for their files."""

    def __init__(self, soffice: Path) -> None:
        self._soffice = soffice
        self._version = f"{soffice} {soffice.stat().st_mtime_ns}"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stack = ExitStack()
        self._profile, self._profile_lock = self._stack.enter_context(_profile_folder())
        self.folder = self._stack.enter_context(temporary_folder())
        self._lock, self._ready = self._profile / ".lock", self._profile / "ready-for-baspa"
        # In a folder that is new to it, it sets itself up, starts anew, and hears nobody meanwhile.
        self._is_new = True
        with suppress(OSError):
            self._is_new = self._ready.read_text() != self._version
        self._keeper = subprocess.Popen(_KEEPER, stdin=subprocess.PIPE, process_group=0)
        try:
            self._server = self._set_up() if self._is_new else self._open()
        except OSError:
            self.end(forget=False)
            raise

    def _set_up(self) -> subprocess.Popen[bytes]:
        return self.start("--terminate_after_init", output=subprocess.DEVNULL)

    def _open(self) -> subprocess.Popen[bytes]:
        with suppress(OSError):
            self._lock.unlink()
        return self.start(_EMPTY, output=subprocess.DEVNULL)

    def start(self, *arguments: str, output: int) -> subprocess.Popen[bytes]:
        """Start the program with `arguments` as one of the group.

        It puts its temporary files into our folder, since it removes none when it is killed.
        """
        options = [f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore"]
        started = subprocess.Popen(
            [str(self._soffice), *options, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=self._keeper.pid,
            pass_fds=[self._profile_lock],  # held as long as one of them lives
            env=os.environ | {"TMPDIR": str(self.folder)},
        )
        self._processes = [each for each in self._processes if each.poll() is None]
        self._processes.append(started)
        return started

    @property
    def has_ended(self) -> bool:
        """Whether it does not wait for files any more."""
        return self._server.poll() is not None

    @property
    def is_robbed(self) -> bool:
        """Whether somebody deleted its folders: it would never be heard of again."""
        folders = [self.folder] if self._is_new else [self.folder, self._profile]
        return not all(each.is_dir() for each in folders)

    def wait_until_started(self, given_up: float) -> None:
        """Wait until it hears us, at most until the time `given_up`."""
        while time.monotonic() < given_up:
            if self._is_new and self._server.poll() is not None:
                self._is_new = False
                if self._server.returncode == 0 and self._profile.is_dir():
                    self._ready.write_text(self._version)
                self._server = self._open()
            if not self._is_new and (self._lock.exists() or self._server.poll() is not None):
                return
            time.sleep(_POLL_SECONDS)

    def end(self, *, forget: bool) -> None:
        """Kill all processes; `forget` the profile folder, which may be what is wrong."""
        with suppress(ProcessLookupError):
            os.killpg(self._keeper.pid, signal.SIGKILL)
        for process in (self._keeper, *self._processes):
            with process:  # closes its pipes, and waits for it
                pass
        if forget:
            _delete(self._profile)
        with suppress(OSError):
            _pipe(self._profile).unlink()
        self._stack.close()


class _Task:
    """A file that is laid out, or was."""

    def __init__(self, docx: bytes, running: _Running, seconds: float) -> None:
        self.docx = docx
        self._seconds = seconds
        self._given_up = time.monotonic() + seconds
        self._pdf: bytes | None = None
        running.wait_until_started(self._given_up)
        folder = tempfile.mkdtemp(dir=running.folder)
        self._source = Path(folder) / "layout.docx"
        self._source.write_bytes(docx)
        filter = f"pdf:writer_pdf_Export:{json.dumps(_EXPORT)}"
        arguments = ["--convert-to", filter, "--outdir", folder, str(self._source)]
        self._process = running.start(*arguments, output=subprocess.PIPE)

    def pdf(self) -> bytes:
        """Return the layout when it is there. Raises LayoutError."""
        if self._pdf is None:
            self._pdf = self._finished()
            shutil.rmtree(self._source.parent, ignore_errors=True)
        return self._pdf

    def _finished(self) -> bytes:
        output = self._output()
        self._process.wait()
        _check_status(self._process, output)
        pdf = self._source.with_suffix(".pdf")
        if not pdf.is_file():
            raise LayoutError("LibreOffice ended without writing a PDF")
        return pdf.read_bytes()

    def _output(self) -> bytes:
        """Return what is printed until the end.

        `Popen.communicate` would give the process another quarter of a second after Ctrl+C.
        """
        assert self._process.stdout is not None
        found = b""
        with self._process.stdout as pipe, selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while selector.select(max(0.0, self._given_up - time.monotonic())):
                piece = os.read(pipe.fileno(), 1 << 16)
                if not piece:
                    return found
                found += piece
        raise Hung(f"LibreOffice did not finish within {self._seconds:.0f} s")


def _pipe(profile: Path) -> Path:
    """Return the socket by which LibreOffice hears those who share its profile folder.

    It is named by a digest of the folder's address (its `desktop/source/app/officeipcthread.cxx`),
    and stays when LibreOffice is killed.
    """
    sum_ = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in sum_)
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")


def _delete(path: Path) -> None:
    """Delete a folder, or whatever stands in its place."""
    shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def _profile_folder() -> Iterator[tuple[Path, int]]:
    """Give a profile folder that no other process uses, and the open file that is its lock.

    Two that share one lose each other's output. The folders are kept, since a new one costs
    LibreOffice two to four seconds.
    """
    with ExitStack() as stack:
        try:
            root = kept_root() / "libreoffice"
            root.mkdir(parents=True, exist_ok=True)
            (root / "0.lock").touch()
        except (OSError, RuntimeError):
            root = stack.enter_context(temporary_folder())
        for number in count():
            lock = stack.enter_context((root / f"{number}.lock").open("w"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield root / str(number), lock.fileno()
            return


def destination_name(bookmark: str) -> str:
    """Return the PDF destination that LibreOffice makes of a bookmark: `_Toc1` is `5FToc1`."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):X}" for c in bookmark)


_LIMITED = ("sh", "-c", 'ulimit -d "$0" && exec "$@"', str(500_000))
"""Kilobytes of data of a process; LibreOffice has 150,000 without a document."""


def run_limited(command: list[str], temporary: Path, seconds: float) -> None:
    """Run a program in a process group of its own, which is killed when time is up.

    It gets no memory without bound. LibreOffice puts its temporary files into `temporary`, since it
    removes none when it is killed.
    """
    try:
        process = subprocess.Popen(
            [*_LIMITED, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
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
    _check_status(process, output)


def _check_status(process: subprocess.Popen[bytes], output: bytes) -> None:
    """Raise LayoutError where a process that has ended failed, with the last that it said."""
    if process.returncode:
        last = output.decode(errors="replace").strip().splitlines()[-1:]
        said = f": {last[0]}" if last else ""
        raise LayoutError(f"LibreOffice failed with status {process.returncode}{said}")
