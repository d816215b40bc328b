"""Twins: how far the PDF and the layout of the DOCX break lines and pages alike.

Both are PDFs, ours and that of LibreOffice, and both are read by PDFium, so that nothing of either
writer is taken at its word. Letters are compared, without blanks and hyphens.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.model import PageMap

_IGNORED = re.compile(r"[\s\-\u00ad\u200b\u2010\u2011\ufffe]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TAGS = ("p", "li", *_HEADINGS, "figcaption", "caption")
"""What is a paragraph; so is the term of a definition with what it means."""
_KEY = 8
"""Letters by which a line is looked up."""
_BETWEEN = 400
"""Lines that may be drawn between two of a paragraph: footnotes, a page number, a table."""
_LINE_PT = 6.0
"""What stands nearer is on the same line: an index, a footnote mark."""
SAME_PAGE = 0.99
"""The share of headings, captions and rows on the same page below which a build warns."""
SAME_LINES = 0.95
"""The share of paragraphs with the same lines below which a build warns."""


HELP = (
    "each file's own page numbers are right; text.hyphenation, which the DOCX does not have, long "
    "addresses, and fractions and sums inside paragraphs move lines"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """What was compared, and how much of it agrees."""

    paragraphs: int
    """Paragraphs, items, headings and captions found in both files; those with formulas, which
    one file draws and the other sets as text, are left out."""
    same_lines: int
    """Those of them that break into the same lines."""
    placed: int
    """Headings, captions and table rows that have a place in both files."""
    same_page: int
    """Those of them that stand on the same page."""


def compare(html: str, ours: Lines, theirs: Lines, pages: PageMap, docx_pages: PageMap) -> Twins:
    """Return how far a PDF and the layout of the DOCX made from the same `html` agree."""
    broken = [(ours.breaks(text), theirs.breaks(text)) for text in _paragraphs(html)]
    found = [(a, b) for a, b in broken if a is not None and b is not None]
    places = list(_places(html, pages, docx_pages))
    return Twins(
        paragraphs=len(found),
        same_lines=sum(a == b for a, b in found),
        placed=len(places),
        same_page=sum(a == b for a, b in places),
    )


def report_unlike(twins: Twins, findings: Findings) -> None:
    """Warn where too little stands on the same page, or in the same lines, in both files (D204)."""
    if twins.same_page < SAME_PAGE * twins.placed:
        findings.warning(
            "D204",
            f"{twins.placed - twins.same_page} of {twins.placed} headings, captions and table rows "
            "stand on another page in the DOCX than in the PDF",
            help=HELP,
        )
    if twins.same_lines < SAME_LINES * twins.paragraphs:
        findings.warning(
            "D204",
            f"{twins.paragraphs - twins.same_lines} of {twins.paragraphs} paragraphs break into "
            "other lines in the DOCX than in the PDF",
            help=HELP,
        )


def _places(html: str, pages: PageMap, docx_pages: PageMap) -> Iterator[tuple[object, object]]:
    """Yield where headings, captions and rows stand: the printed number of the page, or its place.

    Places alone would not do: LibreOffice leaves out an empty left-hand page. Rows are told by how
    many pages behind their table's beginning they stand.
    """
    placed = etree.fromstring(html.encode()).iter(*_HEADINGS, "figure", "table")
    ids = {element.get("id", "") for element in placed}
    for html_id in sorted(ids & set(pages.places) & set(docx_pages.places)):
        label, docx_label = pages.labels.get(html_id), docx_pages.labels.get(html_id)
        yield label or pages.places[html_id], docx_label or docx_pages.places[html_id]
    for table in sorted(set(pages.rows) & set(docx_pages.rows)):
        rows = zip(pages.rows[table], docx_pages.rows[table], strict=False)
        first, docx_first = pages.rows[table][0].page, docx_pages.rows[table][0].page
        yield from ((a.page - first, b.page - docx_first) for a, b in rows)


def _letters(text: str) -> str:
    return _IGNORED.sub("", text)


def _paragraphs(html: str) -> Iterator[str]:
    """Yield the letters of every paragraph outside tables and lists of contents, in order."""
    notes = 0
    for element in etree.fromstring(html.encode()).iter(*_TAGS, "div"):
        if element.tag == "div" and _parent(element) != "dl":
            continue
        parts, plain = [], True
        for node in _own(element):
            if isinstance(node, str):
                parts.append(node)
            elif _name(node) == "math" or "page-count" in node.get("class", ""):
                plain = False
            elif "footnote" in node.get("class", "").split():
                notes += 1
                parts.append(str(notes))
        text = _letters("".join(parts))
        inside = {ancestor.tag for ancestor in element.iterancestors()}
        if plain and len(text) > _KEY and not inside & {"nav", "td", "th"}:
            yield text


def _own(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the text and the special elements of a paragraph, in order; blocks in it are left."""
    yield element.text or ""
    for child in element:
        names = child.get("class", "").split()
        if _name(child) == "math" or "footnote" in names or "page-count" in names:
            yield child
        elif child.tag not in (*_TAGS, "ul", "ol", "dl", "table", "figure"):
            yield from _own(child)
        yield child.tail or ""


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else _name(parent)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


class Lines:
    """The lines of a PDF in the order in which they are drawn, each found by how it begins."""

    def __init__(self, pdf: bytes) -> None:
        self._lines = [line for line in map(_letters, _read(pdf)) if line]
        self._by_start: dict[str, list[int]] = {}
        for index, line in enumerate(self._lines):
            self._by_start.setdefault(line[:_KEY], []).append(index)
        self._reached = 0

    def breaks(self, text: str) -> tuple[int, ...] | None:
        """Return where the lines of a paragraph end, in letters; None where it is not found.

        Paragraphs are asked for in the order of the text.
        """
        for index in self._candidates(text):
            ends = self._follow(text, index)
            if ends is not None:
                self._reached = index
                return ends
        return None

    def _candidates(self, text: str) -> Sequence[int]:
        """Return what may be the first line of `text`: those behind the last one found, first."""
        found = [i for i in self._by_start.get(text[:_KEY], []) if text.startswith(self._lines[i])]
        split = bisect_left(found, self._reached)
        return found[split:] + found[:split][::-1]

    def _follow(self, text: str, index: int) -> tuple[int, ...] | None:
        """Return the ends of the lines of `text` from line `index` on, None where it breaks off."""
        ends, at, last = [], 0, index
        while at < len(text):
            if index >= len(self._lines) or index - last > _BETWEEN:
                return None
            line = self._lines[index]
            if text.startswith(line, at):
                at += len(line)
                ends.append(at)
                last = index
            index += 1
        return tuple(ends)


def _read(pdf: bytes) -> Iterator[str]:
    """Yield the lines of a PDF; PDFium begins a new one for an index too, which is mended."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            line, height, start = "", float("inf"), 0
            for piece in text.get_text_range().split("\r\n"):
                baseline = _baseline(text, start)
                start += len(piece) + 2
                if abs(baseline - height) > _LINE_PT:
                    yield line
                    line, height = "", baseline
                line += piece
            yield line


def _baseline(text: Any, index: int) -> float:
    """Return the height of a character's baseline, in pt."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value
