"""The marks that numbering prints: of headings, lists and sources, as `word/numbering.xml` asks."""

from __future__ import annotations

from collections.abc import Iterator

from baspa.docx.numbering import LIST_LEVELS, mark_of
from baspa.docx.oxml import Element, number, qualified, value


class Marks:
    """Counts the paragraphs of each list in the order of the text."""

    def __init__(self, numbering: Element):
        """Take `word/numbering.xml`."""
        self._levels = dict(_levels(numbering))
        self._counts: dict[int, list[int]] = {}
        self._starts = dict(_starts(numbering))
        self.properties = {
            number: properties
            for number, level in self._levels.items()
            if (properties := level.find(qualified("w:pPr"))) is not None
        }
        """What the levels say of their paragraphs, by list and level."""

    def next(self, number: tuple[int, int]) -> tuple[str, bool] | None:
        """Return the next mark of a list on a level, and whether text goes on behind a tab.

        None where there is no such list.
        """
        level = self._levels.get(number)
        if level is None:
            return None
        own, depth = number
        counts = self._counts.setdefault(own, [0] * LIST_LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else self._starts.get(number, 1)
        counts[depth + 1 :] = [0] * (LIST_LEVELS - depth - 1)
        text = value(level, "w:lvlText")
        for n in range(depth + 1):
            other = self._levels.get((own, n), level)
            text = text.replace(f"%{n + 1}", mark_of(value(other, "w:numFmt"), max(1, counts[n])))
        suffix = value(level, "w:suff")
        return text + (" " if suffix == "space" else ""), suffix == "tab"


def _levels(numbering: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    """Yield the levels of each list."""
    abstract = {
        each.get(qualified("w:abstractNumId")): each.findall(qualified("w:lvl"))
        for each in numbering.iterfind(qualified("w:abstractNum"))
    }
    for list_ in numbering.iterfind(qualified("w:num")):
        own = number(list_, "w:numId")
        for level in abstract.get(value(list_, "w:abstractNumId"), []):
            yield (own, number(level, "w:ilvl")), level


def _starts(numbering: Element) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the first numbers of the levels that do not begin with 1."""
    for list_ in numbering.iterfind(qualified("w:num")):
        for override in list_.iterfind(qualified("w:lvlOverride")):
            start = value(override, "w:startOverride")
            yield (number(list_, "w:numId"), number(override, "w:ilvl")), int(start or 1)
