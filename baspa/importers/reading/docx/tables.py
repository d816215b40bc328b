"""A table of a DOCX: its grid, the cells that span others, its head and how columns are aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.styles import W, is_on, value, whole
from baspa.importers.text.manuscript import EMPTY, Table, Text, Transcript

_WIDEST = 63
"""Columns of a table: Word knows no more."""
_ALIGNED = {"right": "r", "end": "r", "center": "c"}


@dataclass(slots=True)
class _Cell:
    """One cell that is drawn, at the place where it begins."""

    row: int
    column: int
    columns: int
    text: Text
    rows: int = 1


def read_table(
    element: etree._Element, read: Callable[[etree._Element], Text], reading: Transcript
) -> Table:
    """Return the table that `w:tbl` is; `read` gives the text of a cell. Raises TooMuch."""
    cells, open_cells, head, lines = list[_Cell](), dict[int, _Cell](), 0, 0
    aligned = list[tuple[int, str]]()
    for row in _own(element, "tr", "tbl"):
        before = value(row, "trPr/gridBefore")
        column, drawn = max(0, whole(before, _WIDEST - 1)), False
        if lines == head and is_on(row.find(W + "trPr"), "tblHeader"):
            head += 1
        for cell in _own(row, "tc", "tr"):
            width = max(1, min(whole(value(cell, "tcPr/gridSpan") or "1"), _WIDEST - column))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            reading.more_cells(1)
            text = read(cell).stripped()
            above = open_cells.get(column)
            if merge is not None and merge.get(W + "val") != "restart" and above is not None:
                above.rows += 1
            else:
                cells.append(_Cell(lines, column, width, text))
                open_cells[column] = cells[-1]
                aligned += [(column, how) for how in _alignments(cell) if lines >= max(1, head)]
            column, drawn = column + width, True
            if column >= _WIDEST:
                break
        lines += drawn
    return _table(cells, max(lines, 1), head, aligned)


def _table(cells: list[_Cell], lines: int, head: int, aligned: list[tuple[int, str]]) -> Table:
    """Return the table of the cells that are drawn."""
    width = max((c.column + c.columns for c in cells), default=1)
    grid = [[EMPTY] * width for _ in range(lines)]
    for cell in cells:
        grid[cell.row][cell.column] = cell.text
    columns = []
    for column in range(width):
        found = Counter(how for at, how in aligned if at == column)
        columns.append(found.most_common(1)[0][0] if found else "l")
    return Table(
        rows=tuple(map(tuple, grid)),
        spans={(c.row, c.column): (c.rows, c.columns) for c in cells if c.rows * c.columns > 1},
        head=head,
        aligned="".join(columns),
    )


def _alignments(cell: etree._Element) -> Iterator[str]:
    """Give the alignment of each paragraph of a cell that holds text."""
    for paragraph in cell.findall(W + "p"):
        if any((t.text or "").strip() for t in paragraph.iter(W + "t")):
            yield _ALIGNED.get(value(paragraph, "pPr/jc") or "", "l")


def _own(parent: etree._Element, name: str, owner: str) -> Iterator[etree._Element]:
    """Give the descendants `name` of `parent` that belong to no other `owner` inside it."""
    for element in parent.iter(W + name):
        if next(element.iterancestors(W + owner)) is parent:
            yield element
