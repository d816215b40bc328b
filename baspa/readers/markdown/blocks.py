"""Blocks: the tree of tokens becomes nodes of the model.

| code | meaning |
|---|---|
| R121 | a caption without a table (warning) |
| R124 | a numbered formula where only inline formulas can stand |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token
from markdown_it.utils import EnvType

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
from baspa.readers.markdown.inline import Piece, build_inlines, demote, trim
from baspa.readers.markdown.lists import Marker
from baspa.readers.markdown.parser import dialect
from baspa.readers.markdown.source import Source
from baspa.readers.markdown.tables import RawCell, RawTable

_CAPTION = re.compile(r"(?:[Tt]able:|:(?![^\w\s]))[ \t]*")


@dataclass(slots=True)
class Tree:
    """A token with the tokens that it encloses."""

    token: Token
    children: list[Tree] = field(default_factory=list)


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


@dataclass(frozen=True, slots=True)
class BlockBuilder:
    """Builds the blocks of one file."""

    env: EnvType
    """The references and notes of the file."""

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """Return the blocks of `tokens`."""
        return self.build(grow(tokens))

    def build(self, trees: list[Tree]) -> tuple[Block, ...]:
        """Return the blocks of `trees`, each table with the caption below or above it."""
        blocks: list[Block] = []
        at = 0
        while at < len(trees):
            here, below = trees[at], trees[at + 1] if at + 1 < len(trees) else None
            if _is_table(here) and _is_caption(below):
                blocks.append(self.table(here, below))
                at += 2
            elif _is_caption(here) and _is_table(below):
                assert below is not None
                after = trees[at + 2] if at + 2 < len(trees) else None
                blocks.append(self.table(below, here))
                at += 2
                del after
            else:
                blocks += self.block(here)
                at += 1
        return tuple(blocks)
