"""Short lines that were broken on purpose: a poem, an address.

Prose that was broken by hand has longer lines, which go on in small letters; those are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.text.manuscript import Text

VERSE = "\u2028"
"""Stands in a text where a line of verse ends: the line separator of Unicode."""
_FEWEST = 3
_LONGEST = 60
"""Characters of a line."""
_MOSTLY = 0.6
"""The share of lines that open with a capital, a figure or a quotation mark."""
_OPENING = re.compile(r"[«“„\"(–—\s]*(?:\d|[^\W\d_])")
_ENDED = re.compile(r"[.!?:;]\s*$")


def is_verse(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a paragraph, as they were broken by hand, are to stay lines."""
    if len(lines) < _FEWEST or not all(0 < len(line.strip()) <= _LONGEST for line in lines):
        return False
    if any(line.rstrip().endswith("-") or "=" in line or "\t" in line for line in lines):
        return False
    ended = sum(bool(_ENDED.search(line)) for line in lines[:-1])
    return 2 * ended <= len(lines) - 1 and _opened(lines) >= _MOSTLY * len(lines)


def _opened(lines: Sequence[str]) -> int:
    heads = (_OPENING.match(line) for line in lines)
    return sum(bool(head) and not head[0][-1].islower() for head in heads if head)


def without_verse(text: Text) -> Text:
    """Return a text in one line, as the lines of a title page are read."""
    return replace(text, string=text.string.replace(VERSE, " "))
