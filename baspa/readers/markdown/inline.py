"""Inline content: markdown-it's engine with places, and the tree of what it finds.

markdown-it-py contributes the pairing of delimiters (`*`, `_`, `~~`); its inline tokens have no
places, so the state here gives every token a span. A rule of ours pushes either a finished node (a
leaf) or an opening and a closing token that carry the function which builds the node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from functools import cached_property
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import (
    Emphasis,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Math,
    MathBlock,
    SoftBreak,
    Strikeout,
    Strong,
    Text,
)
from baspa.model.walk import plain_text
from baspa.readers.markdown.source import Source, source_of
from baspa.readers.markdown.verbatim import Verbatim, find_verbatim, mask

Piece: TypeAlias = Inline | MathBlock | Figure
"""What a paragraph may hold: inlines, and the two that make a block of it or out of it."""

Build: TypeAlias = Callable[[tuple[Inline, ...], Span], Piece]
"""Makes a node of the content and the span of a construct."""

MAX_DEPTH = 30
"""Constructs inside one another; what is nested deeper loses its markup (no author needs it)."""


class InlineState(StateInline):
    """The state of one inline text: it knows its source, verbatim stretches and brackets."""

    @cached_property
    def source(self) -> Source:
        """The place of the text in its file."""
        return source_of(self)

    @cached_property
    def verbatim(self) -> dict[int, Verbatim]:
        """The stretches without markup, by first offset."""
        return find_verbatim(self.src)

    @cached_property
    def masked(self) -> str:
        """The text with its verbatim stretches masked."""
        return mask(self.src, self.verbatim)

    @cached_property
    def brackets(self) -> dict[int, int]:
        """The offset of the closing bracket of each `[` that has one."""
        pairs: dict[int, int] = {}
        open_brackets: list[int] = []
        for offset, char in enumerate(self.masked):
            if char == "[":
                open_brackets.append(offset)
            elif char == "]" and open_brackets:
                pairs[open_brackets.pop()] = offset
        return pairs

    def add_text(self, start: int, end: int, value: str | None = None) -> None:
        """Push the text from `start` to `end`, or `value` in its stead."""
        token = self.push("text", "", 0)
        token.content = self.src[start:end] if value is None else value
        token.meta["span"] = self.source.span(start, end)

    def add_leaf(self, piece: Piece) -> None:
        """Push a finished node."""
        self.push("leaf", "", 0).meta.update(piece=piece, span=piece.span)

    def enclose(self, build: Build, outer: tuple[int, int], inner: tuple[int, int]) -> None:
        """Push the node that `build` makes of the text `inner`; go on after `outer`."""
        end_of_text = self.posMax
        opening = self.push("enclosure_open", "", 1)
        opening.meta.update(build=build, span=self.source.span(*outer))
        self.pos, self.posMax = inner
        self.md.inline.tokenize(self)
        self.push("enclosure_close", "", -1).meta["span"] = opening.meta["span"]
        self.pos, self.posMax = outer[1], end_of_text

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Say whether the run of delimiters at `start` opens or closes, by Pandoc's rule.

        CommonMark's rule looks at punctuation too and would not close `**«сөз»**дің`.
        """
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        opens, closes = not after.isspace(), not before.isspace()
        if not canSplitWord:
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        return Scanned(opens, closes, end - start)


class InlineParser(ParserInline):
    """markdown-it's inline parser, noting the place of every token."""

    def tokenize(self, state: StateInline) -> None:
        """Push the tokens of the text between `state.pos` and `state.posMax`."""
        assert isinstance(state, InlineState)
        rules = self.ruler.getRules("") if state.level < MAX_DEPTH else []
        while state.pos < state.posMax:
            before, count = state.pos, len(state.tokens)
            if not rules or not any(rule(state, False) for rule in rules):
                end = before + 1 if rules else state.posMax
                state.add_text(before, end)
                state.pos = end
            _place(state, state.tokens[count:], before)

    def parse_from(self, text: str, start: int, md: MarkdownIt, env: EnvType) -> list[Token]:
        """Return the tokens of `text` from `start` on; `env` holds its source and references."""
        state = InlineState(text, md, env, [])
        state.pos = start
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place(state: InlineState, tokens: Iterable[Token], pos: int) -> None:
    """Give a span to the tokens of markdown-it's own rules, which stand side by side."""
    for token in tokens:
        if "span" not in token.meta:
            length = len(token.markup or token.content)
            token.meta["span"] = state.source.span(pos, pos + length)
            pos += length


@dataclass(slots=True)
class _Frame:
    """A construct that is still open."""

    build: Build | None
    """None for the whole text, and where the depth is exhausted."""
    start: int
    content: list[Piece] = field(default_factory=list)


_PAIRS: dict[str, Callable[..., Inline]] = {"em": Emphasis, "strong": Strong, "s": Strikeout}


def build_inlines(tokens: list[Token]) -> list[Piece]:
    """Return the nodes of `tokens`, the outcome of `InlineParser.parse`."""
    frames = [_Frame(None, 0)]
    for token in tokens:
        span: Span = token.meta["span"]
        second = 1 if token.tag == "strong" else 0  # its first or last asterisk is an empty token
        if token.nesting > 0:
            build = token.meta.get("build") or _pair(_PAIRS[token.tag])
            deep = len(frames) > MAX_DEPTH
            frames.append(_Frame(None if deep else build, span.start - second))
        elif token.nesting < 0:
            frame = frames.pop()
            if frame.build is None:
                frames[-1].content += frame.content
            else:
                whole = Span(span.file, frame.start, span.end + second)
                frames[-1].content.append(frame.build(demote(frame.content), whole))
        elif token.type == "leaf":
            frames[-1].content.append(token.meta["piece"])
        elif token.content:
            _append_text(frames[-1].content, Text(value=token.content, span=span))
    return frames[0].content


def _pair(kind: Callable[..., Inline]) -> Build:
    return lambda content, span: kind(content=content, span=span)


def _append_text(content: list[Piece], text: Text) -> None:
    """Append `text`, joined to the text before it where nothing stands between them."""
    last = content[-1] if content else None
    if isinstance(last, Text) and last.span.end == text.span.start:
        content[-1] = Text(value=last.value + text.value, span=last.span.to(text.span))
    else:
        content.append(text)


def demote(pieces: Iterable[Piece], findings: Findings | None = None) -> tuple[Inline, ...]:
    """Return `pieces` as inlines, for a place that holds no blocks.

    With `findings`, a formula that loses its label is reported (R124).
    """
    inlines: list[Inline] = []
    for piece in pieces:
        match piece:
            case MathBlock():
                if piece.attributes.id and findings is not None:
                    findings.error(
                        "R124",
                        "a formula with a label must stand in a paragraph of its own",
                        piece.span,
                    )
                inlines.append(Math(latex=piece.latex, span=piece.span))
            case Figure():
                alt = piece.alt or plain_text(piece.caption)
                inlines.append(
                    InlineImage(
                        path=piece.path, alt=alt, attributes=piece.attributes, span=piece.span
                    )
                )
            case _:
                inlines.append(piece)
    return tuple(inlines)


def trim(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` without line breaks and spaces at either end."""
    first, last = 0, len(pieces)
    while first < last and _is_blank(pieces[first]):
        first += 1
    while last > first and _is_blank(pieces[last - 1]):
        last -= 1
    kept = pieces[first:last]
    if kept and isinstance(text := kept[0], Text):
        value = text.value.lstrip(" ")
        start = text.span.start + len(text.value) - len(value)
        kept[0] = replace(text, value=value, span=replace(text.span, start=start))
    if kept and isinstance(text := kept[-1], Text):
        value = text.value.rstrip(" ")
        end = text.span.end - len(text.value) + len(value)
        kept[-1] = replace(text, value=value, span=replace(text.span, end=end))
    return kept


def _is_blank(piece: Piece) -> bool:
    match piece:
        case SoftBreak() | LineBreak():
            return True
        case Text(value=value):
            return not value.strip(" ")
        case _:
            return False
