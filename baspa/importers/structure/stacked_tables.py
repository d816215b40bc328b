"""The tables of a plain text that only their caption gives away.

```
Table 1. Flow          Table 1. Flow
River                  River       Flow
Flow                   Talas       0.81
Talas                  Shu         1.54
0.81
Shu
1.54
```

Where each cell stands on a line of its own, the number of columns is that with which every column
holds only numbers, or none, through most rows; a table without a column of numbers does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import OBJECTS, Text
from baspa.importers.words.caption_lines import caption_of, is_continuation
from baspa.importers.words.elements import element_of

Rows = tuple[tuple[Text, ...], ...]
_MOST_COLUMNS = 8
_FEWEST_ROWS = 3
"""Of a table whose columns have to be found out, its head included."""
_LONGEST_CELL = 60
_NUMBER = re.compile(r"[-–−+<>≈~±]?\s?\d[\d\s.,:/×]*(?:[-–]\s?\d[\d\s.,]*)?\s?%?|[-–—]|н/д|n/a")
_GAP = re.compile(r"[ \t]{2,}|\t")


@dataclass(frozen=True, slots=True)
class Stacked:
    """A table, and where it stands."""

    start: int
    end: int
    rows: Rows


def stacked_tables(body: Text) -> tuple[list[Stacked], list[Text]]:
    """Return the tables below captions, and the captions whose tables cannot be told."""
    lines = [*_placed(body)]
    found, unclear, columns, n = list[Stacked](), list[Text](), 0, 0
    while n < len(lines):
        line = lines[n][1].stripped()
        caption = caption_of(line)
        continued = is_continuation(line)
        n += 1
        if not continued and (caption is None or caption.kind != "tbl"):
            continue
        has_title = continued or (caption is not None and len(line) > caption.length)
        first = n if has_title else n + 1
        run = [*_run(lines, first)]
        rows = _aligned([text for _, text in run])
        rows = rows or _stacked([text for _, text in run], columns if continued else 0)
        if not rows:
            unclear += [line] if len(run) >= 2 * _FEWEST_ROWS - 2 and not continued else []
            continue
        columns = len(rows[0])
        aligned = len(rows) <= len(run) and len(_cells(run[0][1])) > 1
        taken = run[: len(rows) if aligned else len(rows) * columns]
        start, end = taken[0][0], taken[-1][0] + len(taken[-1][1])
        found.append(Stacked(start, end, rows))
        n = first + len(taken)
    return found, unclear


def _placed(body: Text) -> Iterator[tuple[int, Text]]:
    at = 0
    for line in body.lines():
        yield at, line
        at += len(line) + 1


def _run(lines: Sequence[tuple[int, Text]], first: int) -> Iterator[tuple[int, Text]]:
    """Give the lines from `first` on that may be cells: short, no sentence, heading nor caption."""
    for n in range(first, len(lines)):
        at, line = lines[n]
        string = line.string.strip()
        is_cell = string and (len(string) <= _LONGEST_CELL or _GAP.search(string))
        if not is_cell or ord(max(string)) >= OBJECTS or string[-1] in ";:":
            return
        if element_of(string) or caption_of(line.stripped()) or is_continuation(line.stripped()):
            return
        yield at, line


def _cells(line: Text) -> list[Text]:
    parts, done, line = list[Text](), 0, line.stripped()
    for gap in _GAP.finditer(line.string):
        parts.append(line[done : gap.start()])
        done = gap.end()
    return [*parts, line[done:]]


def _aligned(lines: Sequence[Text]) -> Rows:
    """Return the rows of lines whose cells stand in columns; nothing where they do not."""
    rows = list[tuple[Text, ...]]()
    for line in lines:
        cells = tuple(_cells(line))
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return tuple(rows) if len(rows) > 1 else ()


def _stacked(lines: Sequence[Text], known: int) -> Rows:
    """Return the rows of cells that stand one below another; `known` columns, 0 for any."""
    cells = [line.stripped() for line in lines]
    best: Rows = ()
    for columns in [known] if known else range(2, _MOST_COLUMNS + 1):
        rows = _consistent(cells, columns)
        fewest = 2 if known else _FEWEST_ROWS
        if len(rows) < fewest:
            continue
        taken, before = len(rows) * columns, len(best) * len(best[0]) if best else 0
        if taken > before or (taken == before and len(rows) > len(best)):
            best = rows
    return best


def _consistent(cells: Sequence[Text], columns: int) -> Rows:
    """Return the rows, head first, up to where a column of numbers holds a word or a word a number.

    Nothing where no column below the head is one of numbers.
    """
    rows = [tuple(cells[n : n + columns]) for n in range(0, len(cells), columns)]
    if len(rows) < 2 or len(rows[1]) < columns or _is_number(rows[0][0]):
        return ()
    kinds = [_is_number(cell) for cell in rows[1]]
    if not any(kinds) or (_years(rows[0]) and not all(kinds[1:])):
        return ()
    kept = [rows[0]]
    for row in rows[1:]:
        if len(row) < columns or [_is_number(cell) for cell in row] != kinds:
            break
        kept.append(row)
    return tuple(kept)


def _is_number(cell: Text) -> bool:
    return bool(_NUMBER.fullmatch(cell.string.strip()))


def _years(head: Sequence[Text]) -> bool:
    """Tell whether the cells of a head, but for the first, are years or other numbers."""
    return len(head) > 1 and any(map(_is_number, head[1:]))
