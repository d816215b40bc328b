"""Paragraphs, headings, block quotes, indented code and thematic breaks.

As in Pandoc, a heading, a list, a quote or a table that follows a paragraph without a blank line
belongs to the paragraph; since that is hardly ever meant, it is reported.

| code | meaning |
|---|---|
| R117 | a heading deeper than level 6 |
| R118 | a thematic break (warning): nothing is printed for it |
| R120 | a blank line seems to be missing (warning) |
| R126 | a simple or multiline table of Pandoc |
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, blockquote, code, hr

from baspa.readers.markdown.lines import (
    line_start,
    line_text,
    outdented,
    push_text,
    span_of_lines,
)
from baspa.readers.markdown.source import source_of

MAX_LEVEL = 6
_ATX = re.compile(r"(#+)(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_UNDERLINE = re.compile(r"(=+|-+)$")
_SWALLOWED = re.compile(
    r"(?P<heading>\#{1,6}[ ])|(?P<list>[-*+][ ]|1[.)][ ])|(?P<quote>>[ ])"
    r"|(?P<table>\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?$|\+[-=:+]+\+$)"
)
_SIMPLE_TABLE = re.compile(r"-{2,}(?: +-{2,})+$")


def paragraph(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    """Read lines up to a blank one, or one that begins a block which may interrupt."""
    rules = state.md.block.ruler.getRules("paragraph")
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        continues = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not continues and any(rule(state, line, end_line, True) for rule in rules):
            break
        line += 1
    lines = [(line_start(state, n), state.eMarks[n]) for n in range(start_line, line)]
    lines[-1] = (lines[-1][0], lines[-1][0] + len(line_text(state, line - 1)))
    state.line = line
    push_text(state, "paragraph", lines)
    _report_swallowed(state, start_line, line)
    return True


def _report_swallowed(state: StateBlock, start_line: int, next_line: int) -> None:
    """Warn of lines inside a paragraph, but not inside a formula, that look like a block."""
    in_formula = False
    for line in range(start_line, next_line):
        text = line_text(state, line)
        found = _SWALLOWED.match(text)
        span = source_of(state).span(line_start(state, line), line_start(state, line) + len(text))
        if _SIMPLE_TABLE.match(text):
            _report_simple_table(state, line)
        elif found and line > start_line and not in_formula:
            source_of(state).findings.warning(
                "R120",
                f"what looks like a {found.lastgroup} here belongs to the paragraph above it",
                span,
                "put an empty line before it",
            )
        in_formula ^= text.count("$$") % 2 == 1


def _report_simple_table(state: StateBlock, line: int) -> None:
    start = line_start(state, line)
    source_of(state).findings.error(
        "R126",
        "simple and multiline tables are not read",
        source_of(state).span(start, start + len(line_text(state, line))),
        "write a pipe table or a grid table",
    )


def heading(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """Read `## Title {#sec:id}`."""
    text = line_text(state, start_line)
    found = _ATX.match(text)
    if silent or found is None or state.is_code_block(start_line):
        return False
    start = line_start(state, start_line)
    level = len(found.group(1))
    span = source_of(state).span(start, start + len(text))
    if level > MAX_LEVEL:
        source_of(state).findings.error(
            "R117", f"headings go down to level {MAX_LEVEL}, this is level {level}", span
        )
    closing = _CLOSING.search(text[found.end() :])
    end = found.end() + closing.start() if closing else len(text)
    token = push_text(state, "heading", [(start + found.end(), start + end)], span)
    token.meta["level"] = min(level, MAX_LEVEL)
    state.line = start_line + 1
    return True


def setext_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a one-line title underlined with `=` (level 1) or `-` (level 2)."""
    below = start_line + 1
    if silent or state.is_code_block(start_line) or below >= end_line or state.isEmpty(below):
        return False
    if state.sCount[below] != state.blkIndent or line_text(state, start_line).startswith("$$"):
        return False
    found = _UNDERLINE.match(line_text(state, below))
    if found is None:
        return False
    start, text = line_start(state, start_line), line_text(state, start_line)
    span = span_of_lines(state, start, below + 1)
    token = push_text(state, "heading", [(start, start + len(text))], span)
    token.meta["level"] = 1 if found.group().startswith("=") else 2
    state.line = below + 1
    return True


def block_quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read `> text` with markdown-it's rule, noting its place."""
    start, count = line_start(state, start_line), len(state.tokens)
    if not blockquote(state, start_line, end_line, silent):
        return False
    if not silent:
        state.tokens[count].meta["span"] = span_of_lines(state, start, state.line)
    return True


def indented_code(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read lines indented by four columns with markdown-it's rule, noting their place."""
    start, count = line_start(state, start_line), len(state.tokens)
    if silent or outdented(state, start_line) or not code(state, start_line, end_line, silent):
        return False
    state.tokens[count].meta["span"] = span_of_lines(state, start, state.line)
    return True


def thematic_break(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Drop `---`, `***` or `* * *`."""
    count = len(state.tokens)
    if not hr(state, start_line, end_line, silent):
        return False
    if not silent:
        del state.tokens[count:]
        text = line_text(state, start_line)
        start = line_start(state, start_line)
        if _SIMPLE_TABLE.match(text):
            _report_simple_table(state, start_line)
        else:
            source_of(state).findings.warning(
                "R118",
                "nothing is printed for a horizontal rule",
                source_of(state).span(start, start + len(text)),
                "delete it, or begin a new section",
            )
    return True
