"""What belongs to the block before it: notes below tables and figures, the letters of formulas.

| typed | becomes |
|---|---|
| `Ескерту – …`, `Дереккөз: …`, `Источник: …`, `Note. …` below a table or figure | its note |
| `мұндағы x – …; y – …`, `где x – …`, `where x is …` below a formula | the list of its letters |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from baspa.importers.text.blocks import Block, Captioned, Displayed, ItemList, Paragraph, Where
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, Text

_NOTE = re.compile(
    r"(?:Ескерт(?:у|пе)|Дереккөз[іи]?|Деректер көзі|Примечани[ея]|Источник[иа]?|Составлено"
    r"|Notes?|Sources?)(?:\s*[:.–—-]|\s+авто)",
    re.IGNORECASE,
)
_WHERE = re.compile(r"(?:мұндағы|мұнда|где|where)(?:\s*[:,–-])?(?=\s|$)\s*", re.IGNORECASE)
_LETTER = re.compile(r"[^–—]{1,60}?\s(?:[–—-]|is|are|denotes?)\s")
_BEHIND = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]*[\s,])")
"""Where the sentence ends that explains the letters, and the running text goes on."""
_NEXT = re.compile(r";\s+(?:and\s+)?(?=[^–—;]{1,60}?\s(?:[–—-]|is|are|denotes?)\s)")


def is_note(text: Text) -> bool:
    """Tell whether a paragraph is the note of a table or figure: `Источник: …`."""
    return bool(_NOTE.match(text.string))


def with_attached(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks, those that belong to the one before them put into it."""
    result = list[Block]()
    for block in blocks:
        above = result[-1] if result else None
        text = block.text if isinstance(block, Paragraph) else None
        if isinstance(above, Captioned) and text is not None and is_note(text):
            result[-1] = replace(above, notes=(*above.notes, text))
        elif isinstance(above, Displayed) and (where := _where(block, ledger)):
            *explained, last = where.items or [EMPTY]
            end = behind.end() if (behind := _BEHIND.search(last.string)) else len(last)
            result.append(Where((*explained, last[:end].stripped())) if where.items else where)
            result += [Paragraph(last[end:])] if end < len(last) else []
        elif isinstance(above, Where) and text is not None and _goes_on(above, text):
            result[-1] = Where((*above.items, *_parts(text)))
        elif isinstance(above, Where) and not above.items and isinstance(block, ItemList):
            result[-1] = Where(tuple(item.text for item in block.items))
        else:
            result.append(block)
    return tuple(result)


def _goes_on(where: Where, text: Text) -> bool:
    """Tell whether a paragraph explains another letter: the one before ends in a semicolon."""
    return bool(where.items and where.items[-1].string.endswith(";") and _LETTER.match(text.string))


def _where(block: Block, ledger: Ledger) -> Where | None:
    """Return the letters that a paragraph or list explains; none yet for `мұндағы:` alone."""
    match block:
        case Paragraph(text):
            texts: tuple[Text, ...] = (text,)
        case ItemList(items) if not any(item.items for item in items):
            texts = tuple(item.text for item in items)
        case _:
            return None
    word = _WHERE.match(texts[0].string)
    rest = texts[0][word.end() :] if word else texts[0]
    if word is None or (len(rest) and not _LETTER.match(rest.string)):
        return None
    ledger.drop(texts[0][: word.end()], "the word before the letters of a formula: it is made anew")
    if isinstance(block, Paragraph):
        return Where(tuple(_parts(rest)) if len(rest) else ())
    return Where((rest, *texts[1:]))


def _parts(text: Text) -> list[Text]:
    """Return what one paragraph says of each letter."""
    cuts = [0, *(m.end() for m in _NEXT.finditer(text.string)), len(text)]
    return [text[a:b].stripped() for a, b in pairwise(cuts)]
