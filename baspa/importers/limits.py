"""What an import takes at most: any bytes are read, or refused, in bounded time and memory.

| of | at most | a thesis of 1,000 pages with 400 tables has |
|---|---|---|
| characters of the text | 2,500,000 | 2,000,000 |
| bytes of a text, of XML | 5 MB, 50 MB | 4 MB, 10 MB |
| elements and attributes of XML, nodes of pandoc's tree | 2,000,000 | 430,000 |
| lines, which most formats have for paragraphs | 200,000 | 15,000 |
| headings | 20,000 | 2,000 |
| files of a folder | 200,000 | 1,000 |
| cells of all tables | 250,000 | 13,000 |
| tables, pictures, formulas, notes, links, citations together | 130,000 | 6,000 |
| levels of lists, quotes, tables, boxes in one another | 60 | 4 |

Each is met before memory is spent on what is too much. Whatever passes them and is still slow or
large, as no thesis is, ends at the bounds of the process: `within_limits`.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from baspa.diagnostics import Findings, Span, StopBuild

TEXT_BYTES = 5_000_000
"""Of a text; it is imported in half a minute and in 0.5 GB of memory."""
FILE_BYTES = 200_000_000
"""Of a word processor's file, most of which are pictures."""
XML_BYTES = 50_000_000
"""Of one part that is parsed."""
CHARACTERS = 2_500_000
"""Of a manuscript."""
ELEMENTS = 2_000_000
"""Of XML with their attributes, and nodes of pandoc's tree: lxml takes up to 240 bytes for each,
Python 250."""
LINES = 200_000
"""Of a manuscript: paragraphs, but in a plain text whose lines are broken."""
FILES = 200_000
"""Of a folder, whatever they are."""
HEADINGS = 20_000
"""Of a manuscript; each becomes a file, or a part of one."""
CELLS = 250_000
"""Of all tables."""
OBJECTS = 130_000
"""What stands in the text as one character: two planes for private use hold as many."""
LEVELS = 60
"""Of what lies in one another."""
LIBREOFFICE_SECONDS = 60
"""Of a processor; twice as long by the clock, where other programs take it."""
PANDOC_SECONDS = 60
"""By the clock."""
PANDOC_MEGABYTES = 600
SECONDS = 180
"""Of a processor, for all processes of an import; 600 pages take 25 on a busy machine."""
MEGABYTES = 600
"""Beside what the process has when it begins."""
_LOOK_SECONDS = 1
"""So often the time is looked at."""


class TooLong(Exception):
    """A document holds more text than a manuscript may have."""


class TooMuch(Exception):
    """A document holds more of one kind than an import reads; the message says what."""


def check_elements(count: int) -> None:
    """Raise TooMuch for a tree of `count` elements, attributes or nodes that has too many."""
    _check(count, ELEMENTS, "elements")


def check_lines(count: int) -> None:
    """Raise TooMuch for a manuscript of too many lines."""
    _check(count, LINES, "paragraphs or lines")


def check_files(count: int) -> None:
    """Raise TooMuch for a folder of too many files."""
    if count > FILES:
        raise TooMuch(f"the folder has more than {FILES:,} files")


def check_headings(count: int) -> None:
    """Raise TooMuch for a manuscript with too many headings."""
    _check(count, HEADINGS, "headings")


def check_cells(count: int) -> None:
    """Raise TooMuch for a document whose tables have `count` cells, where that is too many."""
    _check(count, CELLS, "cells in its tables")


def check_objects(count: int) -> None:
    """Raise TooMuch for a document with too many notes, links, formulas, pictures and tables."""
    _check(count, OBJECTS, "notes, links, formulas, pictures and tables")


def check_level(level: int) -> None:
    """Raise TooMuch for what lies in too many lists, tables, quotes or boxes."""
    if level > LEVELS:
        raise TooMuch(f"lists, tables or the like lie in one another, more than {LEVELS} deep")


def _check(count: int, most: int, what: str) -> None:
    if count > most:
        raise TooMuch(f"the document has more than {most:,} {what}")


@contextmanager
def within_limits(path: Path, findings: Findings) -> Iterator[None]:
    """Let what is done inside take so much time and memory and no more.

    Raises StopBuild where the import of `path` needs more of anything (I109). The bounds are
    those of the process; only its main thread may enter, and one at a time.
    """
    try:
        with _limited_memory(), _limited_time():
            yield
    except TooMuch as error:
        said = str(error)
    except MemoryError:
        said = f"the import takes more than {MEGABYTES} MB of memory"
    except RecursionError:
        said = "its parts lie in one another too deeply"
    else:
        return
    findings.error("I109", said, Span(path.name, 0, 0), "no thesis is like that; import its parts")
    raise StopBuild


@contextmanager
def _limited_time() -> Iterator[None]:
    """Raise TooMuch in what is done inside when its time, that of ended children too, is up."""
    begun = _used_seconds()

    def look(_signal: int, _frame: FrameType | None) -> None:
        if _used_seconds() - begun > SECONDS:
            raise TooMuch(f"the import takes more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK_SECONDS, _LOOK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _used_seconds() -> float:
    """Return the time of a processor that this process and its ended children took."""
    return sum(os.times()[:4])


@contextmanager
def _limited_memory() -> Iterator[None]:
    """Give what is done inside a MemoryError where its data outgrow the limit; so its children."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = _data_bytes() + MEGABYTES * 1_000_000
    bounds = [bound for bound in (soft, hard, most) if bound != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_bytes() -> int:
    """Return what the data of this process take now, as Linux counts it for RLIMIT_DATA."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:  # elsewhere the limit is about right
        return 0
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if "VmData" in line)
