"""What a profile says of single parts: contents, appendices, abstracts, bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from baspa.length import Length, LengthField
from baspa.model import Language
from baspa.profile.page import Part
from baspa.yaml import Strict


class Contents(Strict):
    """The contents and the lists of figures and tables."""

    depth: int = Field(ge=1, le=6)
    parts: tuple[Part, ...] = Field(description="the parts whose headings are listed")
    lists: tuple[Literal["figures", "tables"], ...] = ()
    indent: LengthField = Field(description="added at every level below the first")
    gutter: LengthField = Field(description="kept free at the right for the page number")
    leader: bool = True


class Appendices(Strict):
    """How appendices are marked."""

    letters: Mapping[Language, str] = Field(description="the letters allowed, in order")
    pattern: Mapping[Language, str] = Field(description="the label line, with {number}")
    title_on_own_line: bool = True


class CitationRules(Strict):
    """Citations and the bibliography."""

    style: str = Field(description="the name of a CSL style")
    numbered: bool = True
    number_width: LengthField = Field(
        default=Length(8.0), description="from an entry's number to its text"
    )
    sort: Literal["citation", "alphabetical"] = "citation"
    alphabets: Literal["merged", "separate"] = Field(
        default="merged", description="one alphabetical list, or one for each language"
    )


class TitlePage(Strict):
    """The title page; what stands on it is the template's."""

    line_spacing: float = Field(default=1.0, gt=0.5, le=4)


class Abstracts(Strict):
    """The abstracts."""

    counts: bool = Field(default=False, description="begin with the counts of pages, figures …")
    keywords: bool = True
    keywords_upper: bool = False
