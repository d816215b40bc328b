"""Displayed formulas: broken into lines that fit, once for both writers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baspa.diagnostics import Findings
from baspa.fonts import Face
from baspa.length import Length
from baspa.model import MathBlock

if TYPE_CHECKING:
    from baspa.math import Fitted


def fitted(
    node: MathBlock, room: Length, *, size: Length, face: Face, findings: Findings
) -> Fitted:
    """Return a formula broken into lines that fit; one that cannot be is reported (X402)."""
    from baspa.math import Fitted, FormulaError, fit  # brings fonts and converters

    try:
        found = fit(node.mathml, room, size_pt=size.pt, text_font=Path(face.file))
    except FormulaError:  # the PDF writer reports what cannot be drawn
        return Fitted(mathml=node.mathml, width=Length(0), height=Length(0))
    if (excess := found.width.mm - room.mm) > 0:
        findings.warning(
            "X402",
            f"this formula is {excess:.0f} mm wider than the {room.mm:.0f} mm of its line",
            node.span,
            r"break it at an operator that both lines show: \begin{aligned} … + \\ & + … "
            r"\end{aligned}, or give long words a letter and explain it below",
        )
    return found
