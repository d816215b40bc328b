"""Inline rules: text, line breaks, verbatim stretches, sub- and superscripts, inline notes.

| code | meaning |
|---|---|
| R107 | `$$` is not closed before the end of the paragraph |
| R108 | raw HTML |
| R109 | a comment is not closed |
| R128 | attributes that belong to nothing |
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from baspa.model import (
    Code,
    LineBreak,
    Link,
    Math,
    MathBlock,
    SoftBreak,
    Subscript,
    Superscript,
    Text,
)
from baspa.readers.markdown.attributes import read_attributes
from baspa.readers.markdown.html import report_html
from baspa.readers.markdown.inline import InlineState
from baspa.readers.markdown.verbatim import Kind, Verbatim

_TEXT = re.compile(r"[^\s\\`$<&*_~^@\[!{\-]+(?: +[^\s\\`$<&*_~^@\[!{\-]+)*| +")
_BREAK = re.compile(r"[ \t]*\n")
_HARD_BREAK = re.compile(r" *\\(?:\n|\Z)| {2,}\n")
_SUBSCRIPT = re.compile(r"~([^\s~]+)~")
_SUPERSCRIPT = re.compile(r"\^([^\s^\[][^\s^]*)\^")
_STRAY = re.compile(r"\{#[\w:][^{}\n]*\}")
_SPACES = re.compile(r"[ \n]*")
_GAP = re.compile(r"[ \t]*\n?[ \t]*(?=\{)")


def line_break(state: StateInline, _silent: bool) -> bool:
    """Read a line end: forced after a backslash or two spaces, otherwise a space on the page."""
    assert isinstance(state, InlineState)
    for pattern, kind in ((_HARD_BREAK, LineBreak), (_BREAK, SoftBreak)):
        if found := pattern.match(state.src, state.pos, state.posMax):
            state.add_leaf(kind(span=state.source.span(*found.span())))
            state.pos = found.end()
            return True
    return False


def text(state: StateInline, _silent: bool) -> bool:
    """Read words up to the next character that may begin markup."""
    assert isinstance(state, InlineState)
    found = _TEXT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.add_text(*found.span())
    state.pos = found.end()
    return True


def verbatim(state: StateInline, _silent: bool) -> bool:
    """Read a stretch in which markup means nothing."""
    assert isinstance(state, InlineState)
    found = state.verbatim.get(state.pos)
    if found is None or found.end > state.posMax:
        return False
    span = state.source.span(found.start, found.end)
    match found.kind:
        case Kind.CODE:
            state.add_leaf(Code(value=" ".join(found.inner.split("\n")).strip(" "), span=span))
        case Kind.MATH:
            state.add_leaf(Math(latex=found.inner, span=span))
        case Kind.DISPLAY_MATH:
            state.pos = _display_math(state, found)
            return True
        case Kind.ESCAPE:
            value = "\N{NO-BREAK SPACE}" if found.inner == " " else found.inner
            state.add_text(found.start, found.end, value)
        case Kind.AUTOLINK:
            label = Text(value=found.inner, span=state.source.span(found.start + 1, found.end - 1))
            mail = "@" in found.inner and not re.match(r"[a-z]+:", found.inner)
            url = f"mailto:{found.inner}" if mail else found.inner
            state.add_leaf(Link(url=url, content=(label,), span=span))
        case Kind.TAG:
            report_html(found.inner, span, state.source.findings)
        case Kind.COMMENT:
            state.pos = _after_comment(state, found)
            return True
    state.pos = found.end
    if found.kind in (Kind.CODE, Kind.AUTOLINK) and (
        attributes := read_attributes(state.src, found.end, state.source)
    ):
        state.pos = attributes[1]  # read as Pandoc does; the model has no place for them
    return True


def _display_math(state: InlineState, found: Verbatim) -> int:
    """Push a displayed formula with the attributes after it; return the offset after both."""
    end = found.end
    gap = _GAP.match(state.src, end, state.posMax)
    attributes = read_attributes(state.src, gap.end(), state.source) if gap else None
    piece = MathBlock(latex=found.inner.strip(), span=state.source.span(found.start, end))
    if attributes:
        end = attributes[1]
        piece = MathBlock(
            latex=piece.latex,
            attributes=attributes[0],
            span=state.source.span(found.start, end),
        )
    state.add_leaf(piece)
    return end


def _after_comment(state: InlineState, found: Verbatim) -> int:
    """Return where the text goes on: a comment between two spaces takes the second with it."""
    if found.start == 0 or state.src[found.start - 1] in " \n":
        spaces = _SPACES.match(state.src, found.end, state.posMax)
        return spaces.end() if spaces else found.end
    return found.end


def unclosed(state: StateInline, _silent: bool) -> bool:
    """Report `$$` and `<!--` that nothing closes; they stay as text."""
    assert isinstance(state, InlineState)
    for opener, code, message in (
        ("$$", "R107", "this formula is not closed: $$ is missing before the end of the paragraph"),
        ("<!--", "R109", "this comment is not closed: --> is missing"),
    ):
        if state.src.startswith(opener, state.pos, state.posMax):
            end = state.pos + len(opener)
            state.source.findings.error(code, message, state.source.span(state.pos, end))
            state.add_text(state.pos, end)
            state.pos = end
            return True
    return False


def stray_attributes(state: StateInline, _silent: bool) -> bool:
    """Report `{#id}` that follows nothing which takes attributes; it stays as text."""
    assert isinstance(state, InlineState)
    found = _STRAY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.source.findings.error(
        "R128",
        "these attributes belong to nothing and would be printed",
        state.source.span(*found.span()),
        "they follow a picture or a link at once, and end a heading or a caption",
    )
    state.add_text(*found.span())
    state.pos = found.end()
    return True


def script(state: StateInline, _silent: bool) -> bool:
    """Read `H~2~O` or `x^2^`; a space inside must be escaped."""
    assert isinstance(state, InlineState)
    for pattern, kind in ((_SUBSCRIPT, Subscript), (_SUPERSCRIPT, Superscript)):
        if found := pattern.match(state.masked, state.pos, state.posMax):
            state.enclose(
                lambda content, span, kind=kind: kind(content=content, span=span),  # type: ignore[misc]
                found.span(),
                found.span(1),
            )
            return True
    return False
