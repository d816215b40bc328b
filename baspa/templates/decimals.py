"""Numbers under one another by their decimal separators.

A number becomes two boxes, what stands before the separator and what stands from it on; in one
column all first boxes are as wide as the widest, and so are all second ones. The PDF prints the
boxes, the DOCX takes the indents of its paragraphs from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from baspa.dataclass import dataclass
from baspa.model import Cell, Emphasis, Inline, Language, Paragraph, Strong, Text
from baspa.templates.measure import Measure

Halves: TypeAlias = tuple[tuple[Inline, ...], tuple[Inline, ...]]
"""A number before its decimal separator, and the rest with its unit or footnote mark."""

MINUS = "\N{MINUS SIGN}"
SLACK_MM = 0.3
"""Added to each box for what the measure leaves out: kerning, a bold face."""

_SIGN = r"(?:[<>≤≥≈~±+−–-][ \u00a0\u202f]?)?[$€£₸]?"
_UNIT = r"(?:[ \u00a0\u202f]?[^\W\d_][^\d]{0,15}|[ \u00a0\u202f]?[%‰°₸$€£*†‡]+)?"
_COMMA = re.compile(
    rf"(?P<whole>{_SIGN}(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+))(?:,\d+)?{_UNIT}"
)
_POINT = re.compile(rf"(?P<whole>{_SIGN}(?:\d{{1,3}}(?:,\d{{3}})+|\d+))(?:\.\d+)?{_UNIT}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecimalWidths:
    """The widths of the two boxes of every number in one column."""

    before_mm: float
    after_mm: float


def halves(cell: Cell, language: Language) -> Halves | None:
    """Return the number in a cell, divided; None where it holds anything else."""
    match cell.blocks:
        case (Paragraph(content=content),):
            return _divided(content, language)
        case _:
            return None


def _divided(content: tuple[Inline, ...], language: Language) -> Halves | None:
    match content:
        case (Text(value=value) as text, *marks):
            found = (_POINT if language == "en" else _COMMA).fullmatch(value)
            if found is None:
                return None
            end = found.end("whole")
            rest = (replace(text, value=value[end:]), *marks) if value[end:] else tuple(marks)
            return (replace(text, value=value[:end].replace("-", MINUS)),), rest
        case (Strong(content=inside) | Emphasis(content=inside) as styled, *marks):
            found_inside = _divided(inside, language)
            if found_inside is None:
                return None
            before, after = found_inside
            rest = (replace(styled, content=after), *marks) if after else tuple(marks)
            return (replace(styled, content=before),), rest
        case _:
            return None


def decimal_widths(cells: Iterable[Cell], language: Language, measure: Measure) -> DecimalWidths:
    """Return how wide the boxes of a column must be for its numbers."""
    numbers = [found for cell in cells if (found := halves(cell, language)) is not None]
    before = (measure.inlines(before) for before, _ in numbers)
    after = (measure.inlines(after) for _, after in numbers)
    return DecimalWidths(
        before_mm=max(before, default=0.0) + SLACK_MM, after_mm=max(after, default=0.0) + SLACK_MM
    )
