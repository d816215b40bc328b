"""The tables of a plain text: rows whose cells are parted by tabs or `|`, or drawn.

```
+--------+------+        Year <tab> Visitors
| Year   | 2003 |        2001 <tab> 120
+--------+------+        2002 <tab> 135
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from baspa.importers.limits import check_cells
from baspa.importers.structure.lists import mark_of
from baspa.importers.structure.stacked_tables import stacked_tables
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Manuscript, Table, Text, sign_of

_RULE = re.compile(r"\s*(?=.*[-=─━═_])[-+=|:─━│┃┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬_\s]{3,}")
"""A line that is drawn."""
_BAR = re.compile("[|│┃║]")
_TAB = re.compile(r"(?:(?<! ) +)?\t+ *|(?<! ) +\| +")
_PADDING = 3
"""Spaces around the words of a cell, and before the next word."""
_LONGEST_CELL = 120
"""Characters of a cell at most; a longer one is a paragraph with a tab in it."""


def with_tables(manuscript: Manuscript, body: Text, ledger: Ledger) -> tuple[Manuscript, Text]:
    """Return the manuscript and its body with each table an object in a line of its own."""
    objects, edits = list(manuscript.objects), list[Edit]()
    stacked, unclear = stacked_tables(body)
    for caption in unclear:
        question = "the cells of this table stand one below another: how many columns has it?"
        ledger.ask(caption.origin, question, caption.string)
    places, cells = [(table.start, table.end, table.rows) for table in stacked], 0
    drawn = [t for t in _tables(body) if not any(a < t[1] and t[0] < b for a, b, _ in places)]
    for start, end, rows in sorted([*places, *drawn], key=lambda table: table[0]):
        edits.append(Edit(start, end, sign_of(len(objects))))
        objects.append(Table(rows=rows))
        cells += sum(map(len, rows))
        check_cells(cells)
        ledger.ask(
            body.origins[start], "these lines were read as a table: are its rows and cells right?",
            " | ".join(cell.string for cell in rows[0]),
        )  # fmt: skip
    ledger.objects = tuple(objects)
    return replace(manuscript, objects=tuple(objects)), body.edited(edits)


def _tables(body: Text) -> Iterator[tuple[int, int, tuple[tuple[Text, ...], ...]]]:
    """Give where each table stands, and its rows."""
    run, at, start, end = list[Text](), 0, 0, 0
    for line in [*body.lines(), Text.of("")]:
        is_row = _is_drawn(line.string) or bool(run and _RULE.fullmatch(line.string))
        is_row = is_row or _is_tabbed(line.string)
        if is_row and not run:
            start = at
        if is_row:
            run.append(line)
            end = at + len(line)
        elif run:
            if rows := _rows(run):
                yield start, end, rows
            run = []
        at += len(line) + 1


def _is_drawn(string: str) -> bool:
    stripped = string.strip()
    if _RULE.fullmatch(string) and re.search(r"[+┌┬┐╔╦╗|│]", stripped):
        return True
    return len(_BAR.findall(stripped)) >= 2 and bool(_BAR.match(stripped))


def _is_tabbed(string: str) -> bool:
    cells = _TAB.split(string.strip())
    return len(cells) > 1 and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _rows(lines: Sequence[Text]) -> tuple[tuple[Text, ...], ...]:
    """Return the rows of a table; nothing where the lines are none."""
    drawn = any(_is_drawn(line.string) for line in lines)
    if not drawn:
        rows = [tuple(_split(line.stripped(), _TAB)) for line in lines]
        alike = len({len(row) for row in rows}) == 1
        return tuple(rows) if alike and len(rows) > 1 and not _are_items(rows) else ()
    rows, fresh, above = [], True, list[str]()
    ruled = sum(bool(_RULE.fullmatch(line.string)) for line in lines) > 3
    for line in lines:
        if _RULE.fullmatch(line.string):
            fresh = True
            continue
        inside = line.stripped().stripped("|│┃║")
        cells, drawn_cells = tuple(_split(inside, _BAR)), _BAR.split(inside.string)
        alike = bool(rows) and len(cells) == len(rows[-1])
        if alike and not fresh and (ruled or _goes_on(above, drawn_cells)):
            rows[-1] = tuple(map(_below, rows[-1], cells))
        else:
            rows.append(cells)
        fresh, above = False, drawn_cells
    return tuple(rows) if len(rows) > 1 and max(map(len, rows)) > 1 else ()


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a line of a drawn table goes on with the words of the line above.

    They had no place there, and begin small or behind a comma.
    """
    said = [(a, c.strip()) for a, c in zip(above, cells, strict=False) if c.strip()]
    full = all(
        a.strip() and len(a.strip()) + len(c.split()[0]) + _PADDING > len(a) for a, c in said
    )
    return (
        bool(said)
        and full
        and all(
            c[0].islower() or (not c[0].isdigit() and a.rstrip().endswith((",", "-", "–")))
            for a, c in said
        )
    )


def _are_items(rows: Sequence[Sequence[Text]]) -> bool:
    """Tell whether rows are the items of a list, each with a tab behind its mark."""
    return all(len(row) == 2 and _is_mark(row[0].string) for row in rows)


def _is_mark(string: str) -> bool:
    return mark_of(Text.of(f"{string} a"))[1] == len(string) + 1


def _below(above: Text, cell: Text) -> Text:
    """Return a cell that goes on in the next line."""
    if not above.string or not cell.string:
        return above if above.string else cell
    return above + Text.of(" ", cell.origin) + cell


def _split(line: Text, at: re.Pattern[str]) -> Iterator[Text]:
    """Give the cells of a line."""
    start = 0
    for match in at.finditer(line.string):
        yield line[start : match.start()].stripped()
        start = match.end()
    yield line[start:].stripped()
