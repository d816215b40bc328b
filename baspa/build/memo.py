"""The memo of a build: each step is a function of its inputs, and is not done twice for the same.

A value is found under the digest of all that it is made of, together with the diagnostics that came
of making it; both are repeated. What was used last is at hand in a process that builds again and
again; all of it is in the store. A step says by its key what it reads: what is no part of the key
cannot change the value.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import field
from functools import partial
from typing import Any, TypeAlias, TypeVar

from baspa.build.at_once import at_once
from baspa.build.inputs import Inputs
from baspa.build.recollection import Found, Recollection
from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic, Findings
from baspa.store import Lost, digest, keep, recall

T = TypeVar("T")

ACCIDENTS = frozenset({"B102", "C102", "D202", "F103"})
"""What another run may not meet again: a program that failed or hung. Its outcome is not kept."""
LISTING = "*"
"""Stands for the names of all files of the project."""


@dataclass(slots=True)
class Step:
    """How much of one step of a build was done anew."""

    redone: list[str] = field(default_factory=list)
    """What was made anew, by name."""
    kept: int = 0
    """How much was taken as it was made before."""
    keys: dict[str, str] = field(default_factory=dict)
    """The key of each thing, by its name: a digest of all that it is made of."""
    within: str = ""
    """How much of these things was made anew, where that is not all, and why all of them was."""
    note: str = ""
    """What else there is to say of it."""


Outcome: TypeAlias = tuple[Any, list[Diagnostic], set[str]]
"""A value, what was reported while it was made, and the files that were read for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A thing that a step is asked for."""

    step: str
    name: str
    """What it is, for an author."""
    parts: Sequence[str | bytes]
    """All that it is made of, beside the files that it reads."""
    make: Callable[[Findings, set[str]], Any]
    """Makes it. Adds to the set the path of each file of the project that it asks for, and
    `LISTING` where it asks which files there are, if it `reads` any."""
    reads: bool = False
    """It reads files of the project, named only while it is made: it is made anew when one of
    these is not as it was."""
    places: Sequence[Sequence[str]] = ()
    """Where its key is left to the next build, which asks there for what was made last."""
    size: int
    """How long it takes to make, beside others."""

    def made(self) -> Outcome:
        """Return it, made."""
        own, opened = Findings(), set[str]()
        return self.make(own, opened), own.diagnostics, opened


@dataclass(slots=True, kw_only=True)
class Memo:
    """What one build did anew, and what it remembered."""

    inputs: Inputs | None = None
    """What the build is made of; its surroundings are part of every key. Without it nothing is
    remembered."""
    recollection: Recollection = field(default_factory=Recollection)
    """What is at hand of earlier builds."""
    steps: dict[str, Step] = field(default_factory=dict)
    _made: dict[str, Found] | None = field(default_factory=dict)
    """What is not kept yet, by key; None once `settle` was called."""
    _told: set[str] = field(default_factory=set)
    """What was asked for already: it counts once."""

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
        told = self.steps.setdefault(step, Step())
        return self._once(step, name, parts, (), lambda own, _: make(own), findings, told)

    def once_untold(
        self,
        step: str,
        parts: Iterable[str | bytes],
        make: Callable[[Findings], T],
        findings: Findings,
    ) -> T:
        """Do as `once` for what is too small to be told of."""
        return self._once(step, "", parts, (), lambda own, _: make(own), findings, Step())

    def each_once(self, asked: Sequence[Asked], findings: Findings) -> list[Any]:
        """Do as `once` for each thing that is `asked` for; what is to be made is made at once, the
        largest things first."""
        missing = [n for n, each in enumerate(asked) if not self.knows(each.step, each.parts)]
        missing.sort(key=lambda n: asked[n].size, reverse=True)
        work = [partial(self._outcome, asked[n]) for n in missing]
        # What other processes made would not be known here when it is to be made again.
        outcomes = at_once(work) if self.recollection.is_new else [each() for each in work]
        made = dict(zip(missing, (outcome for outcome, _ in outcomes), strict=True))
        for _, remembered in outcomes:
            for key, found in remembered.items():
                self._remember(key, found)

        def made_of(number: int, own: Findings, opened: set[str]) -> Any:
            value, diagnostics, read = made[number] if number in made else asked[number].made()
            own.extend(diagnostics)
            opened |= read
            return value

        return [
            self._once(
                each.step,
                each.name,
                each.parts,
                None if each.reads else (),
                partial(made_of, number),
                findings,
                self.steps.setdefault(each.step, Step()),
                [self._left(each.step, place) for place in each.places],
            )
            for number, each in enumerate(asked)
        ]

    def knows(self, step: str, parts: Iterable[str | bytes]) -> bool:
        """Return whether what is asked for by these `parts` would be found, not made."""
        base = self._base(step, parts)
        return self._recall(self._key(base, self._reads(base) or ())) is not None

    def _outcome(self, asked: Asked) -> tuple[Outcome, dict[str, Found]]:
        """Return what is asked for, and what was remembered while it was made: perhaps in another
        process than ours."""
        before = set(self._made or ())
        outcome = asked.made()
        return outcome, {key: v for key, v in (self._made or {}).items() if key not in before}

    def last(self, step: str, place: Sequence[str]) -> Any:
        """Return what was made last of what leaves its key at this place; None where that is not
        known.

        It is no result: what it helps to make is the same without it.
        """
        left = self._recall(self._left(step, place))
        found = left and self._recall(left[0])
        return found[0] if found else None

    def _left(self, step: str, place: Sequence[str]) -> str:
        return digest(["left", step, self._surroundings(), *place])

    def settle(self) -> None:
        """Keep what was made, now that the sources are known to be those of `inputs`."""
        made, self._made = self._made or {}, None
        for key, found in made.items():
            self._keep(key, found)
        self.recollection.end_build()

    def _once(
        self,
        step: str,
        name: str,
        parts: Iterable[str | bytes],
        reads: Sequence[str] | None,
        make: Callable[[Findings, set[str]], T],
        findings: Findings,
        told: Step,
        places: Sequence[str] = (),
    ) -> T:
        base = self._base(step, parts)
        if reads is None:
            reads = self._reads(base)
        key = self._key(base, reads) if reads is not None else ""
        found = self._recall(key) if reads is not None else None
        if found is not None:
            told.kept += base not in self._told
        else:
            told.redone.append(name)
            own, opened = Findings(), set[str]()
            found = make(own, opened), tuple(own.diagnostics)
            now = tuple(sorted(opened))
            if now != reads:
                self._remember(digest(["reads", base]), (now, ()))
            key = self._key(base, now)
            self._remember(key, found)
            for place in places:
                self._remember(place, (key, ()))
        told.keys[name] = key
        self._told.add(base)
        findings.extend(each for each in found[1] if each not in findings.diagnostics)
        value: T = found[0]
        return value

    def _base(self, step: str, parts: Iterable[str | bytes]) -> str:
        """Return a digest of all that a thing is made of, beside the files that it reads."""
        return digest([step, self._surroundings(), *parts])

    def _reads(self, base: str) -> Sequence[str] | None:
        """Return what the step asked for by `base` read when it was done last."""
        known = self._recall(digest(["reads", base]))
        return known[0] if known is not None else None

    def _surroundings(self) -> str:
        return self.inputs.surroundings_digest if self.inputs is not None else ""

    def _key(self, base: str, reads: Sequence[str]) -> str:
        """Return the key of a value that is made of `base` and of the files that it `reads`."""
        if not reads or self.inputs is None:
            return base
        files = self.inputs.files
        if LISTING in reads or not set(reads) <= files.keys():
            return digest([base, self.inputs.key()])
        return digest([base, *(part for name in reads for part in (name, files[name]))])

    def _recall(self, key: str) -> Found | None:
        if self.inputs is None:
            return None
        found = (self._made or {}).get(key) or self.recollection.result(key)
        if found is None and (kept := recall(key)) is not None:
            with suppress(Lost):
                found = pickle.loads(kept)
                self.recollection.hold(key, found)
        return found

    def _remember(self, key: str, found: Found) -> None:
        if self.inputs is None or is_accident(found[1]):
            return
        if self._made is None:
            self._keep(key, found)
        else:
            self._made[key] = found

    def _keep(self, key: str, found: Found) -> None:
        keep(key, lambda: pickle.dumps(found, protocol=5))
        self.recollection.hold(key, found)


def is_accident(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether something failed that need not fail again."""
    return any(each.code in ACCIDENTS for each in diagnostics)
