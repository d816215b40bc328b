"""Where long tables are divided in the DOCX: at the rows that begin a page in its layout.

Every body row has a bookmark, which LibreOffice exports with page and place. The first guess is how
the PDF is divided. A table that LibreOffice lays out so is settled; any other, and all behind it,
which it moves, are written for measuring (`continuation.py`) and divided where that layout has it.
A part that runs over even then gives its last rows to the next one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pikepdf

from baspa.docx.fields import row_bookmark
from baspa.docx.libreoffice import LayoutError, destination_name
from baspa.model import RowPlace, TableDivision

NEAR_PT = 12.0
"""How far a part may end from where it is expected: less than a row, so that none is missing."""

Rows = Mapping[str, tuple[RowPlace, ...]]
Divisions = Mapping[str, TableDivision | None]


def first_divisions(rows: Rows) -> dict[str, TableDivision | None]:
    """Return how tables are divided whose `rows` stand so in another file, the PDF."""
    return {table: _divided(places) for table, places in rows.items()}


def next_divisions(divisions: Divisions, rows: Rows, *, last: bool) -> Divisions:
    """Return how to write the tables next, whose `rows` a layout shows; the same where settled.

    The `last` layout cannot ask for another one, so nothing is measured any more.
    """
    found: dict[str, TableDivision | None] = {}
    measure = False
    for table, places in rows.items():
        division = divisions[table]
        if division is None:
            found[table] = TableDivision(starts=_divided(places).starts)
        elif _stands(division, places) and not measure:
            found[table] = division
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
