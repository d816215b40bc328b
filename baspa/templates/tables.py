"""How wide the columns of a table are and how high it gets: worked out once, for both writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from baspa.dataclass import dataclass
from baspa.model import Align, Cell, Language, Row, Table
from baspa.profile import Profile
from baspa.templates.decimals import DecimalWidths, decimal_widths, halves
from baspa.templates.measure import Measure, Unbreakable

ROW_PADDING_MM = 0.8
"""Room above and below the text of a row, and its rule."""
RULES_MM = 0.4
"""The width of the rules at both sides of a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLayout:
    """One column, as both writers print it."""

    share: float
    """Of the table's width; those of all columns add up to 1."""
    least: Unbreakable
    """The widest thing in it that cannot be broken, with the padding of its cell."""
    decimals: DecimalWidths | None = None
    """Where numbers stand under one another by their decimal separators."""


def lay_out_columns(
    table: Table, profile: Profile, language: Language, measure: Measure
) -> list[ColumnLayout]:
    """Return the columns of a table with the share of its width that each takes.

    Nobody gets less than the widest thing in it that cannot be broken; what is left goes as the
    author's widths say, else where lines are long, as CSS 2.1 (17.5.2.2) does it.
    """
    padding = 2 * profile.tables.padding.mm + RULES_MM
    least, most, decimals = [], [], []
    count = len(table.columns)
    heads, bodies = _by_column(table.head, count), _by_column(table.body, count)
    for column, head, body in zip(table.columns, heads, bodies, strict=True):
        cells = head + body
        aligned = None
        if column.align is Align.DECIMAL:
            aligned = decimal_widths(body, language, measure)
            cells = [cell for cell in cells if halves(cell, language) is None]
        least.append(_least(cells, aligned, measure, padding))
        lines = (width for cell in cells for width in measure.lines(cell))
        most.append(max(max(lines, default=0.0) + padding, least[-1].width_mm))
        decimals.append(aligned)
    given = [column.width for column in table.columns if column.width is not None]
    narrow = [each.width_mm for each in least]
    if len(given) == len(least):
        shares = _kept(given, narrow, measure.line_mm)
    else:
        shares = _share(narrow, most, measure.line_mm)
    return [
        ColumnLayout(share=share, least=low, decimals=aligned)
        for share, low, aligned in zip(shares, least, decimals, strict=True)
    ]


def _least(
    cells: list[Cell], decimals: DecimalWidths | None, measure: Measure, padding: float
) -> Unbreakable:
    """Return the widest thing in a column that cannot be broken, with the padding of its cell."""
    things = [thing for cell in cells for thing in measure.unbreakables(cell)]
    if decimals is not None:
        width = decimals.before_mm + decimals.after_mm
        things.append(Unbreakable(width_mm=width, what="its numbers"))
    widest = max(things, key=lambda thing: thing.width_mm, default=None)
    if widest is None:
        return Unbreakable(width_mm=padding, what="nothing")
    return Unbreakable(width_mm=widest.width_mm + padding, what=widest.what)


def row_heights(
    table: Table, columns: list[ColumnLayout], profile: Profile, measure: Measure
) -> list[float]:
    """Return about how high each row will be, in mm: those of the head, then those of the body."""
    rules = profile.tables
    line = rules.size.mm * rules.line_spacing * measure.face.line_height
    padding = 2 * rules.padding.mm + RULES_MM
    heights = []
    for _, cells in (*placed(table.head), *placed(table.body)):
        lines = 1.0
        for cell, column in cells:
            taken_columns = columns[column : column + cell.colspan]
            room = sum(each.share for each in taken_columns) * measure.line_mm - padding
            taken = (max(1, ceil(width / max(room, 1.0))) for width in measure.lines(cell))
            lines = max(lines, sum(taken) / cell.rowspan)
        heights.append(lines * line + ROW_PADDING_MM)
    return heights


def placed(rows: Iterable[Row]) -> Iterator[tuple[Row, list[tuple[Cell, int]]]]:
    """Yield each row with its cells and the index of the first column of each."""
    open_spans: dict[int, int] = {}
    """How many more rows a cell from above takes, by column."""
    for row in rows:
        cells: list[tuple[Cell, int]] = []
        taken = set(open_spans)
        open_spans = {column: left - 1 for column, left in open_spans.items() if left > 1}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            cells.append((cell, column))
            if cell.rowspan > 1:
                below = dict.fromkeys(range(column, column + cell.colspan), cell.rowspan - 1)
                open_spans.update(below)
            column += cell.colspan
        yield row, cells


def _by_column(rows: Iterable[Row], count: int) -> list[list[Cell]]:
    """Return the cells of each column, those left out that span several."""
    columns: list[list[Cell]] = [[] for _ in range(count)]
    for _, cells in placed(rows):
        for cell, column in cells:
            if cell.colspan == 1 and column < count:
                columns[column].append(cell)
    return columns


def _kept(given: list[float], least: list[float], line_mm: float) -> list[float]:
    """Return the author's shares; a column too narrow for its words takes from those with room."""
    if sum(least) >= line_mm:
        return [low / sum(least) for low in least]
    widths = [share * line_mm / sum(given) for share in given]
    missing = sum(max(0.0, low - w) for low, w in zip(least, widths, strict=True))
    room = sum(max(0.0, w - low) for low, w in zip(least, widths, strict=True))
    kept = 1 - missing / room if room else 1.0
    return [
        max(low, low + (w - low) * kept) / line_mm for low, w in zip(least, widths, strict=True)
    ]


def _share(least: list[float], most: list[float], line_mm: float) -> list[float]:
    room = line_mm - sum(least)
    if sum(most) <= line_mm:
        widths = [m * line_mm / sum(most) for m in most]
        if all(w >= low for w, low in zip(widths, least, strict=True)):
            return [w / line_mm for w in widths]
    if room <= 0:
        return [low / sum(least) for low in least]
    wishes = [high - low for low, high in zip(least, most, strict=True)]
    total = sum(wishes) or 1.0
    return [(low + room * wish / total) / line_mm for low, wish in zip(least, wishes, strict=True)]
