"""What a profile says of figures, tables and displayed formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from baspa.length import Length
from baspa.model import Language
from baspa.profile.text import HorizontalAlign
from baspa.yaml import LengthField, Strict


class Caption(Strict):
    """The captions of figures or of tables."""

    place: Literal["above", "below"]
    align: HorizontalAlign
    indent: LengthField = Length(0.0)
    pattern: str = Field(description="with {label}, {number}; the title follows the separator")
    separator: str = " – "
    title_on_own_line: bool = False
    label_bold: bool = False
    label_upper: bool = False
    title_bold: bool = False
    title_italic: bool = False
    size: LengthField
    line_spacing: float = Field(default=1.0, gt=0.5, le=4)
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


def _off(value: object) -> object:
    """Return the word `off`, which YAML 1.1 reads as false."""
    return "off" if value is False else value


class Tables(Strict):
    """The inside of tables."""

    size: LengthField
    line_spacing: float = 1.0
    padding: LengthField = Length(1.0)
    rules: Literal["grid", "horizontal"] = "grid"
    head_bold: bool = False
    head_align: Literal["left", "center"] = "center"
    continuation: Annotated[Literal["required", "auto", "off"], BeforeValidator(_off)] = Field(
        default="auto",
        description="the label over each further page of a table; required: every table needs it",
    )
    continuation_label: Mapping[Language, str] = Field(
        default_factory=dict, description="that label, with {number}, where it differs"
    )
    whole_share: float = Field(
        default=0.25, ge=0, le=1, description="share of the page up to which a table is not divided"
    )
    space_before: LengthField = Length(0.0)
    space_after: LengthField
    note_space: LengthField = Field(
        default=Length.parse("3pt"), description="between a table and the note under it"
    )
    row_number_column: bool = Field(
        default=True, description="whether a column of row numbers («№ п/п») is allowed"
    )


class Figures(Strict):
    """The room around a figure, and its pictures."""

    space_before: LengthField
    space_after: LengthField
    panel_mark: str = Field(
        default="{letter})", description="before the title of one of several pictures"
    )
    minimum_dpi: float = Field(
        default=150, gt=0, description="pixels to the inch below which a picture is reported"
    )


class Equations(Strict):
    """Displayed formulas."""

    align: Literal["left", "center"] = "center"
    space_before: LengthField
    space_after: LengthField
    space_between: LengthField = Field(
        default=Length.parse("8pt"), description="between formulas that follow one another"
    )
    number_width: LengthField = Field(
        default=Length(20.0), description="room for the number at the end of the line"
    )
    where_width: LengthField = Field(
        default=Length(20.0), description="room for the word that opens an explanation"
    )


class Numbering(Strict):
    """How figures, tables and equations are counted."""

    figures: Literal["continuous", "chapter"] = "continuous"
    tables: Literal["continuous", "chapter"] = "continuous"
    equations: Literal["continuous", "chapter"] = "continuous"
    appendix_separator: str = Field(
        default=".", description="between an appendix's letter and a number: А.1, A1"
    )
    capital_references: bool = Field(
        default=False, description="references print Figure 1 where the language has figure 1"
    )
