"""The numbers of the pages of a PDF: from its layout, and for the page box of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from baspa.model.pages import PageFormat, PageKind, PageRun, number_runs

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

_STYLES: dict[PageFormat, str] = {"decimal": "/D", "lower-roman": "/r"}


def anchor_places(document: Document) -> dict[str, int]:
    """Return the page, by its place in the file from 1, on which every id stands first."""
    places: dict[str, int] = {}
    for place, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            places.setdefault(anchor, place)
    return places


def page_runs(html: str, places: Mapping[str, int], front_format: PageFormat) -> list[PageRun]:
    """Return how pages are numbered; `places` are those of the ids of `html` in its layout.

    The style sheet numbers them by the same classes of the parts (docs/html.md).
    """
    body = etree.fromstring(html.encode()).find("body")
    parts = [] if body is None else [(part.get("id", ""), part.get("class", "")) for part in body]
    return part_runs(parts, places, front_format)


def part_runs(
    parts: Iterable[tuple[str, str]], places: Mapping[str, int], front_format: PageFormat
) -> list[PageRun]:
    """Return how pages are numbered by id and classes of each part."""
    return number_runs(
        ((places[name], PageKind.of(classes.split())) for name, classes in parts if name in places),
        front_format,
    )


def add_page_labels(runs: Sequence[PageRun], _: Document, pdf: pydyf.PDF) -> None:
    """Write `/PageLabels`: a reader then names the pages as they are numbered."""
    if labels := page_labels(runs):
        pdf.catalog["PageLabels"] = labels


def page_labels(runs: Sequence[PageRun]) -> pydyf.Dictionary | None:
    """Return the number tree of page labels (ISO 32000-1, 12.4.2), if there are any."""
    import pydyf

    numbers = pydyf.Array()
    for run in runs:
        style = _STYLES.get(run.format)
        label = {"S": style, "St": run.number} if style else {}
        numbers.extend([run.first_page - 1, pydyf.Dictionary(label)])
    return pydyf.Dictionary({"Nums": numbers}) if numbers else None
