"""Tables wider than the text: found by measure, told in millimetres."""

from __future__ import annotations

from baspa.diagnostics import Findings
from baspa.model import Table
from baspa.templates.tables import ColumnLayout

NAMED = 3
"""How many of the widest columns are named."""
TOLERANCE_MM = 0.2


def report_wide(
    table: Table, columns: list[ColumnLayout], line_mm: float, findings: Findings
) -> None:
    """Report a table whose words, formulas or pictures cannot stand in the text width (W122)."""
    excess = sum(column.least.width_mm for column in columns) - line_mm
    if excess <= TOLERANCE_MM:
        return
    order = sorted(range(len(columns)), key=lambda n: -columns[n].least.width_mm)
    widest = ", ".join(
        f"column {n + 1} for {columns[n].least.what} {columns[n].least.width_mm:.1f} mm"
        for n in order[:NAMED]
    )
    findings.warning(
        "W122",
        f"this table is {excess:.1f} mm wider than the text ({line_mm:.1f} mm), and words in it "
        f"will be broken: {widest}",
        table.span,
        "put it between ::: {.landscape} and :::, shorten these words, or divide the table",
    )
