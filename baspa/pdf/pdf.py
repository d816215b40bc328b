"""What the PDF writer returns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field, fields
from typing import Any

from baspa.dataclass import dataclass
from baspa.model import PageMap
from baspa.model.later import Later
from baspa.pdf.places import BlockPlace
from baspa.pdf.survey import Survey
from baspa.store import Lost, content_key, recall

Blocks = Mapping[str, tuple[BlockPlace, ...]]
"""Where each named block (`data-block`) stands, on each of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What is known of a PDF before it is put together."""

    survey: Later[Survey | None]
    """What there will be in it; None where only the file can tell."""
    blocks_on: Callable[[Collection[int]], Blocks]
    """Returns the blocks of some pages, by their places from 1."""
    excerpt: Callable[[Sequence[int]], bytes]
    """Returns a PDF of some pages alone, by their places from 1; its links lead nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forerunner:
    """A page of a PDF that is still being laid out, as it looks if the numbers of pages stay."""

    page: int
    """Its place, from 1."""
    digest: str
    """What the survey calls it then."""
    content: bytes = field(repr=False)
    """A PDF of it alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF, where things stand in it, and what was done for it.

    Pickled, it only names its content: to find it again is to find that in the store.
    """

    content: bytes
    digest: str
    """Of the content."""
    pages: PageMap
    placed: Later[Blocks]
    """For the screen alone, as is the next one; nothing in a PDF that is not shown."""
    surveyed: Later[Survey | None]
    """What there is in it; None where only the file can tell."""
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

    def __reduce__(self) -> tuple[Any, ...]:
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["content"]
        return _found, (values,)


def _found(values: Mapping[str, Any]) -> Pdf:
    content = recall(content_key(values["digest"]))
    if content is None:
        raise Lost
    return Pdf(content=content, **values)
