"""The text of a profile: body text, headings, lists, footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from baspa.length import Length
from baspa.model import Language
from baspa.yaml import LengthField, Strict

HorizontalAlign = Literal["left", "center", "right", "justify"]


class BodyText(Strict):
    """The running text."""

    font: str = Field(description="the face that the norm asks for")
    fallback: tuple[str, ...] = Field(description="metric-compatible faces, best first")
    mono: str = "Liberation Mono"
    size: LengthField
    line_spacing: float = Field(gt=0.5, le=4, description="multiple of the face's own line height")
    indent: LengthField
    align: HorizontalAlign = "justify"
    hyphenation: bool = Field(
        default=False, description="whether the PDF breaks words where text is justified"
    )
    space_after: LengthField = Length(0.0)
    definition_separator: str = Field(
        default="\u00a0– ", description="between a term and what it means"
    )


class HeadingStyle(Strict):
    """One level of headings, or the headings of structural elements."""

    align: HorizontalAlign = "left"
    bold: bool = True
    italic: bool = False
    upper: bool = Field(default=False, description="set in capitals")
    run_in: bool = Field(
        default=False, description="ends with a full stop, and the text goes on in its line"
    )
    size: LengthField
    indent: LengthField = Length(0.0)
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


class Headings(Strict):
    """The headings."""

    structural: HeadingStyle = Field(description="introduction, conclusion, contents, references")
    appendix: HeadingStyle | None = Field(
        default=None, description="appendices, where they differ from the structural ones"
    )
    levels: tuple[HeadingStyle, ...] = Field(min_length=3, max_length=6)
    numbered_levels: int = Field(default=3, ge=0, le=6)
    after_number: str = Field(default="", description="what follows a number: nothing or a dot")
    title_above_text: bool = Field(
        default=False, description="the thesis's title stands where the text begins"
    )
    font: str | None = Field(default=None, description="the face, where it is not the text's")
    fallback: tuple[str, ...] = Field(default=(), description="what may stand for that face")

    def level(self, level: int) -> HeadingStyle:
        """Return the look of a level, from 1; deeper ones look like the last one given."""
        return self.levels[min(level, len(self.levels)) - 1]

    @property
    def of_appendices(self) -> HeadingStyle:
        """The look of the headings of appendices."""
        return self.appendix or self.structural


class Lists(Strict):
    """Bulleted and ordered lists."""

    bullet: str = "–"
    inner_bullets: tuple[str, ...] = Field(
        default=(), description="the marks of deeper levels, where they differ"
    )
    ordered: tuple[str, ...] = Field(
        default=("{letter})", "{number})"),
        min_length=1,
        description="the marks of `#.` by level, with {letter} or {number}",
    )
    letters: Mapping[Language, str] = Field(
        default_factory=dict, description="the letters allowed, in order; beyond them, numbers"
    )
    indent: LengthField = Field(description="from the margin to the mark of the first level")
    marker_width: LengthField = Field(description="from the mark to the text")
    hanging: bool = Field(description="whether later lines stand under the text of the first")


class Footnotes(Strict):
    """Footnotes."""

    size: LengthField
    line_spacing: float = 1.0
    after_mark: str = Field(default="", description="what follows the numeral: nothing, or )")
    rule_width: LengthField = Field(
        default=Length.parse("2in"), description="the rule above, from the left margin"
    )
