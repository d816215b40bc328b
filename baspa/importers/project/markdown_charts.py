"""A chart as Baspa's own block, and the file of its data."""

from __future__ import annotations

import csv
import json
from io import StringIO

from baspa.importers.text.manuscript import Chart


def chart_block(chart: Chart, data: str, label: str) -> tuple[str, str]:
    """Return what stands before and behind the caption, in quotes, of the block of a chart.

    `data`: the file that it is drawn from.
    """
    settings = {
        "x": chart.rows[0][0],
        "y": list(chart.shown),
        "x-label": chart.x_label,
        "y-label": chart.y_label,
        "alt": chart.alt,
    }
    lines = [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in settings.items() if v]
    labelled = f" #{label}" if label else ""
    return "\n".join(
        [f"``` {{.chart{labelled}}}", f"type: {chart.kind}", f"data: {data}", *lines, "caption: "]
    ), "\n```"


def chart_data(chart: Chart) -> str:
    """Return the data of a chart as CSV."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(chart.rows)
    return out.getvalue()
