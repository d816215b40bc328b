"""A program of the press: reads tasks, and writes packed results, until its inputs end.

Its arguments are the key of what it gets ready with (`task.rehearse`), and pairs of pipes,
`input:output`; for each it is one process.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from select import select
from typing import IO

from baspa.pdf.engine import engine
from baspa.pdf.task import do, packed, rehearse
from baspa.pdf.unit import Printed
from baspa.store import recall

PAGES_UNCOLLECTED = 60
"""Pages whose boxes are let go of at once: some 50 MiB, where a collection takes a twentieth of the
time of their layout, and most processes end before."""


def main() -> None:
    """Get ready, become as many processes as there are pairs of pipes, and do tasks."""
    pipes = [tuple(map(int, pair.split(":"))) for pair in sys.argv[2:]]
    engine()
    gc.freeze()  # what was imported stays
    gc.disable()
    mine, others = _divided(len(pipes))
    signal.signal(signal.SIGTERM, lambda *_: _end(others))
    for number, pair in enumerate(pipes):
        if number != mine:
            for pipe in pair:
                os.close(pipe)
    questions, answers = pipes[mine]
    kept = recall(sys.argv[1]) if mine == 0 else None
    rehearse(kept, lambda: bool(select([questions], [], [], 0)[0]))
    with os.fdopen(questions, "rb") as tasks, os.fdopen(answers, "wb") as results:
        _work(tasks, results)
        _end(others)


def _divided(count: int) -> tuple[int, list[int]]:
    """Become `count` processes; return which this is, and to the first what the others are.

    Pango must not have been asked for anything before, since it may start threads.
    """
    others = []
    for number in range(1, count):
        child = os.fork()
        if child == 0:
            return number, []
        others.append(child)
    return 0, others


def _end(others: Sequence[int]) -> None:
    """End this process and `others`, those that were divided from it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in others:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os._exit(0)  # what the end of Python takes nobody waits for


def _work(tasks: IO[bytes], results: IO[bytes]) -> None:
    """Do tasks until there are no more, or nobody waits for what comes of them."""
    pages = 0

    def tell(answer: object) -> None:
        pickle.dump(answer, results, protocol=5)
        results.flush()

    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        try:
            result = do(task, tell)
            answer: object = packed(result)
            pages += result.made if isinstance(result, Printed) else 0
        except Exception as error:
            answer = error
        try:
            tell(answer)
        except BrokenPipeError:
            return
        if pages > PAGES_UNCOLLECTED:
            gc.collect()
            pages = 0
