"""Pages and their numbers: how the pages of a part count, and what each page of a file prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from baspa.dataclass import dataclass

PageFormat = Literal["decimal", "lower-roman", "none"]
"""How a number is written; `none`: the page has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """How the pages of a part count; in the semantic HTML by the part's classes."""

    numbered: bool = True
    """They print their number."""
    counted: bool = True
    """They count; pages that do not print no number either."""
    front: bool = False
    """They belong to the front matter, after which the count begins again at 1."""

    @classmethod
    def of(cls, classes: Collection[str]) -> PageKind:
        """Return the kind that the classes of a part say (docs/html.md)."""
        counted = "uncounted-page" not in classes
        return cls(
            numbered=counted and "unnumbered-page" not in classes,
            counted=counted,
            front="front-page" in classes,
        )

    @property
    def classes(self) -> list[str]:
        """The classes that say this kind: what `of` reads."""
        silent = [] if self.numbered else ["unnumbered-page" if self.counted else "uncounted-page"]
        return [*silent, "front-page"] if self.front else silent


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pages that are numbered on from the first of them."""

    first_page: int
    """The place of the first in the file, from 1."""
    number: int
    """The number of the first."""
    format: PageFormat


def number_runs(starts: Iterable[tuple[int, PageKind]], front_format: PageFormat) -> list[PageRun]:
    """Return the numbering of parts from their first pages in the file, in order.

    Pages that do not count are stepped over; the first part behind the front matter begins at 1.
    """
    runs: list[PageRun] = []
    before = PageKind()
    for first_page, kind in starts:
        number = 1
        if runs and (kind.front or not before.front):
            number = runs[-1].number + (first_page - runs[-1].first_page if before.counted else 0)
        format = front_format if kind.front else "decimal"
        runs.append(PageRun(first_page, number, format if kind.counted else "none"))
        before = kind
    return runs


def page_label(page: int, runs: Sequence[PageRun]) -> str:
    """Return the number of the page that stands at place `page` of a file: `7`, `iv`, or nothing.

    Where no run has begun, it is the place itself.
    """
    begun = [run for run in runs if run.first_page <= page]
    if not begun:
        return str(page)
    run = begun[-1]
    number = run.number + page - run.first_page
    match run.format:
        case "decimal":
            return str(number)
        case "lower-roman":
            return roman(number)
        case "none":
            return ""


def roman(number: int) -> str:
    """Return a lower-case roman numeral."""
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
