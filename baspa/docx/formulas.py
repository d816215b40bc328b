"""Formulas: MathML in the HTML, OMML in the DOCX.

A displayed formula that has a number stands in a borderless table of three cells, which both Word
and LibreOffice print in display style with the number at the right margin.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from lxml import etree

from baspa.dataclass import dataclass
from baspa.docx.formatting import ParagraphFormat, layout_row, paragraph
from baspa.docx.oxml import Element, make

SPARE = 0.75
"""The share of the space around a formula that a program may take for drawing it higher."""
_MATHML = "http://www.w3.org/1998/Math/MathML"


def inline_formula(math: Element) -> Element:
    """Return `m:oMath` for a `math` element of the HTML."""
    from baspa.math import to_omml  # brings fonts and converters that most documents never need

    return to_omml(_namespaced(math))


def displayed_formula(math: Element, align: str) -> Element:
    """Return `m:oMathPara`: the formula in display style."""
    place = make("m:oMathParaPr", make("m:jc", val=align))
    return make("m:oMathPara", place, inline_formula(math))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a displayed formula takes on the page, in twips."""

    height: int
    """As the PDF draws it."""
    before: int
    after: int
    format: ParagraphFormat
    """Where the space around it is not that of its style: between two formulas."""


def formula_table(
    math: Element | None,
    number: list[Element],
    widths: tuple[int, int, int],
    align: str,
    room: Room,
) -> Element:
    """Return the table of a displayed formula.

    `widths` are those of the room before it, of the formula, and of its number, in twips. The row
    is as high as the formula is in the PDF; how high Word or LibreOffice draws it is their own
    affair, so most of the space around it is left to the row.
    """
    middle = [displayed_formula(math, align)] if math is not None else []
    spare = round(SPARE * min(room.before, room.after))
    tight = ParagraphFormat(before=room.before - spare, after=room.after - spare)
    contents = (
        paragraph([], "Equation", replace(room.format, align="left")),
        paragraph(middle, "Equation", tight),
        paragraph(number, "EquationNumber", room.format),
    )
    cells = [(width, cell) for width, cell in zip(widths, contents, strict=True) if width]
    return layout_row(
        [width for width, _ in cells],
        [_cell(*cell) for cell in cells],
        height=room.before + room.height + room.after,
    )


def _cell(width: int, content: Element) -> Element:
    properties = make("w:tcPr", make("w:tcW", w=width, type="dxa"), make("w:vAlign", val="center"))
    return make("w:tc", properties, content)


def _namespaced(math: Element) -> Element:
    """Return the formula in the namespace of MathML, which the HTML may leave out."""
    formula = copy.deepcopy(math)
    formula.tail = None
    for element in formula.iter():
        if isinstance(element.tag, str) and not element.tag.startswith("{"):
            element.tag = f"{{{_MATHML}}}{element.tag}"
    etree.cleanup_namespaces(formula)
    return formula
