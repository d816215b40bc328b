"""Repairs of the one WeasyPrint version that we know, each with the case that shows it.

A text that ends in a space, no-break or not, before another inline (a citation, a link) and fits
its line without that space, but not with it, is broken after its first word: Pango lets the space
hang over the margin, `split_first_line` then takes the line for too wide.
`tests/unit/pdf/test_repairs.py` holds such a paragraph and fails as soon as WeasyPrint sets it
right by itself.

A text that is a space alone (between a link and bold type, say) is laid out with a zero-width space
behind it where words have a spacing, and `remove_last_whitespace` leaves both at the end of a line:
where that is justified, it ends short of the margin.

A table at the head of a page keeps the room above it even where `margin-break: discard` says no:
its margins go to the wrapper of table and caption, and this property does not.

A justified line is fitted with its spaces kerned (Latin capitals are, beside a space) and drawn
without, since Pango sets no pair across the end of a stretch of its own spacing: it would end up to
a millimetre beyond the margin. What the spaces lose is taken from what they gain.

A citation of several links ends its line as a whole, where only the full stop behind it does not
fit: places between the children of an inline box are no places to break at, only those in a text.

A page whose only footnote goes overleaf with its line keeps the room of an area without footnotes
free: the lines that end there no longer fit, and the whole paragraph follows. And a paragraph whose
second line does not fit above a footnote sends the note of another one overleaf to make room; it
goes overleaf itself here.

Of a row of leaders the last one is left out where rounding puts its edge behind that of its line.
And each leader is a text and a mark of its own, hundreds on a page of contents. A row is one
text here, which is drawn and tagged once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

SPACES = " \N{NO-BREAK SPACE}"
_LATIN = re.compile("[A-Za-z]")
"""The letters that faces of the metrics of Times kern beside a space."""
WRAPPED = ("normal", "pre-wrap", "pre-line")
"""The values of `white-space` that let lines break."""
ROUNDING_PX = 1e-6
"""More than sums of widths are rounded by, and too little to be seen."""
LEADERS_PX = 0.01
"""Too little to be seen in a row of leaders."""
KNOWN = "70.0"
"""The version that the repair was written for; others are left as they are."""


@cache
def repair_weasyprint() -> None:
    """Mend the WeasyPrint that is installed, once."""
    import weasyprint
    from weasyprint.css import properties
    from weasyprint.layout import inline

    if weasyprint.VERSION != KNOWN:
        return
    properties.TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")
    split = inline.split_first_line

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any
    ) -> Any:
        result = split(text, style, context, max_width, *rest, **named)
        resume_index = result[2]
        if resume_index is None or not text.endswith(tuple(SPACES)) or max_width is None:
            return result
        _, _, bare_resume, bare_width, *_ = split(
            text.rstrip(SPACES), style, context, max_width, *rest, **named
        )
        if bare_resume is None and bare_width <= max_width:
            return split(text, style, context, None, *rest, **named)
        return result

    inline.split_first_line = split_first_line
    _repair_justification()
    _remove_lone_spaces()
    _end_lowered_blocks_in_time()
    _clear_empty_footnote_areas()
    _leave_footnotes_with_their_lines()
    _break_between_children()
    _set_rows_of_leaders()


def _break_between_children() -> None:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline

    can_break = inline.can_break_inside

    def can_break_inside(box: Any) -> bool:
        if can_break(box):
            return True
        if not isinstance(box, boxes.ParentBox) or isinstance(box, boxes.AtomicInlineLevelBox):
            return False
        text = "".join(_breakable(box))
        return bool(inline.can_break_text(text.strip(SPACES), box.style["lang"]))

    inline.can_break_inside = can_break_inside


def _breakable(box: Any) -> Iterator[str]:
    """Yield the texts of an inline box; a letter stands for what no line may part."""
    from weasyprint.formatting_structure import boxes

    if box.style["white_space"] not in WRAPPED or isinstance(box, boxes.AtomicInlineLevelBox):
        yield "a"
    elif isinstance(box, boxes.TextBox):
        yield box.text
    else:
        for child in box.children:
            yield from _breakable(child)


def _remove_lone_spaces() -> None:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline

    remove = inline.remove_last_whitespace

    def remove_last_whitespace(context: Any, line: Any) -> None:
        last = line
        while isinstance(last, (boxes.LineBox, boxes.InlineBox)) and last.children:
            last = last.children[-1]
        if isinstance(last, boxes.TextBox) and last.text == " \N{ZERO WIDTH SPACE}":
            last.text = " "
        remove(context, line)

    inline.remove_last_whitespace = remove_last_whitespace


def _end_lowered_blocks_in_time() -> None:
    """Let no block that `position: relative; top: …` sets lower end below the text area.

    Where lines are widely spaced, the page is longer than the text area by half the room of a line
    at either end, and closely set blocks stand by as much lower (`print.css.j2`).
    """
    from weasyprint.layout import block

    lay_out = block.block_level_layout

    def block_level_layout(
        context: Any, box: Any, bottom_space: Any, *rest: Any, **named: Any
    ) -> Any:
        top: Any = box.style["top"] if box.style["position"] == "relative" else "auto"
        if top != "auto":
            bottom_space += 2 * top.value
        return lay_out(context, box, bottom_space, *rest, **named)

    block.block_level_layout = block_level_layout


def _clear_empty_footnote_areas() -> None:
    from weasyprint.layout import LayoutContext

    update = LayoutContext._update_footnote_area

    def update_footnote_area(self: Any) -> Any:
        overflows = update(self)
        if not self.current_page_footnotes and not self.in_column:
            self.page_bottom += self.current_footnote_area.margin_height()
            self.current_footnote_area.height = "auto"
        return overflows

    LayoutContext._update_footnote_area = update_footnote_area


def _leave_footnotes_with_their_lines() -> None:
    from weasyprint.layout import block

    lay_out = block._linebox_layout

    def linebox_layout(
        context: Any, box: Any, index: Any, child: Any, lines: Any, page_is_empty: bool, *rest: Any
    ) -> Any:
        shown, reported = [*context.current_page_footnotes], [*context.reported_footnotes]
        result = lay_out(context, box, index, child, lines, page_is_empty, *rest)
        if page_is_empty or all(note in context.current_page_footnotes for note in shown):
            return result
        _, _, resume_at, position_y, new_footnotes, max_lines = result
        for note in new_footnotes:
            context.unlayout_footnote(note)
        context.current_page_footnotes, context.reported_footnotes = shown, reported
        context._update_footnote_area()
        return True, False, resume_at, position_y, [], max_lines

    block._linebox_layout = linebox_layout


def _set_rows_of_leaders() -> None:
    from weasyprint.layout import inline, leader

    handle = inline.handle_leader

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        _, found = leader.leader_index(line)
        if found is not None and found.children:
            found.children[0].width += ROUNDING_PX
        handle(context, line, containing_block)
        if found is not None and len(found.children) > 1:
            found.children = _in_a_row(context, found.children)

    inline.handle_leader = handle_leader


def _in_a_row(context: Any, leaders: Any) -> Any:
    """Return leaders, the last one first, as one text where it is as wide as they are."""
    from weasyprint.layout import inline

    row = leaders[-1].copy()
    row.text *= len(leaders)
    row.width *= len(leaders)
    split = inline.split_first_line(row.text, row.style, context, None, 0)
    row.pango_layout, _, _, width, *_ = split
    return (row,) if abs(width - row.width) < LEADERS_PX else leaders


def _repair_justification() -> None:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline

    justify_line, add_word_spacing = inline.justify_line, inline.add_word_spacing

    def justify(context: Any, line: Any, extra_width: float) -> None:
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        for box in texts:
            box.kerning_lost = _kerning_lost(box, inline.count_expandable_spaces(box))
        justify_line(context, line, extra_width - sum(box.kerning_lost for box in texts))

    def add_spacing(context: Any, box: Any, spacing: float, advance: float) -> float:
        advance = add_word_spacing(context, box, spacing, advance)
        lost = getattr(box, "kerning_lost", 0.0)  # boxes of lines and elements have none
        box.width += lost
        return float(advance + lost)

    inline.justify_line, inline.add_word_spacing = justify, add_spacing


def _kerning_lost(box: Any, spaces: int) -> float:
    """Return by how much a text is wider, in px, when its spaces are not kerned."""
    if not spaces or not _LATIN.search(box.text):
        return 0.0
    from weasyprint.text.line_break import Layout, line_size

    layout = Layout(box.style, justification_spacing=1)
    layout.set_text(box.text, justify=True)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, box.style)
    return float(width) - spaces - float(box.width)
