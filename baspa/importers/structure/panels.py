"""Several pictures under one caption: side by side in a paragraph, or in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.text.blocks import Block, Captioned, Panel, Panels
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript, Picture, Text

_LETTER = re.compile(r"\s*\(?([^\W\d_])(?:\s?\)\s*(?:[–-]\s*)?|\s?[–—-]\s+)")

_LETTERS = re.compile(r"(?:^|(?<=\s))\(?[^\W\d_]\s?\)")
_DASHED_LETTERS = re.compile(r"(?:^|(?<=[;,]\s))[^\W\d_]\s?[–—-]\s+")


def read_row(paragraph: Text, manuscript: Manuscript) -> Panels | None:
    """Return the pictures of a paragraph that holds nothing else."""
    characters = paragraph.string.split()
    found = [manuscript.object_of(c) for word in characters for c in word]
    pictures = [
        Panel(thing, thing.caption, id=thing.id) for thing in found if isinstance(thing, Picture)
    ]
    return Panels((tuple(pictures),)) if len(pictures) == len(found) > 1 else None


def read_panels(
    rows: Sequence[Sequence[Text]], manuscript: Manuscript, ledger: Ledger
) -> Panels | None:
    """Return the pictures of a table whose cells hold a picture each, their titles below them.

    A title may stand in its picture's cell, or in the cell below.
    """
    result, n = list[tuple[Panel, ...]](), 0
    while n < len(rows):
        cells = [cell for cell in rows[n] if cell.string.strip()]
        pictures = [_picture(cell, manuscript) for cell in cells]
        if not cells or not all(pictures):
            return None
        titles = [cell[1:].stripped() for cell in cells]
        below = rows[n + 1] if n + 1 < len(rows) else ()
        filled = [cell for cell in below if cell.string.strip()]
        untitled = not any(title.string for title in titles) and len(filled) == len(cells)
        if untitled and not any(_picture(cell, manuscript) for cell in filled):
            titles, n = filled, n + 1
        result.append(
            tuple(
                Panel(picture, *_title(title, ledger))
                for picture, title in zip(pictures, titles, strict=True)
                if picture is not None
            )
        )
        n += 1
    return Panels(tuple(result)) if sum(map(len, result)) > 1 else None


def with_letters(block: Block | None, below: Sequence[Text], ledger: Ledger) -> Captioned | None:
    """Return pictures with the letters, and titles if any, that the line below gives.

    It reads `а)   б)` or `а – before; б – after`. None where there are not several pictures, or the
    line is something else.
    """
    if not isinstance(block, Captioned) or not isinstance(block.what, Panels) or not below:
        return None
    line, rows = below[0], block.what.rows
    found = [*_LETTERS.finditer(line.string)]
    found = found or [*_DASHED_LETTERS.finditer(line.string)]
    if len(found) != sum(map(len, rows)) or found[0].start():
        return None
    ends = [*(match.start() for match in found[1:]), len(line)]
    titles = iter(
        _title(line[match.start() : end], ledger) for match, end in zip(found, ends, strict=True)
    )
    titled = (tuple(Panel(panel.picture, *next(titles)) for panel in row) for row in rows)
    return replace(block, what=Panels(tuple(titled)))


def _picture(cell: Text, manuscript: Manuscript) -> Picture | None:
    found = manuscript.object_of(cell.string[0])
    rest = [c for c in cell.string[1:] if manuscript.object_of(c) is not None]
    return found if isinstance(found, Picture) and not rest else None


def _title(text: Text, ledger: Ledger) -> tuple[Text | None, str]:
    """Return a title without its letter, None for none; and the letter."""
    text, typed = text.stripped(), ""
    if letter := _LETTER.match(text.string):
        ledger.drop(text[: letter.end()], "the letter of a picture: it is made anew")
        text, typed = text[letter.end() :].stripped(";, "), letter[1].casefold()
    return text.unstressed() if text.string.strip() else None, typed
