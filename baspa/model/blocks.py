"""Block nodes: headings, paragraphs, lists, tables, figures, formulas."""

from __future__ import annotations

import enum
from dataclasses import field
from typing import Literal, TypeAlias

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Span
from baspa.model.inlines import NO_ATTRIBUTES, Attributes, Inline, Node

LabelKind = Literal["sec", "fig", "tbl", "eq", "app"]
"""The prefix of the labels that may refer to a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The number that a numbered block got, and the words that go with it."""

    number: str
    """As printed: `3`, `2.1`, `А.1`."""
    kind: LabelKind
    panel: str = ""
    """The letter of one picture of a figure: `ә`; `number` is then the figure's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified(Node):
    """A node that an author edits as one, such as a paragraph.

    What holds other blocks (a list, a quotation, a division) is none: its blocks are. A table
    is one with all of its cells.
    """

    block_id: str = field(default="", compare=False, repr=False)
    """Set by `passes/identify.py`: made from the words in the source, never from their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Identified):
    """`## Title {#sec:id .unnumbered}`."""

    level: int
    content: tuple[Inline, ...]
    attributes: Attributes = NO_ATTRIBUTES
    label: Label | None = None
    """Set by the numbering pass; None where the heading has no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Identified):
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuote(Node):
    """`> text`."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Identified):
    """A fenced or indented listing."""

    text: str
    language: str = ""
    attributes: Attributes = NO_ATTRIBUTES


class ListNumbering(enum.StrEnum):
    """How the items of an ordered list are marked."""

    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    AUTOMATIC = "automatic"
    """`#.`: as the profile marks items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Node):
    """One item of a list."""

    blocks: tuple[Block, ...]
    marker: str = ""
    """An ordered item's mark without its delimiter, as typed: `1`, `ә`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList(Node):
    """`- item`."""

    items: tuple[ListItem, ...]
    tight: bool = True
    """No blank line between the items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedList(Node):
    """`1. item`, `а) item`."""

    items: tuple[ListItem, ...]
    numbering: ListNumbering = ListNumbering.DECIMAL
    start: int = 1
    """Ordinal of the first item."""
    delimiter: str = "."
    """`.`, `)` or `()`."""
    tight: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Identified):
    """One term with its definitions."""

    term: tuple[Inline, ...]
    definitions: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Node):
    """`Term` and, below it, `:   definition`."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Identified):
    """One of several pictures of a figure."""

    path: str
    caption: tuple[Inline, ...]
    alt: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Identified):
    """A picture with a caption, or several side by side under one."""

    path: str = ""
    """As written: relative to the folder of the sources; an asset's name once it was loaded."""
    panels: tuple[tuple[Panel, ...], ...] = ()
    """The pictures of a figure that has several, row by row; `path` is then empty."""
    caption: tuple[Inline, ...]
    alt: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Node):
    """A ```` ``` {.chart} ```` block; becomes a `Figure` when the chart has been drawn."""

    options: str
    """The YAML text inside the fence."""
    options_span: Span = field(default=NOWHERE, compare=False, repr=False)
    """The place of the first to the last character of `options`."""
    attributes: Attributes = NO_ATTRIBUTES


class Align(enum.StrEnum):
    """The alignment of a column or a cell."""

    DEFAULT = "default"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    DECIMAL = "decimal"
    """Numbers with their decimal separators under one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    align: Align = Align.DEFAULT
    width: float | None = None
    """Share of the table's width, 0–1; None: as the content asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """One cell of a table."""

    blocks: tuple[Block, ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """One row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Identified):
    """A table with an optional caption; a table without one is not numbered."""

    columns: tuple[Column, ...]
    caption: tuple[Inline, ...] = ()
    """Visited before the rows, since it stands above them: notes and citations count so."""
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    attributes: Attributes = NO_ATTRIBUTES
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable(Node):
    """A ```` ``` {.table} ```` block; becomes a `Table` when its data file has been read."""

    options: str
    """The YAML text inside the fence."""
    options_span: Span = field(default=NOWHERE, compare=False, repr=False)
    """The place of the first to the last character of `options`."""
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class MathBlock(Identified):
    """`$$ … $$ {#eq:id}`: numbered when it has an id."""

    latex: str
    attributes: Attributes = NO_ATTRIBUTES
    mathml: str = ""
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Node):
    """`::: {.class}` … `:::`."""

    blocks: tuple[Block, ...]
    attributes: Attributes


Block: TypeAlias = (
    Heading
    | Paragraph
    | BlockQuote
    | CodeBlock
    | BulletList
    | OrderedList
    | DefinitionList
    | Figure
    | Chart
    | Table
    | DataTable
    | MathBlock
    | Division
)
