"""Definition lists: a term on a line of its own, then `:   definition` (or `~`).

As in Pandoc, a term and its definition may be parted by one blank line; a definition goes on in
lines indented by four columns. Unlike Pandoc, the next term may follow without a blank line: a list
of abbreviations is often typed so, and Pandoc would join the term to the definition above it.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from baspa.readers.markdown.lines import (
    line_start,
    line_text,
    move_start,
    push_text,
    span_of_lines,
)

_MARKER = re.compile(r"[:~](?=[ \t])")
MAX_INDENT = 4
"""Columns that the lines of a definition must be indented by, at most."""


def _is_marker(state: StateBlock, line: int, end_line: int) -> bool:
    """Say whether a definition begins at `line`."""
    if line >= end_line or not 0 <= state.sCount[line] - state.blkIndent < 4:
        return False
    return bool(_MARKER.match(state.src, line_start(state, line), state.eMarks[line]))


def _first_marker(state: StateBlock, term: int, end_line: int) -> int | None:
    """Return the line of the first definition of the term at line `term`, or None."""
    if term >= end_line or state.isEmpty(term) or state.is_code_block(term):
        return None
    if state.sCount[term] < state.blkIndent or _is_marker(state, term, end_line):
        return None
    blank = term + 1 < end_line and state.isEmpty(term + 1)
    line = term + 2 if blank else term + 1
    return line if _is_marker(state, line, end_line) else None


def definition_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read terms and their definitions."""
    if silent:
        return state.ddIndent >= 0 and _ends_definition(state, start_line, end_line)
    marker = _first_marker(state, start_line, end_line)
    if marker is None:
        return False
    start, term = line_start(state, start_line), start_line
    opening = state.push("definitions_open", "", 1)
    next_line = start_line
    while marker is not None:
        at = line_start(state, term)
        push_text(state, "term", [(at, at + len(line_text(state, term)))])
        line = marker
        while _is_marker(state, line, end_line):
            _definition(state, line, end_line)
            next_line, line = state.line, state.skipEmptyLines(state.line)
        term = line
        marker = _first_marker(state, term, end_line)
    state.line = next_line
    opening.meta["span"] = span_of_lines(state, start, next_line)
    state.push("definitions_close", "", -1)
    return True


def _ends_definition(state: StateBlock, line: int, end_line: int) -> bool:
    """Say whether a paragraph in a definition ends before `line` though no blank line does it."""
    if state.sCount[line] >= state.blkIndent:
        return False
    indent, state.blkIndent = state.blkIndent, state.ddIndent
    ends = _is_marker(state, line, end_line) or _is_marker(state, line + 1, end_line)
    state.blkIndent = indent
    return ends


def _definition(state: StateBlock, line: int, end_line: int) -> None:
    """Read the definition whose marker is at `line`."""
    opening = state.push("definition_open", "", 1)
    start = line_start(state, line)
    old = state.blkIndent, state.ddIndent, state.tight
    restore = move_start(state, line, start + 1)
    state.blkIndent = min(state.sCount[line], old[0] + MAX_INDENT)
    if state.sCount[line] - state.blkIndent > 3:
        state.sCount[line] = state.blkIndent
    state.ddIndent = old[0]
    state.line = line
    state.md.block.tokenize(state, line, end_line)
    state.blkIndent, state.ddIndent, state.tight = old
    restore()
    state.line = max(state.line, line + 1)
    opening.meta["span"] = span_of_lines(state, start, state.line)
    state.push("definition_close", "", -1)
