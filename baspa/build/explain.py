"""What a build did anew, and why: which input is not as it was, in words for an author."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from baspa.build.inputs import Inputs

if TYPE_CHECKING:
    from baspa.build.memo import Step

NAMED = 4
"""So many things are named; of more, the number is told."""


def explain(last: object, inputs: Inputs, steps: Mapping[str, Step]) -> tuple[str, ...]:
    """Return what is new since the build that the manifest tells of, and what was made anew.

    `last` is the part `build` of that manifest, as it was read: anything may stand there.
    """
    told = last if isinstance(last, dict) else {}
    files, surroundings = _told(told, "files"), _told(told, "surroundings")
    if not files:
        reasons = ["no earlier build is known"]
    else:
        reasons = [*_changes(files, inputs.files), *_replaced(surroundings, inputs.surroundings)]
    return (*(reasons or ["nothing has changed since the last build"]), *_made(steps))


def explain_repeated(lost: Collection[str]) -> tuple[str, ...]:
    """Return why nothing was made: everything is known, at most files were put back."""
    if not lost:
        return ("nothing was made: all that the files are made of is as it was",)
    return (f"nothing was made; deleted or altered, and put back: {_named(sorted(lost))}",)


def _told(build: dict[str, Any], name: str) -> dict[str, Any]:
    found = build.get(name)
    return found if isinstance(found, dict) else {}


def _changes(before: Mapping[str, Any], now: Mapping[str, str]) -> Iterator[str]:
    new, gone = now.keys() - before.keys(), before.keys() - now.keys()
    edited = {name for name in now.keys() & before.keys() if now[name] != before[name]}
    for word, names in (("edited", edited), ("new", new), ("deleted", gone)):
        if names:
            yield f"{word}: {_named(sorted(names))}"


def _replaced(before: Mapping[str, Any], now: Mapping[str, str]) -> Iterator[str]:
    names = sorted(name for name in now if now[name] != before.get(name))
    if names:
        yield f"no longer as it was on this machine: {_named(names)}"


def _made(steps: Mapping[str, Step]) -> Iterator[str]:
    for name, step in steps.items():
        total = len(step.redone) + step.kept
        if step.note:
            yield f"{name}: {step.note}"
        elif not step.redone:
            yield f"{name}: as before"
        elif not step.kept:
            yield f"{name}: made anew"
        else:
            within = f": {step.within}" if step.within else ""
            yield f"{name}: {len(step.redone)} of {total} made anew ({_named(step.redone)}{within})"


def _named(names: Collection[str]) -> str:
    shown = list(names)[:NAMED]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
