"""How wide the columns of a table are and how high it gets: worked out once, for both writers."""

from __future__ import annotations

from math import ceil

from baspa.fonts import Face
from baspa.length import MM_PER_INCH
from baspa.model import Cell, Paragraph, Table
from baspa.model.walk import plain_text, walk
from baspa.profile import Profile

ROW_PADDING_MM = 0.8
"""Room above and below the text of a row, and its rule."""


def column_shares(table: Table, profile: Profile, face: Face, line_mm: float) -> list[float]:
    """Return the share of the table's width that each column takes; they add up to 1.

    Widths that the author gave are kept. Else the columns share the width as CSS 2.1 (17.5.2.2)
    does it: nobody gets less than its longest word, and what is left goes where lines are long.
    """
    if all(column.width is not None for column in table.columns):
        return [column.width or 0.0 for column in table.columns]
    measure = Measure(face, profile.tables.size.pt)
    padding = 2 * profile.tables.padding.mm + 0.4
    least, most = [], []
    for index, _ in enumerate(table.columns):
        words, lines = _texts(table, index)
        least.append(max(map(measure, words), default=0.0) + padding)
        most.append(max(map(measure, lines), default=0.0) + padding)
    return _share(least, most, line_mm)


def row_heights(
    table: Table, shares: list[float], profile: Profile, face: Face, line_mm: float
) -> list[float]:
    """Return about how high each row will be, in mm: those of the head, then those of the body."""
    measure = Measure(face, profile.tables.size.pt)
    rules = profile.tables
    line = rules.size.mm * rules.line_spacing * face.line_height
    padding = 2 * rules.padding.mm + 0.4
    heights = []
    for row in (*table.head, *table.body):
        lines = 1.0
        for cell, column in _placed(row.cells):
            room = sum(shares[column : column + cell.colspan]) * line_mm - padding
            taken = (max(1, ceil(measure(text) / max(room, 1.0))) for text in _paragraphs(cell))
            lines = max(lines, sum(taken) / cell.rowspan)
        heights.append(lines * line + ROW_PADDING_MM)
    return heights


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


def _texts(table: Table, index: int) -> tuple[list[str], list[str]]:
    """Return the words and the lines of one column (cells that span columns are left out)."""
    words: list[str] = []
    lines: list[str] = []
    for row in (*table.head, *table.body):
        for cell, column in _placed(row.cells):
            if column == index and cell.colspan == 1:
                for text in _paragraphs(cell):
                    lines.append(text)
                    words.extend(text.split())
    return words, lines


def _placed(cells: tuple[Cell, ...]) -> list[tuple[Cell, int]]:
    """Return each cell of a row with the index of its first column (row spans not counted)."""
    placed, column = [], 0
    for cell in cells:
        placed.append((cell, column))
        column += cell.colspan
    return placed


def _paragraphs(cell: Cell) -> list[str]:
    return [plain_text(b.content) for b in walk(cell.blocks) if isinstance(b, Paragraph)]


class Measure:
    """Measures text set in one face."""

    def __init__(self, face: Face, size_pt: float) -> None:
        self.face = face
        self.mm_per_unit = size_pt / face.units_per_em / 72 * MM_PER_INCH

    def __call__(self, text: str) -> float:
        """Return the width of `text` in millimetres."""
        default = self.face.units_per_em // 2
        advances = self.face.advances
        return sum(advances.get(ord(c), default) for c in text) * self.mm_per_unit
