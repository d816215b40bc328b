"""How a paragraph of a finished DOCX is set: its own formatting over that of its style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from lxml import etree

from baspa.dataclass import dataclass
from baspa.docx.geometry import line_height
from baspa.docx.oxml import Element, number, qualified, value
from baspa.docx.styles import CELL_PADDING_ABOVE

RULE_PT = 0.5
"""What a rule between two rows of a table takes."""
_TWIPS, _RULE_UNITS = 20, 8
"""To the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How the letters of a run are set."""

    family: str = ""
    half_points: int = 20
    bold: bool = False
    italic: bool = False
    upper: bool = False
    raised: bool = False
    """Above or below the line, and smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What decides on the lines of a paragraph and on where pages may divide it."""

    style: str = ""
    letters: Letters = field(default_factory=Letters)
    before: int = 0
    """The space above, in twips; so are the other measures below."""
    after: int = 0
    left: int = 0
    """The indents; that of the first line is added to the left one."""
    right: int = 0
    first_line: int = 0
    tabs: tuple[int, ...] = ()
    """Where text goes on behind a tab, from the margin."""
    number: tuple[int, int] = (0, 0)
    """The list whose mark stands before it, 0 for none, and the level there."""
    line: int = 240
    """The line spacing in 240ths of the face's own, or in twips where it is exact."""
    exact: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    opens_page: bool = False

    @property
    def above_pt(self) -> float:
        """The space above it."""
        return self.before / _TWIPS

    @property
    def below_pt(self) -> float:
        """The space below it."""
        return self.after / _TWIPS

    @property
    def pitch_pt(self) -> float:
        """From line to line."""
        if self.exact:
            return self.line / _TWIPS
        return line_height(self.letters.half_points / 2, self.line / 240) / _TWIPS

    @property
    def own_pt(self) -> float:
        """The height that its letters ask for."""
        return line_height(self.letters.half_points / 2) / _TWIPS

    @property
    def leading_pt(self) -> float:
        """What of that is room below the line, which the foot of a page does not ask for."""
        return 0.0 if self.exact else max(0.0, self.pitch_pt - self.own_pt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What frames the cells of a table."""

    above: float = 0.0
    """The room above the text of a cell, and below it, in pt."""
    beside: int = 0
    """The room at either side of it, in twips."""
    top: float = 0.0
    """What the rule above the table takes, in pt; so do the others."""
    between: float = 0.0
    """Between two rows."""
    bottom: float = 0.0


class Settings:
    """The styles of a DOCX."""

    def __init__(self, styles: Element, levels: Mapping[tuple[int, int], Element] | None = None):
        """Take `word/styles.xml`, and what lists say of their paragraphs, by `Setting.number`."""
        self._levels = levels or {}
        letters = styles.find(qualified("w:docDefaults/w:rPrDefault/w:rPr"))
        self._default = Setting(letters=_letters(Letters(), letters))
        self._styles = {s.get(_ID, ""): s for s in styles.iterfind(qualified("w:style"))}
        self._known: dict[str, Setting] = {}
        self._paragraphs: dict[bytes, Setting] = {}
        self._runs: dict[tuple[Letters, bytes], Letters] = {}

    @property
    def row_pt(self) -> float:
        """The height of a row of one line in a table."""
        return self.of_style("TableText").pitch_pt + 2 * CELL_PADDING_ABOVE.pt + RULE_PT

    def of_table(self, table: Element) -> Grid:
        """Return how the cells of a table are framed."""
        style = self._styles.get(value(table, "w:tblPr/w:tblStyle"))
        properties = style.find(qualified("w:tblPr")) if style is not None else None
        if properties is None:
            return Grid()
        return Grid(
            above=number(properties.find(qualified("w:tblCellMar/w:top")), "w:w") / _TWIPS,
            beside=number(properties.find(qualified("w:tblCellMar/w:left")), "w:w"),
            top=rule_pt(properties.find(qualified("w:tblBorders/w:top"))),
            between=rule_pt(properties.find(qualified("w:tblBorders/w:insideH"))),
            bottom=rule_pt(properties.find(qualified("w:tblBorders/w:bottom"))),
        )

    def of_style(self, style_id: str) -> Setting:
        """Return how a paragraph in a style is set."""
        if style_id not in self._known:
            style = self._styles.get(style_id)
            self._known[style_id] = self._default if style is None else self._read(style)
        return self._known[style_id]

    def of(self, paragraph: Element) -> Setting:
        """Return how a paragraph is set."""
        properties = paragraph.find(_PARAGRAPH)
        key = b"" if properties is None else etree.tostring(properties, with_tail=False)
        if key not in self._paragraphs:
            style_id = value(properties, "w:pStyle")
            setting = self.of_style(style_id)
            own = properties.find(qualified("w:numPr")) if properties is not None else None
            if own is not None:
                setting = _over(setting, self._levels.get(_numbered(own)))
            self._paragraphs[key] = replace(_over(setting, properties), style=style_id)
        return self._paragraphs[key]

    def _read(self, style: Element) -> Setting:
        base = style.find(qualified("w:basedOn"))
        setting = self._default if base is None else self.of_style(base.get(_VALUE, ""))
        letters = _letters(setting.letters, style.find(qualified("w:rPr")))
        return _over(replace(setting, letters=letters), style.find(qualified("w:pPr")))

    def of_run(self, run: Element, letters: Letters) -> Letters:
        """Return how a run is set in a paragraph whose own are set in `letters`."""
        properties = run.find(_RUN)
        if properties is None:
            return letters
        key = letters, etree.tostring(properties, with_tail=False)
        if key not in self._runs:
            style = self._styles.get(value(properties, "w:rStyle"))
            if style is not None:
                letters = _letters(letters, style.find(_RUN))
            self._runs[key] = _letters(letters, properties)
        return self._runs[key]


def _over(setting: Setting, properties: Element | None) -> Setting:
    """Return `setting` with what `w:pPr` says."""
    if properties is None:
        return setting
    spacing, indent = properties.find(qualified("w:spacing")), properties.find(qualified("w:ind"))
    tabs, own = properties.find(qualified("w:tabs")), properties.find(qualified("w:numPr"))
    rule = spacing.get(qualified("w:lineRule")) if spacing is not None else None
    return replace(
        setting,
        before=number(spacing, "w:before", setting.before),
        after=number(spacing, "w:after", setting.after),
        left=number(indent, "w:left", setting.left),
        right=number(indent, "w:right", setting.right),
        first_line=_first_line(indent, setting.first_line),
        tabs=setting.tabs if tabs is None else tuple(_stops(tabs)),
        number=setting.number if own is None else _numbered(own),
        line=number(spacing, "w:line", setting.line),
        exact=setting.exact if rule is None else rule == "exact",
        keep_next=_switch(properties, "w:keepNext", setting.keep_next),
        keep_lines=_switch(properties, "w:keepLines", setting.keep_lines),
        opens_page=_switch(properties, "w:pageBreakBefore", setting.opens_page),
    )


def _letters(letters: Letters, properties: Element | None) -> Letters:
    """Return `letters` with what `w:rPr` says."""
    if properties is None:
        return letters
    faces, size = properties.find(qualified("w:rFonts")), properties.find(qualified("w:sz"))
    place = properties.find(qualified("w:vertAlign"))
    return Letters(
        family=letters.family if faces is None else faces.get(qualified("w:ascii"), ""),
        half_points=number(size, "w:val", letters.half_points),
        bold=_switch(properties, "w:b", letters.bold),
        italic=_switch(properties, "w:i", letters.italic),
        upper=_switch(properties, "w:caps", letters.upper),
        raised=letters.raised if place is None else place.get(_VALUE) != "baseline",
    )


def rule_pt(border: Element | None) -> float:
    """Return what a rule takes, in pt."""
    return number(border, "w:sz") / _RULE_UNITS


def _first_line(indent: Element | None, otherwise: int) -> int:
    return number(indent, "w:firstLine", -number(indent, "w:hanging", -otherwise))


def _stops(tabs: Element) -> Iterator[int]:
    """Yield the stops behind which text goes on; page numbers stand behind those at the right."""
    return (number(tab, "w:pos") for tab in tabs if tab.get(_VALUE) == "left")


def _numbered(own: Element) -> tuple[int, int]:
    """Return the list and the level of `w:numPr`."""
    list_, level = own.find(qualified("w:numId")), own.find(qualified("w:ilvl"))
    return number(list_, "w:val"), number(level, "w:val")


def _switch(properties: Element, name: str, otherwise: bool) -> bool:
    element = properties.find(qualified(name))
    return otherwise if element is None else element.get(_VALUE) not in {"0", "false"}


_ID, _VALUE = qualified("w:styleId"), qualified("w:val")
_PARAGRAPH, _RUN = qualified("w:pPr"), qualified("w:rPr")
