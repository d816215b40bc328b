"""The list of sources, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from baspa.importers.text.blocks import (
    Block,
    Captioned,
    DefinitionList,
    Displayed,
    Item,
    ItemList,
    Landscape,
    Listing,
    Paragraph,
    Remark,
    Where,
    texts_of,
)
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, OBJECTS, Form, Link, Table, Text

_NUMBER = re.compile(r"\[?(\d{1,3})(?:[.)\]]+\s*(?!\d)|\s+)(?=\S)")
_ROW_NUMBER = re.compile(r"\s*\[?\d{1,3}[.)\]]?\s*")
_RENUMBERED = "the typed number of a source: it is made anew"
_ROMAN = re.compile(r"^\s*[IVXІ]{1,5}[.)]\s+")
"""Of a group of sources: `II. Статьи`."""
_FEWEST_NUMBERED = 2
_LONGEST_HEADING = 100


def read_sources(blocks: Iterable[Block], ledger: Ledger) -> list[Text]:
    """Return the line of each source of a list, without the number typed before it."""
    blocks, lines = [*blocks], list[Text]()
    numbered = sum(_count_of_numbers(block) for block in blocks)
    for block in blocks:
        match block:
            case ItemList(items):
                lines += _of_items(items, ledger)
            case Paragraph(text) if _is_heading(text, numbered):
                ledger.drop(text, "a heading in the list of sources, which the norm orders anew")
            case Paragraph(text):
                number = _NUMBER.match(text.string)
                if number:
                    ledger.drop(text[: number.end()], _RENUMBERED)
                lines.append(text[number.end() :] if number else text)
            case DefinitionList(definitions):
                for term, paragraphs in ((d.term, d.paragraphs) for d in definitions):
                    lines += [term + Text.of(" – ", term.origin) + paragraphs[0], *paragraphs[1:]]
            case Captioned(what=Table() as table) if rows := _rows(table):
                for typed, line in rows:
                    ledger.drop(typed, _RENUMBERED)
                    lines.append(line)
            case Captioned() | Displayed() | Where() | Landscape() | Listing() | Remark():
                for text in texts_of(block):
                    ledger.drop(text, "a table or figure in the list of sources")
            case _ as never:
                assert_never(never)
    return [_unlinked(line, ledger) for line in lines]


def _rows(table: Table) -> list[tuple[Text, Text]]:
    """Return number and source of each row of a table that is a list; nothing for another table."""
    filled = [[cell for cell in row if cell.string.strip()] for row in table.rows]
    numbered = [row for row in filled if len(row) == 2 and _ROW_NUMBER.fullmatch(row[0].string)]
    is_list = len(numbered) >= max(_FEWEST_NUMBERED, len(filled) - 1)
    return [(row[0], row[1]) for row in numbered] if is_list else []


def _count_of_numbers(block: Block) -> int:
    """Return how many sources of a block have a typed number."""
    if isinstance(block, ItemList):
        return len(block.items)
    return int(isinstance(block, Paragraph) and bool(_NUMBER.match(block.text.string)))


def _is_heading(text: Text, numbered: int) -> bool:
    """Tell whether a line parts the list in groups, `Книги`: it has no number, its neighbours have.

    A group may have a roman number.
    """
    string = _ROMAN.sub("", text.string)
    bold = all(form & Form.BOLD for form in text.forms)
    if numbered < _FEWEST_NUMBERED or _NUMBER.match(string) or len(string) > _LONGEST_HEADING:
        return False
    return bold or (
        not any(c.isdigit() or c in "/«" for c in string.rstrip(".:")) and "." not in string[:-1]
    )


def _unlinked(line: Text, ledger: Ledger) -> Text:
    """Return a line with the text of each link in its place; the address is asked about."""
    parts, done = EMPTY, 0
    for at, character in enumerate(line.string):
        index = ord(character) - OBJECTS
        if not 0 <= index < len(ledger.objects):
            continue
        found = ledger.objects[index]
        parts, done = parts + line[done:at], at + 1
        if isinstance(found, Link):
            parts += found.text
            ledger.ask(line.origin, "this source led to an address that is not in it", found.url)
        else:
            ledger.drop(line[at : at + 1], "an object inside a source")
    return parts + line[done:]


def _of_items(items: Sequence[Item], ledger: Ledger) -> Iterator[Text]:
    """Give the line of each item of a list and of the lists in it."""
    for item in items:
        if item.mark is not None:
            ledger.drop(item.mark, _RENUMBERED)
        yield item.text
        yield from _of_items(item.items, ledger)
