"""Identify: every block gets an id by which it is known again, in the HTML and in a returned DOCX.

The id is made from what the source says of the block, not from where it stands: a paragraph that is
added or moved changes no other block's id. Blocks of one file that say the same are told apart by
their order.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Span
from baspa.model import (
    BibliographyEntry,
    BlockSource,
    Cell,
    Definition,
    Figure,
    Heading,
    Identified,
    Node,
    Note,
    Panel,
    Paragraph,
    ResolvedSection,
    Role,
    SectionFile,
    Table,
    text_digest,
)
from baspa.model.library import Library
from baspa.model.walk import child_fields, plain_text


def identify_file(
    section: SectionFile, text: str, given: Counter[str] | None = None
) -> tuple[SectionFile, Mapping[str, BlockSource]]:
    """Return a section file, whose `text` this is, with an id on every block, and their sources.

    `given` counts the ids, without such a number, of blocks before these, where they are not the
    whole file; theirs are added.

    An id is a name that Word takes for a hidden bookmark: `_b`, 16 hexadecimal digits and, from the
    second of equal blocks on, `_` and its number.
    """
    naming = _Naming({section.file: text}, given=Counter() if given is None else given)
    return replace(section, blocks=naming.nodes(section.blocks)), naming.blocks


def identify(
    section: ResolvedSection, texts: Mapping[str, str], known: Mapping[str, BlockSource]
) -> tuple[ResolvedSection, dict[str, BlockSource]]:
    """Return a section with an id on every block, and the sources of those that get theirs here.

    `texts` are the sources by name; `known` are the blocks of its files, which have one, as
    `identify_file` gave it: what no file holds, such as a supplied heading, gets its own here.
    """
    naming = _Naming(texts, given=_Given(known))
    return naming.section(section), naming.blocks


def has_ids(section: ResolvedSection) -> bool:
    """Return whether no block of a section lacks an id; what a list is made of may anywhere."""
    if section.role is Role.ABBREVIATIONS:
        return False
    return all(block.block_id for block in section.blocks if isinstance(block, Identified))


def identify_sources(
    bibliography: tuple[BibliographyEntry, ...], library: Library, texts: Mapping[str, str]
) -> tuple[tuple[BibliographyEntry, ...], dict[str, BlockSource]]:
    """Return the printed sources with an id on each, and where each of them is written."""
    naming = _Naming(texts)
    spans = [library.entries[entry.key].span for entry in bibliography]
    pairs = zip(bibliography, spans, strict=True)
    named = tuple(replace(e, block_id=naming.named("source", span)) for e, span in pairs)
    return named, naming.blocks


class _Given(Counter[str]):
    """How often each id was given, but for the number behind it, looked up when it is asked for."""

    def __init__(self, known: Mapping[str, BlockSource]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, name: str) -> int:
        count = int(name in self.known)
        while count and f"{name}_{count + 1}" in self.known:
            count += 1
        return count


@dataclass(slots=True)
class _Naming:
    """Gives ids, and notes the source of each."""

    texts: Mapping[str, str]
    blocks: dict[str, BlockSource] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)

    def section(self, section: ResolvedSection) -> ResolvedSection:
        """Return a section with ids on all blocks; the same where they have them."""
        blocks = self.supplied(section)
        same = all(map(operator.is_, blocks, section.blocks))
        return section if same else replace(section, blocks=blocks)

    def supplied(self, section: ResolvedSection) -> tuple[Any, ...]:
        """Return the blocks of a section with ids on those that come from no file."""
        if section.role is Role.ABBREVIATIONS:  # the list is made from what is marked anywhere
            return self.nodes(section.blocks)
        return tuple(
            self._node(block, in_cell=False)
            if isinstance(block, Identified) and not block.block_id
            else block
            for block in section.blocks
        )

    def nodes(self, nodes: tuple[Any, ...], *, in_cell: bool = False) -> tuple[Any, ...]:
        """Return `nodes` with ids; a cell belongs to its table, but a note in it is a block."""
        return tuple(
            self.nodes(node, in_cell=in_cell)
            if isinstance(node, tuple)
            else self._node(node, in_cell=in_cell)
            for node in nodes
        )

    def _node(self, node: Any, *, in_cell: bool) -> Any:
        if not isinstance(node, Node):
            return node
        updates: dict[str, Any] = {}
        if isinstance(node, Identified) and not in_cell and not node.block_id:
            kind, span, words = type(node).__name__, _own_span(node), _own_words(node)
            updates["block_id"] = self.named(kind, span, words)
        inside_cell = isinstance(node, Cell) or (in_cell and not isinstance(node, Note))
        kind_of_node: Any = type(node)
        for name in child_fields(kind_of_node):
            if old := getattr(node, name):
                updates[name] = self.nodes(old, in_cell=inside_cell)
        return replace(node, **updates) if updates else node

    def named(self, kind: str, span: Span, words: str = "") -> str:
        """Return the id of the block at `span`; `words` are those of one that no source holds."""
        text = self.texts.get(span.file, "")[span.start : span.end] or words
        name, digest = _named(span.file, kind, text)
        self.given[name] += 1
        if (count := self.given[name]) > 1:
            name += f"_{count}"
        self.blocks[name] = BlockSource(span=span, digest=digest)
        return name


@lru_cache(maxsize=1 << 13)  # most blocks are those of the build before
def _named(file: str, kind: str, text: str) -> tuple[str, str]:
    """Return the id of a block by what its source says, and the digest of that."""
    digest = text_digest(text)
    return f"_b{text_digest(f'{file} {kind} {digest}')}", digest


def base_id(name: str) -> str:
    """Return an id without the number that tells equal blocks apart."""
    return name[: len("_b0123456789abcdef")]


def _own_span(node: Identified) -> Span:
    """Return where a block stands; a definition ends with the paragraph in the line of its term."""
    match node:
        case Definition(definitions=((Paragraph(span=first), *_), *_)) if first.file:
            return node.span.to(first) if first.file == node.span.file else node.span
        case _:
            return node.span


def _own_words(node: Identified) -> str:
    """Return the words of a block that the program supplies."""
    match node:
        case Heading(content=words) | Figure(caption=words) | Table(caption=words):
            return plain_text(words)
        case Panel(caption=words) | Paragraph(content=words) | Definition(term=words):
            return plain_text(words)
        case _:
            return ""
