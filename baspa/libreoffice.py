"""LibreOffice as a child program without a window.

`Office` keeps it running to lay one file out after another. It runs a macro (`libreoffice.bas`)
that connects to us, says the secret that only our user can read, and waits for commands: it reads a
DOCX, tells on which page each bookmark stands, and where each row of a table; how far down their
pages the others stand, and the same layout as PDF, it tells where somebody asks for it. A PDF takes
as long as all else. Before it is asked it lays out a small file, so that all is loaded that takes a
third of the time of the first. The profile folder is written anew for each process
(`libreoffice_profile.py`). All processes are one group, led by a shell that ends the group as soon
as its input ends: that happens when we end, in whatever way.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import resource
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from baspa.dataclass import dataclass
from baspa.libreoffice_profile import write_profile, write_small_docx
from baspa.model.document import ROW_PREFIX, RowPlace
from baspa.system import find_soffice
from baspa.temporary import temporary_folder

T = TypeVar("T")

_MACRO = Path(__file__).with_suffix(".bas")
_LAY_OUT, _TELL_ALL, _PRINT = b"L", b"A", b"P"
_FAILED = b"\0"
_SETTINGS = (
    ("Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
)
"""No spelling is looked at wherever the cursor stands, and nothing is saved meanwhile."""
_KEEPER = ("/bin/sh", "-c", 'read -r _; rm -f "$0"; kill -KILL 0')
_POLL_SECONDS, _SECRET_SECONDS, _ENDING_SECONDS = 0.01, 5, 5
_GAP_TWIPS = 284
"""The room that LibreOffice shows between two pages."""
_TWIPS_PER_PT = 20
LARGE_BYTES = 1_500_000
"""The size of the proof of a DOCX of some 150 pages, which is not compressed."""


class LayoutError(Exception):
    """LibreOffice gave no layout; the message says why, for the author."""


class Hung(LayoutError):
    """LibreOffice did not finish in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How LibreOffice lays a DOCX out."""

    engine: str
    """The program, with its version."""
    pages: int
    """How many pages are printed: one that is left empty is not."""
    physical: Mapping[str, int]
    """The page of each bookmark, from 1."""
    places: Mapping[str, RowPlace]
    """Where each row of a table stands, by its bookmark."""


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
        if self._running is not None and self._running.is_lost:
            self.close()
        if self.soffice is not None and self._running is None:
            with suppress(OSError):  # the layout tells what is wrong
                self._running = _Running(self.soffice)

    def begin(self, docx: bytes, *, prints: bool = False) -> None:
        """Let it lay out `docx` while we do something else, unless it did so last.

        `prints`: its PDF will be asked for. What goes wrong is told by `lay_out`.
        """
        if self.soffice is not None:
            with suppress(LayoutError):
                task = self._begun(self.soffice, docx)
                if prints:
                    task.begin_pdf()

    def lay_out(self, docx: bytes, *, prints: bool = False) -> Layout:
        """Return how `docx` is laid out; what it was asked last is known.

        `prints`: its PDF will be asked for. A process that fails gets one successor. Raises
        LayoutError where none can be started, one takes too long, or both fail.
        """
        layout = self._asked(docx, _Task.layout)
        if prints:
            self.begin(docx, prints=True)
        return layout

    def places(self, docx: bytes) -> Mapping[str, RowPlace]:
        """Return where every bookmark of `docx` stands. Raises LayoutError, as `lay_out`."""
        return self._asked(docx, _Task.places)

    def pdf(self, docx: bytes) -> bytes:
        """Return `docx` as the PDF that LibreOffice prints. Raises LayoutError, as `lay_out`."""
        return self._asked(docx, _Task.pdf)

    def _asked(self, docx: bytes, ask: Callable[[_Task], T]) -> T:
        if self.soffice is None:
            raise LayoutError("LibreOffice is not installed")
        try:
            return self._answered(self._begun(self.soffice, docx), ask)
        except Hung:
            raise
        except LayoutError:
            return self._answered(self._begun(self.soffice, docx), ask)

    def _begun(self, soffice: Path, docx: bytes) -> _Task:
        if self._task is not None and self._task.docx != docx:
            with suppress(LayoutError):
                self._answered(self._task, _Task.finish)  # one at a time
            self._task = None
        if self._task is None and self._running is not None and self._running.is_lost:
            self.close()
        try:
            self._running = self._running or _Running(soffice)
            seconds = self.seconds * (1 + len(docx) // LARGE_BYTES)
            self._task = self._task or _Task(docx, self._running, seconds)
        except OSError as error:
            self.close()
            raise LayoutError(f"LibreOffice cannot be started ({error.strerror})") from None
        except LayoutError:
            self.close()
            raise
        return self._task

    def _answered(self, task: _Task, ask: Callable[[_Task], T]) -> T:
        """Return what a task answers; where it fails, the next one is given to a new process."""
        try:
            return ask(task)
        except OSError as error:
            self.close()
            raise LayoutError(f"LibreOffice's layout is lost ({error.strerror})") from None
        except LayoutError:
            self.close()
            raise

    def close(self) -> None:
        """End it now, whatever it does."""
        self._task = None
        if self._running is not None:
            self._running.end()
            self._running = None


class _Running:
    """The processes, the line to them, and a folder that is theirs alone."""

    def __init__(self, soffice: Path) -> None:
        with ExitStack() as stack:
            self.folder = stack.enter_context(temporary_folder())
            profile = self.folder / "profile"
            write_profile(profile, _SETTINGS, _MACRO)
            write_small_docx(self.folder / "small.docx")
            self._secret = secrets.token_hex().encode()
            (self.folder / "secret").write_bytes(self._secret)
            self._listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=1))
            self._line: socket.socket | None = None
            self._said = stack.enter_context((self.folder / "said").open("w+b"))
            self._pipe = _pipe(profile)
            self._keeper = subprocess.Popen(
                [*_KEEPER, str(self._pipe)], stdin=subprocess.PIPE, process_group=0
            )
            stack.callback(self._kill)
            port = self._listener.getsockname()[1]
            given = f'("{port}","{self.folder}","{ROW_PREFIX}")'
            options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
            self._server = subprocess.Popen(
                [str(soffice), *options, f"macro:///Standard.{_MACRO.stem}.Serve{given}"],
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                process_group=self._keeper.pid,
                # It removes none of its temporary files when it is killed.
                env=os.environ | {"TMPDIR": str(self.folder)},
            )
            self._stack = stack.pop_all()

    @property
    def is_lost(self) -> bool:
        """Whether it ended, or somebody deleted its folder: it would never be heard of again."""
        return self._server.poll() is not None or not self.folder.is_dir()

    def ask(self, command: bytes, seconds: float) -> None:
        """Give a command. Raises LayoutError where nobody hears it in time."""
        self._line = self._line or self._connected(seconds)
        with suppress(ConnectionError):  # the answer tells
            self._line.sendall(command)

    def _connected(self, seconds: float) -> socket.socket:
        given_up = time.monotonic() + seconds
        self._listener.settimeout(_POLL_SECONDS)
        while time.monotonic() < given_up:
            with suppress(TimeoutError, ConnectionError), ExitStack() as refused:
                line, _ = self._listener.accept()
                refused.enter_context(line)
                line.settimeout(_SECRET_SECONDS)
                said = line.recv(len(self._secret), socket.MSG_WAITALL)
                if hmac.compare_digest(said, self._secret):
                    refused.pop_all()
                    return self._stack.enter_context(line)
            if self._server.poll() is not None:
                raise self._ended()
        raise _hung(seconds)

    def answer(self, seconds: float) -> None:
        """Wait until the first command that was not answered yet has been carried out.

        Raises LayoutError where it failed, or was not in time.
        """
        assert self._line is not None
        self._line.settimeout(seconds)
        try:
            answer = self._line.recv(1)
        except TimeoutError:
            raise _hung(seconds) from None
        except ConnectionError:
            answer = b""
        if not answer:
            raise self._ended()
        if answer == _FAILED:
            raise LayoutError(f"LibreOffice failed{_last((self.folder / 'failed').read_bytes())}")

    def _ended(self) -> LayoutError:
        """Return why it answers no more."""
        with suppress(subprocess.TimeoutExpired):
            self._server.wait(_ENDING_SECONDS)
        self._said.seek(0)
        return _failure(self._server.poll() or 0, self._said.read())

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._keeper.pid, signal.SIGKILL)
        with self._keeper:  # closes its pipe, and waits for it
            pass
        with suppress(OSError):
            self._pipe.unlink()

    def end(self) -> None:
        """Kill all processes, and delete what is theirs."""
        self._stack.close()
        self._server.wait()


class _Task:
    """A file that is laid out, or was."""

    def __init__(self, docx: bytes, running: _Running, seconds: float) -> None:
        self.docx = docx
        self._running, self._seconds = running, seconds
        self._layout: Layout | None = None
        self._places: Mapping[str, RowPlace] | None = None
        self._prints = False
        self._pdf: bytes | None = None
        source = running.folder / "layout.docx"
        source.unlink(missing_ok=True)  # it may still be open
        source.write_bytes(docx)
        running.ask(_LAY_OUT, seconds)

    def begin_pdf(self) -> None:
        """Let the layout be printed, too."""
        if not self._prints:
            self._running.ask(_PRINT, self._seconds)
            self._prints = True

    def layout(self) -> Layout:
        """Return the layout when it is there. Raises LayoutError."""
        if self._layout is None:
            self._layout = self._told()
        return self._layout

    def _told(self) -> Layout:
        self._running.answer(self._seconds)
        return read_layout((self._running.folder / "layout").read_text("utf-8"))

    def places(self) -> Mapping[str, RowPlace]:
        """Return where every bookmark stands. Raises LayoutError."""
        self.finish()
        if self._places is None:
            self._running.ask(_TELL_ALL, self._seconds)
            self._places = self._told().places
        return self._places

    def pdf(self) -> bytes:
        """Return the PDF when it is there. Raises LayoutError."""
        self.begin_pdf()
        self.layout()
        if self._pdf is None:
            self._running.answer(self._seconds)
            self._pdf = (self._running.folder / "layout.pdf").read_bytes()
        return self._pdf

    def finish(self) -> None:
        """Wait until all that was asked is done. Raises LayoutError."""
        self.layout()
        if self._prints:
            self.pdf()


def read_layout(told: str) -> Layout:
    """Return the layout that the macro tells of.

    Each page begins where the one before ends, and a gap lower; a cursor is as far from the top of
    its page as from there, and the margin more. LibreOffice rounds to twips, and so do we: rounded
    otherwise, the pages of a long file would drift.
    """
    engine, *lines = told.splitlines()
    first = lines.index("")
    second = lines.index("", first + 1)
    pages, marks, rows = lines[:first], lines[first + 1 : second], lines[second + 1 :]
    tops: dict[str, tuple[int, int]] = {}
    top = 0
    for number, (page, height, margin) in enumerate(map(str.split, pages), 1):
        tops[page] = (number, _twips(margin) - top)
        top += _twips(height) + _GAP_TWIPS
    physical = {name: tops[page][0] for page, name in (mark.split(" ", 1) for mark in marks)}
    places = {}
    for page, height, name in (row.split(" ", 2) for row in rows):
        number, offset = tops[page]
        places[name] = RowPlace(number, (_twips(height) + offset) / _TWIPS_PER_PT)
    return Layout(engine=engine, pages=len(tops), physical=physical, places=places)


def _twips(hundredths: str) -> int:
    """Return 1/100 mm in twips."""
    return round(int(hundredths) * 1440 / 2540)


def _pipe(profile: Path) -> Path:
    """Return the socket by which LibreOffice hears those who share its profile folder.

    It is named by a digest of the folder's address (its `desktop/source/app/officeipcthread.cxx`),
    and stays when LibreOffice is killed.
    """
    sum_ = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in sum_)
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")


_LIMITED = ("sh", "-c", 'ulimit -d "$0" && ulimit -t "$1" && shift && exec "$@"', str(500_000))
"""Kilobytes of data of a process; LibreOffice has 150,000 without a document."""
_WAITING = 2
"""How many times as long by the clock as of a processor a program may take."""
_NEARLY = 0.9
"""Of its time a program has used that was ended for it: the kernel counts by ticks."""


def run_limited(command: list[str], temporary: Path, seconds: int) -> None:
    """Run a program in a process group of its own, which is killed when time is up.

    It gets `seconds` of a processor, by the clock twice as many, and no memory without bound.
    LibreOffice puts its temporary files into `temporary`, since it removes none when it is killed.
    Raises LayoutError, as Hung where it took too long.
    """
    before = _seconds_of_children()
    try:
        process = subprocess.Popen(
            [*_LIMITED, str(seconds), *command],
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
            output, _ = process.communicate(timeout=_WAITING * seconds)
        except BaseException as error:
            if isinstance(error, subprocess.TimeoutExpired):
                raise _hung(_WAITING * seconds) from None
            raise
        finally:  # also of a program that ended, whose children hold nothing of ours open
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        if _seconds_of_children() - before >= _NEARLY * seconds:
            raise _hung(seconds)
        raise _failure(process.returncode, output)


def _seconds_of_children() -> float:
    """Return what children that have ended, and theirs, took of a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _hung(seconds: float) -> Hung:
    return Hung(f"LibreOffice did not finish within {seconds:.0f} s")


def _failure(status: int, output: bytes) -> LayoutError:
    """Return why a process that ended with `status` failed, with the last that it said."""
    if not status:
        return LayoutError("LibreOffice ended without a layout")
    return LayoutError(f"LibreOffice failed with status {status}{_last(output)}")


def _last(output: bytes) -> str:
    """Return the last line that was said, to stand behind a colon."""
    last = output.decode(errors="replace").strip().splitlines()[-1:]
    return f": {last[0]}" if last else ""
