"""The rows of a table as semantic HTML: what the template is told of each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup

from baspa.dataclass import dataclass
from baspa.model import Align, Block, Cell, Inline, Language, Paragraph, Row
from baspa.templates.decimals import DecimalWidths, Halves, halves
from baspa.templates.measure import Measure
from baspa.templates.tables import placed

ALIGNS = {
    Align.DEFAULT: "left",
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.DECIMAL: "center",
}
"""How the cells of a column stand; in a decimal column, those that are no numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAlignment:
    """How the cells of one column are aligned."""

    align: str
    """The class of the cells: left, center or right."""
    decimals: DecimalWidths | None = None
    """Where numbers stand under one another by their decimal separators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWriter:
    """Writes the rows of one table."""

    language: Language
    measure: Measure
    inlines: Callable[[tuple[Inline, ...]], Markup]
    blocks: Callable[[tuple[Block, ...]], Markup]

    def rows(
        self, rows: Iterable[Row], columns: Sequence[ColumnAlignment]
    ) -> list[list[dict[str, Any]]]:
        """Return what the template is told of each cell, row by row."""
        return [
            [
                {
                    "colspan": cell.colspan,
                    "rowspan": cell.rowspan,
                    **self._cell(cell, columns[min(column, len(columns) - 1)]),
                }
                for cell, column in cells
            ]
            for _, cells in placed(rows)
        ]

    def _cell(self, cell: Cell, column: ColumnAlignment) -> dict[str, Any]:
        """Return alignment and content; in a decimal column, what is no number is centred."""
        decimals = column.decimals
        number = halves(cell, self.language) if decimals and cell.colspan == 1 else None
        if decimals and number:
            return {"align": "decimal", "content": self._number_boxes(number, decimals)}
        match cell.blocks:
            case (Paragraph(content=content),):
                return {"align": column.align, "content": self.inlines(content)}
            case blocks:
                return {"align": column.align, "content": self.blocks(blocks)}

    def _number_boxes(self, number: Halves, decimals: DecimalWidths) -> Markup:
        before, after = number
        return Markup(
            '<span class="before" style="width: {:.2f}mm">{}</span>'
            '<span class="after" style="width: {:.2f}mm" data-width="{:.2f}">{}</span>'
        ).format(
            decimals.before_mm,
            self.inlines(before),
            decimals.after_mm,
            self.measure.inlines(after),
            self.inlines(after),
        )
