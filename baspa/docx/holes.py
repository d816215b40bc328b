"""Holes: what a DOCX prints of its own layout, to be filled in when that is known.

A hole is an element of the finished tree whose text or attribute alone depends on the layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from baspa.dataclass import dataclass
from baspa.docx.continuation import LongTable
from baspa.docx.fields import run
from baspa.docx.formatting import RunFormat
from baspa.docx.oxml import Element, make, qualified
from baspa.model import PageMap
from baspa.model.pages import PageKind, number_runs

UNKNOWN_PAGE, UNKNOWN_TOTAL = "0", "10"
"""Stand where no layout has told the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holes:
    """The holes of one document."""

    parts: Sequence[tuple[str, PageKind]]
    """The ids of its parts, and how their pages count."""
    pages: list[tuple[Element, str]] = field(default_factory=list)
    """`w:t` with the number of a page, and the id of what stands there."""
    totals: list[Element] = field(default_factory=list)
    """`w:t` with the number of pages."""
    starts: list[tuple[Element, str]] = field(default_factory=list)
    """`w:pgNumType` of a section whose pages are counted anew, and the id of its part."""
    tables: list[LongTable] = field(default_factory=list)
    """The tables that pages divide."""

    @property
    def counted_anew(self) -> frozenset[str]:
        """The ids of the parts before which Word's count must be set."""
        return frozenset(restarts(self.parts, {}))

    @property
    def texts(self) -> frozenset[Element]:
        """What prints a number."""
        return frozenset([*(text for text, _ in self.pages), *self.totals])

    def page(self, html_id: str, format: RunFormat) -> Element:
        """Return the run that prints the page of the element with this id."""
        written = run(UNKNOWN_PAGE, format)
        self.pages.append((written[-1], html_id))
        return written

    def total(self, format: RunFormat) -> Element:
        """Return the run that prints the number of pages."""
        written = run(UNKNOWN_TOTAL, format)
        self.totals.append(written[-1])
        return written

    def start(self, part: str, format: str) -> Element:
        """Return the numbering, in a Word format, of pages that are counted anew with a part."""
        written = make("w:pgNumType", fmt=format, start=1)
        self.starts.append((written, part))
        return written

    def fill(self, pages: PageMap) -> None:
        """Fill in all numbers; the tables stay as they are."""
        for text, html_id in self.pages:
            text.text = pages.labels.get(html_id, UNKNOWN_PAGE)
        for text in self.totals:
            text.text = str(pages.total)
        numbers = restarts(self.parts, pages.places)
        for numbering, part in self.starts:
            numbering.set(qualified("w:start"), str(numbers[part]))


def restarts(parts: Sequence[tuple[str, PageKind]], places: Mapping[str, int]) -> dict[str, int]:
    """Return the number of the first page, by its id, of every part where Word's count is wrong.

    Word counts every page on. It has to be told the number behind pages that do not count, which
    are known from the `places` of the parts in the last layout, and behind the front matter.
    """
    begun = ((places.get(name, n), kind) for n, (name, kind) in enumerate(parts, 1))
    _, *anew = number_runs(begun, "decimal")
    found = {}
    for ((_, before), (name, kind)), begin in zip(pairwise(parts), anew, strict=True):
        if kind.counted and (not before.counted or (before.front and not kind.front)):
            found[name] = begin.number
    return found
