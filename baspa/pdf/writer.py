"""The PDF writer: semantic HTML laid out by WeasyPrint, and what it warns of as diagnostics."""

from __future__ import annotations

import html as html_text
import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from baspa.diagnostics import Diagnostic, Findings, Severity
from baspa.fonts import Face
from baspa.length import MM_PER_INCH
from baspa.locales.hyphenation import register_hyphenation
from baspa.math import FormulaError, to_linear, to_svg
from baspa.model import Asset, PageMap
from baspa.model.pages import PageFormat, PageRun, page_label
from baspa.pdf.assets import ASSET_SCHEME, asset_fetcher
from baspa.pdf.continuation import (
    NO_LABELS,
    ROW,
    label_continuations,
    report_unlabelled,
    row_places,
)
from baspa.pdf.pages import add_page_labels, anchor_places, page_runs
from baspa.pdf.pictures import embed_pages
from baspa.pdf.places import BlockPlace, block_places
from baspa.pdf.repairs import repair_weasyprint
from baspa.pdf.tagging import complete_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_TITLE_PAGE = re.compile(r'<section class="title-page.*?</section>', re.DOTALL)
_FOOT = re.compile(r'<(\w+) class="foot\b.*?</\1>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\ssrc="(?!asset:)')
_UNBROKEN = re.compile(
    r"""(?P<range><a\ class="reference"(?:(?!</a>).)*</a>–<a\ class="reference".*?</a>)
    |(?P<address>https?://[^\s<>/]+)
    |(?P<last>(?<![\w&#])[^\W\d_]+[^\w\s<&]*(?=</(?:p|li|dd)>))
    |<[^>]*>""",
    re.VERBOSE,
)
OVERLAP_EM = 0.25
"""How far a formula may reach over and under its line: its negative margin in `print.css.j2`."""
NO_ALT = "has no required alt description"
"""Ends what WeasyPrint says of a picture that X303 has told of already, with its place."""
LAYOUTS = 4
"""Layouts after which the page count in the abstract must have settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF and where things stand in it."""

    content: bytes
    pages: PageMap
    layouts: int
    blocks: Mapping[str, tuple[BlockPlace, ...]]
    """Where each named block stands (`data-block`), on each of its pages."""


def write_pdf(
    html: str,
    style: str,
    assets: Mapping[str, Asset],
    face: Face,
    text_pt: float,
    findings: Findings,
    *,
    expected_pages: int = 0,
    front_format: PageFormat = "decimal",
    labels_required: bool = False,
) -> Pdf:
    """Return `html` printed with the style sheet `style`.

    The labels of the pages, for a reader's page box, and those of the result are worked out from
    where the parts begin; `front_format` is how the front matter is numbered, as in `style`.

    The number of pages that the abstract states changes what it counts, so the document is laid
    out until it is right; `expected_pages` (of the last build) saves a layout. `labels_required`
    asks for a warning where a divided table has no continuation label.
    """
    formulas = _Formulas(face, text_pt, findings)
    source = _IMAGE.sub(rf"\g<0>{ASSET_SCHEME}", _unbroken(formulas.replace(html)))
    fetcher = asset_fetcher(dict(assets) | formulas.pictures)
    total = expected_pages
    if ROW in source and not label_continuations():
        findings.warning("W106", "this WeasyPrint is unknown: no continuation labels over tables")
        style += NO_LABELS
    with _warnings(findings):
        for layouts in range(1, LAYOUTS + 1):  # noqa: B007 (told to the caller)
            document = _lay_out(_with_count(source, total), style, fetcher)
            if len(document.pages) == total or "page-count" not in source:
                break
            total = len(document.pages)
        else:
            findings.warning("W102", "the page count in the abstract does not settle")
        _check_title_page(document, source, findings)
        if labels_required:
            report_unlabelled(document, findings)
        runs = page_runs(html, document, front_format)
        content = document.write_pdf(
            pdf_identifier=b"baspa",
            pdf_tags=True,
            custom_metadata=False,
            finisher=partial(add_page_labels, runs),
        )
    assert isinstance(content, bytes)
    return Pdf(
        content=embed_pages(content, assets),
        pages=_page_map(document, runs),
        layouts=layouts,
        blocks=block_places(document.pages),
    )


def _lay_out(html: str, style: str, fetcher: Any) -> Document:
    import weasyprint
    from weasyprint.css.counters import CounterStyle

    repair_weasyprint()
    complete_tags()
    register_hyphenation()
    counter_style = CounterStyle()
    sheet = weasyprint.CSS(string=style, counter_style=counter_style)
    page = weasyprint.HTML(string=html, base_url=ASSET_SCHEME, url_fetcher=fetcher)
    return page.render(stylesheets=[sheet], counter_style=counter_style)


def _unbroken(html: str) -> str:
    """Return `html` with the words marked that no line may divide, whatever their letters.

    `range`: numbers that are links (1–3-суреттер). `address`: no line ends in `https://`. `last`:
    the last word of a paragraph, whose end would be a line of its own; WeasyPrint has no
    `hyphenate-limit-last`.
    """

    def mark(found: re.Match[str]) -> str:
        kind = found.lastgroup
        return f'<span class="unbroken {kind}">{found[0]}</span>' if kind else found[0]

    head, opening, body = html.partition("<body")
    return head + opening + _UNBROKEN.sub(mark, body)


def _with_count(html: str, total: int) -> str:
    """Return `html` with the number of pages filled in."""
    empty = '<span class="page-count"></span>'
    return html.replace(empty, f'<span class="page-count">{total}</span>')


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


def _page_map(document: Document, runs: Sequence[PageRun]) -> PageMap:
    """Return the page of every id, and the place of every row of a table that may be divided."""
    places = anchor_places(document)
    labels = {anchor: page_label(place, runs) for anchor, place in places.items()}
    return PageMap(
        labels=labels, places=places, total=len(document.pages), rows=row_places(document)
    )


class _Formulas:
    """Turns MathML, which WeasyPrint cannot set, into pictures made of outlines."""

    def __init__(self, face: Face, text_pt: float, findings: Findings) -> None:
        self.findings = findings
        self.face = face
        self.text_pt = text_pt
        self.pictures: dict[str, Asset] = {}
        self.known: dict[str, str] = {}

    def replace(self, html: str) -> str:
        """Return `html` with every `<math>` replaced by an image of the same meaning."""
        return _MATH.sub(lambda found: self.image(found[0]), html)

    def image(self, mathml: str) -> str:
        if mathml not in self.known:
            try:
                svg = to_svg(mathml, size_pt=self.text_pt, text_font=self.face.file)
            except FormulaError as error:
                self.findings.error("W103", f"the formula «{to_linear(mathml)}»: {error}")
                return ""
            name = f"formula-{len(self.pictures) + 1}.svg"
            self.pictures[name] = Asset(
                name=name,
                media_type="image/svg+xml",
                content=svg.markup.encode(),
                width_mm=svg.width_pt / 72 * MM_PER_INCH,
                height_mm=svg.height_pt / 72 * MM_PER_INCH,
            )
            style = (
                f"width: {svg.width_pt / self.text_pt:.4f}em; "
                f"height: {svg.height_pt / self.text_pt:.4f}em; "
                f"vertical-align: {OVERLAP_EM - svg.depth_pt / self.text_pt:.4f}em"
            )
            words = html_text.escape(to_linear(mathml), quote=True)
            self.known[mathml] = (
                f'<img class="formula" src="{ASSET_SCHEME}{name}" style="{style}" alt="{words}"/>'
            )
        return self.known[mathml]


class _Collector(logging.Handler):
    """Turns what WeasyPrint logs into diagnostics: nothing it notices may go unsaid."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(logging.WARNING)
        self.findings = findings
        self.seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message in self.seen or message.endswith(NO_ALT):
            return
        self.seen.add(message)
        failed = record.levelno >= logging.ERROR
        severity = Severity.ERROR if failed else Severity.WARNING
        self.findings.extend(
            [Diagnostic(code="W101", message=f"printing: {message}", severity=severity)]
        )


@contextmanager
def _warnings(findings: Findings) -> Iterator[None]:
    collector = _Collector(findings)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
