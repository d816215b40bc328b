"""Pictures of pages, drawn in a process of their own.

PDFium is not made for several threads, and a build in this process may be using it; nor should a
page that it cannot bear end the session.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baspa.pdf.survey import Survey
    from baspa.preview.words import Word

KEPT_BYTES = 64 * 1024 * 1024
"""Of pictures that were drawn, the newest that fit in here are kept: about 150 pages."""
ENDING_SECONDS = 2


class DrawingError(Exception):
    """A PDF that cannot be read or drawn; the message says why."""


@dataclass(slots=True)
class Pictures:
    """The other process; any thread may ask, one after the other is answered."""

    _lock: Lock = field(default_factory=Lock)
    _process: subprocess.Popen[bytes] | None = None
    _kept: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _closed: bool = False

    def survey(self, file: Path) -> Survey:
        """Return what there is in a PDF. Raises DrawingError."""
        with self._lock:
            survey: Survey = self._ask("survey", file)
            return survey

    def picture(self, file: Path, page: int, digest: str, width_px: int) -> bytes:
        """Return the page at place `page`, whose digest is `digest`, as a PNG.

        Raises DrawingError.
        """
        key = (digest, width_px)
        with self._lock:  # who asks for what is being drawn waits for it
            if key not in self._kept:
                self._kept[key] = self._ask("draw", file, page, width_px)
                self._size += len(self._kept[key])
            self._kept.move_to_end(key)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
            return self._kept[key]

    def words(self, file: Path, page: int) -> list[Word]:
        """Return the words of the page at place `page`. Raises DrawingError."""
        with self._lock:
            found: list[Word] = self._ask("words", file, page)
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
        self._process.stdin.close()  # which ends it
        self._process.stdout.close()
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _ask(self, task: str, *arguments: Any) -> Any:
        """Ask the other process; the lock is held."""
        if self._closed:
            raise DrawingError("the session is over")
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "baspa.preview.drawing"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl+C is for us
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((task, arguments), self._process.stdin)
            self._process.stdin.flush()
            done, answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end()
            raise DrawingError("the process that draws pages has ended") from None
        if not done:
            raise DrawingError(answer)
        return answer
