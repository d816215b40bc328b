"""Paragraph and character formatting: the values behind `w:pPr` and `w:rPr`.

Styles and direct formatting are made of the same two values, so that every property is written in
one place, in the order that the schema asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import fields, replace
from functools import cache
from typing import Any, Literal

from baspa.dataclass import dataclass
from baspa.docx.oxml import Element, make, qualified

Align = Literal["left", "center", "right", "justify"]

_JUSTIFICATION = {"left": "left", "center": "center", "right": "right", "justify": "both"}
LANGUAGE_TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab stop."""

    position: int
    """From the margin, in twips."""
    align: Literal["left", "center", "right"] = "left"
    leader: Literal["dot"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFormat:
    """Properties of a paragraph; None is "as the style says"."""

    align: Align | None = None
    left: int | None = None
    """Indent from the left margin, in twips; so are the lengths below."""
    right: int | None = None
    first_line: int | None = None
    """Added to `left` for the first line; negative for a hanging one."""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    """Line spacing in 240ths of the face's own line height."""
    exact_line: int | None = None
    """Line height in twips, instead of `line`."""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break_before: bool | None = None
    outline: int | None = None
    """Outline level, 0 for chapters; 9 for none."""
    number: tuple[int, int] | None = None
    """`w:numId` and `w:ilvl`; numId 0 takes a style's number away."""
    tabs: tuple[Tab, ...] = ()
    rule_above: bool = False
    at_foot: int | None = None
    """Width in twips of the frame that holds the paragraph at the foot of its page."""

    def element(self, style: str | None = None) -> Element | None:
        """Return `w:pPr`, or None where there is nothing to say."""
        return copy(_paragraph_properties(self, style))

    def children(self, style: str | None) -> list[Element]:
        """Return what stands in `w:pPr`, in the order that the schema asks for."""
        children = [
            style and make("w:pStyle", val=style),
            _switch("w:keepNext", self.keep_next),
            _switch("w:keepLines", self.keep_lines),
            _switch("w:pageBreakBefore", self.page_break_before),
            self._frame(),
            self._number(),
            self.rule_above and _rule_above(),
            self.tabs and make("w:tabs", *(_tab(tab) for tab in self.tabs)),
            self._spacing(),
            self._indent(),
            self.align and make("w:jc", val=_JUSTIFICATION[self.align]),
            make("w:outlineLvl", val=self.outline) if self.outline is not None else None,
        ]
        return [child for child in children if isinstance(child, Element)]

    def over(self, base: ParagraphFormat) -> ParagraphFormat:
        """Return this format laid over `base`."""
        return replace(base, **_said(self))

    def _frame(self) -> Element | None:
        if self.at_foot is None:
            return None
        return make(
            "w:framePr",
            w=self.at_foot,
            wrap="notBeside",
            vAnchor="margin",
            hAnchor="margin",
            xAlign="center",
            yAlign="bottom",
        )

    def _number(self) -> Element | None:
        if self.number is None:
            return None
        number_id, level = self.number
        return make("w:numPr", make("w:ilvl", val=level), make("w:numId", val=number_id))

    def _spacing(self) -> Element | None:
        line, rule = self.line, "auto"
        if self.exact_line is not None:
            line, rule = self.exact_line, "exact"
        spacing = {"before": self.before, "after": self.after, "line": line}
        if all(value is None for value in spacing.values()):
            return None
        return make("w:spacing", **spacing, lineRule=None if line is None else rule)

    def _indent(self) -> Element | None:
        if self.left is None and self.right is None and self.first_line is None:
            return None
        first = self.first_line
        return make(
            "w:ind",
            left=self.left,
            right=self.right,
            hanging=-first if first is not None and first < 0 else None,
            firstLine=first if first is not None and first >= 0 else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFormat:
    """Properties of a run of text; None is "as the style says"."""

    style: str | None = None
    font: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    upper: bool | None = None
    strike: bool | None = None
    no_proof: bool | None = None
    hidden_on_web: bool | None = None
    plain_black: bool | None = None
    """Black and without an underline: for links."""
    kerned: bool | None = None
    """False for figures that others may take the place of: none stands nearer than another."""
    half_points: int | None = None
    position: Literal["superscript", "subscript"] | None = None
    language: str | None = None
    """kk, ru or en, where it differs from the document's."""

    def element(self) -> Element | None:
        """Return `w:rPr`, or None where there is nothing to say."""
        return copy(_run_properties(self))

    def children(self) -> list[Element]:
        """Return what stands in `w:rPr`, in the order that the schema asks for."""
        font = self.font
        children = [
            self.style and make("w:rStyle", val=self.style),
            font and make("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
            _switch("w:b", self.bold),
            _switch("w:bCs", self.bold),
            _switch("w:i", self.italic),
            _switch("w:iCs", self.italic),
            _switch("w:caps", self.upper),
            _switch("w:strike", self.strike),
            _switch("w:noProof", self.no_proof),
            _switch("w:webHidden", self.hidden_on_web),
            self.plain_black and make("w:color", val="000000"),
            make("w:kern", val=0) if self.kerned is False else None,
            self.half_points and make("w:sz", val=self.half_points),
            self.half_points and make("w:szCs", val=self.half_points),
            self.plain_black and make("w:u", val="none"),
            self.position and make("w:vertAlign", val=self.position),
            self.language and make("w:lang", val=LANGUAGE_TAGS[self.language]),
        ]
        return [child for child in children if isinstance(child, Element)]

    def over(self, base: RunFormat) -> RunFormat:
        """Return this format laid over `base`."""
        return replace(base, **_said(self))


@cache
def _said(value: ParagraphFormat | RunFormat) -> dict[str, Any]:
    """Return the properties that are not left to the style."""
    unsaid = type(value)()
    pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
    return {name: given for name, given in pairs if given != getattr(unsaid, name)}


@cache
def _paragraph_properties(format: ParagraphFormat, style: str | None) -> Element | None:
    """Return `w:pPr`, to be copied: most paragraphs are set as many others."""
    children = format.children(style)
    return make("w:pPr", *children) if children else None


@cache
def _run_properties(format: RunFormat) -> Element | None:
    """Return `w:rPr`, to be copied."""
    children = format.children()
    return make("w:rPr", *children) if children else None


def _switch(name: str, on: bool | None) -> Element | None:
    if on is None:
        return None
    return make(name) if on else make(name, val="0")


def _tab(tab: Tab) -> Element:
    return make("w:tab", val=tab.align, leader=tab.leader, pos=tab.position)


def _rule_above() -> Element:
    return make("w:pBdr", make("w:top", val="single", sz=4, space=1, color="auto"))


def paragraph(content: list[Element], style: str, format: ParagraphFormat | None = None) -> Element:
    """Return `w:p` in `style`, with what `format` says beyond it."""
    return make("w:p", (format or ParagraphFormat()).element(style), *content)


_WRITTEN = (
    "pStyle keepNext keepLines pageBreakBefore framePr numPr pBdr tabs spacing ind jc outlineLvl "
    "sectPr"
)
_ORDER = [qualified(f"w:{name}") for name in _WRITTEN.split()]
"""What we write into `w:pPr`, in the order that the schema asks for."""


def properties_of(paragraph: Element) -> Element:
    """Return `w:pPr` of a paragraph of ours."""
    properties = paragraph.find(_PROPERTIES)
    assert properties is not None, "every paragraph names its style"
    return properties


def set_property(paragraph: Element, value: Element) -> Element:
    """Put `value` into the paragraph's properties, instead of what said the same; return it."""
    properties = properties_of(paragraph)
    for former in properties.findall(value.tag):
        properties.remove(former)
    earlier = _ORDER[: _ORDER.index(value.tag)]
    properties.insert(sum(child.tag in earlier for child in properties), value)
    return value


def set_space(paragraph: Element, side: Literal["before", "after"], twips: int) -> None:
    """Set the space before or after a finished paragraph."""
    spacing = properties_of(paragraph).find(_SPACING)
    if spacing is None:
        spacing = set_property(paragraph, make("w:spacing"))
    spacing.set(qualified(f"w:{side}"), str(twips))


def layout_row(
    widths: Sequence[int], cells: Sequence[Element], *, height: int | None = None
) -> Element:
    """Return a centred table of one row without rules; `widths` of its `cells` in twips.

    A row of at least `height` twips holds one line, which nothing divides; LibreOffice would not
    keep it with what follows if it were told not to divide it.
    """
    shape = make("w:cantSplit")
    if height is not None:
        shape = make("w:trHeight", val=height, hRule="atLeast")
    return make(
        "w:tbl",
        make(
            "w:tblPr",
            make("w:tblStyle", val="LayoutTable"),
            make("w:tblW", w=sum(widths), type="dxa"),
            make("w:jc", val="center"),
            make("w:tblLayout", type="fixed"),
            make("w:tblLook", val="0000"),
        ),
        make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths)),
        make("w:tr", make("w:trPr", shape), *cells),
    )


_PROPERTIES, _SPACING = qualified("w:pPr"), qualified("w:spacing")
