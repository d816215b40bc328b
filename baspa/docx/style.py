"""One style of `styles.xml` as a value, and the units that styles are written in."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from baspa.dataclass import dataclass
from baspa.docx.formatting import ParagraphFormat, RunFormat
from baspa.length import Length

HEADING_NUMBERING = 1
BIBLIOGRAPHY_NUMBERING = 2
BULLET_NUMBERING = 3
ORDERED_NUMBERING = 4
"""The `w:numId` that a style is linked with: of the headings, of the list of sources, and of what a
person begins by choosing a list style. The lists of the document come after them."""

HEADING_LEVELS = 6

GALLERY = 39
"""Styles whose place is before this one stand in Word's gallery: those that a person applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style of `styles.xml`."""

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str | None = "Normal"
    next: str | None = None
    priority: int = 99
    """Word's place in the list of styles."""
    paragraph: ParagraphFormat = field(default_factory=ParagraphFormat)
    run: RunFormat = field(default_factory=RunFormat)


def half_points(size: Length) -> int:
    """Return a size of type in the unit of `w:sz`."""
    return round(size.pt * 2)


def lines(multiple: float) -> int:
    """Return a line spacing in the unit of `w:spacing`, 240 to the line."""
    return round(240 * multiple)
