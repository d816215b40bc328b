"""Data files: CSV to rows, rows to a table with numbers written as the language writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from annotated_types import Ge, Gt, Le

from baspa.dataclass import dataclass
from baspa.model import (
    Align,
    Attributes,
    Cell,
    Column,
    DataTable,
    Division,
    Inline,
    Language,
    Paragraph,
    Row,
    Table,
    Text,
)
from baspa.passes.cell_formats import NUMBER, format_number
from baspa.passes.data_cells import DataCell, DataError, Grid
from baspa.passes.spreadsheet import read_sheet
from baspa.yaml import Strict

ROW_LIMIT = 20_000
ALIGNS = {"l": Align.LEFT, "c": Align.CENTER, "r": Align.RIGHT, "d": Align.DECIMAL}
"""What the letters of `align` mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions(Strict):
    """What a ```` ``` {.table} ```` block says."""

    data: str
    caption: str
    sheet: str | None = None
    """Of an XLSX file; else its first."""
    range: str | None = None
    """Cells of a sheet: A1:D20."""
    head: int = field(default=1, metadata={"ge": 1, "le": 5})
    """Rows of the head."""
    decimals: Mapping[str, Annotated[int, Ge(0), Le(10)]] = field(default_factory=dict)
    """Digits behind the separator, by column of a CSV file."""
    align: str | None = field(default=None, metadata={"pattern": "^[lcrd]+$"})
    widths: tuple[Annotated[float, Gt(0)], ...] | None = None
    note: str | None = None
    """A paragraph under the table."""


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file in UTF-8, the head row first. Raises DataError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("this data file is no UTF-8 text") from error
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [[cell.strip() for cell in row] for row in reader if any(row)]
    except csv.Error as error:
        raise DataError(f"line {reader.line_num}: {error}") from error
    if len(rows) < 2:
        raise DataError("a data file needs a head row and at least one row of data")
    if len(rows) > ROW_LIMIT:
        raise DataError(f"{len(rows)} rows are more than a document can print")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise DataError(f"row {number} has {len(row)} cells, the head row {len(rows[0])}")
    return rows


def read_cells(content: bytes, options: TableOptions, language: Language) -> Grid:
    """Return the cells of a CSV or XLSX file as they are printed. Raises DataError."""
    if options.data.lower().endswith((".xlsx", ".xlsm")):
        if options.decimals:
            raise DataError("decimals are for CSV files; a cell of a sheet has a format of its own")
        return read_sheet(content, options.sheet, options.range, language)
    if options.sheet or options.range:
        raise DataError("a CSV file has neither a sheet nor a range")
    return _csv_cells(read_csv(content), options, language)


def _csv_cells(rows: list[list[str]], options: TableOptions, language: Language) -> Grid:
    head, body = rows[: options.head], rows[options.head :]
    names = [next((row[n] for row in head[::-1] if row[n]), "") for n in range(len(rows[0]))]
    for name in options.decimals:
        if name not in names:
            raise DataError(f"there is no column {name!r}; there are: {', '.join(names)}")
    decimals = [options.decimals.get(name) for name in names]

    def cell(text: str, places: int | None) -> DataCell:
        number = NUMBER.fullmatch(text) is not None
        return DataCell(text=format_number(text, language, places), number=number)

    grid: Grid = [[DataCell(text=text) for text in row] for row in head]
    grid += [[cell(*pair) for pair in zip(row, decimals, strict=True)] for row in body]
    return grid


def build_table(
    grid: Grid,
    options: TableOptions,
    caption: tuple[Inline, ...],
    block: DataTable,
    language: Language,
) -> Table:
    """Return the table of `grid`; columns of numbers are set right unless the author says else.

    Raises DataError when `align`, `widths` or `head` do not fit the data.
    """
    count = len(grid[0]) if grid else 0
    if len(grid) <= options.head:
        raise DataError("a data file needs a head row and at least one row of data")
    for name, given in (("align", options.align), ("widths", options.widths)):
        if given is not None and len(given) != count:
            raise DataError(f"{name} names {len(given)} columns, the data has {count}")
    head, body = grid[: options.head], grid[options.head :]
    for index, row in enumerate(head):
        if any(cell and cell.rowspan > options.head - index for cell in row):
            raise DataError("a merged cell goes over the edge of the head; set head: to its rows")
    separator = "." if language == "en" else ","
    aligns = [ALIGNS[letter] for letter in options.align or ""] or [
        _alignment([row[n] for row in body], separator) for n in range(count)
    ]
    widths = options.widths or (None,) * count
    total = sum(w for w in widths if w) or 1.0
    return Table(
        columns=tuple(
            Column(align=align, width=width / total if width else None)
            for align, width in zip(aligns, widths, strict=True)
        ),
        head=tuple(_row(row, block) for row in head),
        body=tuple(_row(row, block) for row in body),
        caption=caption,
        attributes=block.attributes,
        span=block.span,
    )


def note_under(content: tuple[Inline, ...], block: DataTable) -> Division:
    """Return the note that stands under a table."""
    paragraph = Paragraph(content=content, span=block.span)
    return Division(blocks=(paragraph,), attributes=Attributes(classes=("note",)), span=block.span)


def _alignment(column: list[DataCell | None], separator: str) -> Align:
    """Return how a column is set: numbers right, or by the separator where the digits differ."""
    cells = [cell for cell in column if cell is not None and cell.text]
    if not cells or not all(cell.number for cell in cells):
        return Align.LEFT
    behind = {len(cell.text.partition(separator)[2]) for cell in cells}
    return Align.RIGHT if len(behind) == 1 else Align.DECIMAL


def _row(cells: list[DataCell | None], block: DataTable) -> Row:
    return Row(cells=tuple(_cell(cell, block) for cell in cells if cell), span=block.span)


def _cell(cell: DataCell, block: DataTable) -> Cell:
    content = (Text(value=cell.text, span=block.span),) if cell.text else ()
    return Cell(
        blocks=(Paragraph(content=content, span=block.span),),
        colspan=cell.colspan,
        rowspan=cell.rowspan,
        span=block.span,
    )
