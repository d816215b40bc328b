"""Everything that a profile says, in one value."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, model_validator

from baspa.length import Length
from baspa.model import Language
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
)
from baspa.profile.text import BodyText, Footnotes, Headings, Lists
from baspa.yaml import Strict


class Profile(Strict):
    """Everything that a university's norm says about the form of a thesis."""

    title: str
    standard: str = Field(description="the rules that the profile follows")
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
    title_page: TitlePage = TitlePage()
    task: TaskSheet = TaskSheet()
    abbreviations: Abbreviations = Abbreviations()
    citations: CitationRules
    bibliography_hanging: bool = False
    parts: tuple[Part, ...] = Field(description="the order of the parts")
    terms: Mapping[Language, Mapping[str, str]] = Field(
        default_factory=dict, description="words that differ from the locale's"
    )

    @model_validator(mode="after")
    def _numbers_begin_somewhere(self) -> Profile:
        first = self.page.number.first_visible
        if first not in self.parts:
            raise ValueError(f"page.number.first_visible: {first} is none of the profile's parts")
        return self

    @property
    def text_width(self) -> Length:
        """The width of the text area of an upright page."""
        return Length(self.page.width.mm - self.page.margin.left.mm - self.page.margin.right.mm)

    @property
    def text_height(self) -> Length:
        """The height of the text area of an upright page."""
        return Length(self.page.height.mm - self.page.margin.top.mm - self.page.margin.bottom.mm)
