"""Work done beside: by a process divided from this one, which has all that this one has at hand.

What divides itself must have no other threads, whose locks nobody would open in the other process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
from collections.abc import Callable
from typing import Generic, TypeVar

from baspa.store import postpone_nothing

T = TypeVar("T")


class Divided(Generic[T]):
    """A process at work."""

    def __init__(self, make: Callable[[], T]) -> None:
        """Let it do `make`, whose result must be one that can be pickled."""
        self.make, self.process = make, 0
        self.results, handed_over = os.pipe()
        with contextlib.suppress(OSError):  # too little memory, or too many processes
            self.process = os.fork()
            if not self.process:
                os.close(self.results)  # so that it ends when nobody reads
                _hand_over(make, handed_over)
        os.close(handed_over)

    def result(self) -> T:
        """Wait for what it made. Where it could not, was ended or has failed, that is made here."""
        with os.fdopen(self.results, "rb", closefd=False) as results:
            content = results.read()
        self.end()
        try:
            made: T = pickle.loads(content)
        except (EOFError, pickle.UnpicklingError):
            return self.make()
        return made

    def end(self) -> None:
        """End it, whether or not its work is done; once this or `result` was called, do nothing."""
        if self.results < 0:
            return
        os.close(self.results)
        self.results = -1
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _hand_over(make: Callable[[], object], results: int) -> None:
    """Write what comes of `make`, and end this process."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        postpone_nothing()
        with contextlib.suppress(BaseException):  # told where it is done again
            made = pickle.dumps(make(), protocol=5)
            with os.fdopen(results, "wb") as pipe:
                pipe.write(made)
    finally:
        os._exit(0)
