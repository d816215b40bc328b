"""Outline: of a section file that was set, what the rest of the thesis needs to know of it.

Headings, captions, labels, citations, references, notes, counts and abbreviations stay, in their
order and where they stood; running text goes. The passes that look at the whole thesis come to the
same for the outline of a file as for the file, so that a file in which nothing changes need not be
at hand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from baspa.model import (
    Block,
    BlockQuote,
    Chart,
    Citation,
    Count,
    CrossReference,
    DataTable,
    Figure,
    Heading,
    Identified,
    InlineImage,
    Link,
    MathBlock,
    Node,
    Note,
    PageReference,
    Paragraph,
    Reference,
    ResolvedCitation,
    Role,
    SectionFile,
    Styled,
    Table,
)
from baspa.model.walk import child_fields, walk
from baspa.store import digest

WHOLE = frozenset({Role.ABSTRACT, Role.ABBREVIATIONS})
"""Roles whose words are counted or listed: nothing of them goes."""


def outline(section: SectionFile) -> SectionFile:
    """Return the outline of a section file."""
    if section.role in WHOLE or not section.blocks:
        return section
    first, kept = section.blocks[0], outlined(section.blocks)
    if not isinstance(first, Heading):  # whether a file begins with one is asked, and where
        kept = (BlockQuote(blocks=(), span=first.span), *kept)
    return replace(section, blocks=kept)


def outline_told(blocks: tuple[Block, ...], role: Role, text: str) -> str:
    """Return a digest of all that the rest of the thesis takes from the outline of blocks, wherever
    they stand in the `text` of their file; empty where that is nothing.

    Of an abbreviation that is its source too: its entry in the list is known by it.
    """
    left = blocks if role in WHOLE else outlined(blocks)
    marks = (n for n in walk(left, Styled) if "abbr" in n.attributes.classes)
    sources = (text[node.span.start : node.span.end] for node in marks)
    return digest([repr(left), *sources]) if left else ""


def sketched(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the outline of each block; what would go stays as an empty one in its place."""
    return tuple(_node(block) or _emptied(block) for block in blocks)


def _emptied(block: Block) -> Block:
    """Return what has the place and an id of a block and says nothing; a formula stays one, since
    what follows it may go on in its sentence.
    """
    ids = (node.block_id for node in walk((block,)) if isinstance(node, Identified))
    name = next(ids, "") or "-"
    if isinstance(block, MathBlock):
        return MathBlock(latex="", span=block.span, block_id=name)
    return Paragraph(content=(), span=block.span, block_id=name)


def outlined(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what stays of nodes whose text goes: the same for whole ones, outlines, sketches."""
    found = (outlined(n) if isinstance(n, tuple) else _node(n) for n in nodes)
    return tuple(node for node in found if node)


def _node(node: Any) -> Any:
    """Return what stays of a node, None where nothing does."""
    match node:
        case Heading() | Figure() | InlineImage() | Note():
            return node
        case Citation() | CrossReference() | Count():
            return node
        case Reference() | ResolvedCitation() | PageReference():
            return node
        case Chart() | DataTable():  # what could not be read
            return node
        case Styled() if "abbr" in node.attributes.classes:
            return node
        case Link(url=url) if url.startswith("#"):
            return node
        case MathBlock():
            return node if node.attributes.id else None
        case Table():
            table = replace(node, head=outlined(node.head), body=outlined(node.body))
            return table if node.attributes.id or node.caption or table.head + table.body else None
        case Node():
            kind: Any = type(node)
            inside: dict[str, Any] = {n: outlined(getattr(node, n)) for n in child_fields(kind)}
            return replace(node, **inside) if any(inside.values()) else None
        case _:
            return None
