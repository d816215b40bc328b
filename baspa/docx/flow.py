"""How pieces flow onto pages, as LibreOffice lets them: where long tables must then be divided.

Pieces that are held together go on the next page together where they do not fit. The room above
the first piece of a page is swallowed, and so is the leading under its last. Footnotes stand on the
page of their marks. Tests hold this against LibreOffice's own layouts, piece by piece.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from baspa.docx.galley import Piece
from baspa.docx.regions import Region
from baspa.model import RowPlace

NOTE_RULE_PT = 6.1
"""The room of the rule above the footnotes of a page."""
ROUNDING_PT = 0.02
SPARE_PT = 2.0
"""What a part of a table leaves free at the foot of its page, should a row be higher than told."""
LOOSE_PT = 48.0
"""The room that a part of a table may leave at the foot of its page; else it is divided anew."""


def flow(
    pieces: Sequence[Piece], sheet: Region, turned: Collection[tuple[str, int]] = ()
) -> Iterator[tuple[Piece, RowPlace]]:
    """Yield where each piece comes to stand; the first stands where the layout has it.

    Tables are divided where they must be, and where they are now if that leaves little room. The
    rows that have `turned` begin a page in any case.
    """
    begin = pieces[0].place
    assert begin is not None, "the first piece tells where to begin"
    page, foot, noted = begin.page, begin.top_pt, 0.0
    """The page, how far it is filled, and what footnotes take of it."""
    for chain in _chains(pieces):
        first = chain[0]
        top = foot if first is pieces[0] else foot + first.space
        room = sheet.foot - noted
        asked = first.row in turned or (first.starts_part and room - foot <= LOOSE_PT)
        if first is not pieces[0] and (asked or not _fits(chain, top, sheet.foot, noted)):
            if foot > sheet.top + ROUNDING_PT:
                page, noted = page + 1, 0.0
            top = sheet.top + first.repeated
        foot = top
        for n, piece in enumerate(chain):
            foot += piece.space if n else 0.0
            yield piece, RowPlace(page, foot)
            foot += piece.height
            noted += _note_room(piece, noted)


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that stand on one page together."""
    chain: list[Piece] = []
    for piece in pieces:
        if chain and not piece.held:
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _fits(chain: Sequence[Piece], top: float, foot: float, noted: float) -> bool:
    """Whether pieces that begin at `top` end above `foot`, where footnotes take `noted` of it."""
    for n, piece in enumerate(chain):
        top += piece.height + (piece.space if n else 0.0)
        noted += _note_room(piece, noted)
    last = chain[-1]
    spare = SPARE_PT if last.row is not None and chain[0].row is not None else -ROUNDING_PT
    return top - last.leading + spare <= foot - noted


def _note_room(piece: Piece, noted: float) -> float:
    """Return what the footnotes of a piece take of its page, where others take `noted`."""
    if not piece.notes:
        return 0.0
    return sum(piece.notes) + (0.0 if noted else NOTE_RULE_PT)
