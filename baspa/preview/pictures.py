"""Pictures of pages, drawn in a process of their own, which also reads and finds their words.

PDFium is not made for several threads, and a build in this process may be using it; nor should a
page that it cannot bear end the session.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from threading import Lock
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass

if TYPE_CHECKING:
    from baspa.pdf.survey import Survey
    from baspa.preview.finding import Box
    from baspa.preview.words import Word

KEPT_BYTES = 64 * 1024 * 1024
"""Of pictures that were drawn, the newest that fit in here are kept: about 150 pages."""
HELD_FILES = 3
"""PDFs that the process holds: the newest, the one that it replaces, and new pages shown ahead."""
ENDING_SECONDS = 2


class DrawingError(Exception):
    """A PDF that cannot be read or drawn; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A PDF in memory; another one of the same content is another file."""

    content: bytes = field(repr=False)


@dataclass(slots=True)
class Pictures:
    """The other process; any thread may ask, one after the other is answered."""

    _lock: Lock = field(default_factory=Lock)
    _process: subprocess.Popen[bytes] | None = None
    _held: list[File] = field(default_factory=list)
    """What the process holds, the one that was asked for last behind the others."""
    _kept: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _closed: bool = False

    def survey(self, file: File) -> Survey:
        """Return what there is in a PDF. Raises DrawingError."""
        with self._lock:
            survey: Survey = self._answer("survey", file)
            return survey

    def picture(self, file: File, page: int, digest: str, width_px: int) -> bytes:
        """Return the page at place `page`, whose digest is `digest`, as a PNG.

        Raises DrawingError.
        """
        key = (digest, width_px)
        with self._lock:  # who asks for what is being drawn waits for it
            if key not in self._kept:
                self._kept[key] = self._answer("draw", file, page, width_px)
                self._size += len(self._kept[key])
            self._kept.move_to_end(key)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return self._kept[key]

    def words(self, file: File, page: int) -> list[Word]:
        """Return the words of the page at place `page`. Raises DrawingError."""
        with self._lock:
            found: list[Word] = self._answer("words", file, page)
            return found

    def find(
        self, file: File, pages: Sequence[tuple[str, int]], wanted: str
    ) -> list[list[list[Box]]]:
        """Return where `wanted` stands on each page, told by its digest and its place.

        Raises DrawingError.
        """
        with self._lock:
            found: list[list[list[Box]]] = self._answer("find", file, pages, wanted)
            return found

    def close(self) -> None:
        """End the other process for good."""
        with self._lock:
            self._closed = True
            self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):  # what was not sent before it died
            self._process.stdin.close()  # which ends it
        self._process.stdout.close()
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        self._held.clear()

    def _answer(self, task: str, file: File, *arguments: Any) -> Any:
        """Ask the other process about a PDF; the lock is held. Raises DrawingError.

        One that has died, of this page or because somebody killed it, gets a successor once.
        """
        for _ in range(2):
            if self._closed:
                raise DrawingError("the session is over")
            try:
                process = self._process = self._process or _start()
                sent = self._held
                others = [each for each in sent if each is not file]
                self._held = [*others[1 - HELD_FILES :], file]
                files = {id(e): None if e in sent else e.content for e in self._held}
                done, answer = _ask(process, files, task, id(file), *arguments)
            except (EOFError, OSError, pickle.UnpicklingError):
                self._end()
                continue
            if done:
                return answer
            raise DrawingError(answer)
        raise DrawingError("the process that draws pages has ended")


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "baspa.preview.drawing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl+C is for us
    )


def _ask(
    process: subprocess.Popen[bytes],
    files: Mapping[int, bytes | None],
    task: str,
    *arguments: Any,
) -> Any:
    """Return whether a process could answer, and its answer; it is to hold `files`.

    Raises EOFError and others.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump((files, task, arguments), process.stdin, protocol=5)
    process.stdin.flush()
    return pickle.load(process.stdout)
