"""The stages of a build: announced as they begin, and timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from time import perf_counter
from typing import Literal

from baspa.dataclass import dataclass

Output = Literal["pdf", "docx", "all"]
"""What a build is asked for."""
Report = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(slots=True)
class Stages:
    """Announces and times the stages of a build."""

    report: Report = lambda _: None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        self.report(name)
        start = perf_counter()
        try:
            yield
        finally:
            self.timed(name, perf_counter() - start)

    def timed(self, name: str, seconds: float) -> None:
        """Note how long something took that was timed elsewhere."""
        self.seconds[name] = round(seconds, 3)
