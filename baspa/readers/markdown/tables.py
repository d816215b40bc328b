"""Pipe tables, and what both kinds of tables are to the rest of the reader.

A pipe inside a code span or a formula, or after a backslash, borders no cell. As in Pandoc, the
columns get relative widths (by the lengths of their dashes) when a line of the table is longer
than 80 characters.

| code | meaning |
|---|---|
| R110 | a row with more or fewer cells than the table has columns |
| R132 | letters of alignment that do not fit the table |
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Align, Attributes, Column
from baspa.readers.markdown.lines import line_start, line_text, outdented, push_text
from baspa.readers.markdown.source import source_of
from baspa.readers.markdown.verbatim import find_verbatim, mask

PAGE_COLUMNS = 80
"""Characters of a source line; a table with longer lines has relative column widths."""

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?$")
_DASHES = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell whose content is still tokens."""

    tokens: list[Token]
    span: Span
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table whose cells are still tokens."""

    columns: tuple[Column, ...]
    head: list[list[RawCell]]
    body: list[list[RawCell]]


def alignment(rule: str) -> Align:
    """Return what the colons at the ends of `rule` (`:---:`) say."""
    match rule.startswith(":"), rule.endswith(":"):
        case True, True:
            return Align.CENTER
        case True, False:
            return Align.LEFT
        case False, True:
            return Align.RIGHT
        case _:
            return Align.DEFAULT


LETTERS = {"l": Align.LEFT, "c": Align.CENTER, "r": Align.RIGHT, "d": Align.DECIMAL}
"""What the letters of the attribute `align` mean."""


def aligned(
    columns: tuple[Column, ...], attributes: Attributes, findings: Findings
) -> tuple[Column, ...]:
    """Return `columns` aligned as the attribute `align=lrd` of their table says, a letter each."""
    letters = attributes.get("align")
    if letters is None:
        return columns
    if len(letters) != len(columns) or not set(letters) <= set(LETTERS):
        findings.error(
            "R132",
            f"align={letters} does not fit the {len(columns)} columns of this table",
            attributes.span,
            "a letter for each column: l (left), c (centre), r (right), d (decimal separator)",
        )
        return columns
    return tuple(
        replace(column, align=LETTERS[letter])
        for column, letter in zip(columns, letters, strict=True)
    )


def pipe_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a pipe table."""
    rule_line = start_line + 1
    if silent or state.is_code_block(start_line) or rule_line >= end_line:
        return False
    rule = line_text(state, rule_line)
    bordered = "|" in rule or "+" in rule
    if not bordered or not _RULE.match(rule) or outdented(state, rule_line):
        return False
    head = _borders(state, start_line)
    if head is None:
        return False
    next_line = rule_line + 1
    rows = []
    while next_line < end_line and (row := _borders(state, next_line)) is not None:
        rows.append(_row(state, next_line, row, len(_DASHES.findall(rule))))
        next_line += 1
    first = _row(state, start_line, head, len(_DASHES.findall(rule)))
    longest = max(len(line_text(state, line)) for line in range(start_line, next_line))
    table = RawTable(_columns(rule, longest), [first] if any(c.tokens for c in first) else [], rows)
    token = state.push("table", "", 0)
    end = line_start(state, next_line - 1) + len(line_text(state, next_line - 1))
    token.meta["span"] = source_of(state).span(line_start(state, start_line), end)
    token.meta["table"] = table
    state.line = next_line
    return True


def _columns(rule: str, longest: int) -> tuple[Column, ...]:
    parts: list[str] = _DASHES.findall(rule)
    total = sum(len(part) for part in parts)
    wide = longest > PAGE_COLUMNS
    return tuple(
        Column(align=alignment(part), width=len(part) / total if wide else None) for part in parts
    )


def _borders(state: StateBlock, line: int) -> list[int] | None:
    """Return the offsets of the pipes of a row, with its two ends; None when it is no row."""
    if state.isEmpty(line) or outdented(state, line):
        return None
    start, text = line_start(state, line), line_text(state, line)
    masked = mask(text, find_verbatim(text))
    pipes = [start + at for at, char in enumerate(masked) if char == "|"]
    if not pipes:
        return None
    before = [] if pipes[0] == start else [start - 1]
    end = start + len(text)
    return (
        [*before, *pipes]
        if pipes[-1] == end - 1 and len(pipes) + len(before) > 1
        else [*before, *pipes, end]
    )


def _row(state: StateBlock, line: int, borders: list[int], columns: int) -> list[RawCell]:
    """Return the cells between `borders`; missing ones are added, as the finding says."""
    source = source_of(state)
    start, end = line_start(state, line), line_start(state, line) + len(line_text(state, line))
    cells = [_cell(state, a + 1, b) for a, b in pairwise(borders)]
    if len(cells) != columns:
        source.findings.error(
            "R110",
            f"this row does not fit the table: cells {len(cells)}, columns {columns}",
            source.span(start, end),
            "a pipe that belongs to the text of a cell is written \\|",
        )
    empty = RawCell([], source.span(end, end))
    return [*cells, *[empty] * (columns - len(cells))][:columns]


def _cell(state: StateBlock, start: int, end: int) -> RawCell:
    """Return the cell between two pipes."""
    text = state.src[start:end]
    first = start + len(text) - len(text.lstrip(" \t"))
    last = max(first, start + len(text.rstrip(" \t")))
    span = source_of(state).span(first, last)
    if first == last:
        return RawCell([], span)
    token = push_text(state, "paragraph", [(first, last)], span)
    state.tokens.pop()
    return RawCell([token], span)
