"""Tables that only put things beside one another: their cells become lines again.

| a table | becomes |
|---|---|
| of pictures, each with a numbered caption of its own, in its cell or the one below | figures |
| whose rows hold a formula and its number in brackets | numbered formulas |
| of one row: pictures beside text of some sentences | the pictures, then the text |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from baspa.importers.text.manuscript import Formula, Manuscript, Picture, Table, Text
from baspa.importers.words.caption_lines import NUMBER, caption_of

_NUMBER = re.compile(rf"[\s,;.]*\({NUMBER}\)[\s,;.]*")
_RELATION = re.compile(r"[=≈≤≥<>→⇒]")
_LONGEST_FORMULA = 150
_SENTENCE = re.compile(r"\w{3,}[.!?]\s")

Row = Sequence[Text]


def laid_out(line: Text, manuscript: Manuscript) -> list[Text]:
    """Return the lines that a line becomes which is such a table; else itself alone."""
    table = manuscript.object_of(line.string[0]) if len(line) == 1 else None
    if not isinstance(table, Table) or table.caption or table.id:
        return [line]
    rows = [[cell for cell in row if cell.string.strip()] for row in table.rows]
    rows = [row for row in rows if row]
    return (
        [*_figures(rows, manuscript)]
        or [*_formulas(rows, manuscript)]
        or [*_beside_text(rows, manuscript)]
        or [line]
    )


def _figures(rows: Sequence[Row], manuscript: Manuscript) -> Iterator[Text]:
    """Give each picture and the caption below it; nothing where one of them has none."""
    cells, n = list[list[Text]](), 0
    while n < len(rows):
        row = [[line.stripped() for line in c.lines() if line.string.strip()] for c in rows[n]]
        below = rows[n + 1] if n + 1 < len(rows) else ()
        if all(len(lines) == 1 for lines in row) and len(below) == len(row):
            lower = ([line for line in c.lines() if line.string.strip()] for c in below)
            row = [[*lines, *more] for lines, more in zip(row, lower, strict=True)]
            n += 1
        cells += row
        n += 1
    divided = [[*_divided(lines, manuscript)] for lines in cells]
    numbers = [_numbers(lines, manuscript) for lines in divided]
    if numbers and all(numbers) and len({*numbers}) == len(numbers):
        yield from (line for lines in divided for line in lines)


def _divided(lines: Sequence[Text], manuscript: Manuscript) -> Iterator[Text]:
    """Give the lines of a cell, a picture apart from the words behind it."""
    for line in lines:
        is_picture = isinstance(manuscript.object_of(line.string[0]), Picture)
        yield from (line[:1], line[1:].stripped()) if is_picture and len(line) > 1 else (line,)


def _numbers(lines: Sequence[Text], manuscript: Manuscript) -> str:
    """Return the number of the figure that a cell is; nothing for a cell that is none."""
    if not lines or not isinstance(manuscript.object_of(lines[0].string[0]), Picture):
        return ""
    captions = [c for line in lines[1:] if (c := caption_of(line.stripped())) is not None]
    return captions[0].number if len(captions) == 1 and captions[0].kind == "fig" else ""


def _formulas(rows: Sequence[Row], manuscript: Manuscript) -> Iterator[Text]:
    """Give each formula with its number; nothing where a row holds anything else."""
    if all(len(row) == 2 and _is_formula(row, manuscript) for row in rows):
        for formula, number in rows:
            tab = Text.of("\t", number.origin)
            yield Text.joined([formula.stripped(), tab, number.stripped()])


def _is_formula(row: Row, manuscript: Manuscript) -> bool:
    formula, number = (cell.stripped().string for cell in row)
    if not _NUMBER.fullmatch(number) or "\n" in formula or len(formula) > _LONGEST_FORMULA:
        return False
    thing = manuscript.object_of(formula[0])
    return isinstance(thing, Formula | Picture) or bool(_RELATION.search(formula))


def _beside_text(rows: Sequence[Row], manuscript: Manuscript) -> Iterator[Text]:
    """Give the lines of the one row of a table in which a picture stands beside sentences."""
    if len(rows) != 1 or len(rows[0]) < 2:
        return
    pictured, worded = list[Text](), list[Text]()
    for cell in rows[0]:
        lines = [line.stripped() for line in cell.lines() if line.string.strip()]
        is_picture = isinstance(manuscript.object_of(lines[0].string[0]), Picture)
        (pictured if is_picture else worded).extend(lines)
    if pictured and any(_SENTENCE.search(f"{line.string} ") for line in worded):
        yield from (*_divided(pictured, manuscript), *worded)
