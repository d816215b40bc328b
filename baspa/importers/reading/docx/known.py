"""What is known of a DOCX while it is read: its parts, the open fields, the objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.pictures import Pictures
from baspa.importers.reading.docx.styles import Numbering, Styles
from baspa.importers.reading.package import Package
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import OBJECTS, Chart, Object, Picture, Text, Transcript

SOFT, HARD = "\v", "\f"
"""A break of the line, and of the page or column, inside a paragraph that is being read."""


@dataclass(slots=True, kw_only=True)
class Reading(Transcript):
    """The document while it is read."""

    package: Package
    ledger: Ledger
    styles: Styles
    numbering: Numbering
    pictures: Pictures
    formulas: dict[etree._Element, str | None]
    numbers: dict[etree._Element, str]
    """Of the formulas that the word processor numbers."""
    notes: dict[tuple[str, str], etree._Element]
    relations_of_notes: Mapping[str, Mapping[str, tuple[str, bool]]]
    """What the ids in footnotes and in endnotes lead to."""
    stale: dict[etree._Element, str]
    """What is to stand in the texts of references that show an older number."""
    listings: frozenset[etree._Element]
    """The paragraphs that are code."""
    fields: list[list[str]] = field(default_factory=list)
    """The open fields: the instruction of each, and whether its result has begun."""
    landscape: bool = False
    """What is being read stands on a page turned sideways."""
    afloat: list[Text] = field(default_factory=list)
    """Pictures that float beside the paragraph that is being read."""
    small: set[int] = field(default_factory=set)
    """The pictures that belong into their line, as formulas do, by their number among objects."""

    def broken(self, mark: str, form: int) -> Text:
        """Return a break inside a paragraph; the source has a space for it."""
        return replace(self.write(" ", form), string=mark)

    def thing(self, character: str) -> Object | None:
        """Return what a character stands for."""
        index = ord(character) - OBJECTS
        return self.objects[index] if index >= 0 else None

    def holds_picture(self, text: Text) -> bool:
        """Tell whether a picture or chart stands in a text."""
        return any(isinstance(self.thing(c), Picture | Chart) for c in text.string)

    @property
    def in_contents(self) -> bool:
        """Whether a contents field is open."""
        return any(f[0].strip().upper().startswith("TOC") for f in self.fields)

    @property
    def in_instruction(self) -> bool:
        """Whether what comes is no text but the instruction of a field."""
        return any(f[1] == "" for f in self.fields)
