"""Blocks: the tree of tokens becomes nodes of the model.

| code | meaning |
|---|---|
| R121 | a caption without a table (warning) |
| R124 | a numbered formula where only inline formulas can stand |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Protocol, TypeVar

from markdown_it.token import Token
from markdown_it.utils import EnvType

from baspa.dataclass import dataclass
from baspa.diagnostics import Span
from baspa.model import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    BlockQuote,
    BulletList,
    Cell,
    Chart,
    CodeBlock,
    DataTable,
    Definition,
    DefinitionList,
    Division,
    Figure,
    Heading,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Row,
    Table,
)
from baspa.readers.markdown.attributes import split_attributes
from baspa.readers.markdown.figures import build_figure
from baspa.readers.markdown.inline import Piece, build_inlines, demote, trim
from baspa.readers.markdown.lists import Marker
from baspa.readers.markdown.parser import dialect
from baspa.readers.markdown.source import Source
from baspa.readers.markdown.tables import RawCell, RawTable, aligned

_CAPTION = re.compile(r"(?:[Tt]able:|:(?![^\w\s]))[ \t]*")


@dataclass(slots=True)
class Tree:
    """A token with the tokens that it encloses."""

    token: Token
    children: list[Tree] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it is."""
        return self.token.type

    @property
    def is_caption(self) -> bool:
        """Whether it may be the caption of a table."""
        return self.kind == "paragraph" and _CAPTION.match(self.token.content) is not None


def grow(tokens: list[Token]) -> list[Tree]:
    """Return the trees of `tokens`."""
    root: list[Tree] = []
    levels = [root]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        tree = Tree(token)
        levels[-1].append(tree)
        if token.nesting > 0:
            levels.append(tree.children)
    return root


class Grouped(Protocol):
    """What `groups` looks at."""

    @property
    def kind(self) -> str:
        """As that of a tree."""

    @property
    def is_caption(self) -> bool:
        """As that of a tree."""


T = TypeVar("T", bound=Grouped)


def groups(trees: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Yield `trees` that make blocks together: mostly one, or a table and the caption below or
    above it.
    """
    at = 0
    while at < len(trees):
        here, below = trees[at], trees[at + 1] if at + 1 < len(trees) else None
        if below and (
            (here.kind == "table" and below.is_caption)
            or (here.is_caption and below.kind == "table")
        ):
            yield here, below
            at += 2
        else:
            yield (here,)
            at += 1


@dataclass(frozen=True, slots=True)
class BlockBuilder:
    """Builds the blocks of one file."""

    env: EnvType
    """The references and notes of the file."""

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """Return the blocks of `tokens`."""
        return self.build(grow(tokens))

    def build(self, trees: list[Tree]) -> tuple[Block, ...]:
        """Return the blocks of `trees`."""
        return tuple(block for group in groups(trees) for block in self.group(group))

    def group(self, trees: Sequence[Tree]) -> tuple[Block, ...]:
        """Return the blocks of a group."""
        if len(trees) == 1:
            return self.block(trees[0])
        table, caption = sorted(trees, key=lambda tree: tree.kind != "table")
        return (self.table(table.token, caption.token),)

    def block(self, tree: Tree) -> tuple[Block, ...]:
        """Return the blocks of one tree: a paragraph with formulas becomes several."""
        token, span = tree.token, tree.token.meta["span"]
        match token.type:
            case "paragraph":
                return self.paragraph(token)
            case "heading":
                return (self.heading(token),)
            case "blockquote_open":
                return (BlockQuote(blocks=self.build(tree.children), span=span),)
            case "division_open":
                attributes = token.meta["attributes"]
                if attributes.id.startswith("fig:"):
                    return (self.figure(tree),)
                blocks = self.build(tree.children)
                return (Division(blocks=blocks, attributes=attributes, span=span),)
            case "code_block":
                return (CodeBlock(text=token.content.rstrip("\n"), span=span),)
            case "code_fence":
                return (_fence(token),)
            case "list_open":
                return (self.list_of_items(tree),)
            case "definitions_open":
                return (self.definitions(tree),)
            case "table":
                return (self.table(token, None),)
            case _:
                raise AssertionError(token.type)

    def inlines(self, token: Token, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the nodes of the inline text of `token` between `start` and `end`."""
        text = token.content[:end]
        start += len(text[start:]) - len(text[start:].lstrip(" \t\n"))
        env = {**self.env, "source": token.meta["source"]}
        return trim(build_inlines(dialect().inline.parse_from(text, start, dialect(), env)))

    def only_inlines(
        self, token: Token, start: int = 0, end: int | None = None
    ) -> tuple[Inline, ...]:
        """Return the same for a place that holds no blocks."""
        return demote(self.inlines(token, start, end), token.meta["source"].findings)

    def paragraph(self, token: Token) -> tuple[Block, ...]:
        """Return a paragraph, a figure, or text and formulas in turn."""
        source: Source = token.meta["source"]
        if token.content.lower().startswith("table:"):
            source.findings.warning(
                "R121",
                "there is no table above or below this caption",
                token.meta["span"],
                "a caption stands directly above or below a pipe table or a grid table",
            )
        pieces = self.inlines(token)
        first = pieces[0] if len(pieces) == 1 else None
        if isinstance(first, Figure) and (first.caption or first.attributes.id):
            return (first,)
        blocks: list[Block] = []
        run: list[Piece] = []
        for piece in [*pieces, None]:
            if piece is not None and not isinstance(piece, MathBlock):
                run.append(piece)
                continue
            if content := demote(trim(run)):
                span = content[0].span.to(content[-1].span)
                blocks.append(Paragraph(content=content, span=span))
            run = []
            if piece is not None:
                blocks.append(piece)
        return tuple(blocks)

    def figure(self, tree: Tree) -> Figure:
        """Return a figure of several pictures."""
        meta = tree.token.meta
        paragraphs = [
            self.inlines(child.token) if child.token.type == "paragraph" else None
            for child in tree.children
        ]
        return build_figure(paragraphs, meta["attributes"], meta["span"], meta["source"].findings)

    def heading(self, token: Token) -> Heading:
        """Return a heading with the attributes at its end."""
        end, attributes = split_attributes(token.content, token.meta["source"])
        return Heading(
            level=token.meta["level"],
            content=self.only_inlines(token, 0, end),
            attributes=attributes,
            span=token.meta["span"],
        )

    def list_of_items(self, tree: Tree) -> BulletList | OrderedList:
        """Return a list."""
        meta = tree.token.meta
        items = tuple(
            ListItem(
                blocks=self.build(item.children),
                marker=item.token.meta["marker"],
                span=item.token.meta["span"],
            )
            for item in tree.children
        )
        marker: Marker = meta["marker"]
        if marker.numbering is None:
            return BulletList(items=items, tight=meta["tight"], span=meta["span"])
        return OrderedList(
            items=items,
            numbering=marker.numbering,
            start=meta["start"],
            delimiter=marker.delimiter,
            tight=meta["tight"],
            span=meta["span"],
        )

    def definitions(self, tree: Tree) -> DefinitionList:
        """Return a definition list."""
        items: list[Definition] = []
        for child in tree.children:
            token = child.token
            if token.type == "term":
                term = self.only_inlines(token)
                items.append(Definition(term=term, definitions=(), span=token.meta["span"]))
                continue
            item = items[-1]
            blocks = self.build(child.children)
            span = item.span.to(token.meta["span"])
            items[-1] = replace(item, definitions=(*item.definitions, blocks), span=span)
        return DefinitionList(items=tuple(items), span=tree.token.meta["span"])

    def table(self, token: Token, caption: Token | None) -> Table:
        """Return a table with its caption."""
        raw: RawTable = token.meta["table"]
        span: Span = token.meta["span"]
        content, attributes = self.caption(caption) if caption else ((), NO_ATTRIBUTES)
        columns = raw.columns
        if caption:
            columns = aligned(columns, attributes, caption.meta["source"].findings)
            other: Span = caption.meta["span"]
            span = Span(span.file, min(span.start, other.start), max(span.end, other.end))
        return Table(
            columns=columns,
            head=tuple(self.row(row, span) for row in raw.head),
            body=tuple(self.row(row, span) for row in raw.body),
            caption=content,
            attributes=attributes,
            span=span,
        )

    def caption(self, token: Token) -> tuple[tuple[Inline, ...], Attributes]:
        """Return the text of a caption and the attributes at its end."""
        opening = _CAPTION.match(token.content)
        start = opening.end() if opening else 0
        end, attributes = split_attributes(token.content, token.meta["source"])
        return self.only_inlines(token, start, end), attributes

    def row(self, cells: list[RawCell], table: Span) -> Row:
        """Return a row; one that only cells from above reach into stands at its table."""
        built = tuple(
            Cell(
                blocks=self.blocks(cell.tokens),
                colspan=cell.colspan,
                rowspan=cell.rowspan,
                span=cell.span,
            )
            for cell in cells
        )
        start = min((cell.span.start for cell in cells), default=table.start)
        end = max((cell.span.end for cell in cells), default=start)
        return Row(cells=built, span=Span(table.file, start, end))


def _fence(token: Token) -> CodeBlock | Chart | DataTable:
    """Return a listing, or the chart or table that its class announces."""
    attributes: Attributes = token.meta["attributes"]
    span: Span = token.meta["span"]
    for kind, name in ((Chart, "chart"), (DataTable, "table")):
        if name in attributes.classes:
            options_span: Span = token.meta["text_span"]
            return kind(
                options=token.content, options_span=options_span, attributes=attributes, span=span
            )
    return CodeBlock(text=token.content, language=token.info, attributes=attributes, span=span)
