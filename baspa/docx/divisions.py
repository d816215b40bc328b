"""Where long tables are divided in the DOCX: at the rows that begin a page in its layout.

Every body row has a bookmark, which LibreOffice exports with page and place. The first guess is how
the PDF is divided, which ends its parts a little early (`pdf/continuation.py`). A table that
LibreOffice lays out so is settled. The first that it does not is divided anew by the heights of its
rows, which that layout tells too. What fails even then, and all behind it, which it moves, is
written for measuring (`continuation.py`) and divided where that layout has it. A part that runs
over even then gives its last rows to the next one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pikepdf

from baspa.docx.fields import row_bookmark
from baspa.libreoffice import LayoutError, destination_name
from baspa.model import RowPlace, TableDivision

ROUNDING_PT = 0.1
NEAR_PT = 12.0
"""How far a part may end from where it is expected: less than a row, so that none is missing."""

Rows = Mapping[str, tuple[RowPlace, ...]]
Divisions = Mapping[str, TableDivision | None]


def first_divisions(rows: Rows) -> dict[str, TableDivision | None]:
    """Return how tables are divided whose `rows` stand so in another file, the PDF."""
    return {table: _divided(places) for table, places in rows.items()}


def next_divisions(divisions: Divisions, rows: Rows, *, first: bool, last: bool) -> Divisions:
    """Return how to write the tables next, whose `rows` a layout shows; the same where settled.

    After the `first` layout one table at most is divided anew, and what is behind it may stand yet.
    The `last` layout cannot ask for another one, so nothing is measured any more.
    """
    found: dict[str, TableDivision | None] = {}
    measure = moved = False
    for table, places in rows.items():
        division = divisions[table]
        if division is None:
            found[table] = TableDivision(starts=_divided(places).starts)
        elif moved or (_stands(division, places) and not measure):
            found[table] = division
        elif first and (anew := _divided_anew(division, places)) is not None:
            found[table], moved = anew, True
        elif last or not division.ends_pt:
            found[table] = _shortened(division, places)
        else:
            found[table], measure = None, True
    return found


def _shortened(division: TableDivision, places: Sequence[RowPlace]) -> TableDivision:
    """Return `division` with each part that runs over ended where its page does."""
    turns = _divided(places).starts
    bounds = pairwise([0, *division.starts, len(places)])
    starts = (next((turn for turn in turns if a < turn <= b), None) for a, b in bounds)
    return TableDivision(starts=tuple(start for start in starts if start is not None))


def _divided_anew(division: TableDivision, places: Sequence[RowPlace]) -> TableDivision | None:
    """Return the parts whose rows fit their pages, by where they stand when divided otherwise.

    None where there is no further part to tell how low the first row under a label stands. The
    first page holds at least what it holds now. How high a row is that ends a part is not known: it
    counts as the highest.
    """
    below = [
        lower.top_pt - upper.top_pt
        if upper.page == lower.page and n not in division.starts
        else None
        for n, (upper, lower) in enumerate(pairwise(places), 1)
    ]
    known = [height for height in below if height is not None]
    if not known or not division.starts:
        return None
    foot = max(*(place.top_pt for place in places), *division.ends_pt) + min(known)
    head = max(places[start].top_pt for start in division.starts)
    turns = (n for n in _divided(places).starts if n < division.starts[0])
    run_over = next(turns, None)
    starts: list[int] = []
    top = places[0].top_pt
    for n, height in enumerate([*below, None]):
        height = max(known) if height is None else height
        fits = top + height <= foot + ROUNDING_PT or places[n].page == places[0].page
        if n and (not fits or n == run_over):
            starts.append(n)
            top = head
        top += height
    return TableDivision(starts=_with_two_rows_last(starts, len(places)))


def _with_two_rows_last(starts: Sequence[int], rows: int) -> tuple[int, ...]:
    """Return `starts` with no single row in the last part, unless the one before has but two."""
    before = starts[-2] if len(starts) > 1 else 0
    if starts and starts[-1] == rows - 1 and starts[-1] - before > 2:
        return (*starts[:-1], rows - 2)
    return tuple(starts)


def _divided(places: Sequence[RowPlace]) -> TableDivision:
    """Return the parts of a table that stand on one page each."""
    turns = [n for n, (upper, lower) in enumerate(pairwise(places), 1) if upper.page != lower.page]
    return TableDivision(starts=tuple(turns), ends_pt=tuple(places[n - 1].top_pt for n in turns))


def _stands(division: TableDivision, places: Sequence[RowPlace]) -> bool:
    """Whether each part of a table stands on a page of its own, filled as was expected."""
    laid_out = _divided(places)
    ends = zip(laid_out.ends_pt, division.ends_pt, strict=False)
    return laid_out.starts == division.starts and all(abs(a - b) <= NEAR_PT for a, b in ends)


def read_rows(pdf: bytes, expected: Rows) -> Rows:
    """Return where the rows of the `expected` tables stand in LibreOffice's layout `pdf`.

    A row that only goes on with cells from above has no place of its own: it gets that of the row
    above it. Raises LayoutError where the first row of a table is not shown.
    """
    shown = _places(pdf) if expected else {}
    found: dict[str, tuple[RowPlace, ...]] = {}
    for table, places in expected.items():
        here: list[RowPlace] = []
        for number in range(1, len(places) + 1):
            place = shown.get(destination_name(row_bookmark(table, number)), *here[-1:])
            if place is None:
                raise LayoutError(f"LibreOffice's layout does not show where {table!r} stands")
            here.append(place)
        found[table] = tuple(here)
    return found


def _places(pdf: bytes) -> dict[str, RowPlace]:
    """Return the place of every named destination: `[page /XYZ left top zoom]`, from the bottom."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheets = {
            page.objgen: (number, float(page.mediabox[3]))
            for number, page in enumerate(document.pages, 1)
        }
        root: Any = document.Root
        found: dict[str, RowPlace] = {}
        for name, target in root.get("/Dests", {}).items():
            number, height = sheets[target[0].objgen]
            found[str(name).removeprefix("/")] = RowPlace(number, height - float(target[3]))
        return found
