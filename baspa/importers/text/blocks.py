"""The blocks that an import writes: paragraphs, lists, definitions, tables, figures, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import Chart, Formula, Picture, Table, Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text
    is_quote: bool = False
    is_caption: bool = False
    """Its style says so."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    text: Text
    mark: Text | None = None
    """As typed, without a bullet: `А)`, `1.`, `1 кезең.`; None for a bullet."""
    items: tuple[Item, ...] = ()
    """The list inside it."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list."""

    items: tuple[Item, ...]
    kind: str
    """bullets, numbers, letters, stages, or unmarked: recognised by its semicolons alone."""
    intro: str = ""
    """The words that announce it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the paragraphs that define it."""

    term: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms that follow one another."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several pictures under a common caption."""

    picture: Picture
    title: Text | None = None
    """Without its letter."""
    letter: str = ""
    """As typed."""
    id: str = ""
    """What refers to it in the original."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Pictures in rows."""

    rows: tuple[tuple[Panel, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Captioned:
    """A table, a picture or several, or a chart, with the caption."""

    what: Table | Picture | Panels | Chart
    caption: Text | None = None
    notes: tuple[Text, ...] = ()
    """The paragraphs below: `Ескерту – …`, `Источник: …`."""
    label: str = ""
    """What refers to it: `tbl:2-1`."""
    number: str = ""
    """As typed: `2.1`."""
    id: str = ""
    """What refers to several pictures together in the original."""


@dataclass(frozen=True, slots=True)
class Displayed:
    """A formula of its own."""

    formula: Formula
    label: str = ""
    number: str = ""
    """As typed: `2.1`."""


@dataclass(frozen=True, slots=True)
class Where:
    """What the letters of the formula before it mean, one an item."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages turned sideways."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Code on lines of its own."""

    code: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the import itself says to the reader: a stub, a break of the source."""

    text: str


Block = (
    Paragraph | ItemList | DefinitionList | Captioned | Displayed | Where | Landscape | Listing
    | Remark
)  # fmt: skip


def texts_of(block: Block) -> Iterator[Text]:
    """Give every text of a block, in its order."""
    match block:
        case Paragraph(text):
            yield text
        case ItemList(items):
            yield from _of_items(items)
        case DefinitionList(definitions):
            for definition in definitions:
                yield definition.term
                yield from definition.paragraphs
        case Captioned(what=what, caption=caption, notes=notes):
            if isinstance(what, Table):
                yield from (cell for row in what.rows for cell in row)
            elif isinstance(what, Panels):
                yield from (p.title for row in what.rows for p in row if p.title is not None)
            yield from (text for text in (caption, *notes) if text is not None)
        case Where(items):
            yield from items
        case Landscape(blocks):
            yield from (text for inner in blocks for text in texts_of(inner))
        case Displayed() | Listing() | Remark():
            pass
        case _ as never:
            assert_never(never)


def _of_items(items: Sequence[Item]) -> Iterator[Text]:
    for item in items:
        if item.mark is not None:
            yield item.mark
        yield item.text
        yield from _of_items(item.items)


def unturned(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give each block; in the place of a landscape page what stands on it."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from unturned(block.blocks)
        else:
            yield block


def changed(block: Block, change: Callable[[Block], Block]) -> Block:
    """Return what `change` gives for a block, or for each that stands on a landscape page."""
    if isinstance(block, Landscape):
        return Landscape(tuple(changed(inner, change) for inner in block.blocks))
    return change(block)
