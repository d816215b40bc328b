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
from dataclasses import replace

from baspa.importers.attached import is_note
from baspa.importers.blocks import Block, Captioned, Displayed, Listing, Paragraph
from baspa.importers.caption_lines import NUMBER, CaptionLine, caption_of, is_continuation
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

_NUMBERED = re.compile(rf"\s*[,.;]?\s*\({NUMBER}\)\s*[,.;]?\s*")
_LEGEND = re.compile(r"\(?(?:\d{1,2}|[^\W\d_])\)?\s*[–—-]\s")
"""`1 – насос; 2 – котёл`, which may stand between a figure and its caption."""
_UNIT = re.compile(
    r"\(.{2,60}\)|(?:в\s|тыс|млн|млрд|мың|пайыз|ед\.|единиц|процент|in\s|%)[^.!?]{0,50}\.?",
    re.IGNORECASE,
)
"""A line between a caption and its table: `(тыс. тенге)`, `в процентах`."""


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
    above = {kind: _stand_above(blocks, kind) for kind in ("tbl", "fig")}
    result, n = list[Block](), 0
    while n < len(blocks):
        block = blocks[n]
        used = 0
        if isinstance(block, Captioned) and block.caption is None:
            if isinstance(block.what, Table):
                block, table = _own_caption(block, block.what, ledger)
                used = _put_table(block, table, result, blocks[n + 1 : n + 3], above["tbl"], ledger)
            else:
                used = _put_figure(block, result, blocks[n + 1 : n + 3], above["fig"], ledger)
        else:
            result.append(block)
        n += 1 + used
    return tuple(result)


def _stand_above(blocks: Sequence[Block], kind: str) -> bool | None:
    """Tell whether captions stand above what they name here, by those with one neighbour alone."""
    votes = 0
    for n, block in enumerate(blocks):
        line = caption_of(block.text) if isinstance(block, Paragraph) else None
        if line is not None and line.kind == kind:
            behind = n + 1 + (isinstance(block, Paragraph) and line.length == len(block.text))
            votes += _is_bare(blocks[behind : behind + 1], kind)
            votes -= _is_bare(blocks[max(0, n - 1) : n], kind)
    return votes > 0 if votes else None


def _is_bare(found: Sequence[Block], kind: str) -> bool:
    """Tell whether a block, if any, is a table or picture without a caption."""
    block = found[0] if found else None
    if not isinstance(block, Captioned) or block.caption is not None:
        return False
    return isinstance(block.what, Table) == (kind == "tbl")


def _put_figure(
    block: Captioned,
    result: list[Block],
    following: Sequence[Block],
    above: bool | None,
    ledger: Ledger,
) -> int:
    """Add a figure with its caption to `result`; return how many blocks behind it are used up.

    A note may stand between a figure and the caption below it.
    """
    before = _captioned(block, result[-1], "fig", ledger) if above and result else None
    if before is None:
        for n, candidate in enumerate(following):
            if below := _captioned(block, candidate, "fig", ledger):
                result += [
                    replace(
                        below,
                        notes=tuple(b.text for b in following[:n] if isinstance(b, Paragraph)),
                    )
                ]
                return n + 1
            if not isinstance(candidate, Paragraph) or not (
                is_note(candidate.text) or _LEGEND.match(candidate.text.string)
            ):
                break
    if before is None and result:
        before = _captioned(block, result[-1], "fig", ledger)
    result[len(result) - (before is not None) :] = [before or block]
    return 0


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
    table = _without_first_row(table)
    return _numbered(replace(block, what=table), filled[0][line.length :].stripped(), line), table


def _without_first_row(table: Table) -> Table:
    spans = {(row - 1, column): span for (row, column), span in table.spans.items() if row}
    return replace(table, rows=table.rows[1:], spans=spans, head=max(0, table.head - 1))


def _put_table(
    block: Captioned,
    table: Table,
    result: list[Block],
    following: Sequence[Block],
    above: bool | None,
    ledger: Ledger,
) -> int:
    """Add a table to `result`, to whose end its caption or its first part stands.

    Returns how many blocks behind it are used up: the caption below, if none is above.
    """
    if block.caption is None and _goes_on(table, result, ledger):
        return 0
    if block.caption is None and above is False and following:
        below = _captioned(block, following[0], "tbl", ledger)
        result += [below] if below else []
        if below:
            return 1
    if block.caption is None:
        block, used, kept = _captioned_above(block, result, ledger)
        result[len(result) - used :] = kept
    if block.caption is None and (below := _below_table(block, following, ledger)):
        result.append(below)
        return 1
    result.append(block)
    return 0


def _goes_on(table: Table, result: list[Block], ledger: Ledger) -> bool:
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
        table, said = _without_first_row(table), True
    alike = len(inside) > 1 and _strings(opening) == _strings(first.what.rows[0])
    if not said and not alike:
        return False
    if isinstance(label, Paragraph):
        ledger.drop(label.text, "the continuation of a table: it is made anew")
        result.pop()
    result[-1] = replace(first, what=_joined(first.what, table, ledger))
    return True


def _captioned_above(
    block: Captioned, result: Sequence[Block], ledger: Ledger
) -> tuple[Captioned, int, list[Block]]:
    """Return a table with the caption above it, how many blocks that took, and those that stay."""
    last = [b for b in result[-2:] if isinstance(b, Paragraph)] if result else []
    if not last or last[-1] is not result[-1]:
        return block, 0, []
    if (captioned := _captioned(block, last[-1], "tbl", ledger)) is not None:
        return captioned, 1, []
    if len(last) < 2:
        return block, 0, []
    before, nearest = last
    if _is_alone(before.text):
        label = caption_of(before.text)
        assert label is not None
        ledger.drop(before.text, "the typed number of a caption: it is made anew")
        return _numbered(block, nearest.text, label), 2, []
    if _UNIT.fullmatch(nearest.text.string.strip()):
        captioned = _captioned(block, before, "tbl", ledger)
        return (captioned, 2, [nearest]) if captioned else (block, 0, [])
    return block, 0, []


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
    number = line.number.replace(".", "-") or f"at-{caption.origin}"
    label = f"{line.kind}:{number}"
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
