"""What a profile says of single parts: contents, appendices, abstracts, bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from baspa.dataclass import dataclass
from baspa.length import Length
from baspa.model import Language
from baspa.profile.page import Part
from baspa.yaml import Strict


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Strict):
    """The contents and the lists of figures and tables."""

    depth: int = field(metadata={"ge": 1, "le": 6})
    parts: tuple[Part, ...]
    """The parts whose headings are listed."""
    lists: tuple[Literal["figures", "tables"], ...] = ()
    indent: Length
    """Added at every level below the first."""
    gutter: Length
    """Kept free at the right for the page number."""
    leader: bool = True
    bold_first: bool = False
    """The first level is bold."""
    page_word: bool = False
    """The word for page stands over the numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendices(Strict):
    """How appendices are marked."""

    letters: Mapping[Language, str]
    """The letters allowed, in order."""
    pattern: Mapping[Language, str]
    """The label line, with {number}."""
    digits: bool = False
    """Arabic digits instead of the letters."""
    single_marked: bool = True
    """An only appendix has its letter or digit too."""
    title_on_own_line: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRules(Strict):
    """Citations and the bibliography."""

    style: str
    """The name of a CSL style."""
    numbered: bool = True
    number_width: Length = Length(8.0)
    """From an entry's number to its text."""
    after_number: str = ""
    """What follows an entry's number."""
    sort: Literal["citation", "alphabetical"] = "citation"
    alphabets: Literal["merged", "separate"] = "merged"
    """One alphabetical list, or one for each language."""
    entry_space: Length = Length(0.0)
    """Room after each entry."""
    entry_line_spacing: float | None = field(default=None, metadata={"gt": 0.5, "le": 4})
    """Line spacing of the list; the text's without it."""
    brackets: tuple[str, str] | None = None
    """Around a numbered citation; the CSL style's without it."""
    cluster_separator: str | None = None
    """Between the numbers of a citation; the CSL style's without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePage(Strict):
    """The title page and the task sheet; what stands on them is the templates'."""

    line_spacing: float = field(default=1.0, metadata={"gt": 0.5, "le": 4})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSheet(Strict):
    """The task sheet."""

    plan_numbers: bool = False
    """A column of numbers in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations(Strict):
    """The list of abbreviations."""

    separator: str = "–"
    """Between abbreviation and meaning, aligned."""
    latin: Literal["after", "before"] = "after"
    """Where Latin letters stand: after or before Cyrillic ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstracts(Strict):
    """The abstracts."""

    counts: bool = False
    """Begin with the counts of pages, figures …"""
    keywords: bool = True
    keywords_upper: bool = False
    keywords_place: Literal["before", "after"] = "before"
    """Before or after the text."""
    keywords_label: Literal["bold", "italic", "plain"] = "bold"
    keywords_end: str = "."
    """What follows the last keyword."""
    first_indent: bool = True
    """Whether the first paragraph is indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(Strict):
    """A least and a greatest number; one without a value is no limit."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Strict):
    """How long things may be: outside these limits the build warns."""

    body_pages: Range = field(default_factory=Range)
    """From the introduction on; appendices never count."""
    introduction_pages: Range = field(default_factory=Range)
    abstract_words: Range = field(default_factory=Range)
    keywords: Range = field(default_factory=Range)
