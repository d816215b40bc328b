"""What begins with a bracket: links, images, spans, notes, citations, cross-references.

A bracket is read by what follows it, as in Pandoc: `(` a link, `{` a span, `[` a reference link;
otherwise a citation, a reference by its own text, or a plain bracket.

| code | meaning |
|---|---|
| R125 | a count of something that is not counted |
"""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.rules_inline import StateInline

from baspa.diagnostics import Span
from baspa.model import Attributes, Count, Figure, Inline, Link, Note, Paragraph, Styled
from baspa.readers.markdown.attributes import read_attributes
from baspa.readers.markdown.citations import add_cited, read_items, styled_reference
from baspa.readers.markdown.inline import Build, InlineState
from baspa.readers.markdown.notes import notes_of

COUNTED = ("pages", "figures", "tables", "equations", "sources", "appendices")
LABEL_LENGTH = 999
"""Longest text of a reference label, as in CommonMark; keeps nested brackets linear."""

_TARGET = re.compile(
    r"""\(\s*
    (?: <([^<>\n]*)> | ((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\)|[ ]+(?![\s"')]))*+) )
    (?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?
    \s*\)""",
    re.VERBOSE,
)
_NOTE = re.compile(r"\[\^([^\s\[\]^]+)\]")


def bracket(state: StateInline, _silent: bool) -> bool:
    """Read the construct that begins with `[`."""
    assert isinstance(state, InlineState)
    start = state.pos
    if state.src[start] != "[":
        return False
    if note := _NOTE.match(state.src, start, state.posMax):
        resolved = notes_of(state).resolve(note.group(1), state.source.span(*note.span()))
        if resolved:
            state.add_leaf(resolved)
        state.pos = note.end()
        return True
    close = state.brackets.get(start, state.posMax)
    if close >= state.posMax:
        return False
    return _link(state, start, close) or _span(state, start, close) or _cited(state, start, close)


def image(state: StateInline, _silent: bool) -> bool:
    """Read `![Caption](path){attributes}`; where it stands decides whether it is a figure."""
    assert isinstance(state, InlineState)
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    close = state.brackets.get(start + 1, state.posMax)
    target = _target(state, start + 1, close) if close < state.posMax else None
    if target is None:
        return False
    path, end = target
    attributes, end = read_attributes(state.src, end, state.source) or (Attributes(), end)
    alt = attributes.get("alt") or ""
    pairs = tuple(pair for pair in attributes.pairs if pair[0] != "alt")
    attributes = replace(attributes, pairs=pairs)

    def build(content: tuple[Inline, ...], span: Span) -> Figure:
        return Figure(path=path, caption=content, alt=alt, attributes=attributes, span=span)

    state.enclose(build, (start, end), (start + 2, close))
    return True


def inline_note(state: StateInline, _silent: bool) -> bool:
    """Read `^[a note]`."""
    assert isinstance(state, InlineState)
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    close = state.brackets.get(start + 1, state.posMax)
    if close >= state.posMax:
        return False
    notes = notes_of(state)
    if not notes.enter(state.source.span(start, close + 1)):
        state.pos = close + 1
        return True
    inner = state.source.span(start + 2, close)

    def build(content: tuple[Inline, ...], span: Span) -> Note:
        return Note(blocks=(Paragraph(content=content, span=inner),), span=span)

    state.enclose(build, (start, close + 1), (start + 2, close))
    notes.leave()
    return True


def _target(state: InlineState, start: int, close: int) -> tuple[str, int] | None:
    """Return the target of the link whose label is in the brackets, and the offset after it."""
    if found := _TARGET.match(state.src, close + 1, state.posMax):
        return unescapeAll(found[1] if found[1] is not None else found[2].strip()), found.end()
    references = state.env["references"]
    label, end = state.src[start + 1 : min(close, start + LABEL_LENGTH)], close + 1
    second = state.brackets.get(end, state.posMax)
    if second < state.posMax:
        label, end = state.src[end + 1 : second] or label, second + 1
    reference = references.get(normalizeReference(label)) if references else None
    return (unescapeAll(reference["href"]), end) if reference else None


def _link(state: InlineState, start: int, close: int) -> bool:
    target = _target(state, start, close)
    if target is None:
        return False
    url, end = target
    if after := read_attributes(state.src, end, state.source):
        end = after[1]
    build: Build = lambda content, span: Link(url=url, content=content, span=span)  # noqa: E731
    state.enclose(build, (start, end), (start + 1, close))
    return True


def _span(state: InlineState, start: int, close: int) -> bool:
    found = read_attributes(state.src, close + 1, state.source)
    if found is None:
        return False
    attributes, end = found
    span = state.source.span(start, end)
    if "count" in attributes.classes and close == start + 1:
        _count(state, attributes, span)
        state.pos = end
        return True
    if reference := styled_reference(state, start + 1, close, attributes, span):
        state.add_leaf(reference)
        state.pos = end
        return True

    def build(content: tuple[Inline, ...], span: Span) -> Styled:
        return Styled(content=content, attributes=attributes, span=span)

    state.enclose(build, (start, end), (start + 1, close))
    return True


def _count(state: InlineState, attributes: Attributes, span: Span) -> None:
    of = attributes.get("of")
    if of in COUNTED:
        state.add_leaf(Count(of=of, span=span))
        return
    state.source.findings.error(
        "R125",
        f"nothing counts {of!r}" if of else "what to count is missing",
        span,
        f"write []{{.count of=pages}}; counted are {', '.join(COUNTED)}",
    )


def _cited(state: InlineState, start: int, close: int) -> bool:
    items = read_items(state, start + 1, close)
    if items is None:
        return False
    add_cited(state, items, state.source.span(start, close + 1))
    state.pos = close + 1
    return True
