"""What a profile says of single parts: contents, appendices, abstracts, bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from baspa.length import Length
from baspa.model import Language
from baspa.profile.page import Part
from baspa.yaml import LengthField, Strict


class Contents(Strict):
    """The contents and the lists of figures and tables."""

    depth: int = Field(ge=1, le=6)
    parts: tuple[Part, ...] = Field(description="the parts whose headings are listed")
    lists: tuple[Literal["figures", "tables"], ...] = ()
    indent: LengthField = Field(description="added at every level below the first")
    gutter: LengthField = Field(description="kept free at the right for the page number")
    leader: bool = True
    bold_first: bool = Field(default=False, description="the first level is bold")
    page_word: bool = Field(default=False, description="the word for page stands over the numbers")


class Appendices(Strict):
    """How appendices are marked."""

    letters: Mapping[Language, str] = Field(description="the letters allowed, in order")
    pattern: Mapping[Language, str] = Field(description="the label line, with {number}")
    digits: bool = Field(default=False, description="arabic digits instead of the letters")
    single_marked: bool = Field(
        default=True, description="an only appendix has its letter or digit too"
    )
    title_on_own_line: bool = True


class CitationRules(Strict):
    """Citations and the bibliography."""

    style: str = Field(description="the name of a CSL style")
    numbered: bool = True
    number_width: LengthField = Field(
        default=Length(8.0), description="from an entry's number to its text"
    )
    after_number: str = Field(default="", description="what follows an entry's number")
    sort: Literal["citation", "alphabetical"] = "citation"
    alphabets: Literal["merged", "separate"] = Field(
        default="merged", description="one alphabetical list, or one for each language"
    )
    entry_space: LengthField = Field(default=Length(0.0), description="room after each entry")
    entry_line_spacing: float | None = Field(
        default=None, gt=0.5, le=4, description="line spacing of the list; the text's without it"
    )
    brackets: tuple[str, str] | None = Field(
        default=None, description="around a numbered citation; the CSL style's without it"
    )
    cluster_separator: str | None = Field(
        default=None, description="between the numbers of a citation; the CSL style's without it"
    )


class TitlePage(Strict):
    """The title page and the task sheet; what stands on them is the templates'."""

    line_spacing: float = Field(default=1.0, gt=0.5, le=4)


class TaskSheet(Strict):
    """The task sheet."""

    plan_numbers: bool = Field(default=False, description="a column of numbers in the plan")


class Abbreviations(Strict):
    """The list of abbreviations."""

    separator: str = Field(default="–", description="between abbreviation and meaning, aligned")
    latin: Literal["after", "before"] = Field(
        default="after", description="where Latin letters stand: after or before Cyrillic ones"
    )


class Abstracts(Strict):
    """The abstracts."""

    counts: bool = Field(default=False, description="begin with the counts of pages, figures …")
    keywords: bool = True
    keywords_upper: bool = False
    keywords_place: Literal["before", "after"] = Field(
        default="before", description="before or after the text"
    )
    keywords_label: Literal["bold", "italic", "plain"] = "bold"
    keywords_end: str = Field(default=".", description="what follows the last keyword")
    first_indent: bool = Field(default=True, description="whether the first paragraph is indented")


class Range(Strict):
    """A least and a greatest number; one without a value is no limit."""

    min: int | None = None
    max: int | None = None


class Volume(Strict):
    """How long things may be: outside these limits the build warns."""

    body_pages: Range = Field(
        default=Range(), description="from the introduction on; appendices never count"
    )
    introduction_pages: Range = Range()
    abstract_words: Range = Range()
    keywords: Range = Range()
