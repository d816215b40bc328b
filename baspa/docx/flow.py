"""How pieces flow onto pages, as LibreOffice lets them: where long tables must then be divided.

Pieces that are held together go on the next page together where they do not fit. The room above
the first piece of a page is swallowed, and so is the leading under its last. Footnotes stand on the
page of their marks. Tests hold this against LibreOffice's own layouts, piece by piece.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from baspa.docx.effective import RULE_PT
from baspa.docx.galley import Piece
from baspa.docx.regions import Region
from baspa.model import RowPlace

NOTE_RULE_PT = 6.35
"""The room of the rule above the footnotes of a page."""
ROUNDING_PT = 0.02
SPARE_PT = 2.0
"""What a part of a table leaves free at the foot of its page, should a row be higher than told."""
LOOSE_PT = 48.0
"""The room that a part of a table may leave at the foot of its page; else it is divided anew."""
UNDECIDED_PT = RULE_PT + 0.1
"""By so much at most the first rows of a table miss the foot where LibreOffice 7.4 neither moves
nor divides it, so that the rows run off the sheet: one of its measures has the rule below them, the
other has not. Seen at each twentieth of a point of the 0.5 pt that a rule takes. Such a table is
lowered by as much, and then moved."""


def flow(
    pieces: Sequence[Piece],
    sheet: Region,
    turned: Collection[tuple[str, int]] = (),
    stuck: Collection[str] = (),
    spare: float = SPARE_PT,
) -> Iterator[tuple[Piece, RowPlace]]:
    """Yield where each piece comes to stand; the first stands where the layout has it.

    Tables are divided where they must be, and where they are now if that leaves little room. The
    rows that have `turned` begin a page in any case, and the tables that are `stuck` run off one
    in the layout. A part of a table leaves `spare` pt free at the foot of its page.
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
        missed = _missed(chain, top, sheet.foot, noted, spare)
        if _begins(chain, stuck) or (0 < missed <= UNDECIDED_PT and _begins(chain)):
            chain = _lowered(chain, UNDECIDED_PT + max(0.0, -missed))
            missed = UNDECIDED_PT
        if first is not pieces[0] and (asked or missed > 0):
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


def _begins(chain: Sequence[Piece], tables: Collection[str] | None = None) -> bool:
    """Whether a table begins among these pieces; one of `tables`, if they are given."""
    first_rows = (piece.row[0] for piece in chain if piece.row is not None and piece.row[1] == 0)
    return any(tables is None or table in tables for table in first_rows)


def _lowered(chain: Sequence[Piece], by: float) -> list[Piece]:
    """Return pieces with the caption of the table that begins among them lowered by so much."""
    return [
        replace(
            piece,
            space=piece.space + (by if piece.is_caption else 0.0),
            lowered=by if piece.row is not None and piece.row[1] == 0 else 0.0,
        )
        for piece in chain
    ]


def _missed(chain: Sequence[Piece], top: float, foot: float, noted: float, spare: float) -> float:
    """Return by how much pieces that begin at `top` end below `foot`: 0 at most where they fit.

    Footnotes take `noted` of the page already; the rows of a table leave `spare` free.
    """
    for n, piece in enumerate(chain):
        top += piece.height + (piece.space if n else 0.0)
        noted += _note_room(piece, noted)
    last = chain[-1]
    if last.row is None or chain[0].row is None:
        spare = -ROUNDING_PT
    return top - last.leading + spare - (foot - noted)


def _note_room(piece: Piece, noted: float) -> float:
    """Return what the footnotes of a piece take of its page, where others take `noted`."""
    if not piece.notes:
        return 0.0
    return sum(piece.notes) + (0.0 if noted else NOTE_RULE_PT)
