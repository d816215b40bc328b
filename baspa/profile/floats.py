"""What a profile says of figures, tables and displayed formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from baspa.dataclass import dataclass
from baspa.length import Length
from baspa.model import Language
from baspa.profile.text import HorizontalAlign
from baspa.yaml import Strict


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(Strict):
    """The captions of figures or of tables."""

    place: Literal["above", "below"]
    align: HorizontalAlign
    indent: Length = Length(0.0)
    pattern: str
    """With {label}, {number}; the title follows the separator."""
    separator: str = " – "
    title_on_own_line: bool = False
    label_bold: bool = False
    label_upper: bool = False
    title_bold: bool = False
    title_italic: bool = False
    size: Length
    line_spacing: float = field(default=1.0, metadata={"gt": 0.5, "le": 4})
    space_before: Length = Length(0.0)
    space_after: Length = Length(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables(Strict):
    """The inside of tables."""

    size: Length
    line_spacing: float = 1.0
    padding: Length = Length(1.0)
    rules: Literal["grid", "horizontal"] = "grid"
    head_bold: bool = False
    head_align: Literal["left", "center"] = "center"
    continuation: Literal["required", "auto", "off"] = "auto"
    """The label over each further page of a table; required: every table needs it."""
    continuation_label: Mapping[Language, str] = field(default_factory=dict)
    """That label, with {number}, where it differs."""
    whole_share: float = field(default=0.25, metadata={"ge": 0, "le": 1})
    """Share of the page up to which a table is not divided."""
    space_before: Length = Length(0.0)
    space_after: Length
    note_space: Length = Length.parse("3pt")
    """Between a table and the note under it."""
    row_number_column: bool = True
    """Whether a column of row numbers («№ п/п») is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Strict):
    """The room around a figure, and its pictures."""

    space_before: Length
    space_after: Length
    panel_mark: str = "{letter})"
    """Before the title of one of several pictures."""
    minimum_dpi: float = field(default=150, metadata={"gt": 0})
    """Pixels to the inch below which a picture is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equations(Strict):
    """Displayed formulas."""

    align: Literal["left", "center"] = "center"
    space_before: Length
    space_after: Length
    space_between: Length = Length.parse("8pt")
    """Between formulas that follow one another."""
    number_width: Length = Length(20.0)
    """Room for the number at the end of the line."""
    where_width: Length = Length(20.0)
    """Room for the word that opens an explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering(Strict):
    """How figures, tables and equations are counted."""

    figures: Literal["continuous", "chapter"] = "continuous"
    tables: Literal["continuous", "chapter"] = "continuous"
    equations: Literal["continuous", "chapter"] = "continuous"
    appendix_separator: str = "."
    """Between an appendix's letter and a number: А.1, A1."""
    capital_references: bool = False
    """References print Figure 1 where the language has figure 1."""
