"""Grid tables as blocks: their drawing, their columns, and the blocks inside their cells."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from baspa.model import Column
from baspa.readers.markdown.grid import Drawing, Grid, GridCell, Mistake, draw, scan
from baspa.readers.markdown.lines import line_start, line_text, outdented
from baspa.readers.markdown.source import source_of
from baspa.readers.markdown.tables import RawCell, RawTable, alignment

_BORDER = re.compile(r"\+(?:[-=:]+\+)+$")


def grid_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a grid table; one that cannot be read becomes a code block, after a finding."""
    if silent or state.is_code_block(start_line):
        return False
    if not _BORDER.match(line_text(state, start_line)):
        return False
    line = start_line
    while (
        line < end_line and not outdented(state, line) and line_text(state, line)[:1] in ("+", "|")
    ):
        line += 1
    starts = [line_start(state, n) for n in range(start_line, line)]
    drawing = draw([line_text(state, n) for n in range(start_line, line)])
    span = source_of(state).span(starts[0], starts[-1] + len(line_text(state, line - 1)))
    grid = scan(drawing)
    state.line = line
    if isinstance(grid, Mistake):
        _report(state, start_line + grid.line, grid.message)
        token = state.push("code_block", "", 0)
        token.content = "\n".join(row.rstrip() for row in drawing.rows)
        token.meta["span"] = span
        return True
    table = _table(state, drawing, grid, starts)
    token = state.push("table", "", 0)
    token.meta.update(span=span, table=table)
    return True


def _report(state: StateBlock, line: int, message: str) -> None:
    start = line_start(state, line)
    source_of(state).findings.error(
        "R111",
        f"malformed grid table: {message}",
        source_of(state).span(start, start + len(line_text(state, line))),
        "every corner is a +, and borders stand exactly below one another",
    )


def _table(state: StateBlock, drawing: Drawing, grid: Grid, starts: list[int]) -> RawTable:
    rule = drawing.rows[grid.head_rule or 0]
    borders = grid.column_borders
    total = borders[-1] - borders[0]
    columns = tuple(
        Column(align=alignment(rule[left + 1 : right]), width=(right - left) / total)
        for left, right in pairwise(borders)
    )
    rows: dict[int, list[RawCell]] = {top: [] for top in grid.row_borders[:-1]}
    for cell in sorted(grid.cells, key=lambda c: (c.top, c.left)):
        rows[cell.top].append(_cell(state, drawing, grid, cell, starts))
    head_end = grid.head_rule or 0
    head = [row for top, row in rows.items() if top < head_end]
    return RawTable(columns, head, [row for top, row in rows.items() if top >= head_end])


def _cell(
    state: StateBlock, drawing: Drawing, grid: Grid, cell: GridCell, starts: list[int]
) -> RawCell:
    """Return the cell with its text parsed as blocks."""
    lines = []
    for n in range(cell.top + 1, cell.bottom):
        start = starts[n] + drawing.offsets[n][cell.left + 1]
        end = starts[n] + drawing.offsets[n][cell.right]
        lines.append((start, start + len(state.src[start:end].rstrip(" \t"))))
    indents = [
        len(text) - len(text.lstrip(" "))
        for text in (state.src[start:end] for start, end in lines)
        if text
    ]
    indent = min(indents, default=0)
    lines = [(min(start + indent, end), end) for start, end in lines]
    text, source = source_of(state).cut(lines, state.src)
    inner = StateBlock(text, state.md, {**state.env, "source": source}, [])
    inner.level = state.level + 1
    state.md.block.tokenize(inner, 0, inner.lineMax)
    rows, columns = grid.row_borders, grid.column_borders
    return RawCell(
        inner.tokens,
        source_of(state).span(lines[0][0], lines[-1][1]),
        colspan=columns.index(cell.right) - columns.index(cell.left),
        rowspan=rows.index(cell.bottom) - rows.index(cell.top),
    )
