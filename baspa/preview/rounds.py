"""Rounds: a project is built, and built again whenever one of its sources has changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.preview.watching import watch_sources

if TYPE_CHECKING:
    from baspa.build.build import Built

Build = Callable[[Path, Findings, dict[str, str]], "Built | None"]
"""`baspa.build.build.build` with the options of this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One build of a session."""

    changed: tuple[str, ...]
    """The sources, by their paths in the project, whose change began it; none for the first."""
    built: Built | None
    """None where mistakes prevented it: what the last good build wrote is still there."""
    findings: Findings
    texts: Mapping[str, str]
    """The text of each source that a finding points to, by its path in the project."""
    seconds: float
    failure: Exception | None
    """A mistake of ours that ended the build."""


def rounds(
    root: Path, builds: Sequence[Build], stop: Event, began: Callable[[tuple[str, ...]], None]
) -> Iterator[Round]:
    """Build the project at `root` now and after each change of its sources, until `stop` is set.

    Of the `builds`, each has its round behind the one before, unless that found mistakes: what is
    soon done is not to wait for what takes long. `began` is told what has changed when the first of
    them begins, and nothing for the others. What changes meanwhile is built after them.
    """
    for batch in watch_sources(root, stop):
        changed = tuple(sorted(batch))
        for number, build in enumerate(builds):
            began(changed if number == 0 else ())
            with _uncollected():
                round = _round(root, build, changed)
                yield round
            if round.built is None:
                break


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for rings of garbage when a round is over: it takes as long as all else."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def _round(root: Path, build: Build, changed: tuple[str, ...]) -> Round:
    findings, texts, start = Findings(), dict[str, str](), perf_counter()
    built, failure = None, None
    try:
        built = build(root, findings, texts)
    except Exception as error:  # the session outlives it: the next edit may take the cause away
        failure = error
    return Round(
        changed=changed,
        built=built,
        findings=findings,
        texts=texts,
        seconds=perf_counter() - start,
        failure=failure,
    )
