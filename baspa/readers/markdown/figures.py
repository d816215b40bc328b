"""Figures of several pictures: a division with the pictures and, last, their caption.

The syntax is that of pandoc-crossref's subfigures: `::: {#fig:id}`, the pictures of one row in one
paragraph, the caption of the whole in the last one.

| code | meaning |
|---|---|
| R131 | something else than pictures and a caption in a division that is a figure |
"""

from __future__ import annotations

from collections.abc import Sequence

from baspa.diagnostics import Findings, Span
from baspa.model import Attributes, Figure, LineBreak, Panel, SoftBreak, Text
from baspa.readers.markdown.inline import Piece, demote


def build_figure(
    paragraphs: Sequence[list[Piece] | None],
    attributes: Attributes,
    span: Span,
    findings: Findings,
) -> Figure:
    """Return the figure of a division's `paragraphs`; None stands for a block of another kind."""
    rows = [_row(pieces) for pieces in paragraphs]
    *before, last = rows or [None]
    caption = paragraphs[-1] if rows and last is None else None
    panels = tuple(row for row in (before if caption else rows) if row)
    if not caption or not panels or None in before:
        findings.error(
            "R131",
            "a figure of several pictures holds paragraphs of pictures, then its caption",
            attributes.span,
            "write the caption as the last paragraph; a picture may be followed by {#fig:id}",
        )
    return Figure(
        panels=panels, caption=demote(caption or [], findings), attributes=attributes, span=span
    )


def _row(pieces: list[Piece] | None) -> tuple[Panel, ...] | None:
    """Return the pictures of a paragraph that holds nothing else, else None."""
    panels = []
    for piece in pieces or []:
        match piece:
            case Figure():
                panels.append(
                    Panel(
                        path=piece.path,
                        caption=piece.caption,
                        alt=piece.alt,
                        attributes=piece.attributes,
                        span=piece.span,
                    )
                )
            case SoftBreak() | LineBreak():
                pass
            case Text(value=value) if not value.strip():
                pass
            case _:
                return None
    return tuple(panels) or None
