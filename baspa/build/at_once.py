"""At once: pieces of work that do not depend on one another, done by as many processes as can be.

This process divides itself, so that the others have all that was read and imported. They take one
piece after the other, as we do, and hand over what came of theirs when none is left. What one did
that died, or met a mistake of ours, is done here again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from baspa.dataclass import dataclass
from baspa.pdf.processes import processors
from baspa.store import postpone_nothing

T = TypeVar("T")
Work = Sequence[Callable[[], T]]
MOST_PIECES = 1 << 15
"""As many numbers as a pipe holds (pipe(7)): what is more is done here."""
_BYTES = 2
"""Of the number of a piece, as it stands in the pipe."""


def at_once(work: Work[T]) -> list[T]:
    """Return what each piece of `work` gives; long ones should come first.

    Values are pickled on their way. Where other threads run, whose locks nobody would open in the
    other processes, all is done here.
    """
    count = min(processors(), len(work))
    if count < 2 or threading.active_count() > 1:
        return [each() for each in work]
    waiting, supply = os.pipe()
    os.write(supply, b"".join(n.to_bytes(_BYTES) for n in range(min(len(work), MOST_PIECES))))
    os.close(supply)
    others: list[_Other] = []
    try:
        others.extend(_other(work, waiting) for _ in range(count - 1))
        done = dict(_taken(work, waiting))
        for other in others:
            done |= other.done()
    finally:
        os.close(waiting)
        for other in others:
            other.end()
    return [done[number] if number in done else each() for number, each in enumerate(work)]


def _taken(work: Work[T], waiting: int) -> Iterator[tuple[int, T]]:
    """Do one piece after the other, until none is waiting."""
    while number := os.read(waiting, _BYTES):
        place = int.from_bytes(number)
        yield place, work[place]()


@dataclass(frozen=True, slots=True)
class _Other:
    """Another process at work."""

    process: int
    results: int
    """The pipe by which it hands over what it did."""

    def done(self) -> dict[int, Any]:
        """Return what it did, by the numbers of the pieces; nothing if it failed."""
        try:
            with os.fdopen(self.results, "rb", closefd=False) as results:
                found: dict[int, Any] = pickle.load(results)
        except (EOFError, pickle.UnpicklingError):
            return {}
        return found

    def end(self) -> None:
        os.close(self.results)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _other(work: Work[object], waiting: int) -> _Other:
    results, handed_over = os.pipe()
    process = os.fork()
    if process:
        os.close(handed_over)
        return _Other(process, results)
    try:
        os.close(results)  # so that it ends when nobody reads
        postpone_nothing()
        with contextlib.suppress(BaseException):  # told where it is done again
            found = pickle.dumps(dict(_taken(work, waiting)), protocol=5)
            with os.fdopen(handed_over, "wb") as pipe:
                pipe.write(found)
    finally:
        os._exit(0)
    raise AssertionError
