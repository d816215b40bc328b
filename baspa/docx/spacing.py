"""What neighbouring blocks owe each other: one space, and a note its table on the same page.

The space is the larger of the two that they ask for, as in CSS.

Word adds the space after one paragraph to the space before the next (or takes the larger one,
by a setting). Where both ask, only one of them is left, so that every reader prints the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import pairwise
from typing import Literal

from baspa.docx.formatting import properties_of, set_property, set_space
from baspa.docx.oxml import Element, make, number, qualified, value
from baspa.docx.style import Style

_PARAGRAPH, _TABLE = qualified("w:p"), qualified("w:tbl")
_STYLE, _OPENING = "w:pPr/w:pStyle", qualified("w:pPr/w:pageBreakBefore")
_TWIPS_PER_PT = 20
Side = Literal["before", "after"]


def collapse_spacing(body: Element, sheet: Sequence[Style], after_table: int) -> None:
    """Leave one space between each two blocks of `body`; data tables ask for `after_table`."""
    spaces = _spaces(sheet)
    for upper, lower in pairwise(list(body)):
        if _opens_page(lower):
            continue
        if (inside := _equation_number(upper)) is not None and lower.tag == _PARAGRAPH:
            _leave_rest(lower, "before", _space(inside, spaces, "after"), spaces)
        elif (inside := _equation_number(lower)) is not None and upper.tag == _PARAGRAPH:
            _leave_rest(upper, "after", _space(inside, spaces, "before"), spaces)
        elif upper.tag == _TABLE and lower.tag == _PARAGRAPH:
            wanted = 0 if _belongs_to(lower, upper) else after_table
            if wanted > _space(lower, spaces, "before"):
                set_space(lower, "before", wanted)
        elif upper.tag == lower.tag == _PARAGRAPH:
            below, above = _space(upper, spaces, "after"), _space(lower, spaces, "before")
            is_note = value(lower, _STYLE) == "Note"
            if below and above and below >= above and not is_note:
                set_space(lower, "before", 0)
            elif below and (above or is_note):
                set_space(upper, "after", 0)


@contextmanager
def lowered(caption: Element, by_pt: float, sheet: Sequence[Style]) -> Iterator[None]:
    """Let a caption stand lower by so much; all the space above it becomes its own meanwhile.

    The top of a page swallows that.
    """
    spaces, upper = _spaces(sheet), caption.getprevious()
    space = _space(caption, spaces, "before") + round(by_pt * _TWIPS_PER_PT)
    touched = [p for p in (caption, upper) if p is not None and p.tag == _PARAGRAPH]
    kept = [deepcopy(properties_of(each)) for each in touched]
    if upper in touched:
        space += _space(upper, spaces, "after")
        set_space(upper, "after", 0)
    set_space(caption, "before", space)
    yield
    for each, properties in zip(touched, kept, strict=True):
        each.replace(properties_of(each), properties)


def _equation_number(block: Element) -> Element | None:
    """Return the paragraph of the number, where a block is the table of a formula.

    The space around the formula is inside of its row.
    """
    if block.tag != _TABLE:
        return None
    paragraphs = block.iter(_PARAGRAPH)
    return next((p for p in paragraphs if value(p, _STYLE) == "EquationNumber"), None)


def _leave_rest(
    paragraph: Element, side: Side, given: int, spaces: dict[str, dict[Side, int]]
) -> None:
    """Leave a paragraph what it asks for beyond the space that its neighbour has `given`."""
    asked = _space(paragraph, spaces, side)
    if asked and given:
        set_space(paragraph, side, max(0, asked - given))


def keep_companions(body: Element) -> None:
    """Keep a note on the page where its table or caption ends, and «where» with its formula."""
    for upper, lower in pairwise(list(body)):
        style = value(lower, _STYLE) if lower.tag == _PARAGRAPH else None
        if style not in {"Note", "Where"} or value(upper, _STYLE) == "Where":
            continue
        last = upper.findall(qualified("w:tr"))[-1:] if upper.tag == _TABLE else [upper]
        for paragraph in (p for block in last for p in block.iter(_PARAGRAPH)):
            set_property(paragraph, make("w:keepNext"))


def _opens_page(block: Element) -> bool:
    return block.find(_OPENING) is not None


def _belongs_to(lower: Element, table: Element) -> bool:
    """Whether a paragraph stands close under a table: its note, the label of its next part,
    or what follows a formula's table.
    """
    follows = value(lower, _STYLE) in {"Note", "TableContinuation"}
    return follows or value(table, "w:tblPr/w:tblStyle") != "DataTable"


def _spaces(sheet: Sequence[Style]) -> dict[str, dict[Side, int]]:
    """Return the space before and after of every style, inherited ones resolved."""
    found: dict[str, dict[Side, int]] = {}
    for style in sheet:
        base = found.get(style.based_on or "", {"before": 0, "after": 0})
        before, after = style.paragraph.before, style.paragraph.after
        found[style.id] = {
            "before": base["before"] if before is None else before,
            "after": base["after"] if after is None else after,
        }
    return found


def _space(paragraph: Element, spaces: dict[str, dict[Side, int]], side: Side) -> int:
    spacing = properties_of(paragraph).find(qualified("w:spacing"))
    return number(spacing, f"w:{side}", spaces[value(paragraph, _STYLE)][side])
