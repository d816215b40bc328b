"""The sheet of a profile: parts, margins, page numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from baspa.dataclass import dataclass
from baspa.length import Length
from baspa.yaml import Strict


class Part(StrEnum):
    """A part of the printed document."""

    TITLE_PAGE = "title-page"
    DECLARATION = "declaration"
    TASK = "task"
    ABSTRACT = "abstract"
    CONTENTS = "contents"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    NORMATIVE_REFERENCES = "normative-references"
    DEFINITIONS = "definitions"
    ABBREVIATIONS = "abbreviations"
    INTRODUCTION = "introduction"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    REFERENCES = "references"
    APPENDIX = "appendix"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins(Strict):
    """The four margins of an upright page; on paper printed on both sides, of a right-hand one."""

    top: Length
    right: Length
    bottom: Length
    left: Length


Place = Literal[
    "bottom-center", "bottom-right", "bottom-outside", "top-center", "top-right", "top-outside"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber(Strict):
    """Where the page number stands, which pages print one, and how they count."""

    place: Place
    edge: Length
    """From the sheet's edge to the number's line."""
    size: Length
    first_visible: Part
    """Parts before this one count their pages but print no number."""
    uncounted: tuple[Part, ...] = ()
    """Parts whose pages do not count and print no number."""
    restart_at: Part | None = None
    """The count begins again at 1 with this part; what stands before it is front matter; where the
    part is missing, the next one takes its role."""
    front_format: Literal["decimal", "lower-roman"] = "decimal"
    """How the numbers of the front matter are written."""
    front_place: Place | None = None
    """Where they stand; the same place if it is not said."""

    def place_of(self, *, front: bool) -> Place:
        """Return where the number stands on pages of the front matter or of the body."""
        return self.front_place or self.place if front else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Strict):
    """The sheet."""

    width: Length = Length(210.0)
    height: Length = Length(297.0)
    sides: Literal["one", "two"] = "one"
    """Printed on one side or on both: then the left margin is the inner one, at the bound edge, and
    the right margin the outer one."""
    margin: Margins
    number: PageNumber
    run_on: tuple[Part, ...] = ()
    """Parts that follow one another without a new page; all others begin one."""

    def turned(self, line_height: float) -> Margins:
        """Return the margins of a landscape page: the sheet turned clockwise, with its margins.

        Where the page number would stand in the text, the text gives way; `line_height` is that of
        the face over its size. On paper printed on both sides the bound edge is the upper one of a
        right-hand page and the lower one of a left-hand page: opposite margins are then alike,
        since the mirrored margins of a DOCX change places only from side to side.
        """
        number, margin = self.number, self.margin
        room = number.edge.mm + number.size.mm * line_height
        places = {number.place, number.place_of(front=True)}
        top, bottom = margin.left.mm, margin.right.mm
        left, right = margin.bottom.mm, margin.top.mm
        if self.sides == "two":
            top = bottom = max(top, bottom)
            left = right = max(left, right)
        if any(place.startswith("top") for place in places):
            top = max(top, room)
        if any(place.startswith("bottom") for place in places):
            bottom = max(bottom, room)
        return Margins(
            top=Length(top), right=Length(right), bottom=Length(bottom), left=Length(left)
        )
