"""Work done beside: by a process divided from this one, which has all that this one has at hand.

What is at work must have no threads; only the processes of the press are so.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def divided(make: Callable[[], T]) -> Callable[[], T]:
    """Let a process that is divided from this one do `make`; return what waits for its result.

    The result must be one that can be pickled. What it raises is raised here. Where there can be no
    other process, or it dies, `make` is done here.
    """
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # too little memory, or too many processes
        os.close(reading)
        os.close(writing)
        return make
    if child == 0:
        os.close(reading)
        _answer(make, writing)
    os.close(writing)

    def result() -> T:
        with os.fdopen(reading, "rb") as answer:
            content = answer.read()
        os.waitpid(child, 0)
        try:
            made, error = pickle.loads(content)
        except (EOFError, pickle.UnpicklingError):
            return make()
        if error is not None:
            raise error
        found: T = made
        return found

    return result


def _answer(make: Callable[[], object], writing: int) -> None:
    """Write what comes of `make`, and end this process."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        answer: tuple[Any, ...]
        try:
            answer = make(), None
        except Exception as error:
            answer = None, error
        with os.fdopen(writing, "wb") as file:
            pickle.dump(answer, file, protocol=5)
    finally:
        os._exit(0)
