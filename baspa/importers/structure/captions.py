"""Captions, each at its table or picture.

| recognised | as |
|---|---|
| `1-кесте – …`, `Кесте 1. …`, `Таблица 1 – …`, `Table 1. …` | the caption of the table below it |
| the same below a table that has none above, and no table follows | its caption |
| `Таблица 1`, `Figure 2` alone, a line, a table or figure | the line is the caption |
| `2.1-сурет – …`, `Сурет 3.`, `Рис. 2.1 …`, `Figure 1` | that of the picture above |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.structure.attached import is_note
from baspa.importers.structure.split_tables import goes_on, without_first_row
from baspa.importers.text.blocks import Block, Captioned, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import (
    Table,
    Text,
)
from baspa.importers.words.caption_lines import CaptionLine, caption_of
from baspa.importers.words.full_stops import is_abbreviated

_SENTENCES = re.compile(r"[.!?]\s+[^\W\d_a-zа-яёәғқңөұүһі]")
"""Where a caption goes on with another sentence, so that its full stop ends one too."""
_LEGEND = re.compile(r"\(?(?:\d{1,2}|[^\W\d_])\)?\s*[–—-]\s")
"""`1 – насос; 2 – котёл`, which may stand between a figure and its caption."""
_UNIT = re.compile(
    r"\(.{2,60}\)|(?:в\s|тыс|млн|млрд|мың|пайыз|ед\.|единиц|процент|in\s|%)[^.!?]{0,50}\.?",
    re.IGNORECASE,
)
"""A line between a caption and its table: `(тыс. тенге)`, `в процентах`."""


def with_captions(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks with each caption at its table or picture, and split tables joined."""
    blocks = _with_whole_captions(blocks)
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


def _with_whole_captions(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, a label alone and the title on the next line put together.

    Both stand between running text and what they name, above or below it.
    """
    result, n = list[Block](), 0
    while n < len(blocks):
        label, title = blocks[n], blocks[n + 1] if n + 1 < len(blocks) else None
        if isinstance(label, Paragraph) and isinstance(title, Paragraph):
            line = caption_of(label.text)
            is_label = line is not None and line.length == len(label.text)
            if line and is_label and _is_title(title, result, blocks[n + 2 : n + 4], line.kind):
                space = Text.of(" ", title.text.origin)
                text = Text.joined([label.text, space, title.text.unstressed()])
                result.append(replace(label, text=text))
                n += 2
                continue
        result.append(label)
        n += 1
    return result


def _is_title(
    title: Paragraph, before: Sequence[Block], behind: Sequence[Block], kind: str
) -> bool:
    """Tell whether the line below a label is its title: what they name is at hand."""
    if caption_of(title.text) is not None or is_note(title.text):
        return False
    between = behind[0] if len(behind) > 1 else None
    if isinstance(between, Paragraph) and _UNIT.fullmatch(between.text.string.strip()):
        behind = behind[1:]
    if _is_bare(behind[:1], kind):
        return True
    return _is_bare(before[-1:], kind) and not title.text.string.endswith((".", ":", ";"))


def _stand_above(blocks: Sequence[Block], kind: str) -> bool | None:
    """Tell whether captions stand above what they name here, by those with one neighbour alone."""
    votes = 0
    for n, block in enumerate(blocks):
        line = caption_of(block.text) if isinstance(block, Paragraph) else None
        if line is not None and line.kind == kind:
            votes += _is_bare(blocks[n + 1 : n + 2], kind)
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
    before = captioned(block, result[-1], "fig", ledger) if above and result else None
    if before is None:
        for n, candidate in enumerate(following):
            if n == 0 and _is_above_label(following, "fig"):
                continue
            if below := captioned(block, candidate, "fig", ledger):
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
        before = captioned(block, result[-1], "fig", ledger)
    result[len(result) - (before is not None) :] = [before or block]
    return 0


def _is_above_label(following: Sequence[Block], kind: str) -> bool:
    """Tell whether a line in the style of captions only stands above one with a label."""
    first, second = (*following, None, None)[:2]
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return False
    line = caption_of(second.text)
    is_bare = first.is_caption and caption_of(first.text) is None
    return is_bare and line is not None and line.kind == kind


def is_stray_caption(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph reads like a caption: a label and a title, and no full stop."""
    line = caption_of(paragraph.text)
    rest = paragraph.text.string[line.length :] if line else ""
    return rest.lstrip('«“„"')[:1].isupper() and not rest.endswith((".", ":", ";"))


def _own_caption(block: Captioned, table: Table, ledger: Ledger) -> tuple[Captioned, Table]:
    """Return a table without the row that holds its caption, if its first one does."""
    first, *others = table.rows
    filled = [cell for cell in first if cell.string.strip()]
    line = caption_of(filled[0]) if len(filled) == 1 and others else None
    if line is None or line.kind != "tbl":
        return block, table
    ledger.drop(filled[0][: line.length], "the typed number of a caption: it is made anew")
    table = without_first_row(table)
    return _numbered(replace(block, what=table), filled[0][line.length :].stripped(), line), table


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
    if block.caption is None and goes_on(table, result, ledger):
        return 0
    if block.caption is None and above is False and following:
        below = captioned(block, following[0], "tbl", ledger)
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


def _captioned_above(
    block: Captioned, result: Sequence[Block], ledger: Ledger
) -> tuple[Captioned, int, list[Block]]:
    """Return a table with the caption above it, how many blocks that took, and those that stay."""
    last = [b for b in result[-2:] if isinstance(b, Paragraph)] if result else []
    if not last or last[-1] is not result[-1]:
        return block, 0, []
    if (taken := captioned(block, last[-1], "tbl", ledger)) is not None:
        return taken, 1, []
    if len(last) < 2:
        return block, 0, []
    before, nearest = last
    if _UNIT.fullmatch(nearest.text.string.strip()):
        taken = captioned(block, before, "tbl", ledger)
        return (taken, 2, [nearest]) if taken else (block, 0, [])
    return block, 0, []


def _below_table(block: Captioned, following: Sequence[Block], ledger: Ledger) -> Captioned | None:
    """Return a table with the caption below it; None where that is the next table's."""
    after = following[1] if len(following) > 1 else None
    if not following or (isinstance(after, Captioned) and isinstance(after.what, Table)):
        return None
    return captioned(block, following[0], "tbl", ledger)


def captioned(
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


def without_typed_number(block: Captioned, kind: str, ledger: Ledger) -> Captioned:
    """Return what the format knows the caption of; `Table 3.1.` may be typed in that too."""
    line = caption_of(block.caption) if block.caption is not None else None
    if block.caption is None or line is None or line.kind != kind:
        return block
    ledger.drop(block.caption[: line.length], "the typed number of a caption: it is made anew")
    named = _numbered(block, block.caption[line.length :].stripped(), line)
    return replace(named, label=block.label) if getattr(block.what, "id", "") else named


def _numbered(block: Captioned, caption: Text, line: CaptionLine) -> Captioned:
    if not _SENTENCES.search(caption.string) and not is_abbreviated(caption.string):
        caption = caption.stripped(".")
    number = line.number.replace(".", "-") or f"at-{caption.origin}"
    label = f"{line.kind}:{number}"
    return replace(block, caption=caption.unstressed(), label=label, number=line.number)
