"""The galley: what a laid-out DOCX prints, as pieces that no page divides, each with its height.

A piece is a line, a row of a table, a picture, a formula. The heights are those of the layout:
every paragraph and every row has a bookmark, which LibreOffice exports with its page and place,
exact to a twentieth of a point. How many lines of a paragraph stand on the page that it does not
end on, and how high the last row of a page is, the baselines of the page tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.docx.baselines import Baselines
from baspa.docx.effective import RULE_PT, Settings
from baspa.docx.regions import Block, Kind, Region
from baspa.docx.styles import CELL_PADDING_ABOVE
from baspa.model import RowPlace

BELOW_LINE_PT = 4.0
"""From the baseline of the last line of a table to its end."""
NEAR_PT = 0.6
"""How far what lines take may be from a whole number of them, in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What no page divides. Measures are in pt."""

    height: float
    space: float = 0.0
    """The room above it, which the top of a page swallows."""
    leading: float = 0.0
    """How much of its height the foot of a page may swallow."""
    held: bool = False
    """It stays on the page of the piece before it."""
    notes: tuple[float, ...] = ()
    """The heights of the footnotes whose marks stand in it."""
    place: RowPlace | None = None
    """Where the layout has it, if that is known."""
    row: tuple[str, int] | None = None
    """Of a row of a table: the table's id, and the row's number from 0."""
    repeated: float = 0.0
    """What stands above this row where it begins a page: the continuation label and the head."""
    lowered: float = 0.0
    """Of the first row of a table: how much lower than it was the caption above must stand."""
    is_caption: bool = False
    """It is the first line of the caption of a table."""
    marks: tuple[str, ...] = ()
    """The bookmarks that stand in it, where that is known."""
    starts_part: bool = False
    """The file that was laid out divides the table before this row."""


def read_galley(region: Region, baselines: Baselines, settings: Settings) -> list[Piece]:
    """Return the pieces of a region; the first that has a place tells where to begin."""
    return _Galley(region, baselines, settings).pieces()


@dataclass(frozen=True, slots=True)
class _Next:
    """The next block whose place is known."""

    place: RowPlace
    between: float
    """What stands between this one and the end of the lines asked about, spaces included."""
    formula: int | None
    """The index of the first formula between, which may be drawn higher than the file says."""


class _Galley:
    """Makes the pieces of one region, block by block."""

    def __init__(self, region: Region, baselines: Baselines, settings: Settings):
        self._region, self._baselines, self._settings = region, baselines, settings
        self._blocks = region.blocks
        self._grown: dict[int, float] = {}
        """By how much a formula is higher than its row is said to be, by its index."""
        marks = (mark for block in self._blocks for mark in block.marks)
        self._notes_on = Counter(mark.place.page for mark in marks)
        self._note_pitch = settings.of_style("FootnoteText").pitch_pt

    def pieces(self) -> list[Piece]:
        """Return the pieces in order."""
        found: list[Piece] = []
        held, space, index = False, 0.0, 0
        while index < len(self._blocks):
            block = self._blocks[index]
            first, *own = _MAKERS[block.kind](self, index)
            space += block.setting.above_pt
            if found and found[-1].row is not None:
                space = self._below_table(block, found[-1], space)
            found += [replace(first, held=held, space=space), *own]
            held, space = block.keeps, block.setting.below_pt
            index += 1
        return found

    def _below_table(self, block: Block, row: Piece, asked: float) -> float:
        """Return the room between a table, whose last row is given, and the block behind it."""
        place = block.place
        if place is not None and row.place is not None and place.page == row.place.page:
            return place.top_pt - row.place.top_pt - row.height
        return asked + RULE_PT - CELL_PADDING_ABOVE.pt

    def _next(self, index: int) -> _Next | None:
        """Return the block behind the one at `index` whose place is known."""
        between, formula = self._blocks[index].setting.below_pt, None
        for n, block in enumerate(self._blocks[index + 1 :], index + 1):
            between += block.setting.above_pt
            if block.place is not None:
                return _Next(block.place, between, formula)
            if block.kind not in {Kind.FORMULA, Kind.PICTURE, Kind.SPACER}:
                return None
            if block.kind is Kind.FORMULA and formula is None:
                formula = n
            between += block.height + block.setting.below_pt
        return None

    def _lines(self, index: int) -> list[Piece]:
        """Return the lines of a paragraph; two stay together at either end."""
        block = self._blocks[index]
        setting, place = block.setting, block.place
        here, further, pitch = self._count(index)
        count = here + further
        together = count <= 3 or setting.keep_next or setting.keep_lines
        notes: list[tuple[float, ...]] = [()] * count
        for mark in block.marks:
            if place is not None:
                beyond = mark.place.page != place.page
                start, top = (here, self._region.top) if beyond else (0, place.top_pt)
                line = min(max(0, start + round((mark.place.top_pt - top) / pitch)), count - 1)
                notes[line] += (self._note_height(mark.place.page),)
        return [
            Piece(
                height=pitch,
                leading=setting.leading_pt,
                held=n > 0 and (together or n in {1, count - 1}),
                notes=notes[n],
                place=place if n == 0 else None,
                is_caption=n == 0 and setting.style == _CAPTION,
            )
            for n in range(count)
        ]

    def _count(self, index: int) -> tuple[int, int, float]:
        """Return how many lines of a paragraph stand on its first page, how many on the next ones,
        and their pitch."""
        block = self._blocks[index]
        place, pitch = block.place, block.setting.pitch_pt
        if place is None:
            return 1, 0, pitch
        behind = self._next(index)
        if behind is not None and behind.place.page == place.page:
            room = behind.place.top_pt - place.top_pt - behind.between
            count = max(1, round(room / pitch))
            if abs(room - count * pitch) <= NEAR_PT:
                return count, 0, pitch
            if behind.formula is None:  # a formula in the text has made some of the lines higher
                return count, 0, room / count
            count = self._down(place, pitch)
            self._grown[behind.formula] = room - count * pitch
            return count, 0, pitch
        here = self._down(place, pitch)
        if behind is None or behind.place.top_pt <= self._region.top + NEAR_PT:
            return here, 0, pitch
        if behind.place.page > place.page + 1:
            return here, self._down(RowPlace(place.page + 1, self._region.top), pitch), pitch
        room = behind.place.top_pt - self._region.top - behind.between
        further = max(0, round(room / pitch))
        if behind.formula is not None:
            self._grown[behind.formula] = max(0.0, room - further * pitch)
        return here, further, pitch

    def _note_height(self, page: int) -> float:
        """Return the height of one of the footnotes of a page, each as high as the others."""
        return self._note_lines(page) * self._note_pitch / self._notes_on[page]

    def _down(self, place: RowPlace, pitch: float) -> int:
        """Return how many lines stand one below the other from a place on."""
        return self._baselines.down(place.page, place.top_pt, self._text_foot(place.page), pitch)

    def _text_foot(self, page: int) -> float:
        """Return where the text of a page ends: above its footnotes."""
        notes = self._note_lines(page) if self._notes_on[page] else 0
        return self._region.foot - notes * self._note_pitch

    def _note_lines(self, page: int) -> int:
        """Return how many lines the footnotes of a page have, where it has any."""
        return self._baselines.up(page, self._region.foot, self._note_pitch)

    def _whole(self, index: int) -> list[Piece]:
        """Return panels, or a table that is not divided, as one piece."""
        place = self._under_caption(index) or self._blocks[index].place
        return [Piece(height=self._depth(index, place), place=self._blocks[index].place)]

    def _under_caption(self, index: int) -> RowPlace | None:
        """Return where a table begins, by the caption above it."""
        caption = self._blocks[index - 1] if index else None
        if caption is None or caption.setting.style != _CAPTION or caption.place is None:
            return None
        lines, _, pitch = self._count(index - 1)
        depth = lines * pitch + caption.setting.below_pt
        return replace(caption.place, top_pt=caption.place.top_pt + depth)

    def _depth(self, index: int, place: RowPlace | None) -> float:
        """Return how far the block at `index` reaches down from `place`."""
        behind = self._next(index)
        if place is None:
            return self._blocks[index].height
        if behind is not None and behind.place.page == place.page:
            return behind.place.top_pt - place.top_pt - behind.between
        foot = self._text_foot(place.page)
        lines = [y for y in self._baselines.of(place.page) if place.top_pt < y < foot]
        return lines[-1] + BELOW_LINE_PT - place.top_pt if lines else 0.0

    def _fixed(self, index: int) -> list[Piece]:
        """Return what says itself how high it is."""
        block = self._blocks[index]
        return [Piece(height=block.height + self._grown.get(index, 0.0), place=block.place)]

    def _table(self, index: int) -> list[Piece]:
        """Return the head and the rows of a table."""
        block, above = self._blocks[index], self._under_caption(index)
        first = block.rows[0]
        head = 0.0
        if above is not None and above.page == first.page:
            head = first.top_pt - above.top_pt
        return [Piece(height=head), *self._body(block, head)]

    def _body(self, block: Block, head: float) -> list[Piece]:
        """Return the rows of a table; `head` is the height of what stands above the first."""
        assert block.table is not None, "only a table that may be divided has measured rows"
        places = block.rows
        label = self._settings.of_style("TableContinuation")
        repeated = label.pitch_pt + label.below_pt + head
        for start in block.starts:
            if places[start].page != places[start - 1].page:
                repeated = places[start].top_pt - self._region.top
                break
        heights = self._heights(block)
        notes: list[tuple[float, ...]] = [()] * len(places)
        for mark in block.marks:
            if mark.row is not None:
                notes[mark.row] += (self._note_height(mark.place.page),)
        return [
            Piece(
                height=heights[n],
                leading=CELL_PADDING_ABOVE.pt,
                held=n == 0 or (n not in block.starts and (n in block.held or heights[n] == 0)),
                notes=notes[n],
                place=place,
                row=(block.table, n),
                repeated=repeated,
                starts_part=n in block.starts,
            )
            for n, place in enumerate(places)
        ]

    def _heights(self, block: Block) -> list[float]:
        """Return the heights of the rows of a table, by where they stand.

        How high the last row on a page is, its lines tell.
        """
        pitch = self._settings.of_style("TableText").pitch_pt
        found: list[float] = []
        for n, place in enumerate(block.rows):
            lower = block.rows[n + 1] if n + 1 < len(block.rows) else None
            if lower is not None and lower.page == place.page:
                found.append(lower.top_pt - place.top_pt)
            else:
                lines = self._down(place, pitch)
                found.append(self._settings.row_pt + (lines - 1) * pitch)
        return found


_CAPTION = "TableCaption"
_MAKERS: dict[Kind, Callable[[_Galley, int], list[Piece]]] = {
    Kind.LINES: _Galley._lines,
    Kind.WHOLE: _Galley._whole,
    Kind.FORMULA: _Galley._fixed,
    Kind.PICTURE: _Galley._fixed,
    Kind.SPACER: _Galley._fixed,
    Kind.ROWS: _Galley._table,
}
