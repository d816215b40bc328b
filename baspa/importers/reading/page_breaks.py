"""What a text printed to a file has at its form feeds: running heads, and sentences cut in two.

A line that opens or closes three pages and more, figures aside, is a running head or foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text

_FEWEST_PAGES = 3
_SHARE = 0.3
"""Of the pages that a running head stands on, at least."""
_LONGEST = 120


def without_page_breaks(text: Text, ledger: Ledger) -> Text:
    """Return a text without form feeds and the running heads around them, which are dropped."""
    feeds = [match.start() for match in re.finditer("\f", text.string)]
    bounds = [*pairwise([-1, *feeds, len(text)])]
    edges = [[*_edges(text.string, start + 1, end)] for start, end in bounds]
    counted = Counter(_key(text.string[a:b]) for page in edges for a, b in page)
    least = max(_FEWEST_PAGES, _SHARE * len(bounds))
    running = [
        (a, b) for page in edges for a, b in page if counted[_key(text.string[a:b])] >= least
    ]
    edits = list[Edit]()
    for start, end in sorted({*running}) if len(feeds) + 1 >= _FEWEST_PAGES else ():
        ledger.drop(text[start:end], "a running head of the original")
        edits.append(Edit(start, end, ""))
    text = text.edited(edits)
    joined = [Edit(*match.span(), "\n") for match in _CUT.finditer(text.string)]
    text = text.edited(joined)
    return replace(text, string=text.string.replace("\f", "\n"))


_CUT = re.compile(r"(?<=[^\s.!?:;])[^\S\n\f]*\n\s*\f\s*\n?(?=[^\S\n]*[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
"""Between two pages, where a sentence goes on with a small letter."""


def _edges(string: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the first and the last line of a page that hold anything, if they are short."""
    lines = [m.span() for m in re.compile(r"[^\n\f]*\S[^\n\f]*").finditer(string, start, end)]
    for a, b in lines[:1] + (lines[-1:] if len(lines) > 1 else []):
        if b - a <= _LONGEST and any(c.isalpha() for c in string[a:b]):
            yield a, b


def _key(line: str) -> str:
    """Return a line without its figures and its white space."""
    return re.sub(r"[\d\s]+|(?<![a-z])[ivxl]+(?![a-z])", "", line.casefold())
