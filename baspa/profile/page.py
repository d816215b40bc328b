"""The sheet of a profile: parts, margins, page numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from baspa.length import Length, LengthField
from baspa.yaml import Strict


class Part(StrEnum):
    """A part of the printed document; each starts on a new page."""

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


class Margins(Strict):
    """The four margins of an upright page."""

    top: LengthField
    right: LengthField
    bottom: LengthField
    left: LengthField


class PageNumber(Strict):
    """Where the page number stands, and from which part on."""

    place: Literal["bottom-center", "top-center", "top-right", "bottom-right"]
    edge: LengthField = Field(description="from the sheet's edge to the number's line")
    size: LengthField
    first_visible: Part = Field(
        description="parts before this one count their pages but print no number"
    )


class Page(Strict):
    """The sheet."""

    width: LengthField = Length(210.0)
    height: LengthField = Length(297.0)
    margin: Margins
    number: PageNumber
