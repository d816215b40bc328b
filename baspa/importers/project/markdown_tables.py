"""Tables as Markdown: pipe tables, grid tables where cells span or hold paragraphs, or CSV.

All take cells that are Markdown already.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO

from baspa.dataclass import dataclass

Cells = Sequence[Sequence[str]]
Spans = Mapping[tuple[int, int], tuple[int, int]]
_RULES = {"l": "---", "c": ":---:", "r": "---:", "": "---"}
_WIDEST = 36
"""Characters of a grid's column, where no word is longer."""
_NUMBER = re.compile(r"[-–−]?\d{1,4}(?:,\d{1,6})?")
_FEWEST_CSV_ROWS = 10
_OPENS_BLOCK = re.compile(r"(?:[-+*:=|#>]|\d+[.)]|\w[.)])")


def pipe_table(cells: Cells, aligned: str) -> str:
    """Return a pipe table whose first row is the head."""
    width = max(map(len, cells))
    rows = [[*row, *[""] * (width - len(row))] for row in cells]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "|".join(_RULES[letter] for letter in aligned.ljust(width, "l")[:width]) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def as_csv(cells: Cells) -> str | None:
    """Return a CSV file; None for a table that is none of numbers below a head of words.

    Numbers get the decimal point that CSV files have, and must have at most four digits before it.
    """
    head, *body = cells
    if len(body) < _FEWEST_CSV_ROWS or len({len(row) for row in cells}) > 1 or len(head) < 2:
        return None
    if not all(head) or len(set(head)) < len(head) or any(map(_NUMBER.fullmatch, head)):
        return None
    numeric = [all(_NUMBER.fullmatch(row[n]) for row in body) for n in range(len(head))]
    plain = all(re.fullmatch(r"[\w\s.,()%/–-]*", cell) for row in cells for cell in row)
    if not plain or sum(numeric) * 2 < len(head):
        return None
    if any("," in row[n] and not numeric[n] for row in body for n in range(len(head))):
        return None
    if any(
        len({row[n].partition(",")[2].__len__() for row in body}) > 1
        for n in range(len(head))
        if numeric[n]
    ):
        return None
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in body:
        writer.writerow(
            [
                re.sub("[–−]", "-", cell).replace(",", ".") if numeric[n] else cell
                for n, cell in enumerate(row)
            ]
        )
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Grid:
    """Which cell owns each place, and what the columns and rows measure in characters."""

    owners: list[list[tuple[int, int]]]
    widths: list[int]
    heights: list[int]


def grid_table(cells: Cells, spans: Spans, head: int, aligned: str) -> str:
    """Return a grid table; `head` rows of it are the head, more where cells span out of them."""
    width = max(map(len, cells))
    rows = [[*row, *[""] * (width - len(row))] for row in cells]
    head = _whole_head(spans, max(1, head), len(rows))
    lines = {(r, c): _wrapped(text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    grid = _measured(lines, spans, len(rows), width)
    return _drawn(grid, lines, head, aligned.ljust(width, "l"))


def _whole_head(spans: Spans, head: int, rows: int) -> int:
    """Return how many rows the head takes with all that its cells span."""
    for (row, _), (down, _across) in sorted(spans.items()):
        if row < head:
            head = max(head, row + down)
    return head if head < rows else 0


def _wrapped(text: str) -> list[str]:
    """Return the lines of a cell, broken where no line then opens a block."""
    lines = list[str]()
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if len(longer) <= _WIDEST or not lines[-1] or _OPENS_BLOCK.match(word):
                lines[-1] = longer
            else:
                lines.append(word)
    return lines


def _measured(
    lines: dict[tuple[int, int], list[str]], spans: Spans, rows: int, columns: int
) -> _Grid:
    """Return the grid with room for every cell."""
    owners = [[(r, c) for c in range(columns)] for r in range(rows)]
    widths, heights = [1] * columns, [1] * rows
    for (row, column), (down, across) in spans.items():
        for r in range(row, min(row + down, rows)):
            for c in range(column, min(column + across, columns)):
                owners[r][c] = (row, column)
    for place, text in lines.items():
        row, column = place
        if owners[row][column] != place:
            continue
        down, across = spans.get(place, (1, 1))
        need = max(map(len, text)) - 3 * (across - 1)
        missing = need - sum(widths[column : column + across])
        for n in range(max(0, missing)):
            widths[min(column + n % across, columns - 1)] += 1
        missing = len(text) - (down - 1) - sum(heights[row : row + down])
        heights[min(row + down, rows) - 1] += max(0, missing)
    return _Grid(owners, widths, heights)


def _drawn(grid: _Grid, lines: dict[tuple[int, int], list[str]], head: int, aligned: str) -> str:
    """Draw the borders between different cells, the corners where they meet, and the texts."""
    xs, ys = [0], [0]
    for width in grid.widths:
        xs.append(xs[-1] + width + 3)
    for height in grid.heights:
        ys.append(ys[-1] + height + 1)
    canvas = [[" "] * (xs[-1] + 1) for _ in range(ys[-1] + 1)]
    rows, columns = len(grid.heights), len(grid.widths)
    for r in range(rows + 1):
        for c in range(columns):
            if r in (0, rows) or grid.owners[r - 1][c] != grid.owners[r][c]:
                rule = "=" if r == head and head else "-"
                for x in range(xs[c], xs[c + 1] + 1):
                    canvas[ys[r]][x] = "+" if x in (xs[c], xs[c + 1]) else rule
                if rule == "=" and aligned[c] in "cr":
                    canvas[ys[r]][xs[c + 1] - 1] = ":"
                if rule == "=" and aligned[c] == "c":
                    canvas[ys[r]][xs[c] + 1] = ":"
    for c in range(columns + 1):
        for r in range(rows):
            if c in (0, columns) or grid.owners[r][c - 1] != grid.owners[r][c]:
                for y in range(ys[r], ys[r + 1] + 1):
                    canvas[y][xs[c]] = "+" if canvas[y][xs[c]] in "+-=:" else "|"
    _without_loose_corners(canvas)
    for (r, c), text in lines.items():
        if grid.owners[r][c] == (r, c):
            for n, line in enumerate(text):
                canvas[ys[r] + 1 + n][xs[c] + 2 : xs[c] + 2 + len(line)] = line
    return "\n".join("".join(row).rstrip() for row in canvas)


def _without_loose_corners(canvas: list[list[str]]) -> None:
    """Make a plain border of each corner at which no border of the other direction ends."""
    for y, row in enumerate(canvas):
        for x, character in enumerate(row):
            if character != "+":
                continue
            beside = [row[n] for n in (x - 1, x + 1) if 0 <= n < len(row)]
            above = [canvas[n][x] for n in (y - 1, y + 1) if 0 <= n < len(canvas)]
            flat, upright = any(c in "-=:+" for c in beside), any(c in "|+" for c in above)
            if flat and not upright:
                row[x] = "=" if "=" in beside else "-"
            elif upright and not flat:
                row[x] = "|"
