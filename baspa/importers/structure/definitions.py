"""Terms and what they mean: `Term – definition.`, one behind another, announced by a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from baspa.importers.text.blocks import Block, Captioned, Definition, DefinitionList, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, Edit, Form, Table, Text

_TERM = re.compile(r"(?P<term>[^\W\d_][^.:;!?–—\n]{1,80}?)\s+[-–—]\s+(?=\S)")
_LONGEST_TERM_WORDS = 7


def _term_length(paragraph: Text) -> tuple[int, int] | None:
    """Return where the term ends and where its definition begins."""
    match = _TERM.match(paragraph.string)
    if match is None or len(match["term"].split()) > _LONGEST_TERM_WORDS:
        return None
    return match.end("term"), match.end()


def with_definitions(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks of a list of terms: paragraphs with a dash, or rows of a table."""
    result = list[Block]()
    for block in blocks:
        rows = _rows_of_terms(block)
        if rows:
            for name, dash, meaning in rows:
                ledger.drop(dash, "the dash between a term and its meaning: it is made anew")
                _put(Definition(name, (meaning,)), result)
            continue
        parts = _term_length(block.text) if isinstance(block, Paragraph) else None
        if parts is None or not isinstance(block, Paragraph):
            result.append(block)
            continue
        term, begin = parts
        _put(Definition(block.text[:term].stripped(), (block.text[begin:],)), result)
    return tuple(result)


def _put(definition: Definition, result: list[Block]) -> None:
    """Add a definition to the list of terms at the end of `result`, or begin one."""
    last = result[-1] if result else None
    if isinstance(last, DefinitionList):
        result[-1] = DefinitionList((*last.definitions, definition))
    else:
        result.append(DefinitionList((definition,)))


def _rows_of_terms(block: Block) -> list[tuple[Text, Text, Text]]:
    """Return term, dash and meaning of each row of a table of terms; nothing for another."""
    table = block.what if isinstance(block, Captioned) and block.caption is None else None
    if not isinstance(table, Table) or table.spans:
        return []
    found = list[tuple[Text, Text, Text]]()
    for row in table.rows:
        cells = [cell for cell in row if cell.string.strip(" –—-")]
        if len(cells) != 2 or len(row) > 3 or "\n" in cells[0].string:
            return []
        dashes = [cell for cell in row if cell.string.strip() and cell not in cells]
        meaning = cells[1].edited(
            Edit(*m.span(), " ") for m in re.finditer(r"\s*\n\s*", cells[1].string)
        )
        found.append((cells[0].unstressed(), dashes[0] if dashes else EMPTY, meaning))
    return found


def read_definitions(
    paragraphs: Sequence[Text], start: int, *, announced: bool
) -> tuple[DefinitionList, int] | None:
    """Return the definitions that begin at `start` and how many paragraphs they take.

    Terms are announced by a colon, or bold; a sentence with a dash is no definition by itself.
    Where terms are not bold, a paragraph between two of them belongs to the first.
    """
    bold = _has_bold_term(paragraphs[start])
    if not announced and not bold:
        return None
    found, n = list[Definition](), start
    while n < len(paragraphs):
        parts = _term_length(paragraphs[n])
        if parts is not None and bold == _has_bold_term(paragraphs[n]):
            term, begin = parts
            paragraph = paragraphs[n]
            term_text = paragraph[:term].stripped().unstressed()
            found.append(Definition(term_text, (paragraph[begin:],)))
        elif found and not bold and n + 1 < len(paragraphs) and _term_length(paragraphs[n + 1]):
            last = found[-1]
            found[-1] = Definition(last.term, (*last.paragraphs, paragraphs[n]))
        else:
            break
        n += 1
    return (DefinitionList(tuple(found)), n - start) if len(found) > 1 else None


def _has_bold_term(paragraph: Text) -> bool:
    """Tell whether the term that opens a paragraph is bold, and what it means is not."""
    parts = _term_length(paragraph)
    if parts is None or parts[1] >= len(paragraph):
        return False
    bold = all(form & Form.BOLD for form in paragraph.forms[: parts[0]])
    return bold and not paragraph.forms[-1] & Form.BOLD
