"""Where long tables are divided in the DOCX: at the rows that begin a page in its layout.

The first guess is that of casting off (`castoff.py`). A table that LibreOffice lays out so is
settled, also where its parts leave a little room. From the first that is not, up to where the next
page begins in any case, the tables are divided as the pieces of the text will flow (`flow.py`),
with the heights that the layout tells. Should LibreOffice contradict that, a table is divided where
the layout has it. A table whose rows run off the sheet is lowered a little (`flow.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from baspa.docx.baselines import Baselines
from baspa.docx.fields import row_bookmark
from baspa.docx.flow import LOOSE_PT, flow
from baspa.docx.galley import Piece, read_galley
from baspa.docx.regions import LaidOut, Region
from baspa.libreoffice import LayoutError
from baspa.model import RowPlace, TableDivision

Rows = Mapping[str, tuple[RowPlace, ...]]
Divisions = Mapping[str, TableDivision]


def divided(flowed: Iterable[tuple[Piece, RowPlace]]) -> tuple[Rows, Divisions]:
    """Return where the rows of tables stand that flowed onto pages so, and how that divides them.

    A division lowers its table by what the pieces say.
    """
    rows: dict[str, tuple[RowPlace, ...]] = {}
    lowered: dict[str, float] = {}
    for piece, place in flowed:
        if piece.row is not None:
            table, _ = piece.row
            rows[table] = (*rows.get(table, ()), place)
            lowered[table] = lowered.get(table, 0.0) + piece.lowered
    return rows, {t: replace(_divided(rows[t]), lowered_pt=lowered[t]) for t in rows}


def next_divisions(
    divisions: Divisions,
    laid_out: LaidOut,
    pdf: Callable[[], bytes],
    outside: Collection[str],
    before: Rows,
) -> Divisions:
    """Return how to write the tables next; the same where the layout settles them: where
    other blocks stand in it, and its `pdf`, is then not asked for.

    Where the rows of a table stand `outside` of a page, their heights are told by where they stood
    `before`.
    """
    rows = laid_out.rows
    stuck = {table for table in outside if not divisions[table].lowered_pt}
    wrong = stuck | {t for t, each in rows.items() if not _stands(divisions[t], each)}
    if not wrong:
        return divisions
    straight = {t: _straight(rows[t], before[t], laid_out.body.settings.row_pt) for t in outside}
    laid_out, baselines = replace(laid_out, rows={**rows, **straight}), Baselines(pdf())
    found = dict(divisions)
    for region in laid_out.regions():
        first = next((block for block in region.blocks if block.table in wrong), None)
        if first is not None and first.table is not None:
            pieces = read_galley(region, baselines, laid_out.body.settings)
            found |= _divided_anew(pieces, region, first.table, first.rows, divisions, stuck)
            if found[first.table].form == divisions[first.table].form:
                found[first.table] = _as_laid_out(found[first.table], rows[first.table])
    return found


def _straight(
    rows: Sequence[RowPlace], before: Sequence[RowPlace], least: float
) -> tuple[RowPlace, ...]:
    """Return the rows of a table that runs off the sheet one below the other, on its first page.

    They are as high as they were `before`; one that ended a page, as high as the `least`.
    """
    page, top = rows[0].page, rows[0].top_pt
    heights = (b.top_pt - a.top_pt if a.page == b.page else least for a, b in pairwise(before))
    return tuple(RowPlace(page, each) for each in accumulate(heights, initial=top))


def _as_laid_out(division: TableDivision, rows: Sequence[RowPlace]) -> TableDivision:
    """Return the division of a table where its layout has it, whatever it should be by its heights.

    Nothing is expected of the ends of its parts, so that it is settled where it stands so.
    """
    return replace(division, starts=_divided(rows).starts, ends_pt=())


def _divided_anew(
    pieces: Sequence[Piece],
    region: Region,
    table: str,
    rows: Sequence[RowPlace],
    divisions: Divisions,
    stuck: Collection[str],
) -> dict[str, TableDivision]:
    """Return how the tables of a region are divided, from `table` on, the first wrong one.

    Its `rows` begin where they will begin, and where its first part runs over, it must end.
    """
    page = rows[0].page
    turn = next((n for n, row in enumerate(rows) if row.page != page), len(rows))
    run_over = {(table, turn)} - {piece.row for piece in pieces if piece.starts_part}
    begin = next(n for n, piece in enumerate(pieces) if piece.place and piece.place.page == page)
    _, anew = divided(flow(pieces[begin:], region, run_over, stuck))
    moved = list(anew)[list(anew).index(table) :]
    before = {each: divisions[each].lowered_pt for each in moved}
    return {t: replace(anew[t], lowered_pt=before[t] + anew[t].lowered_pt) for t in moved}


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
    """Return where the rows of the `expected` tables stand, by the `places` of their bookmarks.

    A row that only goes on with cells from above has no place of its own: it gets that of the row
    above it. Raises LayoutError where the first row of a table is not shown.
    """
    return {table: tuple(_row_places(table, len(r), places)) for table, r in expected.items()}


def _row_places(table: str, rows: int, places: Mapping[str, RowPlace]) -> Iterator[RowPlace]:
    above: RowPlace | None = None
    for number in range(1, rows + 1):
        place = places.get(row_bookmark(table, number), above)
        if place is None:
            raise LayoutError(f"LibreOffice's layout does not show where {table!r} stands")
        yield place
        above = place
