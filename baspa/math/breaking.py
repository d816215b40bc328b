"""A displayed formula that is wider than its line, broken at operators, which are repeated.

A line ends with a relation, a sum's sign or a multiplication sign that stands in no brackets, and
the next line begins with the same sign (`norms`: a formula breaks only at an operator, which is
repeated); behind a comma and a space nothing is repeated.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from baspa.dataclass import dataclass
from baspa.length import MM_PER_INCH, Length
from baspa.math.fences import CLOSING, OPENING, SCRIPTS
from baspa.math.mathml_elements import new_element, tag_of, text_of
from baspa.math.svg import to_svg

RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝→⇒⇔↔∈⊂⊆")
RANKS = (frozenset(","), RELATIONS, frozenset("+−±∓"), frozenset("⋅×∗÷"))
"""Where to break, the better place first."""
LEAST_FILLED = 0.4
"""The share of the line that must be filled for a better place to come before a fuller line."""
INDENT_EM = 2.0
"""How far the lines after the first stand in."""
LINES = {"rowspacing": "0.6em", "columnspacing": "0em 2em", "displaystyle": "true"}
"""The attributes of lines that begin at one place, as `aligned` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A formula that fits its line, as far as it can be broken."""

    mathml: str
    width: Length
    height: Length


def fit(mathml: str, room: Length, *, size_pt: float, text_font: Path) -> Fitted:
    """Return the `<math>` element `mathml` in lines no wider than `room`, if that is possible.

    Raises FormulaError for what cannot be drawn.
    """
    drawn = to_svg(mathml, size_pt=size_pt, text_font=text_font)
    if drawn.width_pt > room.pt:
        fitting = _Fitting(_row(etree.fromstring(mathml)), room.pt, size_pt, text_font)
        lines = list(fitting.lines())
        if len(lines) > 1:
            mathml = etree.tostring(_table(lines), encoding="unicode")
            drawn = to_svg(mathml, size_pt=size_pt, text_font=text_font)
    width, height = (Length(pt * MM_PER_INCH / 72) for pt in (drawn.width_pt, drawn.height_pt))
    return Fitted(mathml=mathml, width=width, height=height)


@dataclass(frozen=True, slots=True)
class _Fitting:
    row: list[etree._Element]
    room_pt: float
    size_pt: float
    text_font: Path

    def lines(self) -> Iterator[list[etree._Element]]:
        """Yield the formula line by line, the sign at a line's end again on the next one."""
        places = dict(_places(self.row))
        start = 0
        while (end := self.end(start, places)) is not None:
            yield self.row[start : end + 1]
            start = end + 1 if text_of(self.row[end], "mo") == "," else end
        yield self.row[start:]

    def end(self, start: int, places: dict[int, int]) -> int | None:
        """Return which sign ends the line that begins with `start`; None for the last line."""
        room = self.room_pt - (INDENT_EM * self.size_pt if start else 0)
        if self.width(start, len(self.row)) <= room:
            return None
        widths = {p: self.width(start, p + 1) for p in places if p > start}
        fitting = [p for p in widths if widths[p] <= room]
        filled = [p for p in fitting if widths[p] >= LEAST_FILLED * room]
        for candidates in (filled, fitting):
            if candidates:
                return min(candidates, key=lambda p: (places[p], -p))
        return min(widths, default=None)

    def width(self, start: int, end: int) -> float:
        part = new_element("math", copy.deepcopy(self.row[start:end]))
        part.set("display", "block")
        return to_svg(part, size_pt=self.size_pt, text_font=self.text_font).width_pt


def _row(math: etree._Element) -> list[etree._Element]:
    """Return the signs and structures that stand side by side in a formula."""
    row = list(math)
    while len(row) == 1 and tag_of(row[0]) == "mrow":
        row = list(row[0])
    return row


def _places(row: list[etree._Element]) -> Iterator[tuple[int, int]]:
    """Yield where the formula may be broken, with the rank of the place."""
    depth = bars = 0
    for index, node in enumerate(row):
        sign = node[0] if tag_of(node) in SCRIPTS and len(node) else node
        text = text_of(sign, "mo")
        depth += (text in OPENING) - (text in CLOSING)
        bars += text == "|"
        inside = depth > 0 or bars % 2 or not 0 < index < len(row) - 1
        if inside or sign is not node or node.get("form") == "prefix":
            continue
        if text == "," and tag_of(row[index + 1]) != "mspace":
            continue
        yield from ((index, rank) for rank, signs in enumerate(RANKS) if text in signs)


def _table(lines: list[list[etree._Element]]) -> etree._Element:
    rows = []
    for number, line in enumerate(lines):
        cell = copy.deepcopy(line)
        if number:
            if tag_of(cell[0]) == "mspace":
                del cell[0]
            if tag_of(cell[0]) == "mo":
                cell[0].set("form", "infix")
            cell.insert(0, new_element("mspace", attributes={"width": f"{INDENT_EM:g}em"}))
        ends = {"columnalign": "right"}, {"columnalign": "left"}
        cells = new_element("mtd", attributes=ends[0]), new_element("mtd", cell, attributes=ends[1])
        rows.append(new_element("mtr", list(cells)))
    table = new_element("mtable", rows, attributes=LINES)
    return new_element("math", [table], attributes={"display": "block"})
