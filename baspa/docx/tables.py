"""Tables: grids whose widths sum exactly to the room they have, spans, repeated head rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from baspa.dataclass import dataclass
from baspa.docx.continuation import is_label, label_row
from baspa.docx.formatting import ParagraphFormat, paragraph, set_property
from baspa.docx.markup import classes, first, millimetres, nodes, percentage, tag_of, text_of
from baspa.docx.oxml import Element, make, qualified
from baspa.docx.place import Place
from baspa.docx.styles import LIGHT_RULE, rule
from baspa.length import Length
from baspa.profile import Profile

if TYPE_CHECKING:
    from baspa.docx.blocks import BlockWriter


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a row as WordprocessingML sees it."""

    column: int
    columns: int
    """How many columns of the grid it takes."""
    merge: Literal["restart", "continue"] | None
    source: Element | None
    """The cell of the HTML; None where one from above goes on, or where a row has too few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWriter:
    """Writes one table, cell by cell."""

    blocks: BlockWriter
    place: Place
    profile: Profile
    has_rules: bool
    """A data table with the rules of the profile; a layout table has none."""

    def write(self, table: Element) -> Element:
        """Return `w:tbl`; the rows of its head are repeated on every page.

        The continuation label is left out: where it stands, `continuation.py` knows.
        """
        rows = [row for row in table.iter("tr") if _table_of(row) is table and not is_label(row)]
        heads = [_is_head(row) for row in rows]
        grid = list(grid_rows(rows))
        count = max((cell.column + cell.columns for row in grid for cell in row), default=1)
        widths = column_widths(table, count, self.place.width)
        last_head = len(rows) - 1 - heads[::-1].index(True) if any(heads) else None
        labelled = label_row(table) is not None
        written = []
        for n, (row, cells) in enumerate(zip(rows, grid, strict=True)):
            if not labelled:
                self.blocks.announce(row)
            written.append(self._row(cells, widths, heads[n], ruled=n == last_head))
        body = written[sum(heads) :]
        _keep_together(written if "whole" in classes(table) else body[:2])
        _keep_together(body[-2:])
        columns = make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths))
        return make("w:tbl", self._properties(table, sum(widths)), columns, *written)

    def _properties(self, table: Element, width: int) -> Element:
        left = self.place.paragraph.left
        caption = text_of(table.find("caption"))
        return make(
            "w:tblPr",
            make("w:tblStyle", val="DataTable" if self.has_rules else "LayoutTable"),
            make("w:tblW", w=width, type="dxa"),
            make("w:jc", val="center") if left is None else None,
            make("w:tblInd", w=left, type="dxa") if left is not None else None,
            make("w:tblLayout", type="fixed"),
            make("w:tblLook", val="0000"),
            make("w:tblCaption", val=caption) if caption else None,
        )

    def _row(
        self, cells: Sequence[GridCell], widths: Sequence[int], head: bool, *, ruled: bool
    ) -> Element:
        """Return one row that fills the grid; `ruled` is the last one of the head."""
        used = cells[-1].column + cells[-1].columns if cells else 0
        missing = [GridCell(column, 1, None, None) for column in range(used, len(widths))]
        properties = make("w:trPr", make("w:cantSplit"), make("w:tblHeader") if head else None)
        written = []
        for cell in [*cells, *missing]:
            width = sum(widths[cell.column : cell.column + cell.columns])
            shape = self._cell_properties(cell, width, head, ruled)
            written.append(make("w:tc", shape, *self._content(cell, width, head)))
        return make("w:tr", properties, *written)

    def _cell_properties(self, cell: GridCell, width: int, head: bool, ruled: bool) -> Element:
        open_grid = self.has_rules and self.profile.tables.rules == "horizontal"
        return make(
            "w:tcPr",
            make("w:tcW", w=width, type="dxa"),
            make("w:gridSpan", val=cell.columns) if cell.columns > 1 else None,
            make("w:vMerge", val=cell.merge) if cell.merge else None,
            make("w:tcBorders", rule("bottom", LIGHT_RULE)) if ruled and open_grid else None,
            make("w:vAlign", val="center") if head else None,
        )

    def _content(self, cell: GridCell, width: int, head: bool) -> list[Element]:
        """Return the blocks of a cell, which must end with a paragraph."""
        style = self.place.style
        if self.has_rules:
            style = "TableHead" if head else "TableText"
        if cell.source is None:
            return [paragraph([], style)]
        self.blocks.announce(cell.source)
        inner = self._inside(cell.source, style, width)
        content = self.blocks.flow(nodes(cell.source), inner)
        if not content or content[-1].tag != qualified("w:p"):
            content.append(self.blocks.paragraph([], inner))
        return content

    def _inside(self, source: Element, style: str, width: int) -> Place:
        """Return the place of a cell's blocks: its own alignment, no indents from outside."""
        padding = self.profile.tables.padding.twips if self.has_rules else 0
        room = width - 2 * padding
        own = ParagraphFormat(align="left", first_line=0)
        format = ParagraphFormat() if self.has_rules else own
        for name in classes(source):
            match name:
                case "left" | "center" | "right":
                    format = replace(format, align=name)
                case "decimal":
                    format = _on_the_separator(source, room)
                case _:
                    pass
        inner = replace(self.place, style=style, paragraph=format, width=room, depth=0)
        return inner.inside(source, self.blocks.language)


def _on_the_separator(source: Element, room: int) -> ParagraphFormat:
    """Return the indent that puts the decimal separator of a cell under that of the others.

    A decimal tab would find another separator where the reader's own settings name another, in
    Word as in LibreOffice, and `w:decimalSymbol` does not change that.
    """
    before, after = first(source, "before"), first(source, "after")
    assert before is not None and after is not None, "a decimal cell holds both boxes"
    widths = [Length(millimetres(box, "width") or 0.0).twips for box in (before, after)]
    own = Length(float(after.get("data-width", "0"))).twips
    indent = (room - sum(widths)) // 2 + widths[1] - own
    return ParagraphFormat(align="right", right=indent)


def _table_of(row: Element) -> Element | None:
    return next((a for a in row.iterancestors("table")), None)


def _is_head(row: Element) -> bool:
    parent = row.getparent()
    return parent is not None and tag_of(parent) == "thead"


def _keep_together(rows: list[Element]) -> None:
    """Keep `rows` on one page, as Word does it: each but the last stays with what follows."""
    for row in rows[:-1]:
        for paragraph_ in row.iter(qualified("w:p")):
            set_property(paragraph_, make("w:keepNext"))


def column_widths(table: Element, count: int, room: int) -> list[int]:
    """Return `count` widths in twips that sum to `room`.

    A column without a width of its own shares what the others leave.
    """
    columns = [percentage(col, "width") for col in table.iterfind("./colgroup/col")][:count]
    columns += [None] * (count - len(columns))
    given = sum(share for share in columns if share is not None)
    free = columns.count(None)
    rest = max(0.0, 1 - given) / free if free else 0.0
    shares = [rest if share is None else share for share in columns]
    total = sum(shares) or 1.0
    edges = [round(room * sum(shares[:n]) / total) for n in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def grid_rows(rows: list[Element]) -> Iterator[list[GridCell]]:
    """Yield the cells of every row, those that go on from above included."""
    open_spans: dict[int, tuple[int, int]] = {}
    """By first column: how many columns, and how many more rows."""
    for row in rows:
        cells: list[GridCell] = []
        sources = [cell for cell in row if tag_of(cell) in {"td", "th"}]
        column = 0
        while sources or any(start >= column for start in open_spans):
            if column in open_spans:
                columns, left = open_spans.pop(column)
                cells.append(GridCell(column, columns, "continue", None))
                if left > 1:
                    open_spans[column] = (columns, left - 1)
            elif sources:
                cell = sources.pop(0)
                columns, height = _span(cell, "colspan"), _span(cell, "rowspan")
                cells.append(GridCell(column, columns, "restart" if height > 1 else None, cell))
                if height > 1:
                    open_spans[column] = (columns, height - 1)
            else:
                columns = 1
                cells.append(GridCell(column, columns, None, None))
            column += columns
        yield cells


def _span(cell: Element, name: str) -> int:
    return max(1, int(cell.get(name) or 1))
