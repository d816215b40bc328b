"""The face of charts, apart from what draws them."""

from __future__ import annotations

from baspa.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFace:
    """The face that a chart's words are set in."""

    file: str
    """Path of the font file."""
    size_pt: float
