"""What the PDF writer returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.model import PageMap
from baspa.model.later import Later
from baspa.pdf.places import BlockPlace
from baspa.pdf.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the screen wants to know of a PDF."""

    blocks: Mapping[str, tuple[BlockPlace, ...]]
    """Where each named block stands (`data-block`), on each of its pages."""
    survey: Survey | None = None
    """What there is in it; None where only the file can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What is known of a PDF before it is put together."""

    pages: PageMap
    shown: Later[Shown]
    excerpt: Callable[[Sequence[int]], bytes]
    """Returns a PDF of some pages alone, by their places from 1; its links lead nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF, where things stand in it, and what was done for it."""

    content: bytes
    pages: PageMap
    shown: Later[Shown]
    layouts: int
    """How many layouts it took: of the whole document, or of the unit that took most."""
    whole: str = ""
    """Why it was laid out as one; nothing where it was divided."""
    laid_out: tuple[str, ...] = field(default=())
    """The units that were laid out, by the id of their first part."""
    kept: tuple[str, ...] = field(default=())
    """The units that were known from an earlier build."""
    made: int = 0
    """How many pages were laid out for the units that were, in all of their layouts."""
    made_of: int = 0
    """How many pages these units have."""
    unrevised: Mapping[str, str] = field(default_factory=dict)
    """Why a unit was laid out as a whole although it had been laid out before."""

    @property
    def blocks(self) -> Mapping[str, tuple[BlockPlace, ...]]:
        """Where each named block stands."""
        return self.shown.value.blocks

    @property
    def survey(self) -> Survey | None:
        """What there is in it."""
        return self.shown.value.survey
