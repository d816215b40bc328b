"""Everything that a profile says, in one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from baspa.dataclass import dataclass
from baspa.fonts import LINE_HEIGHT_OF_TIMES
from baspa.length import Length
from baspa.model import Language
from baspa.model.document import PRINTED_WORDS
from baspa.model.pages import PageKind
from baspa.profile.floats import Caption, Equations, Figures, Numbering, Tables
from baspa.profile.page import Page, Part
from baspa.profile.parts import (
    Abbreviations,
    Abstracts,
    Appendices,
    CitationRules,
    Contents,
    TaskSheet,
    TitlePage,
    Volume,
)
from baspa.profile.text import BodyText, Footnotes, Headings, Lists
from baspa.yaml import Strict

_LINES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*lines?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Strict):
    """Everything that a university's norm says about the form of a thesis."""

    title: str
    standard: str
    """The rules that the profile follows."""
    language: Language
    page: Page
    text: BodyText
    headings: Headings
    figure_caption: Caption
    table_caption: Caption
    tables: Tables
    figures: Figures
    equations: Equations
    lists: Lists
    footnotes: Footnotes
    contents: Contents
    numbering: Numbering
    appendices: Appendices
    abstracts: Abstracts
    title_page: TitlePage = field(default_factory=TitlePage)
    task: TaskSheet = field(default_factory=TaskSheet)
    abbreviations: Abbreviations = field(default_factory=Abbreviations)
    citations: CitationRules
    bibliography_hanging: bool = False
    volume: Volume = field(default_factory=Volume)
    parts: tuple[Part, ...]
    """The order of the parts."""
    terms: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    """Words that differ from the locale's."""

    def __post_init__(self) -> None:
        self._check_that_numbers_begin()
        self._check_terms()

    def _check_that_numbers_begin(self) -> None:
        number = self.page.number
        for name, part in (
            ("first_visible", number.first_visible),
            ("restart_at", number.restart_at),
        ):
            if part is not None and part not in self.parts:
                raise ValueError(f"page.number.{name}: {part} is none of the profile's parts")

    def _check_terms(self) -> None:
        known = {*(part.value for part in Part), *PRINTED_WORDS}
        for language, words in self.terms.items():
            for name in words:
                if name not in known:
                    raise ValueError(f"terms.{language}.{name}: no word of this name is printed")

    def page_kind(self, part: Part) -> PageKind:
        """Return how the pages of `part`, which is one of the profile's, count."""
        number, at = self.page.number, self.parts.index(part)
        counted = part not in number.uncounted
        return PageKind(
            numbered=counted and at >= self.parts.index(number.first_visible),
            counted=counted,
            front=number.restart_at is not None and at < self.parts.index(number.restart_at),
        )

    @property
    def endnotes(self) -> bool:
        """Whether notes stand behind the text, in a part of their own."""
        return Part.NOTES in self.parts

    @property
    def note_kind(self) -> Literal["footnote", "endnote"]:
        """What Word calls the notes."""
        return "endnote" if self.endnotes else "footnote"

    @property
    def text_width(self) -> Length:
        """The width of the text area of an upright page."""
        return Length(self.page.width.mm - self.page.margin.left.mm - self.page.margin.right.mm)

    @property
    def text_height(self) -> Length:
        """The height of the text area of an upright page."""
        return Length(self.page.height.mm - self.page.margin.top.mm - self.page.margin.bottom.mm)


def as_settings(values: dict[Any, Any]) -> dict[Any, Any]:
    """Return the values of a profile.yaml, and of all that it extends, as `Profile` states them.

    What is given in lines of the text (`1 line`, `1.5 lines`) is measured, and the word `off`,
    which YAML 1.1 reads as false, is the word.
    """
    values = {key: value for key, value in values.items() if key != "extends"}
    match values.get("tables"):
        case {"continuation": False, **others}:
            values["tables"] = {**others, "continuation": "off"}
    try:
        size = Length.parse(values["text"]["size"])
        line_pt = size.pt * float(values["text"]["line_spacing"]) * LINE_HEIGHT_OF_TIMES
    except (KeyError, TypeError, ValueError):  # the fields' own checks say what is wrong
        return values
    return {key: _measured(value, line_pt) for key, value in values.items()}


def _measured(value: Any, line_pt: float) -> Any:
    """Return a tree of settings with every number of lines as a length."""
    match value:
        case dict():
            return {key: _measured(inner, line_pt) for key, inner in value.items()}
        case list():
            return [_measured(inner, line_pt) for inner in value]
        case str() if found := _LINES.fullmatch(value):
            return f"{float(found[1]) * line_pt:.4f}pt"
        case _:
            return value
