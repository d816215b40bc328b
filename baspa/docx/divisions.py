"""Where long tables are divided in the DOCX: at the rows that begin a page in its layout.

The first guess is how the PDF is divided, which ends its parts a little early
(`pdf/continuation.py`). A table that LibreOffice lays out so is settled, also where its parts leave
a little room. From the first that is not, up to where the next page begins in any case, the tables
are divided as the pieces of the text will flow (`flow.py`), with the heights that the layout tells.
Should LibreOffice contradict that, a table is divided where the layout has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from baspa.docx.baselines import Baselines
from baspa.docx.fields import row_bookmark
from baspa.docx.flow import LOOSE_PT, flow
from baspa.docx.galley import Piece, read_galley
from baspa.docx.regions import LaidOut, Region
from baspa.libreoffice import LayoutError, destination_name
from baspa.model import RowPlace, TableDivision

Rows = Mapping[str, tuple[RowPlace, ...]]
Divisions = Mapping[str, TableDivision]


def first_divisions(rows: Rows) -> dict[str, TableDivision]:
    """Return how tables are divided whose `rows` stand so in another file, the PDF."""
    return {table: _divided(places) for table, places in rows.items()}


def next_divisions(
    divisions: Divisions, docx: bytes, pdf: bytes, places: Mapping[str, RowPlace], rows: Rows
) -> Divisions:
    """Return how to write the tables of `docx` next; the same where its layout `pdf` settles them.

    `places` are those of its destinations, `rows` those of the tables.
    """
    wrong = {table for table, each in rows.items() if not _stands(divisions[table], each)}
    if not wrong:
        return divisions
    laid_out, baselines = LaidOut.read(docx, places, rows), Baselines(pdf)
    found = dict(divisions)
    for region in laid_out.regions():
        first = next((block for block in region.blocks if block.table in wrong), None)
        if first is not None and first.table is not None:
            pieces = read_galley(region, baselines, laid_out.settings)
            found |= _divided_anew(pieces, region, first.table, first.rows)
            if found[first.table].starts == divisions[first.table].starts:
                found[first.table] = _as_laid_out(first.rows)
    return found


def _as_laid_out(rows: Sequence[RowPlace]) -> TableDivision:
    """Return the division of a table where its layout has it, whatever it should be by its heights.

    Nothing is expected of the ends of its parts, so that it is settled where it stands so.
    """
    return replace(_divided(rows), ends_pt=())


def _divided_anew(
    pieces: Sequence[Piece], region: Region, table: str, rows: Sequence[RowPlace]
) -> dict[str, TableDivision]:
    """Return how the tables of a region are divided, from `table` on, the first wrong one.

    Its `rows` begin where they will begin, and where its first part runs over, it must end.
    """
    page = rows[0].page
    turn = next((n for n, row in enumerate(rows) if row.page != page), len(rows))
    run_over = {(table, turn)} - {piece.row for piece in pieces if piece.starts_part}
    begin = next(n for n, piece in enumerate(pieces) if piece.place and piece.place.page == page)
    stand: dict[str, list[RowPlace]] = {}
    for piece, place in flow(pieces[begin:], region, run_over):
        if piece.row is not None:
            stand.setdefault(piece.row[0], []).append(place)
    moved = list(stand)[list(stand).index(table) :]
    return {each: _divided(stand[each]) for each in moved}


def _divided(places: Sequence[RowPlace]) -> TableDivision:
    """Return the parts of a table that stand on one page each."""
    turns = [n for n, (upper, lower) in enumerate(pairwise(places), 1) if upper.page != lower.page]
    return TableDivision(starts=tuple(turns), ends_pt=tuple(places[n - 1].top_pt for n in turns))


def _stands(division: TableDivision, places: Sequence[RowPlace]) -> bool:
    """Whether each part of a table stands on a page of its own, filled about as was expected."""
    laid_out = _divided(places)
    ends = zip(laid_out.ends_pt, division.ends_pt, strict=False)
    return laid_out.starts == division.starts and all(b - a <= LOOSE_PT for a, b in ends)


def read_rows(places: Mapping[str, RowPlace], expected: Rows) -> Rows:
    """Return where the rows of the `expected` tables stand, by the `places` of all destinations.

    A row that only goes on with cells from above has no place of its own: it gets that of the row
    above it. Raises LayoutError where the first row of a table is not shown.
    """
    return {table: tuple(_row_places(table, len(r), places)) for table, r in expected.items()}


def _row_places(table: str, rows: int, places: Mapping[str, RowPlace]) -> Iterator[RowPlace]:
    above: RowPlace | None = None
    for number in range(1, rows + 1):
        place = places.get(destination_name(row_bookmark(table, number)), above)
        if place is None:
            raise LayoutError(f"LibreOffice's layout does not show where {table!r} stands")
        yield place
        above = place
