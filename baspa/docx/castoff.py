"""Casting off: where everything of a DOCX will come to stand, before any layout of it.

Text is broken into lines by the widths of its letters (`typesetting.py`); paragraphs and rows
become pieces of known height, and these flow onto pages (`flow.py`). What comes of it has the form
of what a layout tells. The file is first written for it, and its long tables are divided by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.docx.body import LABEL, Body, bookmarks, keeps
from baspa.docx.effective import Setting, rule_pt
from baspa.docx.flow import flow
from baspa.docx.formula_size import formula_size
from baspa.docx.galley import Piece
from baspa.docx.oxml import Element, number, qualified
from baspa.docx.regions import Region
from baspa.docx.typesetting import Paragraph
from baspa.model import RowPlace
from baspa.model.document import PART_SPARE_PT

_TWIPS, _EMU_PER_TWIP = 20, 635


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a table."""

    element: Element
    height: float
    """From its text to that of the next one, in pt."""
    notes: tuple[float, ...]
    """The heights of the footnotes whose marks stand in it, in pt."""


def cast_off(body: Body) -> Iterator[tuple[Piece, RowPlace]]:
    """Yield the pieces of a DOCX whose tables are not divided, in order, with their places."""
    page = 0
    for elements, sheet in body.sections():
        pieces = _Pieces(body, sheet.width)
        for group in body.groups(elements):
            first, *further = pieces.of(group)
            begin = replace(first, place=RowPlace(page + 1, sheet.top))
            region = Region(blocks=(), top=sheet.top, foot=sheet.foot)
            for piece, place in flow([begin, *further], region, spare=PART_SPARE_PT):
                yield piece, place
                page = place.page


class _Pieces:
    """Makes pieces of blocks."""

    def __init__(self, body: Body, width: int):
        """`width` is that of the text, in twips."""
        self._body, self._settings, self._notes = body, body.settings, body.notes
        self._typesetter, self._width = body.typesetter, width

    def of(self, elements: Sequence[Element]) -> Iterator[Piece]:
        """Yield the pieces of blocks that follow one another."""
        held, space = False, 0.0
        for element in elements:
            if element.tag == _TABLE:
                stays = keeps(element.findall(_ROW)[-1])
                own, above, below = self._table(element), 0.0, 0.0
            else:
                setting = self._settings.of(element)
                stays, above, below = setting.keep_next, setting.above_pt, setting.below_pt
                own = self._paragraph(element, setting)
            first, *further = own
            yield replace(first, held=held, space=space + above)
            yield from further
            held, space = stays, below
            if element.tag == _TABLE:
                grid = self._settings.of_table(element)
                space = grid.bottom - grid.between - grid.above

    def _paragraph(self, element: Element, setting: Setting) -> list[Piece]:
        if element.find(_FRAME) is not None:
            return [Piece(height=0.0, marks=tuple(bookmarks(element)))]
        lines = self._set(element, setting, self._width)
        count = len(lines.heights)
        together = count <= 3 or setting.keep_next or setting.keep_lines
        return [
            Piece(
                height=height / _TWIPS,
                leading=setting.leading_pt,
                held=n > 0 and (together or n in {1, count - 1}),
                notes=tuple(
                    self._note(m) for line, m in lines.marks if line == n and m in self._notes
                ),
                marks=tuple(m for line, m in lines.marks if line == n and m not in self._notes),
                is_caption=n == 0 and setting.style == _CAPTION,
            )
            for n, height in enumerate(lines.heights)
        ]

    def _note(self, number: str) -> float:
        """Return the height of a footnote in pt."""
        return sum(
            sum(self._set(each, self._settings.of(each), self._width).heights) / _TWIPS
            for each in self._notes[number]
        )

    def _set(self, element: Element, setting: Setting, width: float) -> Paragraph:
        """Return a paragraph of the text broken into lines; `width` is that of its room."""
        lines = Paragraph(
            typesetter=self._typesetter,
            left=setting.left,
            first=setting.left + setting.first_line,
            end=width - setting.right,
            tabs=setting.tabs,
            default_tab=self._body.default_tab,
            pitch=setting.pitch_pt * _TWIPS,
        )
        mark = self._body.marks.next(setting.number)
        if mark is not None:
            lines.text(mark[0], setting.letters)
            if mark[1]:
                lines.tab()
        self._read(element, setting, lines)
        lines.finish()
        return lines

    def _read(self, element: Element, setting: Setting, lines: Paragraph) -> None:
        for child in element:
            if child.tag == _RUN:
                self._run(child, setting, lines)
            elif child.tag == _BOOKMARK:
                lines.mark(child.get(_NAME, ""))
            elif child.tag == _FORMULA:
                width, height = formula_size(child, setting.letters.family, self._typesetter)
                lines.box(width, height + (setting.pitch_pt - setting.own_pt) * _TWIPS)
            elif child.tag == _LINK:
                self._read(child, setting, lines)

    def _run(self, run: Element, setting: Setting, lines: Paragraph) -> None:
        if run.find(_IN_GUTTER) is not None:
            return
        letters = self._settings.of_run(run, setting.letters)
        for child in run:
            if child.tag == _TEXT:
                lines.text(child.text or "", letters)
            elif child.tag == _HYPHEN:
                lines.text("\N{NON-BREAKING HYPHEN}", letters)
            elif child.tag == _TAB:
                lines.tab()
            elif child.tag == _BREAK:
                lines.line()
            elif child.tag in _NOTES:
                lines.mark(child.get(_ID, ""))
                lines.text(child.get(_ID, ""), letters)
            elif child.tag in _OWN_NUMBER:
                lines.text("00", letters)
            elif (extent := child.find(f".//{_EXTENT}")) is not None:
                lines.box(*(int(extent.get(side, "0")) / _EMU_PER_TWIP for side in ("cx", "cy")))

    def _table(self, table: Element) -> list[Piece]:
        asked = sum(number(each, "w:val") for each in table.iter(_HEIGHT)) / _TWIPS
        rows = list(self._rows(table))
        marks = tuple(bookmarks(table))
        if asked:
            return [Piece(height=asked, marks=marks)]
        table_id, grid = self._body.table_of(table), self._settings.of_table(table)
        is_head = [row.element.find(_HEAD) is not None for row in rows]
        heads, body = rows[: sum(is_head)], rows[sum(is_head) :]
        head = sum(row.height for row in heads) + grid.top + grid.above
        label = self._settings.of_style(LABEL)
        above = label.pitch_pt + label.below_pt if table_id is not None else 0.0
        kept = {n for n, row in enumerate(body, 1) if keeps(row.element)}
        return [
            Piece(height=head, marks=tuple(m for row in heads for m in bookmarks(row.element))),
            *(
                Piece(
                    height=row.height,
                    leading=grid.above,
                    held=n == 0 or n in kept or row.height == 0,
                    notes=row.notes,
                    row=(table_id, n) if table_id is not None else None,
                    repeated=above + head,
                    marks=tuple(bookmarks(row.element)),
                )
                for n, row in enumerate(body)
            ),
        ]

    def _rows(self, table: Element) -> Iterator[_Row]:
        grid = self._settings.of_table(table)
        frame = 2 * grid.above
        merged: dict[int, float] = {}
        """What cells that go on below still need, by their columns."""
        for row in table.iterfind(_ROW):
            heights, goes_on, notes, column = [0.0], {}, [], 0
            cells = list(row.iterfind(_CELL))
            for cell in cells:
                kind = _merging(cell)
                needed = merged.get(column, 0.0)
                if kind != "continue":
                    needed, own = self._cell(cell, grid.beside)
                    notes += own
                    needed += frame
                if kind:
                    goes_on[column] = needed
                else:
                    heights.append(needed)
                column += _columns(cell)
            below = row.getnext()
            for column, needed in goes_on.items():
                if not _goes_on(below, column):
                    heights.append(needed)
            ruled = max([grid.between, *(rule_pt(cell.find(_CELL_RULE)) for cell in cells)])
            height = max(heights) + ruled
            merged = {column: needed - height for column, needed in goes_on.items()}
            yield _Row(element=row, height=height, notes=tuple(notes))

    def _cell(self, cell: Element, beside: int) -> tuple[float, list[float]]:
        """Return the height of the text of a cell in pt, and those of its footnotes."""
        own = cell.find(_WIDTH)
        assert own is not None, "every cell of ours says how wide it is"
        width = number(own, "w:w") - 2 * beside
        height, notes = 0.0, []
        for element in cell.iterfind(_PARAGRAPH):
            setting = self._settings.of(element)
            lines = self._set(element, setting, width)
            height += sum(lines.heights) / _TWIPS + setting.above_pt + setting.below_pt
            notes += [self._note(m) for _, m in lines.marks if m in self._notes]
        height += sum(row.height for inner in cell.iterfind(_TABLE) for row in self._rows(inner))
        return height, notes


def _goes_on(row: Element | None, column: int) -> bool:
    """Whether the cell in a column of a row belongs to the one above."""
    at = 0
    for cell in row.iterfind(_CELL) if row is not None else ():
        if at == column:
            return _merging(cell) == "continue"
        at += _columns(cell)
    return False


def _merging(cell: Element) -> str:
    """Return how a cell takes part in one that goes on below: `restart`, `continue` or nothing."""
    merge = cell.find(_MERGE)
    return "" if merge is None else merge.get(_VALUE, "continue")


def _columns(cell: Element) -> int:
    """Return how many columns a cell takes."""
    return number(cell.find(_SPAN), "w:val", 1)


_PARAGRAPH, _TABLE, _ROW, _CELL = map(qualified, ("w:p", "w:tbl", "w:tr", "w:tc"))
_FRAME = qualified("w:pPr/w:framePr")
_RUN, _LINK, _TEXT, _TAB, _BREAK = map(qualified, ("w:r", "w:hyperlink", "w:t", "w:tab", "w:br"))
_HYPHEN, _BOOKMARK, _EXTENT = map(qualified, ("w:noBreakHyphen", "w:bookmarkStart", "wp:extent"))
_NOTES = set(map(qualified, ("w:footnoteReference", "w:endnoteReference")))
_OWN_NUMBER = set(map(qualified, ("w:footnoteRef", "w:endnoteRef")))
_IN_GUTTER = qualified("w:rPr/w:webHidden")
_FORMULA = qualified("m:oMath")
_HEAD, _HEIGHT = qualified("w:trPr/w:tblHeader"), qualified("w:trHeight")
_MERGE, _SPAN = qualified("w:tcPr/w:vMerge"), qualified("w:tcPr/w:gridSpan")
_CELL_RULE, _WIDTH = qualified("w:tcPr/w:tcBorders/w:bottom"), qualified("w:tcPr/w:tcW")
_NAME, _VALUE, _ID = qualified("w:name"), qualified("w:val"), qualified("w:id")
_CAPTION = "TableCaption"
