"""Quotes: straight quotation marks become those of the language, outer and inner in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from baspa.locales.typography import load_typography
from baspa.passes.typography.line import Edit

RUN = re.compile("[\"'«»“”„‘’]+")
STRAIGHT = "\"'"
PARTNERS = {"»": "«", "”": "“", "“": "„"}
"""What closes to what opened; in Russian “ closes, elsewhere it opens."""
SPACES = " \n\u00a0\u2028"
NEVER_QUOTED_LAST = SPACES + "([{"
BEFORE_QUOTED = NEVER_QUOTED_LAST + "/-–—"
AFTER_QUOTED = SPACES + ")]}.,;:!?"
DEEPEST = 16
"""Quotations inside one another; more are open only where marks have no partner."""


def pair_quotes(text: str, language_at: Callable[[int], str]) -> Iterator[Edit]:
    """Yield the marks of each pair of straight quotes, and apostrophes, in the order of `text`.

    What stands beside a mark says whether it opens or closes. A mark without its partner stays.
    """
    if not any(mark in text for mark in STRAIGHT):
        return
    pairs = _Pairs(text, language_at)
    for run in RUN.finditer(text):
        before, after = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
        for place in range(*run.span()):
            pairs.see(place, before, after)
    yield from sorted(pairs.edits)


class _Pairs:
    def __init__(self, text: str, language_at: Callable[[int], str]) -> None:
        self.text = text
        self.language_at = language_at
        self.open: list[tuple[int, str]] = []
        """Place and mark of each quotation that is open, the outermost first."""
        self.edits: list[Edit] = []

    def see(self, place: int, before: str, after: str) -> None:
        """Judge one mark of a run that stands between `before` and `after`."""
        mark = self.text[place]
        if mark not in STRAIGHT:
            self.see_typeset(place, mark)
        elif mark == "'" and self.is_apostrophe(place):
            self.edits.append((place, place + 1, "’"))
        elif (not before or before in BEFORE_QUOTED) and after and after not in AFTER_QUOTED:
            self.begin(place, mark)
        elif before and before not in NEVER_QUOTED_LAST:
            self.end(place, mark)

    def see_typeset(self, place: int, mark: str) -> None:
        """Count the quotations that the author has set himself as levels of nesting."""
        marks = [found for _, found in self.open]
        if mark in "«„" or (mark == "“" and "„" not in marks):
            self.begin(place, mark)
        elif (partner := PARTNERS.get(mark)) in marks:
            while self.open.pop()[1] != partner:
                pass

    def is_apostrophe(self, place: int) -> bool:
        """Say whether `place` is inside a word (`it's`), or before a decade (`'90s`)."""
        before, after = self.text[max(place - 1, 0) : place], self.text[place + 1 : place + 3]
        decade = not before.isalnum() and len(after) == 2 and after.isdigit()
        return (before.isalnum() and after[:1].isalpha()) or decade

    def begin(self, place: int, mark: str) -> None:
        self.open.append((place, mark))
        if len(self.open) > DEEPEST:
            del self.open[0]

    def end(self, place: int, mark: str) -> None:
        """Set the pair that ends at `place`; marks of another kind inside it stay alone."""
        language = self.language_at(place)
        partners = [i for i, (_, found) in enumerate(self.open) if found == mark]
        if not partners:
            if mark == "'" and language == "en" and self.text[place - 1].isalpha():
                self.edits.append((place, place + 1, "’"))
            return
        start = self.open[partners[-1]][0]
        del self.open[partners[-1] :]
        language = self.language_at(start)
        habits = load_typography().get(language)
        if habits:
            level = sum(self.language_at(other) == language for other, _ in self.open)
            pair = habits.quotes[level % 2]
            self.edits += [(start, start + 1, pair[0]), (place, place + 1, pair[1])]
