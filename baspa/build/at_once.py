"""At once: pieces of work that do not depend on one another, done by as many processes as can be.

This process divides itself, so that the others have all that was read and imported. They take one
piece after the other, as we do, and hand over what came of theirs when none is left. What one did
that died, or met a mistake of ours, is done here again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from baspa.pdf.beside import Divided
from baspa.pdf.processes import processors

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
    others: list[Divided[dict[int, T]]] = []
    try:
        others.extend(Divided(lambda: dict(_taken(work, waiting))) for _ in range(count - 1))
        done = dict(_taken(work, waiting))
        for other in others:
            done |= other.result()
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
