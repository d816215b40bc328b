"""XLSX files: a range of one sheet as cells to be printed, merged ones as spans.

Read by openpyxl, from the values that the spreadsheet program stored: nothing is calculated here,
and nothing outside the file is opened. A file is a stranger's, so its size is bounded before it is
unfolded.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from baspa.model import Language
from baspa.passes.cell_formats import is_number, write_value
from baspa.passes.data_cells import DataCell, DataError, Grid

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

UNPACKED_LIMIT = 40_000_000
"""Bytes of a file once it is unpacked."""
ROW_LIMIT, COLUMN_LIMIT = 20_000, 63
"""What a document can print; Word shows no table of more than 63 columns."""
CELL_LIMIT = 200_000
Bounds = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1."""
Spans = dict[tuple[int | None, int | None], tuple[int, int]]
"""Columns and rows of a merged cell by its column and row; (0, 0) where another covers it."""


def read_sheet(content: bytes, sheet: str | None, area: str | None, language: Language) -> Grid:
    """Return the cells of `area` (`A1:D20`; None: all that is used). Raises DataError."""
    _check_size(content)
    values = _worksheet(_open(content, values=True), sheet)
    left, top, right, bottom = bounds = _bounds(values, area)
    spans = _spans(values, bounds)
    rows = list(values.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right))
    empty = [cell.coordinate for row in rows for cell in row if cell.value is None]
    if empty:
        _check_stored(_worksheet(_open(content, values=False), sheet), empty)
    grid = [
        [_data_cell(cell, spans.get((cell.column, cell.row), (1, 1)), language) for cell in row]
        for row in rows
    ]
    return _trimmed(grid) if area is None else grid


def _data_cell(cell: Any, span: tuple[int, int], language: Language) -> DataCell | None:
    """Return a cell as it is printed; None where a merged one covers it."""
    columns, rows = span
    if not columns:
        return None
    if cell.data_type == "e":
        raise DataError(f"cell {cell.coordinate} holds the error {cell.value}")
    return DataCell(
        text=write_value(cell.value, cell.number_format, language),
        number=is_number(cell.value),
        colspan=columns,
        rowspan=rows,
    )


def _check_size(content: bytes) -> None:
    """Refuse what would unfold to more than anybody prints: a zip bomb, endless merged cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > UNPACKED_LIMIT:
                raise DataError("this file unpacks to more than a document can print")
            merged = sum(
                _area(reference)
                for name in package.namelist()
                for reference in _merged(package.read(name))
            )
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise DataError("this is no XLSX file, or it is damaged") from error
    if merged > CELL_LIMIT:
        raise DataError("more cells are merged than a document can print")


def _merged(part: bytes) -> Iterator[str]:
    """Yield the references of the merged cells in one part of the file, whatever its name."""
    if not part.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return
    nodes = etree.iterparse(
        io.BytesIO(part), events=("end",), tag="{*}mergeCell", resolve_entities=False, recover=True
    )
    for _, node in nodes:
        yield node.get("ref") or "A1"


def _area(reference: str) -> int:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        return CELL_LIMIT + 1  # a whole row or column
    return (right - left + 1) * (bottom - top + 1)


def _open(content: bytes, *, values: bool) -> Workbook:
    """Return the workbook with the stored `values` of its formulas, or with the formulas."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of parts of a file that it does not know; they print nothing.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
        except Exception as error:  # openpyxl promises no kinds of exceptions for damaged files
            raise DataError("this is no XLSX file, or it is damaged") from error


def _worksheet(workbook: Workbook, name: str | None) -> Worksheet:
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    if not sheets:
        raise DataError("this file has no sheet of cells")
    if name is not None and name not in sheets:
        raise DataError(f"there is no sheet {name!r}; there are: {', '.join(sheets)}")
    return sheets[name] if name is not None else workbook.worksheets[0]


def _bounds(sheet: Worksheet, area: str | None) -> Bounds:
    from openpyxl.utils import range_boundaries

    try:
        found = range_boundaries(area or sheet.calculate_dimension())
    except (ValueError, TypeError) as error:
        raise DataError(f"{area!r} is no range of cells such as A1:D20") from error
    left, top, right, bottom = found
    if left is None or top is None or right is None or bottom is None:
        raise DataError(f"{area!r} has no end; give both corners, such as A1:D20")
    if not (1 <= left <= right and 1 <= top <= bottom):
        raise DataError(f"{area!r} is no range of cells such as A1:D20")
    rows, columns = bottom - top + 1, right - left + 1
    if rows > ROW_LIMIT or columns > COLUMN_LIMIT or rows * columns > CELL_LIMIT:
        raise DataError(
            f"{rows} rows of {columns} cells are more than a document can print; "
            "give a smaller range"
        )
    return left, top, right, bottom


def _spans(sheet: Worksheet, bounds: Bounds) -> Spans:
    """Return what is merged.

    A merged cell ends where the range ends; one that begins outside is not merged inside.
    """
    left, top, right, bottom = bounds
    spans: Spans = {}
    for merged in sheet.merged_cells.ranges:
        if not (left <= merged.min_col <= right and top <= merged.min_row <= bottom):
            continue
        last_column, last_row = min(merged.max_col, right), min(merged.max_row, bottom)
        covered = range(merged.min_col, last_column + 1), range(merged.min_row, last_row + 1)
        spans |= {(column, row): (0, 0) for column in covered[0] for row in covered[1]}
        spans[merged.min_col, merged.min_row] = len(covered[0]), len(covered[1])
    return spans


def _check_stored(formulas: Worksheet, empty: list[str]) -> None:
    """Refuse a formula whose value was never stored: it would print as an empty cell."""
    for place in empty:
        if formulas[place].data_type == "f":
            raise DataError(
                f"cell {place} holds a formula without a stored value; "
                "open the file in a spreadsheet program and save it there"
            )


def _trimmed(grid: Grid) -> Grid:
    """Return `grid` without the empty rows and columns at its end, which only had a look."""

    def empty(cells: list[DataCell | None]) -> bool:
        return not any(cell is None or cell.text for cell in cells)

    while grid and empty(grid[-1]):
        grid.pop()
    while grid and grid[0] and empty([row[-1] for row in grid]):
        grid = [row[:-1] for row in grid]
    return grid
