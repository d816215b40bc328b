"""Fenced code blocks and fenced divisions.

| code | meaning |
|---|---|
| R103 | a code fence is not closed |
| R104 | a division is not closed |
| R105 | `:::` closes nothing |
| R106 | the line that opens a division cannot be read |
| R127 | a raw block for another program (```` ```{=html} ````) |
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from baspa.diagnostics import Span
from baspa.model import Attributes
from baspa.readers.markdown.attributes import read_attributes
from baspa.readers.markdown.lines import line_start, line_text, outdented, span_of_lines
from baspa.readers.markdown.source import source_of

_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)$")
_WORD = re.compile(r"[^\s{}]+")
_DIVISION = re.compile(r":{3,}[ \t]*(?P<rest>.*)$")
_CLASS = re.compile(r"(?P<class>[^\s{}:]+)[ \t]*:*$")
_COLONS = re.compile(r"[ \t]*:*$")


def code_fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a code block between lines of backticks or tildes."""
    found = _FENCE.match(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return found["fence"].startswith("`")
    start = line_start(state, start_line)
    close = _closing_fence(state, start_line, end_line, found["fence"])
    next_line = close + 1 if close < end_line and not outdented(state, close) else close
    if next_line == close:
        source_of(state).findings.error(
            "R103",
            "this code block is not closed",
            source_of(state).span(start, start + found.end()),
            f"close it with a line of {found['fence']}",
        )
    token = state.push("code_fence", "", 0)
    indent = state.sCount[start_line]
    token.content = state.getLines(start_line + 1, close, indent, False)
    token.meta.update(
        span=span_of_lines(state, start, next_line),
        text_span=_text_span(state, start_line + 1, close),
    )
    token.info, token.meta["attributes"] = _read_info(state, start + found.start("info"))
    state.line = next_line
    return True


def _closing_fence(state: StateBlock, start_line: int, end_line: int, fence: str) -> int:
    """Return the line that closes `fence`, or the one at which its container ends."""
    closing = re.compile(re.escape(fence) + re.escape(fence[0]) + r"*$")
    for line in range(start_line + 1, end_line):
        if outdented(state, line):
            return line
        if not state.is_code_block(line) and closing.match(line_text(state, line)):
            return line
    return end_line


def _text_span(state: StateBlock, first: int, close: int) -> Span:
    start = state.bMarks[min(first, len(state.bMarks) - 1)]
    return source_of(state).span(start, state.eMarks[close - 1] if close > first else start)


def _read_info(state: StateBlock, start: int) -> tuple[str, Attributes]:
    """Return the language and attributes in the text after an opening fence."""
    source = source_of(state)
    end = state.src.find("\n", start)
    line = state.src[: end if end >= 0 else None]
    if line.startswith("{=", start):
        source.findings.error(
            "R127",
            "raw text for another program is not printed",
            source.span(start, len(line)),
        )
        return "", Attributes()
    word = _WORD.match(line, start)
    after_word = state.skipSpaces(word.end()) if word else start
    found = read_attributes(line, after_word, source)
    attributes = found[0] if found else Attributes()
    if word:
        return word.group(), attributes
    return next(iter(attributes.classes), ""), attributes


def division(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read what stands between `::: {.class}` and `:::`."""
    found = _DIVISION.match(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    source, start = source_of(state), line_start(state, start_line)
    span = source.span(start, start + found.end())
    if not found["rest"]:
        source.findings.error("R105", "this ::: closes no division", span, "delete it")
        state.line = start_line + 1
        return True
    attributes = _read_opening(state, start + found.start("rest"), found["rest"], span)
    close = _closing_colons(state, start_line, end_line)
    closed = close < end_line and not outdented(state, close)
    if not closed:
        source.findings.error(
            "R104", "this division is not closed", span, "close it with a line of :::"
        )
    next_line = close + 1 if closed else close
    opening = state.push("division_open", "", 1)
    span = span_of_lines(state, start, next_line)
    opening.meta.update(span=span, attributes=attributes, source=source)
    state.line = start_line + 1
    state.md.block.tokenize(state, start_line + 1, close)
    state.push("division_close", "", -1)
    state.line = next_line
    return True


def _read_opening(state: StateBlock, start: int, rest: str, span: Span) -> Attributes:
    """Return the attributes of a division: `{.class}`, or one word."""
    source = source_of(state)
    line = state.src[: start + len(rest)]
    found = read_attributes(line, start, source)
    if found and _COLONS.match(line, found[1]):
        return found[0]
    if word := _CLASS.match(rest):
        return Attributes(classes=(word["class"],), span=source.span(start, start + word.end(1)))
    source.findings.error(
        "R106",
        "this line opens a division, but cannot be read",
        span,
        "write ::: {.class} or ::: class, and the text on the next lines",
    )
    first = _WORD.match(rest)
    return found[0] if found else Attributes(classes=(first.group(),) if first else ())


def _closing_colons(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the line that closes the division opened at `start_line`, or where it must end."""
    depth, fence = 0, None
    for line in range(start_line + 1, end_line):
        if outdented(state, line):
            return line
        text = line_text(state, line)
        if fence:
            if text.startswith(fence) and not text.strip(fence[0]):
                fence = None
        elif opening := _FENCE.match(text):
            fence = opening["fence"]
        elif found := _DIVISION.match(text):
            depth += 1 if found["rest"] else -1
            if depth < 0:
                return line
    return end_line
