"""Layout: semantic HTML and a style sheet become pages, and mistakes that only print shows."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.model import Asset
from baspa.pdf.assets import asset_fetcher
from baspa.pdf.continuation import NO_LABELS, ROW, label_continuations, report_unlabelled
from baspa.pdf.engine import engine, lay_out
from baspa.pdf.source import print_source
from baspa.pdf.warnings import engine_warnings

if TYPE_CHECKING:
    from weasyprint import Document

_TITLE_PAGE = re.compile(r'<section class="title-page.*?</section>', re.DOTALL)
_FOOT = re.compile(r'<(\w+) class="foot\b.*?</\1>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is laid out: a whole document, or a unit of it."""

    name: str = ""
    """Of a unit, the id of its first part."""
    html: str
    style: str
    assets: Mapping[str, Asset]
    """Pictures by the name that `html` has for them."""
    face_file: str
    """The font file of the words in formulas."""
    text_pt: float
    labels_required: bool
    """A warning is asked for where a divided table has no continuation label."""


def laid_out(sheet: Sheet, findings: Findings) -> Document:
    """Return `sheet` as pages; mistakes that show in print are reported."""
    source, style, fetcher = printable(sheet, sheet.html, findings)
    with engine_warnings(findings):
        document = lay_out(source, style, fetcher)
        check(document, sheet, source, findings)
    return document


def printable(sheet: Sheet, html: str, findings: Findings) -> tuple[str, str, Any]:
    """Return what WeasyPrint is given for `html`, which is that of a sheet or of some blocks of it:
    a document, a style sheet, and who fetches its pictures.
    """
    source, formulas = print_source(html, sheet.face_file, sheet.text_pt, findings)
    style = sheet.style
    engine()
    if not label_continuations() and ROW in source:
        findings.warning("W106", "this WeasyPrint is unknown: no continuation labels over tables")
        style += NO_LABELS
    return source, style, asset_fetcher({**sheet.assets, **formulas})


def check(document: Document, sheet: Sheet, source: str, findings: Findings) -> None:
    """Report mistakes that only a layout shows."""
    _check_title_page(document, source, findings)
    if sheet.labels_required:
        report_unlabelled(document, findings)


def _check_title_page(document: Document, html: str, findings: Findings) -> None:
    """Report a title page that holds more than a page (W104): the rest is not printed.

    Read from the boxes of the layout, since WeasyPrint has no public way to ask.
    """
    source = _TITLE_PAGE.search(html)
    if source is None:
        return
    boxes = document.pages[0]._page_box.descendants()
    printed = "".join(getattr(box, "text", "") for box in boxes)
    in_flow = _FOOT.sub("", source[0])
    written = html_text.unescape(re.sub(r"<[^>]*>", "", in_flow))
    if _letters(printed) < _letters(written):
        findings.error(
            "W104",
            "the title page holds more than a page, and its end would not be printed",
            help="shorten it, or take free lines (space-N) out of its template",
        )


def _letters(text: str) -> int:
    return sum(not c.isspace() for c in text)
