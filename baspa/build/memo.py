"""The memo of a build: each step is a function of its inputs, and is not done twice for the same.

A value is found under the digest of all that it is made of, together with the diagnostics that came
of making it; both are repeated. What was used last is at hand in a process that builds again and
again; all of it is in the store. A step says by its key what it reads: what is no part of the key
cannot change the value.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from baspa.diagnostics import Diagnostic, Findings
from baspa.store import digest, keep, recall

T = TypeVar("T")

AT_HAND = 256
"""Values that a process keeps in its memory."""
ACCIDENTS = frozenset({"B102", "C102", "D202"})
"""What another run may not meet again: a program that failed or hung. Its outcome is not kept."""
_recent: OrderedDict[str, tuple[Any, tuple[Diagnostic, ...]]] = OrderedDict()


@dataclass(slots=True)
class Step:
    """How much of one step of a build was done anew."""

    redone: list[str] = field(default_factory=list)
    """What was made anew, by name."""
    kept: int = 0
    """How much was taken as it was made before."""


@dataclass(slots=True, kw_only=True)
class Memo:
    """What one build did anew, and what it remembered."""

    surroundings: str
    """The digest of what every value depends on: programs, packages, fonts, settings."""
    steps: dict[str, Step] = field(default_factory=dict)

    def once(
        self,
        step: str,
        name: str,
        parts: Iterable[str | bytes],
        make: Callable[[Findings], T],
        findings: Findings,
    ) -> T:
        """Return what `make` gives for `parts`, made now or before; repeat what it reported.

        `make` reports to the findings that it is given. `name` says to an author what is made.
        """
        key = digest([step, self.surroundings, *parts])
        told = self.steps.setdefault(step, Step())
        found = _recent.get(key) or _stored(key)
        if found is None:
            told.redone.append(name)
            own = Findings()
            found = make(own), tuple(own.diagnostics)
            if not is_accident(found[1]):
                keep(key, pickle.dumps(found, protocol=5))
        else:
            told.kept += 1
        if not is_accident(found[1]):
            _at_hand(key, found)
        findings.extend(found[1])
        value: T = found[0]
        return value


def is_accident(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether something failed that need not fail again."""
    return any(each.code in ACCIDENTS for each in diagnostics)


def _stored(key: str) -> tuple[Any, tuple[Diagnostic, ...]] | None:
    kept = recall(key)
    if kept is None:
        return None
    found: tuple[Any, tuple[Diagnostic, ...]] = pickle.loads(kept)
    return found


def _at_hand(key: str, found: tuple[Any, tuple[Diagnostic, ...]]) -> None:
    _recent[key] = found
    _recent.move_to_end(key)
    while len(_recent) > AT_HAND:
        _recent.popitem(last=False)
