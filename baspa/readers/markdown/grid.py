"""Grid tables: cells drawn with `+`, `-`, `=` and `|`, holding blocks, spanning rows and columns.

The scan follows the corners of the cells, as in docutils: from the upper left corner of a cell
right, down, left and up along its border. Columns are counted as a terminal shows them, so that
combining and wide characters do not shift a border.

| code | meaning |
|---|---|
| R111 | the borders of a grid table do not meet |
"""

from __future__ import annotations

import heapq
import re
import unicodedata

from baspa.dataclass import dataclass

HORIZONTAL = frozenset("+-=:")
_HEAD_RULE = re.compile(r"\+[=:+]*=[=:+]*\+$")


@dataclass(frozen=True, slots=True)
class GridCell:
    """The border of one cell, in lines and columns of the drawing."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a drawing is no table."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a grid table as a terminal shows them."""

    rows: list[str]
    """One character a column, all of one length."""
    offsets: list[list[int]]
    """The offset in its line of the character in each column, and after the last one."""


def draw(lines: list[str]) -> Drawing:
    """Return `lines` with every character in its column."""
    rows, offsets = [], []
    for line in lines:
        columns: list[str] = []
        places: list[int] = []
        for offset, char in enumerate(line):
            if unicodedata.combining(char) and columns:
                continue
            wide = unicodedata.east_asian_width(char) in "WF"
            columns += [char, "\0"] if wide else [char]
            places += [offset, offset] if wide else [offset]
        rows.append("".join(columns))
        offsets.append([*places, len(line)])
    width = max(len(row) for row in rows)
    for row, places in zip(rows, offsets, strict=True):
        places += [places[-1]] * (width - len(row))
    return Drawing([row.ljust(width) for row in rows], offsets)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table and the borders that make its rows and columns."""

    cells: list[GridCell]
    row_borders: list[int]
    column_borders: list[int]
    head_rule: int | None
    """The line of `=` under the head."""


def scan(drawing: Drawing) -> Grid | Mistake:
    """Return the grid in `drawing`, or what keeps it from being one."""
    rows = drawing.rows
    height, width = len(rows) - 1, len(rows[0]) - 1
    done = [-1] * width
    corners = [(0, 0)]
    cells: list[GridCell] = []
    while corners:
        top, left = heapq.heappop(corners)
        if top == height or left == width or top <= done[left]:
            continue
        cell = _trace(rows, top, left)
        if cell is None:
            return Mistake(top, "the borders of the cell that begins here do not meet")
        if any(filled != top - 1 for filled in done[left : cell.right]):
            return Mistake(top, "the cell that begins here overlaps another")
        done[left : cell.right] = [cell.bottom - 1] * (cell.right - left)
        cells.append(cell)
        heapq.heappush(corners, (top, cell.right))
        heapq.heappush(corners, (cell.bottom, left))
    if any(filled != height - 1 for filled in done):
        return Mistake(min(done) + 1, "the cells do not fill the table")
    rules = [line for line in range(1, height) if _HEAD_RULE.match(rows[line])]
    head_rule = rules[0] if rules else None
    if head_rule is not None and any(c.top < head_rule < c.bottom for c in cells):
        return Mistake(head_rule, "a cell crosses the rule under the head")
    row_borders = sorted({c.top for c in cells} | {height})
    column_borders = sorted({c.left for c in cells} | {width})
    stray = _stray_corner(rows, cells, set(row_borders), set(column_borders))
    if stray is not None:
        return Mistake(stray, "a + stands where no borders meet")
    return Grid(cells, row_borders, column_borders, head_rule)


def _stray_corner(
    rows: list[str], cells: list[GridCell], row_borders: set[int], column_borders: set[int]
) -> int | None:
    """Return the line of a `+` on a border at which no cell has a corner."""
    for cell in cells:
        for column in range(cell.left, cell.right):
            if column not in column_borders and "+" in (
                rows[cell.top][column],
                rows[cell.bottom][column],
            ):
                return cell.top
        for line in range(cell.top, cell.bottom):
            if rows[line][cell.left] == "+" and line not in row_borders:
                return line
    return None


def _trace(rows: list[str], top: int, left: int) -> GridCell | None:
    """Return the smallest cell whose upper left corner is at (`top`, `left`)."""
    if rows[top][left] != "+":
        return None
    for right in range(left + 1, len(rows[top])):
        char = rows[top][right]
        if char == "+" and right > left + 1:
            bottom = _trace_down(rows, top, left, right)
            if bottom is not None:
                return GridCell(top, left, bottom, right)
        elif char not in HORIZONTAL:
            return None
    return None


def _trace_down(rows: list[str], top: int, left: int, right: int) -> int | None:
    """Return the line of the lower border of the cell with these other borders."""
    for bottom in range(top + 1, len(rows)):
        char = rows[bottom][right]
        if char == "+" and bottom > top + 1:
            line = rows[bottom]
            closed = line[left] == "+" and HORIZONTAL.issuperset(line[left:right])
            if closed and all(rows[n][left] in "|+" for n in range(top + 1, bottom)):
                return bottom
        elif char not in "|+":
            return None
    return None
