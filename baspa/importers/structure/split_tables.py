"""The parts of a table that was split by hand are one table again.

The second is announced, by `Продолжение таблицы 1` or `1-кестенің жалғасы`, or repeats the head of
the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.text.blocks import Block, Captioned, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Table, Text
from baspa.importers.words.caption_lines import is_continuation


def without_first_row(table: Table) -> Table:
    """Return a table without the row that was its caption."""
    spans = {(row - 1, column): span for (row, column), span in table.spans.items() if row}
    return replace(table, rows=table.rows[1:], spans=spans, head=max(0, table.head - 1))


def goes_on(table: Table, result: list[Block], ledger: Ledger) -> bool:
    """Join a table to the one before it, if it is said to go on or repeats its head."""
    label = result[-1] if result else None
    said = isinstance(label, Paragraph) and is_continuation(label.text)
    first = result[-2] if said and len(result) > 1 else label
    if not isinstance(first, Captioned) or not isinstance(first.what, Table):
        return False
    opening, *rest = table.rows
    inside = [cell for cell in opening if cell.string.strip()]
    if not said and len(inside) == 1 and rest and is_continuation(inside[0]):
        ledger.drop(inside[0], "the continuation of a table: it is made anew")
        table, said = without_first_row(table), True
    alike = len(inside) > 1 and _strings(opening) == _strings(first.what.rows[0])
    if not said and not alike:
        return False
    if isinstance(label, Paragraph):
        ledger.drop(label.text, "the continuation of a table: it is made anew")
        result.pop()
    result[-1] = replace(first, what=_joined(first.what, table, ledger))
    return True


def _joined(first: Table, second: Table, ledger: Ledger) -> Table:
    """Return two parts of a table as one; a head or column numbers repeated are dropped.

    Of a head of several rows the lowest labels may be repeated alone.
    """
    rows = list(second.rows)
    height = max((down for (row, _), (down, _) in first.spans.items() if row == 0), default=1)
    head = [_strings(row) for row in first.rows[:height]]
    leaves = [
        next((cell for cell in column[::-1] if cell), "") for column in zip(*head, strict=True)
    ]
    while rows and (_strings(rows[0]) in (*head, leaves) or _counts(rows[0])):
        for cell in rows.pop(0):
            ledger.drop(cell, "the repeated head of a split table: it is made anew")
    moved = len(first.rows) - (len(second.rows) - len(rows))
    spans = {(row + moved, column): span for (row, column), span in second.spans.items()}
    spans = {place: span for place, span in spans.items() if place[0] >= len(first.rows)}
    return replace(first, rows=(*first.rows, *rows), spans={**first.spans, **spans})


def _strings(row: Sequence[Text]) -> list[str]:
    return [cell.string.strip() for cell in row]


def _counts(row: Sequence[Text]) -> bool:
    """Tell whether a row holds the numbers of the columns: 1, 2, 3."""
    return len(row) > 1 and [c.string.strip() for c in row] == [str(n + 1) for n in range(len(row))]
