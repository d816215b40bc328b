"""Pictures of pages, drawn in a process of their own.

PDFium is not made for several threads, and a build in this process may be using it; nor should a
page that it cannot bear end the session.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baspa.preview.pdf_pages import Survey

KEPT_BYTES = 64 * 1024 * 1024
"""Of pictures that were drawn, the newest that fit in here are kept: about 150 pages."""
OPEN_FILES = 2
"""PDF files that the other process holds open: the newest, and the one that it replaces."""


class DrawingError(Exception):
    """A PDF that cannot be read or drawn; the message says why."""


@dataclass(slots=True)
class Pictures:
    """The other process; any thread may ask, one after the other is answered."""

    _lock: Lock = field(default_factory=Lock)
    _process: BaseProcess | None = None
    _connection: Connection[Any, Any] | None = None
    _kept: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _size: int = 0

    def survey(self, file: Path) -> Survey:
        """Return what there is in a PDF. Raises DrawingError."""
        survey: Survey = self._ask("survey", file)
        return survey

    def picture(self, file: Path, page: int, digest: str, width_px: int) -> bytes:
        """Return the page at place `page`, whose digest is `digest`, as a PNG.

        Raises DrawingError.
        """
        key = (digest, width_px)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        png: bytes = self._ask("draw", file, page, width_px)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = png
                self._size += len(png)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
        return png

    def close(self) -> None:
        """End the other process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.join(timeout=1)
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._connection = None

    def _ask(self, task: str, *arguments: Any) -> Any:
        with self._lock:
            if self._process is None or not self._process.is_alive():
                self._end()
                self._start()
            assert self._connection is not None
            try:
                self._connection.send((task, arguments))
                done, answer = self._connection.recv()
            except (EOFError, OSError):
                self._end()
                raise DrawingError("the process that draws pages has ended") from None
        if not done:
            raise DrawingError(answer)
        return answer

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # it shares no thread and no lock with us
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # so that either side hears when the other one ends


def _answer(connection: Connection[Any, Any]) -> None:
    """Do what is asked for until the asking process closes its end or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks
    import pypdfium2

    from baspa.preview import pdf_pages
    from baspa.preview.digests import PageDigests

    opened = lru_cache(maxsize=OPEN_FILES)(pypdfium2.PdfDocument)
    digests = PageDigests()

    def draw(file: Path, page: int, width_px: int) -> bytes:
        return pdf_pages.draw(opened(file), page, width_px)

    def survey(file: Path) -> Survey:
        return pdf_pages.survey(file, digests)

    tasks: dict[str, Callable[..., Any]] = {"survey": survey, "draw": draw}
    while True:
        try:
            task, arguments = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send((True, tasks[task](*arguments)))
        except Exception as error:
            connection.send((False, f"{type(error).__name__}: {error}"))
