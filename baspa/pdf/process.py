"""A process of the press: `python -m baspa.pdf.process`.

Reads tasks from its input and writes packed results to its output until the input ends.
"""

from __future__ import annotations

import os
import pickle
import sys

from baspa.pdf.engine import engine
from baspa.pdf.task import do, packed


def main() -> None:
    """Do tasks."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    engine()
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer: object = packed(do(task))
        except Exception as error:
            answer = error
        try:
            pickle.dump(answer, answers, protocol=5)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more


if __name__ == "__main__":
    main()
