"""Figures of a plain text, which cannot hold their pictures: an empty frame stands for each.

| typed | becomes |
|---|---|
| `Рисунок 1 – Title`, with no picture at hand | a figure, so that what refers to it is live |
| `[pic]`, `[image: 1.png]`, `[сурет]` beside it | dropped: a program put it for the picture |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from baspa.importers.structure.captions import captioned, is_stray_caption
from baspa.importers.text.blocks import Block, Captioned, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Picture
from baspa.importers.words.caption_lines import caption_of

_MARK = re.compile(
    r"[\[(<{]\s*(?:pic(?:ture)?|image|img|figure|photo|chart|рисунок|рис\.?|картинка|изображение"
    r"|фото|диаграмма|сурет|сызба)(?![^\W\d_])[^\])>}]{0,60}[\])>}]",
    re.IGNORECASE,
)
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="60mm" viewBox="0 0 120 60">'
    '<rect id="frame-{number}" x="1" y="1" width="118" height="58" fill="none" stroke="#888"'
    ' stroke-dasharray="2"/></svg>\n'
)
"""A file for each figure, in the place of which its picture can be put."""
_WIDTH_MM = 120


def with_frames(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks of a plain text, each caption that has no picture with an empty frame."""
    result, used = list[Block](), 0
    for n, block in enumerate(blocks):
        if n < used:
            continue
        figure = _framed(block, ledger)
        if figure is None:
            result.append(block)
            continue
        if result and _is_mark(result[-1], ledger):
            result.pop()
        elif n + 1 < len(blocks) and _is_mark(blocks[n + 1], ledger):
            used = n + 2
        result.append(figure)
    return tuple(result)


def _framed(block: Block, ledger: Ledger) -> Captioned | None:
    """Return the figure that a lone caption is; None for another block."""
    if not isinstance(block, Paragraph) or not is_stray_caption(block):
        return None
    line = caption_of(block.text)
    if line is None or line.kind != "fig" or not line.number:
        return None
    content = _FRAME.format(number=line.number).encode()
    frame = Picture(content=content, suffix=".svg", width_mm=_WIDTH_MM)
    question = "a plain text holds no pictures: put that of this figure in the place of its frame"
    ledger.ask(block.text.origin, question, block.text.string[:80])
    return captioned(Captioned(what=frame), block, "fig", ledger)


def _is_mark(block: Block, ledger: Ledger) -> bool:
    """Tell whether a block is a mark that stood for a picture, which is dropped then."""
    if not isinstance(block, Paragraph) or not _MARK.fullmatch(block.text.string.strip()):
        return False
    ledger.drop(block.text, "a mark that stood for a picture")
    return True
