"""A heading, and where it stands in the body."""

from __future__ import annotations

from baspa.dataclass import dataclass
from baspa.importers.words.elements import Numbers

LONGEST = 220
"""Characters of a heading at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading found in the body."""

    start: int
    """Where its typed number begins, else its title."""
    title_start: int
    end: int
    level: int
    numbers: Numbers = ()
    letter: str = ""
    """Of the appendix that it is a part of."""
    element: str | None = None
    is_unnumbered: bool = False
    """The format says that it has no number."""
    entry: int | None = None
    """Which line of the contents promises it."""
    weight: float = 0.0
