"""The text of a profile: body text, headings, lists, footnotes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from baspa.length import Length, LengthField
from baspa.yaml import Strict

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
        default=True, description="whether the PDF breaks words where text is justified"
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
    size: LengthField
    indent: LengthField = Length(0.0)
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


class Headings(Strict):
    """The headings."""

    structural: HeadingStyle = Field(description="introduction, conclusion, contents, references")
    levels: tuple[HeadingStyle, ...] = Field(min_length=3, max_length=6)
    numbered_levels: int = Field(default=3, ge=0, le=6)
    after_number: str = Field(default="", description="what follows a number: nothing or a dot")


class Lists(Strict):
    """Bulleted and ordered lists."""

    bullet: str = "–"
    indent: LengthField = Field(description="from the margin to the mark of the first level")
    marker_width: LengthField = Field(description="from the mark to the text")
    hanging: bool = Field(description="whether later lines stand under the text of the first")


class Footnotes(Strict):
    """Footnotes."""

    size: LengthField
    line_spacing: float = 1.0
