"""The processes of the press: started before they are needed, and asked one task at a time.

One program imports WeasyPrint and divides itself into as many processes as were asked for, so that
half a second of work is done once. It is alone in its session, so that Ctrl-C reaches only us; each
process ends when its input does, which happens when we end in whatever way. This imports nothing
that makes pages, so that they can be started first of all.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from typing import IO, Any

from baspa.dataclass import dataclass
from baspa.store import digest

MOST_PROCESSES = 8
"""Each takes some 200 MiB."""
ENOUGH_LETTERS = 60_000
"""Letters of HTML, some 20 pages, from which on starting processes saves time."""
ROOM = 1 << 20
"""Bytes of a task that we can send to a process before it reads it: it may still be getting ready,
and we have something else to do."""
PROGRAM = "import gc; gc.disable(); from baspa.pdf.process import main; main()"
"""Without the collector of rings, the imports take three quarters of the time."""


class Died(Exception):
    """A process ended before its work did."""


@dataclass(frozen=True, slots=True, eq=False)
class Process:
    """A process that does what it is asked to."""

    program: subprocess.Popen[bytes]
    """What it is, or was divided from."""
    questions: IO[bytes]
    answers: IO[bytes]

    def ask(self, task: object) -> None:
        """Send a task. Raises Died."""
        try:
            pickle.dump(task, self.questions, protocol=5)
            self.questions.flush()
        except OSError:
            raise Died from None

    def answer(self) -> Any:
        """Return what came of the task. Raises Died, and what the task raised."""
        try:
            answer: Any = pickle.load(self.answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise Died from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def leave(self) -> None:
        """Ask nothing more: the process ends when it has finished what it is at."""
        for pipe in (self.questions, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()


def processors() -> int:
    """Return how many processes can work at once on this machine; at most as many as we start."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(count or 1, MOST_PROCESSES)


def early(length: int) -> int:
    """Return how many processes shall get ready, half a second, while sources of `length` bytes
    are read. A short text is laid out by one, or by us where that is sooner.
    """
    if processors() > 1 and length >= ENOUGH_LETTERS:
        return processors()
    return int(processors() > 1 and "weasyprint" not in sys.modules)


def rehearsal_key(surroundings: str) -> str:
    """Return under what key it is kept what a process gets ready with."""
    return digest(["rehearsal", surroundings])


def started(count: int, rehearsal: str = "") -> list[Process]:
    """Return so many processes, all of one program; the first one begins with what is kept under
    the key `rehearsal`.
    """
    if count < 1:
        return []
    pipes = [(*os.pipe(), *os.pipe()) for _ in range(count)]
    for _, question, _, _ in pipes:
        with contextlib.suppress(OSError, AttributeError):  # other systems than Linux
            fcntl.fcntl(question, fcntl.F_SETPIPE_SZ, ROOM)
    theirs = [(question, answer) for question, _, _, answer in pipes]
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        rehearsal,
        *(f"{ask}:{answer}" for ask, answer in theirs),
    ]
    program = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=2,  # what a library prints is no output of ours
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        pass_fds=[pipe for pair in theirs for pipe in pair],
        start_new_session=True,
    )
    for pair in theirs:
        for pipe in pair:
            os.close(pipe)
    return [
        Process(program, os.fdopen(question, "wb"), os.fdopen(answer, "rb"))
        for _, question, answer, _ in pipes
    ]


def dismiss(processes: Iterable[Process]) -> list[subprocess.Popen[bytes]]:
    """Tell `processes` to end now; return their programs, which are to be waited for."""
    programs = []
    for process in processes:
        process.leave()
        programs.append(process.program)
    programs = list(dict.fromkeys(programs))
    for program in programs:
        program.terminate()
    return programs


def end(processes: Iterable[Process]) -> None:
    """End `processes` and their programs now."""
    for program in dismiss(processes):
        program.wait()
