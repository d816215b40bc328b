"""An outline of a manuscript: its sections, each with its blocks."""

from __future__ import annotations

from dataclasses import field

from baspa.dataclass import dataclass
from baspa.importers.structure.contents_entries import Entry
from baspa.importers.text.blocks import Block
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.importers.words.elements import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    title: Text
    level: int
    numbers: Numbers = ()
    element: str | None = None
    letter: str = ""
    """Of an appendix, or of that which it is a part of, as typed."""
    is_unnumbered: bool = False
    """The format says that it has no number."""
    blocks: tuple[Block, ...] = ()
    is_stub: bool = False
    """The contents promises it, the body lacks it: its title is that of the contents."""
    breaks_off: bool = False
    """The source ends inside it."""
    page: int | None = None
    """Where the contents puts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document in sections."""

    manuscript: Manuscript
    """The document, with the tables that were found in its text."""
    front: tuple[Text, ...]
    """The lines before the contents or the first heading: the title page."""
    sections: tuple[Section, ...]
    contents: tuple[Entry, ...] = field(default=())
