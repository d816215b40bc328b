"""Survey: what the passes that look at the whole thesis come to.

It is made of the outlines of all files, and stays the same as long as these do, wherever things
stand in them. With what it gives to a section, that section is resolved alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from baspa.dataclass import dataclass
from baspa.model import (
    Overview,
    ResolvedCitation,
    ResolvedSection,
)
from baspa.model.later import Later
from baspa.passes.arrange import Origin
from baspa.passes.number import Tally, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the rest of a thesis gives to a section; with it the section is resolved alone."""

    origin: Origin
    before: Tally
    """What was counted before it."""
    targets: Mapping[str, Target]
    """What its cross-references point to."""
    citations: tuple[ResolvedCitation, ...]
    """What its citations print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A section, seen as a part of the whole."""

    head: ResolvedSection
    """The section without its blocks."""
    files: tuple[str, ...]
    digest: str
    """Of its outline, resolved."""
    is_supplied: bool
    """Whether it holds blocks that come from no file."""
    given: Later[Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Overview):
    """What the passes that look at the whole thesis come to. It knows no places: they are those of
    the files."""

    sections: tuple[Surveyed, ...]
