"""Captions beside what they name, rules and text of tables, formulas, as the profile asks.

Not measured: room over the picture of a figure (a drawing may have white edges of its own), the
parts of a divided table and `tables.whole_share`, `tables.note_space`, and of formulas all but
their numbers: LibreOffice sets them as type, our PDF draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from norm_case import POSITION, SIZE, Print
from ruler import MM_PER_PT, Box, Line, Sheet
from typeset import Block

THIN = 1.0
"""Millimetres: what is drawn thinner is a rule."""


@dataclass(frozen=True)
class Table:
    """The part of a table that stands on the page of its caption."""

    caption: Block
    sheet: Sheet
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    lines: tuple[Line, ...]
    """The text between its first rule and its last, from the top."""

    @property
    def rows(self) -> list[float]:
        """Where its rules across stand, each once, from the top."""
        tops = sorted((box.top + box.bottom) / 2 for box in self.across)
        return [y for n, y in enumerate(tops) if n == 0 or y - tops[n - 1] > THIN]

    @property
    def head(self) -> list[Line]:
        return [line for line in self.lines if line.baseline < self.rows[1]]


def tables(printed: Print) -> list[Table]:
    """Return every table on an upright page whose caption stands above it."""
    found = []
    for n, b in enumerate(printed.blocks):
        if b.style == "TableCaption" and b.lines and printed.upright(b.last):
            sheet = printed.sheets[b.last.sheet - 1]
            later = (x.first for x in printed.blocks[n + 1 :] if x.lines)
            ends = [x.baseline for x in later if x.sheet == sheet.number][:1] or [printed.bottom]
            boxes = [x for x in sheet.boxes if b.last.baseline < x.top < ends[0]]
            across = tuple(x for x in boxes if x.height < THIN < x.width)
            low = max(x.bottom for x in across)
            lines = [x for x in sheet.lines if b.last.baseline < x.baseline < low and x != b.last]
            down = tuple(x for x in boxes if x.width < THIN < x.height)
            lines.sort(key=lambda x: x.baseline)
            found.append(Table(b, sheet, across, down, tuple(lines)))
    assert found
    return found


def test_rules_of_tables(printed: Print) -> None:
    """A grid has rules down, a horizontal form has none; both are as wide as the text."""
    assert {bool(table.down) for table in tables(printed)} == {
        printed.profile.tables.rules == "grid"
    }
    for table in tables(printed):
        assert len(table.rows) > 1  # the last one may stand overleaf
        left, right = min(x.left for x in table.across), max(x.right for x in table.across)
        # pdfium's box of a stroke is wider than the stroke by its thickness, half of it outside.
        assert abs(left - printed.left) < POSITION + table.across[0].height, (
            table.caption.first.text
        )
        assert abs(right - printed.right) < POSITION + table.across[0].height


def test_size_of_text_in_tables(printed: Print) -> None:
    size = printed.profile.tables.size.pt
    lines = [line for table in tables(printed) for line in table.lines]
    assert [line.text for line in lines if abs(line.size - size) > SIZE] == []


def test_distance_of_lines_in_tables(printed: Print) -> None:
    """The least distance of two lines is that within a cell; between rows there is more."""
    rules = printed.profile.tables
    distances = [
        lower.baseline - upper.baseline
        for table in tables(printed)
        for upper, lower in pairwise(table.sheet.drawn)
        if {upper, lower} <= set(table.lines)
        and upper.left < lower.right
        and lower.left < upper.right
        and lower.baseline > upper.baseline
    ]
    asked = printed.line_distance(rules.size.pt, rules.line_spacing)
    assert abs(min(distances) - asked) < POSITION


def test_head_of_tables(printed: Print) -> None:
    weights = {g.bold for table in tables(printed) for line in table.head for g in line.printed}
    assert weights == {printed.profile.tables.head_bold}


def test_padding_of_the_first_column(printed: Print) -> None:
    """Between the edge of the table and the text of its first column."""
    padding = printed.profile.tables.padding.mm
    lefts = [line.left - printed.left for table in tables(printed) for line in table.lines]
    assert abs(min(lefts) - padding) < POSITION


def test_room_between_a_caption_and_its_table(printed: Print) -> None:
    """Under the room that belongs to the last line of the caption."""
    rules = printed.profile.table_caption
    room = printed.line_distance(rules.size.pt, rules.line_spacing - 1)
    after = room + rules.space_after.mm
    rooms = [
        (table.caption.first.text, table.rows[0] - printed.below(table.caption.last))
        for table in tables(printed)
    ]
    gap = printed.face.gap * rules.size.pt * MM_PER_PT
    assert [room for room in rooms if not -POSITION < room[1] - after < gap + POSITION] == []


def test_captions_stand_where_they_should(printed: Print) -> None:
    """A figure's caption borders on its picture at the side that is asked for."""
    below = printed.profile.figure_caption.place == "below"
    captions = 0
    for before, b, after in zip(
        printed.blocks, printed.blocks[1:], printed.blocks[2:], strict=False
    ):
        if b.style == "FigureCaption" and b.lines and printed.upright(b.first):
            picture = (before if below else after).style
            assert picture in {"Figure", "PanelCaption"}, b.first.text
            sheet = printed.sheets[b.first.sheet - 1]
            reach = 15.0
            top = printed.above(b.first) - reach if below else printed.below(b.last)
            near = [x for x in sheet.boxes if x.top < top + reach and x.bottom > top]
            assert near, b.first.text
            captions += 1
    assert captions


def test_numbers_of_formulas_end_at_the_margin(printed: Print) -> None:
    """The number stands in a cell of its own: it is looked for between its neighbours."""
    wanted = [b.paragraph.text for b in printed.blocks if b.style == "EquationNumber"]
    wanted = [text for text in wanted if text]
    numbers = [
        line
        for sheet in printed.sheets
        if sheet.upright
        for line in sheet.lines
        if any(_last_word(line).endswith(text) for text in wanted)
        and line.right > printed.right - 1
        and _stands_alone(line)
    ]
    assert wanted
    found = {text for text in wanted if any(_last_word(n).endswith(text) for n in numbers)}
    assert found == set(wanted)
    assert [n.text for n in numbers if abs(n.right - printed.right) > POSITION] == []


def _last_word(line: Line) -> str:
    return "".join(g.text for g in line.printed)


def _stands_alone(line: Line) -> bool:
    """Whether the end of a line is set apart from what stands before it."""
    number = line.printed.index(next(g for g in reversed(line.printed) if g.text == "("))
    before = line.printed[:number]
    return not before or line.printed[number].left - before[-1].right > 5
