"""A process of the press: `python -m baspa.pdf.process`.

Reads tasks from its input and writes packed results to its output until the input ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys

from baspa.pdf.engine import engine
from baspa.pdf.task import do, packed
from baspa.pdf.unit import Printed

PAGES_UNCOLLECTED = 60
"""Pages whose boxes are let go of at once: some 50 MiB, where a collection takes a twentieth of the
time of their layout, and most processes end before."""


def main() -> None:
    """Do tasks."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    engine()
    gc.freeze()  # what was imported stays
    gc.disable()
    pages = 0
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            result = do(task)
            answer: object = packed(result)
            pages += len(result.fragment.pages) if isinstance(result, Printed) else 0
        except Exception as error:
            answer = error
        try:
            pickle.dump(answer, answers, protocol=5)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more
        if pages > PAGES_UNCOLLECTED:
            gc.collect()
            pages = 0


if __name__ == "__main__":
    main()
