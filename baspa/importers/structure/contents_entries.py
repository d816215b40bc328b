"""The lines of the contents, and what those without a number are.

| a line without a number | is |
|---|---|
| indented as deeply as others of a known level, or deeper than the chapters | of that level |
| between `Chapter 1` and `Chapter 2` | a section without a number: no number is free |
| between `1.1` and `1.3`, or before `2.1` | `1.2`, or chapter 2: its number was lost |
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.importers.words.elements import Numbers

_SPACE_MM, _TAB_MM = 2.0, 12.5
"""How wide a space and a tab at the head of a line are taken for."""
_APART_MM = 2.0
"""Between the indents of two levels, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the contents."""

    title: Text
    numbers: Numbers = ()
    """As typed or, with `is_inferred`, as the neighbours demand; empty for what has none."""
    page: int | None = None
    element: str | None = None
    letter: str = ""
    """Of the appendix that it is a part of."""
    is_inferred: bool = False
    stated_level: int = 0
    """By the indent of its line, else by its place between chapters; 0 where neither tells."""

    @property
    def level(self) -> int:
        """1 for a chapter or a structural element."""
        return (
            max(1, len(self.numbers) + bool(self.letter))
            if self.numbers
            else self.stated_level or 1
        )


def numbered(entries: Sequence[Entry], region: Text, manuscript: Manuscript) -> tuple[Entry, ...]:
    """Return the entries, those without a number with what their indents and neighbours demand."""
    levels = _levels_by_indent(entries, region, manuscript)
    entries = [replace(e, stated_level=n) for e, n in zip(entries, levels, strict=True)]
    if not any(entry.numbers for entry in entries):
        return tuple(entries)  # nothing is numbered, so nothing says what the numbers would be
    return tuple(_inferred(entries))


def _levels_by_indent(entries: Sequence[Entry], region: Text, manuscript: Manuscript) -> list[int]:
    """Return the level that the indent of each line states; zeros where indents say nothing.

    Lines whose level is known, by a number or as a structural element, must agree with it.
    """
    starts, indents = list[int](), list[float]()
    for line in region.lines():
        if line.string.strip():
            opening = line.string[: len(line.string) - len(line.string.lstrip())]
            wide = opening.count(" ") * _SPACE_MM + opening.count("\t") * _TAB_MM
            starts.append(line.origin)
            indents.append(manuscript.look(line).indent_mm + wide)
    at = [indents[max(0, bisect_right(starts, e.title.origin) - 1)] for e in entries]
    steps = list[float]()
    for indent in sorted({*at}):
        steps += [indent] if not steps or indent - steps[-1] >= _APART_MM else []
    levels = [bisect_right(steps, indent) for indent in at]
    known = [(e, n) for e, n in zip(entries, levels, strict=True) if e.numbers or e.element]
    agree = all((1 if e.element else len(e.numbers)) == n for e, n in known)
    return levels if known and agree and len(steps) > 1 else [0] * len(levels)


def _inferred(entries: Sequence[Entry]) -> Iterator[Entry]:
    last: Numbers = ()
    for n, entry in enumerate(entries):
        if entry.numbers[:1] == (0,):
            entry = replace(entry, numbers=(*(last[:1] or (1,)), *entry.numbers[1:]))
        if not entry.numbers and entry.element is None:
            numbers = _demanded(last, [e.numbers for e in entries[n + 1 :] if e.numbers])
            if numbers and entry.stated_level in (0, len(numbers)):
                entry = replace(entry, numbers=numbers, is_inferred=True)
            elif last:
                entry = replace(entry, stated_level=entry.stated_level or len(last) + 1)
        if entry.letter:
            yield entry
            continue
        last = entry.numbers or (last[:1] if entry.element else last)
        yield entry


def _demanded(last: Numbers, following: Sequence[Numbers]) -> Numbers:
    """Return the number between `last` and those that follow; none where no number is free."""
    first = following[0] if following else ()
    if len(first) == 2 and first[1] == 1 and first[:1] != last[:1]:
        return first[:1]
    number = (*last[:-1], last[-1] + 1) if last else ()
    return () if number == first else number
