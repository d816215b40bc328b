"""The lines of a block state: markdown-it keeps their begin, end and indent in parallel lists."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from baspa.diagnostics import Span
from baspa.readers.markdown.source import source_of

TAB = 4
"""Columns between two tab stops."""


def line_start(state: StateBlock, line: int) -> int:
    """Return the offset of the first character of `line` after prefixes and indentation."""
    return state.bMarks[line] + state.tShift[line]


def line_text(state: StateBlock, line: int) -> str:
    """Return `line` without prefixes, indentation and spaces at its end."""
    return state.src[line_start(state, line) : state.eMarks[line]].rstrip(" \t")


def outdented(state: StateBlock, line: int) -> bool:
    """Say whether `line` has text but not the indentation that its container asks for."""
    return not state.isEmpty(line) and state.sCount[line] < state.blkIndent


def span_of_lines(state: StateBlock, start: int, next_line: int) -> Span:
    """Return the span from the offset `start` to the end of the last line with text."""
    line = next_line - 1
    while state.eMarks[line] > start and state.isEmpty(line):
        line -= 1
    end = max(start, state.eMarks[line])
    return source_of(state).span(
        start, len(state.src[:end].rstrip(" \t\n")) if end > start else end
    )


def push_text(
    state: StateBlock, kind: str, lines: list[tuple[int, int]], span: Span | None = None
) -> Token:
    """Push a token whose content, cut from `lines` (start and end offsets), is inline text."""
    source = source_of(state)
    token = state.push(kind, "", 0)
    token.content, cut = source.cut(lines, state.src)
    token.meta.update(source=cut, span=span or source.span(lines[0][0], lines[-1][1]))
    return token


def move_start(state: StateBlock, line: int, pos: int) -> Callable[[], None]:
    """Let `line` begin at the first character after the marker that ends at `pos`.

    Returns the function that restores the line.
    """
    old = state.tShift[line], state.sCount[line]
    column = state.sCount[line] + pos - line_start(state, line)
    end = state.eMarks[line]
    while pos < end and state.src[pos] in " \t":
        step = TAB - (column + state.bsCount[line]) % TAB if state.src[pos] == "\t" else 1
        column += step
        pos += 1
    state.tShift[line] = pos - state.bMarks[line]
    state.sCount[line] = column

    def restore() -> None:
        state.tShift[line], state.sCount[line] = old

    return restore
