"""Pictures side by side: a table without rules, one cell for each picture with its own caption."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from baspa.docx.formatting import ParagraphFormat, layout_row
from baspa.docx.markup import millimetres, nodes, tag_of
from baspa.docx.oxml import Element, make
from baspa.docx.place import Place
from baspa.length import Length

if TYPE_CHECKING:
    from baspa.docx.blocks import BlockWriter


def panel_table(blocks: BlockWriter, row: Element, place: Place, before: int | None) -> Element:
    """Return `w:tbl` for a `div.panels`; every paragraph stays with the next, so none is parted.

    `before` is the room above it in twips, None for what the style of a figure says.

    The cells share the width that the pictures leave, so that the row is centred.
    """
    panels = [child for child in row if tag_of(child) == "figure"]
    pictures = [Length(millimetres(panel, "width") or 0.0).twips for panel in panels]
    room = max(0, place.width - sum(pictures)) // len(panels)
    widths = [picture + room for picture in pictures]
    cells = [
        _cell(blocks, panel, replace(place, width=width), before)
        for panel, width in zip(panels, widths, strict=True)
    ]
    return layout_row(widths, cells)


def _cell(blocks: BlockWriter, panel: Element, place: Place, before: int | None) -> Element:
    """Return `w:tc` with a picture and, below it, its caption."""
    keep = ParagraphFormat(keep_next=True, after=0, align="center")
    content = []
    for child in panel:
        if tag_of(child) == "img":
            format = replace(keep, before=before)
            content.append(blocks.paragraph([child], place, style="Figure", format=format))
        else:
            blocks.announce(panel)
            content.append(blocks.paragraph(nodes(child), place, style="PanelCaption", format=keep))
    return make("w:tc", make("w:tcPr", make("w:tcW", w=place.width, type="dxa")), *content)
