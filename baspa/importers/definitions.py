"""Terms and what they mean: `Term – definition.`, one behind another, announced by a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from baspa.importers.blocks import Block, Definition, DefinitionList, Paragraph
from baspa.importers.manuscript import Text

_TERM = re.compile(r"(?P<term>[^\W\d_][^.:;!?–—\n]{1,80}?)\s+[-–—]\s+(?=\S)")
_LONGEST_TERM_WORDS = 7


def _term_length(paragraph: Text) -> tuple[int, int] | None:
    """Return where the term ends and where its definition begins."""
    match = _TERM.match(paragraph.string)
    if match is None or len(match["term"].split()) > _LONGEST_TERM_WORDS:
        return None
    return match.end("term"), match.end()


def with_definitions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a list of terms: paragraphs with a dash in a row are its entries."""
    result = list[Block]()
    for block in blocks:
        parts = _term_length(block.text) if isinstance(block, Paragraph) else None
        if parts is None or not isinstance(block, Paragraph):
            result.append(block)
            continue
        term, begin = parts
        definition = Definition(block.text[:term].stripped(), (block.text[begin:],))
        last = result[-1] if result else None
        if isinstance(last, DefinitionList):
            result[-1] = DefinitionList((*last.definitions, definition))
        else:
            result.append(DefinitionList((definition,)))
    return tuple(result)


def read_definitions(
    paragraphs: Sequence[Text], start: int, *, announced: bool
) -> tuple[DefinitionList, int] | None:
    """Return the definitions that begin at `start` and how many paragraphs they take.

    A paragraph between two of them belongs to the first. Where nothing announces them there are
    none: a sentence with a dash is no definition by itself.
    """
    if not announced:
        return None
    found, n = list[Definition](), start
    while n < len(paragraphs):
        parts = _term_length(paragraphs[n])
        if parts is not None:
            term, begin = parts
            paragraph = paragraphs[n]
            found.append(Definition(paragraph[:term].stripped(), (paragraph[begin:],)))
        elif found and n + 1 < len(paragraphs) and _term_length(paragraphs[n + 1]):
            last = found[-1]
            found[-1] = Definition(last.term, (*last.paragraphs, paragraphs[n]))
        else:
            break
        n += 1
    return (DefinitionList(tuple(found)), n - start) if len(found) > 1 else None
