"""Formulas: LaTeX becomes MathML, which both writers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from baspa.diagnostics import Findings, Span
from baspa.math.errors import FormulaError
from baspa.math.known import known_mathml
from baspa.model import AnySection, Math, MathBlock
from baspa.model.walk import transform


def convert_formulas(
    sections: tuple[AnySection, ...], texts: Mapping[str, str], findings: Findings
) -> tuple[AnySection, ...]:
    """Return `sections` with the MathML of each formula; one that cannot be read is reported.

    `texts` holds the sources by file name, to find the place of a mistake inside a formula (X401).
    """

    def convert(node: Any) -> Any:
        try:
            mathml = known_mathml(node.latex, display=isinstance(node, MathBlock))
        except FormulaError as error:
            span = _place(node, error.position, texts)
            findings.error("X401", f"this formula cannot be read: {error}", span)
            return node
        return replace(node, mathml=mathml)

    return tuple(
        replace(section, blocks=transform(section.blocks, convert, Math, MathBlock))
        for section in sections
    )


def _place(node: Math | MathBlock, position: int | None, texts: Mapping[str, str]) -> Span:
    """Return the place of a mistake: `position` in the formula's LaTeX, else the whole formula."""
    text = texts.get(node.span.file, "")
    start = text.find(node.latex, node.span.start, node.span.end)
    if position is None or start < 0:
        return node.span
    return Span(node.span.file, start + position, start + position + 1)
