"""Carry a change of one text over to an edited copy of it, as a three-way merge does.

Texts are compared line by line, lines that differ word by word. A change is carried over where the
copy still has what stands there and around it; else it is given back as one that was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from baspa.dataclass import dataclass

_WORD = re.compile(r"\w+|\s|[^\w\s]")
_AROUND = 1
"""Characters before and behind a change that the copy must have too."""
_LEAST_SHARED = 8
"""Characters around a change, together, that the copy shares; a few marks are no place."""
_MOST_WORDS = 20_000
"""Words of two stretches that are compared word by word; longer ones differ as a whole."""

Block = tuple[int, int, int]
"""A stretch that two texts share: where it begins in each, and its length, in characters."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one text has in place of another's characters `start` to `end`."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Carried:
    """An edited copy with the changes that could be carried over."""

    text: str
    done: tuple[tuple[Change, int], ...]
    """Each change that was carried over, and where it stands in `text`."""
    left: tuple[tuple[Change, int], ...]
    """Those whose place was edited, and about where that is in `text`."""


def changes(old: str, new: str) -> list[Change]:
    """Return what is different in `new`, in order."""
    result, at_old, at_new = list[Change](), 0, 0
    for start, other, length in [*_shared(old, new), (len(old), len(new), 0)]:
        if start > at_old or other > at_new:
            result.append(Change(at_old, start, old[at_old:start], new[at_new:other]))
        at_old, at_new = start + length, other + length
    return result


def carry_over(old: str, new: str, edited: str) -> Carried:
    """Return `edited`, a copy of `old`, with what is different in `new`."""
    shared = [*_shared(old, edited)] if edited != old else [(0, 0, len(old))]
    text, moved = edited, 0
    done, left = list[tuple[Change, int]](), list[tuple[Change, int]]()
    for change in changes(old, new):
        low, high = max(0, change.start - _AROUND), min(len(old), change.end + _AROUND)
        needed = min(len(old), len(change.old) + _LEAST_SHARED)
        fitting = (b for b in shared if b[0] <= low and high <= b[0] + b[2] and b[2] >= needed)
        block = next(fitting, None)
        if block is None:
            before = [b for b in shared if b[0] <= change.start]
            about = min(before[-1][1] + before[-1][2], len(edited)) if before else 0
            left.append((change, about + moved))
            continue
        at = block[1] + change.start - block[0] + moved
        text = text[:at] + change.new + text[at + len(change.old) :]
        moved += len(change.new) - len(change.old)
        done.append((change, at))
    return Carried(text, tuple(done), tuple(left))


def _shared(old: str, new: str) -> Iterator[Block]:
    """Give the stretches that two texts share, in order; neighbours are one."""
    joined: Block | None = None
    for block in _blocks(old, new):
        if joined and joined[0] + joined[2] == block[0] and joined[1] + joined[2] == block[1]:
            joined = (joined[0], joined[1], joined[2] + block[2])
        else:
            if joined:
                yield joined
            joined = block
    if joined:
        yield joined


def _blocks(old: str, new: str) -> Iterator[Block]:
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts, places = _starts(lines), _starts(others)
    matcher = SequenceMatcher(None, lines, others, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield starts[a], places[c], starts[b] - starts[a]
        elif kind == "replace":
            part, other = old[starts[a] : starts[b]], new[places[c] : places[d]]
            for start, place, length in _by_words(part, other):
                yield starts[a] + start, places[c] + place, length


def _by_words(old: str, new: str) -> Iterator[Block]:
    words, others = _WORD.findall(old), _WORD.findall(new)
    if len(words) + len(others) > _MOST_WORDS:
        return
    starts, places = _starts(words), _starts(others)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for a, c, n in matcher.get_matching_blocks():
        if n:
            yield starts[a], places[c], starts[a + n] - starts[a]


def _starts(pieces: list[str]) -> list[int]:
    """Return where each piece begins, and where the last one ends."""
    result = [0]
    for piece in pieces:
        result.append(result[-1] + len(piece))
    return result
