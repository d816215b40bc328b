"""Recollection: what a process that builds again and again knows of what it made last.

It belongs to the workshop; a build that has none begins with an empty one. No result depends on it:
what it holds is found by all that it was made of, and is made anew where that is another.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import field
from typing import Any, TypeAlias

from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic
from baspa.passes.again import Again

BUILDS = 8
"""For so many builds a result is at hand that none of them asked for."""
Found: TypeAlias = tuple[Any, tuple[Diagnostic, ...]]
"""A value, and what was reported while it was made."""


@dataclass(slots=True, kw_only=True)
class Recollection:
    """What was made last, at each stage that can make use of it."""

    again: Again = field(default_factory=Again)
    """What the passes made of each section."""
    _results: OrderedDict[str, tuple[int, Found]] = field(default_factory=OrderedDict)
    """What a memo asked for, by key, with the number of the build that did so last; in the order of
    these."""
    _builds: int = 0

    @property
    def is_new(self) -> bool:
        """Whether nothing was built yet."""
        return self._builds == 0

    def result(self, key: str) -> Found | None:
        """Return what was found under `key`, if it is at hand."""
        known = self._results.get(key)
        if known is None:
            return None
        self.hold(key, known[1])
        return known[1]

    def hold(self, key: str, found: Found) -> None:
        """Have a result at hand for this build and some more."""
        self._results[key] = self._builds, found
        self._results.move_to_end(key)

    def end_build(self) -> None:
        """Let go of results that no build asks for any more."""
        self._builds += 1
        while self._results and next(iter(self._results.values()))[0] < self._builds - BUILDS:
            self._results.popitem(last=False)
