"""Regions of a DOCX: what stands between two places where a new page begins in any case.

What moves in one of them moves nothing in another, so that each can be looked at by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum, auto
from itertools import accumulate, pairwise

from baspa.dataclass import dataclass
from baspa.docx.body import LABEL, Body, Sheet, bookmarks, keeps
from baspa.docx.effective import RULE_PT, Setting
from baspa.docx.oxml import Element, number, qualified, value
from baspa.docx.styles import CELL_PADDING_ABOVE
from baspa.model import RowPlace

_TWIPS, _EMU_PER_TWIP = 20, 635


class Kind(Enum):
    """What a block is made of."""

    LINES = auto()
    """A paragraph of text."""
    PICTURE = auto()
    """A paragraph that holds a picture, which says how high it is."""
    WHOLE = auto()
    """Panels, a table that no page divides."""
    FORMULA = auto()
    """The table of a displayed formula, which says how high it is."""
    SPACER = auto()
    """A paragraph without a place: what keeps two tables apart."""
    ROWS = auto()
    """A table that goes on on further pages under its label, in all its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of a footnote."""

    place: RowPlace
    """Where the line that it stands in begins."""
    row: int | None = None
    """The row of the table that it stands in, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a table of the body."""

    kind: Kind
    setting: Setting = field(default_factory=Setting)
    """How it is set; a table asks for nothing."""
    keeps: bool = False
    """It stays on the page of the next one."""
    place: RowPlace | None = None
    """Where it begins in the layout; None where that is not known."""
    height: float = 0.0
    """In pt, where the file says it."""
    marks: tuple[Mark, ...] = ()
    table: str | None = None
    """The id of a table of the kind `ROWS`."""
    rows: tuple[RowPlace, ...] = ()
    """Where its rows begin."""
    starts: tuple[int, ...] = ()
    """The rows that begin its parts but the first."""
    held: frozenset[int] = frozenset()
    """The rows that stay on the page of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Blocks, the first of which begins a page."""

    blocks: tuple[Block, ...]
    top: float
    """Where the text of each page begins, in pt from the top of the sheet."""
    foot: float
    """Where it ends."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A DOCX, and where its bookmarks stand in a layout of it."""

    body: Body
    places: Callable[[], Mapping[str, RowPlace]]
    """By their names; asked for the regions alone."""
    rows: Mapping[str, Sequence[RowPlace]]
    """Of the tables that may be divided, by their ids."""

    def outside(self) -> frozenset[str]:
        """Return the tables with rows that stand outside of the text of a page.

        A row has a line at least.
        """
        line = self.body.settings.row_pt - CELL_PADDING_ABOVE.pt - RULE_PT
        return frozenset(
            table
            for elements, sheet in self.body.sections()
            for table in map(self.body.table_of, elements)
            if table is not None and not _within(self.rows[table], sheet, line)
        )

    def regions(self) -> Iterator[Region]:
        """Yield the regions in order."""
        for elements, sheet in self.body.sections():
            for group in self.body.groups(elements):
                blocks = tuple(self._blocks(group))
                yield Region(blocks=blocks, top=sheet.top, foot=sheet.foot)

    def _blocks(self, elements: Sequence[Element]) -> Iterator[Block]:
        """Yield the blocks; the parts of a table are one."""
        parts: list[Element] = []
        for element, following in pairwise([*elements, None]):
            assert element is not None
            if parts or element.tag == _TABLE:
                parts.append(element)
                if following is not None and value(following, "w:pPr/w:pStyle") == LABEL:
                    continue
                if element.tag == _PARAGRAPH:
                    continue
                yield self._table(parts, self.body.table_of(parts[0]))
                parts = []
            else:
                yield self._paragraph(element)

    def _paragraph(self, element: Element) -> Block:
        setting, place = self.body.settings.of(element), self._place(element)
        kind, height = Kind.LINES if place is not None else Kind.SPACER, setting.pitch_pt
        if setting.style == "Figure" and (extent := element.find(f".//{_EXTENT}")) is not None:
            kind, height = Kind.PICTURE, max(height, _whole_twips(extent))
        return Block(
            kind=kind,
            setting=setting,
            keeps=setting.keep_next,
            place=place,
            height=height,
            marks=tuple(self._marks(element)),
        )

    def _table(self, parts: Sequence[Element], table: str | None) -> Block:
        tables = [part for part in parts if part.tag == _TABLE]
        last = tables[-1].findall(_ROW)[-1]
        keeps_next = keeps(last)
        if table is None:
            height = sum(number(row, "w:val") for row in tables[0].iter(_HEIGHT)) / _TWIPS
            return Block(
                kind=Kind.FORMULA if height else Kind.WHOLE,
                keeps=keeps_next,
                place=None if height else self._place(tables[0]),
                height=height,
            )
        rows = [[row for row in part.iterfind(_ROW) if row.find(_HEAD) is None] for part in tables]
        body = [row for part in rows for row in part]
        return Block(
            kind=Kind.ROWS,
            keeps=keeps_next,
            marks=tuple(mark for n, row in enumerate(body) for mark in self._marks(row, n)),
            table=table,
            rows=tuple(self.rows[table]),
            starts=tuple(accumulate(len(part) for part in rows[:-1])),
            held=frozenset(n for n, row in enumerate(body, 1) if keeps(row)),
        )

    def _place(self, element: Element) -> RowPlace | None:
        """Return where the first bookmark of a block stands, if it has one."""
        places = self.places()
        return next((places[n] for n in bookmarks(element) if n in places), None)

    def _marks(self, element: Element, row: int | None = None) -> Iterator[Mark]:
        """Yield the marks of footnotes in an element; each has a bookmark before it."""
        for reference in element.iter(_NOTE):
            run = reference.getparent()
            assert run is not None, "a mark stands in a run"
            before = next(run.itersiblings(_BOOKMARK, preceding=True), None)
            name = before.get(_NAME, "") if before is not None else ""
            if (place := self.places().get(name)) is not None:
                yield Mark(place=place, row=row)


def _within(rows: Sequence[RowPlace], sheet: Sheet, line: float) -> bool:
    """Whether rows of at least a line stand in the text of their pages."""
    return all(sheet.top <= row.top_pt <= sheet.foot - line for row in rows)


def _whole_twips(extent: Element) -> float:
    """Return the height of a picture in pt, rounded as LibreOffice does."""
    return round(int(extent.get("cy", "0")) / _EMU_PER_TWIP) / _TWIPS


_PARAGRAPH, _TABLE, _ROW = qualified("w:p"), qualified("w:tbl"), qualified("w:tr")
_BOOKMARK, _NOTE = qualified("w:bookmarkStart"), qualified("w:footnoteReference")
_EXTENT, _HEIGHT = qualified("wp:extent"), qualified("w:trHeight")
_HEAD, _NAME = qualified("w:trPr/w:tblHeader"), qualified("w:name")
