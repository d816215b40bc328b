"""What a profile says of figures, tables and displayed formulas."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from baspa.length import Length, LengthField
from baspa.profile.text import HorizontalAlign
from baspa.yaml import Strict


class Caption(Strict):
    """The captions of figures or of tables."""

    place: Literal["above", "below"]
    align: HorizontalAlign
    indent: LengthField = Length(0.0)
    pattern: str = Field(description="with {label}, {number}; the title follows the separator")
    separator: str = " – "
    title_on_own_line: bool = False
    label_bold: bool = False
    title_italic: bool = False
    size: LengthField
    space_before: LengthField = Length(0.0)
    space_after: LengthField = Length(0.0)


class Tables(Strict):
    """The inside of tables."""

    size: LengthField
    line_spacing: float = 1.0
    padding: LengthField = Length(1.0)
    rules: Literal["grid", "horizontal"] = "grid"
    head_bold: bool = False
    head_align: Literal["left", "center"] = "center"
    whole_share: float = Field(
        default=0.25, ge=0, le=1, description="share of the page up to which a table is not divided"
    )
    space_before: LengthField = Length(0.0)
    space_after: LengthField
    note_space: LengthField = Field(
        default=Length.parse("3pt"), description="between a table and the note under it"
    )


class Figures(Strict):
    """The room around a figure."""

    space_before: LengthField
    space_after: LengthField


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
