"""Figures: one picture, or several side by side; how large, and whether sharp enough to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.length import MM_PER_INCH
from baspa.model import Asset, Figure, Inline, Panel
from baspa.profile import Figures
from baspa.templates.sizes import picture_size, picture_width

GAP_MM = 4.0
"""Between two pictures that stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWriter:
    """Works out what the template of a figure is given."""

    rules: Figures
    assets: Mapping[str, Asset]
    line_mm: float
    room_mm: float
    """How high a picture may be; several rows of pictures share it."""
    inlines: Callable[[Iterable[Inline]], Markup]
    findings: Findings

    def pictures(self, node: Figure) -> dict[str, Any]:
        """Return the picture of a figure, or its panels row by row."""
        if not node.panels:
            width = self._width(node, self.line_mm, self.room_mm)
            return {"src": node.path, "alt": node.alt, "size": self._size(node, width), "rows": ()}
        rows = [row for panels in node.panels for row in self._rows(panels)]
        room = self.room_mm / len(rows)
        return {"rows": [[self._panel(panel, len(row), room) for panel in row] for row in rows]}

    def _rows(self, panels: tuple[Panel, ...]) -> list[list[Panel]]:
        """Return the panels of one line of the source in as many rows as their widths ask."""
        rows: list[list[Panel]] = [[]]
        used = 0.0
        for panel in panels:
            width = self._width(panel, self._slot(len(panels)), self.room_mm)
            if rows[-1] and used + GAP_MM + width > self.line_mm:
                rows.append([])
                used = 0.0
            used += width + (GAP_MM if rows[-1] else 0.0)
            rows[-1].append(panel)
        return rows

    def _slot(self, count: int) -> float:
        """Return the share of the line that each of `count` pictures has beside its gap."""
        return (self.line_mm - GAP_MM * (count - 1)) / count

    def _panel(self, panel: Panel, count: int, room_mm: float) -> dict[str, Any]:
        width = self._width(panel, self._slot(count), room_mm)
        letter = panel.label.panel if panel.label else ""
        return {
            "id": panel.attributes.id,
            "block": panel.block_id,
            "src": panel.path,
            "alt": panel.alt,
            "size": self._size(panel, width),
            "width": f"width: {width:.2f}mm",
            "mark": self.rules.panel_mark.replace("{letter}", letter),
            "title": self.inlines(panel.caption),
        }

    def _width(self, node: Figure | Panel, slot_mm: float, room_mm: float) -> float:
        """Return the printed width; without one of its own a picture stays in its slot."""
        attributes = node.attributes
        asked = attributes.get("width") is not None or attributes.get("height") is not None
        width = picture_width(self.assets[node.path], attributes, self.line_mm, room_mm)
        return width if asked else min(width, slot_mm)

    def _size(self, node: Figure | Panel, width_mm: float) -> str:
        """Return the CSS size of a picture; one that is too coarse to print is reported (W121)."""
        asset = self.assets[node.path]
        if asset.pixels is not None:
            dpi = asset.pixels / width_mm * MM_PER_INCH
            if dpi < self.rules.minimum_dpi:
                needed = round(self.rules.minimum_dpi * width_mm / MM_PER_INCH)
                self.findings.warning(
                    "W121",
                    f"this picture prints {width_mm:.0f} mm wide with {dpi:.0f} pixels to the "
                    f"inch; {self.rules.minimum_dpi:.0f} are asked for",
                    node.span,
                    f"give one at least {needed} pixels wide, an SVG or a PDF, or print it smaller",
                )
        return picture_size(asset, width_mm)
