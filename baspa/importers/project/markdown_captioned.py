"""Pictures, charts and tables with their captions and notes to Markdown."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import assert_never

from baspa.importers.project.markdown_charts import chart_block
from baspa.importers.project.markdown_tables import as_csv, grid_table, pipe_table
from baspa.importers.project.markdown_text import Page, escaped
from baspa.importers.references.labels import panel_label
from baspa.importers.text.blocks import Captioned, Panels
from baspa.importers.text.manuscript import OBJECTS, Chart, Picture, Table, Text
from baspa.importers.words.element_names import squeeze


def write_captioned(page: Page, block: Captioned) -> None:
    """Write a picture, several of them, a table or a chart; its notes stand below."""
    match block.what:
        case Picture() as picture:
            _write_picture(page, picture, block.caption, block.label)
        case Panels(rows):
            page.ours(f"::: {{#{block.label}}}\n" if block.label else "::: {}\n")
            numbers = count()
            for row in rows:
                for panel, n in zip(row, numbers, strict=False):
                    label = panel_label(block.label, n) if block.label else ""
                    _write_picture(page, panel.picture, panel.title, label, most_mm=150 / len(row))
                    page.ours("\n")
                page.ours("\n")
            if block.caption is not None:
                page.text(block.caption, opens_line=True)
                page.ours("\n")
            page.ours(":::")
        case Table() as table:
            _write_table(page, table, block)
        case Chart() as chart:
            _write_chart(page, chart, block)
        case _ as never:
            assert_never(never)
    if block.notes:
        page.ours("\n\n::: {.note}\n")
        for n, note in enumerate(block.notes):
            page.ours("\n\n" if n else "")
            page.text(note, opens_line=True)
        page.ours("\n:::")


def _write_picture(
    page: Page, picture: Picture, caption: Text | None, label: str, *, most_mm: float = 160
) -> None:
    page.ours("![")
    if caption is not None:
        page.text(caption)
    settings = [f"#{label}"] if label else []
    settings += [f"width={min(picture.width_mm, most_mm):.0f}mm"] if picture.width_mm else []
    repeated = caption is not None and squeeze(caption.string) in squeeze(picture.alt)
    settings += [f'alt="{_attribute(picture.alt)}"'] if picture.alt and not repeated else []
    page.ours(f"]({page.picture(picture)})" + (f"{{{' '.join(settings)}}}" if settings else ""))


def _write_chart(page: Page, chart: Chart, block: Captioned) -> None:
    """Write a chart; one without a caption gets its title, which every figure must have."""
    head, tail = chart_block(chart, page.chart_data_file(chart), block.label)
    page.ours(head)
    if block.caption is not None:
        page.parts.append(_quoted(page.cell(block.caption, head=False)))
        if chart.title:
            page.ledger.ask(None, "the title in a chart gave way to its caption", chart.title)
    else:
        page.ours(_quoted(escaped(chart.title or chart.alt)))
    page.ours(tail)


def _write_table(page: Page, table: Table, block: Captioned) -> None:
    """Write a table and its caption: as CSV, a pipe table or a grid."""
    simple = not table.spans and table.head < 2
    strings = [[cell.string for cell in row] for row in table.rows]
    texts = [text for row in table.rows[1:] for text in row]
    plain = simple and block.label and not any(form for text in texts for form in text.forms)
    data = as_csv(strings) if plain else None
    if data is not None and block.caption is not None and _is_plain(block.caption):
        name = f"data/table-{len(page.data) + 1}.csv"
        page.data[name] = data
        page.ours(f"``` {{.table #{block.label}}}\ndata: {name}\ncaption: ")
        page.parts.append(_quoted(block.caption.string))
        page.ours(f"\nalign: {table.aligned}\n```" if table.aligned else "\n```")
        return
    several = any("\n" in cell for row in strings for cell in row)
    if simple and not several:
        cells = [
            [page.cell(c, head=n == 0, in_line=True) for c in row]
            for n, row in enumerate(table.rows)
        ]
        page.parts.append(pipe_table(cells, table.aligned))
    else:
        head = max(1, table.head)
        cells = [[page.cell(c, head=n < head) for c in row] for n, row in enumerate(table.rows)]
        page.parts.append(grid_table(cells, table.spans, table.head, table.aligned))
    if block.caption is not None:
        page.ours("\n\nTable: ")
        page.text(block.caption)
        page.ours(f" {{#{block.label}}}" if block.label else "")


def _is_plain(text: Text) -> bool:
    """Tell whether a text holds no object, nor brackets that may cite."""
    return not any(ord(c) >= OBJECTS or c in "[]" for c in text.string)


def _quoted(string: str) -> str:
    """Return a string as a value of YAML."""
    return json.dumps(string, ensure_ascii=False)


def _attribute(string: str) -> str:
    """Return a string that may stand in the quotes of an attribute."""
    return re.sub(r'["{}\\\n]', " ", string).strip()
