"""How a paragraph of a finished DOCX is set: its own formatting over that of its style."""

from __future__ import annotations

from dataclasses import dataclass, replace

from baspa.docx.geometry import line_height
from baspa.docx.oxml import Element, qualified
from baspa.docx.styles import CELL_PADDING_ABOVE

RULE_PT = 0.5
"""What a rule between two rows of a table takes."""
_TWIPS = 20
"""To the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What decides on the lines of a paragraph and on where pages may divide it."""

    style: str = ""
    before: int = 0
    """The space above, in twips; so are the other measures below, but for the last three."""
    after: int = 0
    line: int = 240
    """The line spacing in 240ths of the face's own, or in twips where it is exact."""
    exact: bool = False
    half_points: int = 20
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
        return line_height(self.half_points / 2, self.line / 240) / _TWIPS

    @property
    def leading_pt(self) -> float:
        """What of that is room below the line, which the foot of a page does not ask for."""
        own = line_height(self.half_points / 2) / _TWIPS
        return 0.0 if self.exact else max(0.0, self.pitch_pt - own)


class Settings:
    """The styles of a DOCX."""

    def __init__(self, styles: Element):
        """Take `word/styles.xml`."""
        size = styles.find(_path("w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz"))
        self._default = Setting(half_points=_number(size, "w:val", Setting().half_points))
        self._styles = {s.get(_ID, ""): s for s in styles.iterfind(_path("w:style"))}
        self._known: dict[str, Setting] = {}

    @property
    def row_pt(self) -> float:
        """The height of a row of one line in a table."""
        return self.of_style("TableText").pitch_pt + 2 * CELL_PADDING_ABOVE.pt + RULE_PT

    def of_style(self, style_id: str) -> Setting:
        """Return how a paragraph in a style is set."""
        if style_id not in self._known:
            style = self._styles.get(style_id)
            self._known[style_id] = self._default if style is None else self._read(style)
        return self._known[style_id]

    def of(self, paragraph: Element) -> Setting:
        """Return how a paragraph is set."""
        style = paragraph.find(_path("w:pPr", "w:pStyle"))
        style_id = style.get(_VALUE, "") if style is not None else ""
        return replace(
            _over(self.of_style(style_id), paragraph.find(_path("w:pPr"))), style=style_id
        )

    def _read(self, style: Element) -> Setting:
        base = style.find(_path("w:basedOn"))
        setting = self._default if base is None else self.of_style(base.get(_VALUE, ""))
        size = style.find(_path("w:rPr", "w:sz"))
        setting = replace(setting, half_points=_number(size, "w:val", setting.half_points))
        return _over(setting, style.find(_path("w:pPr")))


def _over(setting: Setting, properties: Element | None) -> Setting:
    """Return `setting` with what `w:pPr` says."""
    if properties is None:
        return setting
    spacing = properties.find(_path("w:spacing"))
    rule = spacing.get(qualified("w:lineRule")) if spacing is not None else None
    return replace(
        setting,
        before=_number(spacing, "w:before", setting.before),
        after=_number(spacing, "w:after", setting.after),
        line=_number(spacing, "w:line", setting.line),
        exact=setting.exact if rule is None else rule == "exact",
        keep_next=_switch(properties, "w:keepNext", setting.keep_next),
        keep_lines=_switch(properties, "w:keepLines", setting.keep_lines),
        opens_page=_switch(properties, "w:pageBreakBefore", setting.opens_page),
    )


def _number(element: Element | None, name: str, otherwise: int) -> int:
    value = element.get(qualified(name)) if element is not None else None
    return otherwise if value is None else int(value)


def _switch(properties: Element, name: str, otherwise: bool) -> bool:
    element = properties.find(qualified(name))
    return otherwise if element is None else element.get(_VALUE) not in {"0", "false"}


def _path(*names: str) -> str:
    return "/".join(map(qualified, names))


_ID, _VALUE = qualified("w:styleId"), qualified("w:val")
