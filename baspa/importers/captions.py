"""Captions, the parts of a table that was split by hand, and numbered formulas.

| recognised | as |
|---|---|
| `1-кесте – …`, `Кесте 1. …`, `Таблица 1 – …`, `Table 1. …` | the caption of the table below it |
| the same below a table that has none above, and no table follows | its caption |
| `Таблица 1` alone, a line, a table | the line is the caption |
| `2.1-сурет – …`, `Сурет 3.`, `Рис. 2.1 …`, `Figure 1` | that of the picture above |
| `Продолжение таблицы 1`, `1-кестенің жалғасы` | nothing: two tables are one |
| a formula, also a typed one, with `(2.1)` at the end of its line | a numbered formula |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from baspa.importers.blocks import Block, Captioned, Displayed, Listing, Panels, Paragraph
from baspa.importers.full_stops import is_abbreviated
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import (
    Chart,
    Code,
    Formula,
    Manuscript,
    Object,
    Picture,
    Table,
    Text,
)
from baspa.importers.panels import read_panels, read_row
from baspa.importers.typed_formulas import typed_formula

_N = r"(?P<n>(?:[А-ЯӘA-Z]\.?)?\d{1,3}(?:\.\d{1,3})*)"
_CAPTIONS = [
    re.compile(rf"{_N}\s*[-–]?\s*(?P<kind>кесте|сурет)(?![^\W\d_])[\s.:–-]*", re.IGNORECASE),
    re.compile(
        rf"(?P<kind>кесте|сурет|таблица|табл\.|рисунок|рис\.?|table|figure|fig\.)\s*№?\s*{_N}"
        r"(?!\d)[\s.:–—-]*",
        re.IGNORECASE,
    ),
]
_CONTINUED = re.compile(
    r"(?:продолжение|окончание)\s+табл(?:ицы|\.)|(?:(?:[А-ЯӘA-Z]\.)?\d[\d.]*\s*[-–]?\s*)?кестенің\s+(?:жалғасы|соңы)"
    r"|table\s+(?:[A-Z]\.?)?[\d.]+\s*\(?(?:continued|cont\.)|continuation of table",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\s*[,.;]?\s*\({_N}\)\s*")
_LONGEST = 300
"""Characters of a caption at most."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A paragraph that reads like a caption."""

    kind: str
    """tbl or fig."""
    number: str
    length: int
    """Characters of its label."""


def caption_of(paragraph: Text) -> CaptionLine | None:
    """Return what a paragraph is the caption of; None where it is running text."""
    if len(paragraph) > _LONGEST:
        return None
    for pattern in _CAPTIONS:
        if match := pattern.match(paragraph.string):
            kind = "tbl" if match["kind"].casefold()[0] in "ктt" else "fig"
            return CaptionLine(kind, match["n"], match.end())
    return None


def object_block(paragraph: Text, manuscript: Manuscript, ledger: Ledger) -> Block | None:
    """Return the block that a paragraph is which holds an object and nothing else."""
    string = paragraph.string
    found = manuscript.object_of(string[0]) if string else None
    rest = string[1:]
    if isinstance(found, Formula) and (number := _NUMBERED.fullmatch(rest)):
        ledger.drop(paragraph[1:], "the typed number of a formula: it is made anew")
        return Displayed(found, f"eq:{number['n'].replace('.', '-')}", number["n"])
    if found is None:
        return _typed_formula(paragraph, ledger)
    if isinstance(found, Picture) and _NUMBERED.fullmatch(rest):
        ledger.ask(paragraph.origin, "a formula that is a picture; type it as a formula", rest)
    if isinstance(found, Formula) and rest.strip() in ("", ",", "."):
        return Displayed(found, f"eq:{slug(found.id)}" if found.id else "")
    if isinstance(found, Code) and found.displayed and not rest.strip():
        return Listing(found.code, found.language)
    if isinstance(found, Table | Picture) and (found.caption or found.id) and not rest.strip():
        kind = "tbl" if isinstance(found, Table) else "fig"
        label = f"{kind}:{slug(found.id) if found.id else f'at-{paragraph.origin}'}"
        return Captioned(what=found, caption=found.caption, label=label)
    if isinstance(found, Table) and not rest.strip():
        formula = _formula_table(found, manuscript, ledger)
        panels = read_panels(found.rows, manuscript, ledger)
        return formula or Captioned(what=panels or found)
    if isinstance(found, Picture | Chart) and not rest.strip():
        return Captioned(what=found)
    if isinstance(found, Picture) and (line := caption_of(paragraph[1:].stripped())):
        caption = Paragraph(paragraph[1:].stripped())
        return _captioned(Captioned(what=found), caption, line.kind, ledger)
    if isinstance(found, Picture) and (panels := read_row(paragraph, manuscript)):
        return Captioned(what=panels)
    return None


def _typed_formula(paragraph: Text, ledger: Ledger) -> Displayed | None:
    """Return the formula that a paragraph of characters is."""
    typed = typed_formula(paragraph)
    if typed is None:
        return None
    formula, number, end = typed
    ledger.drop(paragraph[:end], f"became the formula {formula.latex}")
    ledger.drop(paragraph[end:], "the typed number of a formula: it is made anew")
    return Displayed(formula, f"eq:{number.replace('.', '-')}", number)


def slug(id: str) -> str:
    """Return what is called `fig:my_map` or `tab.1` in the original without its kind: `my-map`."""
    bare = re.sub(
        r"^(?:fig(?:ure)?|tab(?:le)?|tbl|eqn?|equation|sec(?:tion)?|subsec|ch(?:ap(?:ter)?)?|app)[:._-]",
        "", id, flags=re.IGNORECASE,
    )  # fmt: skip
    return re.sub(r"\W+|_+", "-", bare).strip("-") or "x"


def _formula_table(table: Table, manuscript: Manuscript, ledger: Ledger) -> Displayed | None:
    """Return the formula of a table that only puts it beside its number."""
    cells = [cell for row in table.rows for cell in row if cell.string.strip()]
    if len(table.rows) > 1 or not 1 < len(cells) < 4:
        return None
    formulas = [f for c in cells if isinstance(f := _alone(c, manuscript), Formula)]
    numbers = [(c, m) for c in cells if (m := _NUMBERED.fullmatch(c.string))]
    if len(formulas) != 1 or len(numbers) != 1 or len(cells) != 2:
        return None
    ledger.drop(numbers[0][0], "the typed number of a formula: it is made anew")
    number = numbers[0][1]["n"]
    return Displayed(formulas[0], f"eq:{number.replace('.', '-')}", number)


def _alone(text: Text, manuscript: Manuscript) -> Object | None:
    """Return the object that stands in a text with no letter beside it."""
    return manuscript.object_of(text.string[0]) if not text.string[1:].strip(" ,.\t") else None


def with_captions(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks with each caption at its table or picture, and split tables joined."""
    result, n = list[Block](), 0
    while n < len(blocks):
        block = blocks[n]
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        if isinstance(block, Captioned) and block.caption is None:
            match block.what:
                case Table():
                    block, table = _own_caption(block, block.what, ledger)
                    _put_table(block, table, result, ledger)
                    last = result[-1]
                    if isinstance(last, Captioned) and last.caption is None:
                        below = _below_table(last, blocks[n + 1 : n + 3], ledger)
                        result[-1] = below or last
                        n += below is not None
                case Picture() | Panels() | Chart():
                    below = _captioned(block, following, "fig", ledger)
                    if (
                        below is None
                        and result
                        and (above := _captioned(block, result[-1], "fig", ledger))
                    ):
                        result[-1] = above
                    else:
                        result.append(below or block)
                        n += below is not None
        else:
            result.append(block)
        n += 1
    return tuple(result)


def is_stray_caption(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph reads like a caption: a label and a title, and no full stop."""
    line = caption_of(paragraph.text)
    rest = paragraph.text.string[line.length :] if line else ""
    return rest[:1].isupper() and not rest.endswith((".", ":", ";"))


def _own_caption(block: Captioned, table: Table, ledger: Ledger) -> tuple[Captioned, Table]:
    """Return a table without the row that holds its caption, if its first one does."""
    first, *others = table.rows
    filled = [cell for cell in first if cell.string.strip()]
    line = caption_of(filled[0]) if len(filled) == 1 and others else None
    if line is None or line.kind != "tbl":
        return block, table
    ledger.drop(filled[0][: line.length], "the typed number of a caption: it is made anew")
    spans = {(row - 1, column): span for (row, column), span in table.spans.items() if row}
    table = replace(table, rows=tuple(others), spans=spans, head=max(0, table.head - 1))
    return _numbered(replace(block, what=table), filled[0][line.length :].stripped(), line), table


def _put_table(block: Captioned, table: Table, result: list[Block], ledger: Ledger) -> None:
    """Add a table to `result`, to whose end its caption or its first part stands."""
    above = result[-1] if result else None
    if block.caption is not None:
        result.append(block)
        return
    if (
        isinstance(above, Paragraph)
        and _CONTINUED.match(above.text.string)
        and len(above.text) < 60
    ):
        first = result[-2] if len(result) > 1 else None
        if isinstance(first, Captioned) and isinstance(first.what, Table):
            ledger.drop(above.text, "the continuation of a table: it is made anew")
            result[-2:] = [replace(first, what=_joined(first.what, table, ledger))]
            return
    before = result[-2] if len(result) > 1 else None
    if (captioned := _captioned(block, above, "tbl", ledger)) is not None:
        result[-1] = captioned
    elif isinstance(before, Paragraph) and isinstance(above, Paragraph) and _is_alone(before.text):
        label = caption_of(before.text)
        assert label is not None
        ledger.drop(before.text, "the typed number of a caption: it is made anew")
        result[-2:] = [_numbered(block, above.text, label)]
    else:
        result.append(block)


def _below_table(block: Captioned, following: Sequence[Block], ledger: Ledger) -> Captioned | None:
    """Return a table with the caption below it; None where that is the next table's."""
    after = following[1] if len(following) > 1 else None
    if not following or (isinstance(after, Captioned) and isinstance(after.what, Table)):
        return None
    return _captioned(block, following[0], "tbl", ledger)


def _is_alone(text: Text) -> bool:
    """Tell whether a paragraph is `Таблица 1` and nothing more."""
    line = caption_of(text)
    return line is not None and line.kind == "tbl" and line.length == len(text)


def _captioned(
    block: Captioned, neighbour: Block | None, kind: str, ledger: Ledger
) -> Captioned | None:
    """Return `block` with the caption that its neighbour is; None where it is none."""
    if not isinstance(neighbour, Paragraph):
        return None
    line = caption_of(neighbour.text)
    if line is None and neighbour.is_caption:
        label = f"{kind}:at-{neighbour.text.origin}"
        return replace(block, caption=neighbour.text.unstressed(), label=label)
    if line is None or line.kind != kind:
        return None
    ledger.drop(neighbour.text[: line.length], "the typed number of a caption: it is made anew")
    return _numbered(block, neighbour.text[line.length :].stripped(), line)


def _numbered(block: Captioned, caption: Text, line: CaptionLine) -> Captioned:
    if caption.string.count(".") == 1 and not is_abbreviated(caption.string):
        caption = caption.stripped(".")
    label = f"{line.kind}:{line.number.replace('.', '-')}"
    return replace(block, caption=caption.unstressed(), label=label, number=line.number)


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
