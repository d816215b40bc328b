"""How the pages of a DOCX are set up, which tells whose rules its author followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from baspa.importers.reading.docx.styles import Styles, W, value, whole
from baspa.importers.text.manuscript import PageSetup

_MM_PER_TWIP = 25.4 / 1440
_BODY_CHARACTERS = 150
"""A paragraph that long is running text."""
_MOST_PARAGRAPHS = 400


def page_setup(body: etree._Element, styles: Styles) -> PageSetup | None:
    """Return margins, size of type and line spacing of the running text; None where unsaid."""
    margins = Counter(
        tuple(_twips(value(section, "pgMar", side)) for side in ("top", "right", "bottom", "left"))
        for section in body.iter(W + "sectPr")
        if value(section, "pgSz", "orient") != "landscape" and section.find(W + "pgMar") is not None
    )
    if not margins:
        return None
    long = (p for p in body.iter(W + "p") if _length(p) > _BODY_CHARACTERS)
    sizes, spacings = Counter[float](), Counter[float]()
    for paragraph, _ in zip(long, range(_MOST_PARAGRAPHS), strict=False):
        style = value(paragraph, "pPr/pStyle")
        sizes[_size(paragraph, style, styles)] += 1
        spacings[_spacing(paragraph, style, styles)] += 1
    top, right, bottom, left = margins.most_common(1)[0][0]
    return PageSetup(
        margins_mm=(top, right, bottom, left),
        size_pt=_most(sizes),
        line_spacing=_most(spacings),
    )


def _most(counted: Counter[float]) -> float | None:
    found = [number for number, _ in counted.most_common() if number]
    return found[0] if found else None


def _length(paragraph: etree._Element) -> int:
    return sum(len(t.text or "") for t in paragraph.iter(W + "t"))


def _twips(text: str | None) -> float:
    """Return a measure in millimetres."""
    return round(whole(text) * _MM_PER_TWIP, 1)


def _size(paragraph: etree._Element, style: str | None, styles: Styles) -> float:
    """Return the size of the first run in points; 0 where nothing says it."""
    run = paragraph.find(W + "r")
    said = [value(run, "rPr/sz") if run is not None else None, *styles.said(style, "rPr/sz")]
    return _first(said) / 2


def _spacing(paragraph: etree._Element, style: str | None, styles: Styles) -> float:
    """Return the line spacing in lines; 0 where it is said in points, or not at all."""
    steps = [paragraph.find(f"{W}pPr/{W}spacing"), *styles.elements(style, "pPr/spacing")]
    for step in steps:
        if step is not None and (line := step.get(W + "line")) and line.isdigit():
            return whole(line) / 240 if step.get(W + "lineRule") in (None, "auto") else 0.0
    return 1.0


def _first(texts: Iterable[str | None]) -> float:
    return next((float(whole(t)) for t in texts if t and t.isdigit()), 0.0)
