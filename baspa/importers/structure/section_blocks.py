"""The text of a section becomes its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from baspa.dataclass import dataclass
from baspa.importers.repair.breaks import Breaks, Layout, cut_sources, paragraphs
from baspa.importers.repair.lexicon import Lexicon
from baspa.importers.repair.tidy import tidy
from baspa.importers.structure.attached import with_attached
from baspa.importers.structure.captions import is_stray_caption, with_captions
from baspa.importers.structure.definitions import read_definitions
from baspa.importers.structure.layout_tables import laid_out
from baspa.importers.structure.lists import nested_lists, read_list, stages
from baspa.importers.structure.lost_pictures import with_frames
from baspa.importers.structure.objects_alone import object_block
from baspa.importers.structure.panels import with_letters
from baspa.importers.text.blocks import Block, DefinitionList, ItemList, Landscape, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Look, Manuscript, Text
from baspa.importers.words.caption_lines import caption_of

_LISTS = ("list-of-figures", "list-of-tables")


@dataclass(frozen=True, slots=True)
class SectionReader:
    """What is needed to read the blocks of a section."""

    manuscript: Manuscript
    layout: Layout
    language: str
    lexicon: Lexicon
    ledger: Ledger
    titled: bool = False
    """Its titles are in English title case."""

    def tidy(self, text: Text, *, isbd: bool = False) -> Text:
        """Return a paragraph tidied; `isbd` for the description of a source."""
        return tidy(text, self.lexicon, self.language, self.ledger, isbd=isbd).stripped()

    def blocks(self, text: Text, element: str | None = None) -> tuple[Block, ...]:
        """Return the blocks of one section, which is the structural element `element` if any."""
        parts = paragraphs(text, self.layout, self.lexicon, self.ledger)
        parts = [line for part in parts for line in laid_out(part, self.manuscript)]
        is_one = self.manuscript.is_plain and len(parts) == 1
        if element == "references" and (self.layout.breaks is Breaks.SWAPPED or is_one):
            parts = cut_sources(parts)
        isbd = element == "references"
        parts = [tidied for part in parts if (tidied := self.tidy(part, isbd=isbd)).string]
        blocks = list[Block]()
        for sideways, group in groupby(parts, lambda part: self.manuscript.look(part).landscape):
            read = self._read([*group])
            blocks += [Landscape(read)] if sideways else read
            if element not in _LISTS:
                self._ask_of_strays(read)
        return tuple(blocks)

    def _ask_of_strays(self, blocks: Sequence[Block]) -> None:
        """Ask about captions that stand alone."""
        for block in blocks:
            if isinstance(block, Paragraph) and is_stray_caption(block):
                about = block.text.string[:80]
                self.ledger.ask(block.text.origin, "a caption without its table or picture", about)

    def _read(self, parts: Sequence[Text]) -> tuple[Block, ...]:
        """Return the blocks that a row of paragraphs is."""
        blocks, done, n = list[Block](), 0, 0
        looks = [self.manuscript.look(part) for part in parts]
        nested_ends = _nested(looks)
        while n < len(parts):
            end = nested_ends.get(n, n)
            single = self._single(parts[n]) if end == n else None
            if end > n or single is not None:
                blocks += read_blocks(parts[done:n], self.language, self.ledger)
                nested = nested_lists(parts[n:end], looks[n:end])
                lettered = with_letters(single, parts[n + 1 : n + 2], self.ledger)
                blocks += [lettered or single] if single is not None else nested
                end += lettered is not None and 2
                done = max(end, n + 1)
            n = max(end, n + 1)
        blocks += read_blocks(parts[done:], self.language, self.ledger)
        captioned = with_captions(blocks, self.ledger)
        if self.manuscript.is_plain:
            captioned = with_frames(captioned, self.ledger)
        return with_attached(captioned, self.ledger)

    def _single(self, part: Text) -> Block | None:
        """Return the block that a paragraph is by itself: an object, a caption, a quote."""
        look = self.manuscript.look(part)
        if caption_of(part) is not None or (look.caption and not look.is_item):
            single = object_block(part, self.manuscript, self.ledger)
            return single or Paragraph(part, is_caption=look.caption)
        if look.quote:
            return Paragraph(part, is_quote=True)
        return object_block(part, self.manuscript, self.ledger)


def _nested(looks: Sequence[Look]) -> dict[int, int]:
    """Return where each list begins that holds others, and where it ends."""
    result, n = dict[int, int](), 0
    while n < len(looks):
        end = n
        while end < len(looks) and (looks[end].is_item or (end > n and looks[end].in_list)):
            end += 1
        if any(look.depth for look in looks[n:end]):
            result[n] = end
        n = max(end, n + 1)
    return result


def read_blocks(parts: Sequence[Text], language: str, ledger: Ledger) -> tuple[Block, ...]:
    """Return the lists, definitions and paragraphs that a row of paragraphs is."""
    blocks, staged, n = list[Block](), stages(parts), 0
    while n < len(parts):
        announced = n > 0 and parts[n - 1].string.endswith(":")
        found: tuple[ItemList | DefinitionList, int] | None
        found = read_list(parts, n, staged, language, ledger)
        found = found or read_definitions(parts, n, announced=announced)
        blocks.append(found[0] if found else Paragraph(parts[n]))
        n += found[1] if found else 1
    return tuple(blocks)
