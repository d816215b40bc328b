"""The PDF writer: semantic HTML and a style sheet become a PDF.

Parts that begin on a page of their own are laid out apart, several at once, and each is kept for
the next build; numbers of pages are filled in when all is put together. What comes of it is the
document that a single pass of WeasyPrint prints (`whole.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from html import unescape

from baspa.dataclass import dataclass
from baspa.diagnostics import Diagnostic, Findings
from baspa.fonts import Face
from baspa.model import Asset
from baspa.model.later import Later
from baspa.model.pages import PageFormat, PageRun
from baspa.model.pieces import Pieces
from baspa.pdf.assembly import Assembled, Placed, assemble
from baspa.pdf.division import HOLES, LEFT, Division, Undivided, Unit, divide
from baspa.pdf.engine import is_known
from baspa.pdf.fonts import FaceChanged, united
from baspa.pdf.fragment import Fragment
from baspa.pdf.holes import UnknownFigures
from baspa.pdf.ink import Faded
from baspa.pdf.layout import Sheet
from baspa.pdf.numbers import Numbering, block_map, number, page_map
from baspa.pdf.objects import Group
from baspa.pdf.pdf import Ahead, Forerunner, Pdf
from baspa.pdf.pictures import PDF, embed_pages
from baspa.pdf.press import Order, Past, Press
from baspa.pdf.revision import Glimpse
from baspa.pdf.survey import Survey, page_digest, surveyed
from baspa.pdf.whole import print_whole
from baspa.store import content_digest

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LAYOUTS = 8
"""Layouts of a unit after which the numbers of pages must have settled."""


def write_pdf(
    html: str,
    style: str,
    assets: Mapping[str, Asset],
    face: Face,
    text_pt: float,
    findings: Findings,
    *,
    pieces: Pieces | None = None,
    front_format: PageFormat = "decimal",
    labels_required: bool = False,
    press: Press | None = None,
    ahead: Callable[[Ahead], None] | None = None,
    show: Callable[[Forerunner], object] | None = None,
) -> Pdf:
    """Return `html` printed with the style sheet `style`.

    `pieces` is what `html` is put together of, if that is known: parts that were read before are
    not read again.

    The labels of the pages, for a reader's page box, and those of the result are worked out from
    where the parts begin; `front_format` is how the front matter is numbered, as in `style`.

    `labels_required` asks for a warning where a divided table has no continuation label. `press`
    lays out the parts; without one it is done in this process. `ahead` hears what comes of it as
    soon as that is known, before the pages are put together; `show` may see the first page that has
    changed as soon as it is drawn.
    """
    html, style = str(html), str(style)  # markup that escapes what is put into it
    sheet = Sheet(
        html=html,
        style=style,
        assets=assets,
        face_file=face.file,
        text_pt=text_pt,
        labels_required=labels_required,
    )
    press = press or Press()
    try:
        if not is_known():
            raise Undivided("this WeasyPrint is unknown")
        division = divide(html, style, pieces, press.part)
        while True:
            printing = _Printing(
                sheet=sheet, division=division, front_format=front_format, press=press
            )
            press.show = partial(printing.glimpsed, show) if show is not None else None
            try:
                return printing.pdf(findings, ahead)
            except Faded:
                press.forget()
    except (Undivided, UnknownFigures, FaceChanged) as reason:
        pdf = print_whole(sheet, findings, front_format=front_format)
        return replace(pdf, whole=str(reason))


@dataclass(slots=True, kw_only=True)
class _Printing:
    """A document on its way from units to pages."""

    sheet: Sheet
    division: Division
    front_format: PageFormat
    press: Press
    layouts: dict[str, int] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """How many pages were laid out for each unit."""
    unrevised: dict[str, str] = field(default_factory=dict)
    """Why a unit was laid out as a whole although it had been laid out before."""

    def pdf(self, findings: Findings, ahead: Callable[[Ahead], None] | None) -> Pdf:
        fragments, numbering, texts = self.settled()
        self.press.show = None
        linked = (target for each in fragments for page in each.pages for target in page.links)
        if missing := next((target for target in linked if target not in numbering.places), None):
            raise Undivided(f"nothing is called «{missing}», to which it links")
        pages = _placed(fragments, numbering)
        uses = united(use for each in fragments for use in each.faces)
        faces = self.press.faces(uses)
        assembled = partial(_assembled, fragments, faces, texts)
        surveyed = Later(lambda: self.surveyed(pages, numbering, texts))
        if ahead is not None:
            ahead(
                Ahead(
                    survey=surveyed,
                    blocks_on=lambda places: block_map(numbering, fragments, places),
                    excerpt=lambda places: assembled([pages[n - 1] for n in places], ()).content,
                )
            )
        whole = assembled(pages, numbering.runs, self.press.last_file(self.division.head))
        content = embed_pages(whole.content, self.sheet.assets)
        self.press.finish(self.division.head, whole)
        self.press.past = Past(
            units=self.division.units,
            numbering=numbering,
            texts=texts,
            uses={use.name: use for use in uses},
            faces=faces,
        )
        findings.extend(_told(fragments))
        return Pdf(
            content=content,
            digest=whole.digest if content is whole.content else content_digest(content),
            pages=page_map(numbering, fragments),
            placed=Later(lambda: block_map(numbering, fragments)),
            surveyed=surveyed,
            layouts=max(self.layouts.values(), default=0),
            laid_out=tuple(name for name, layouts in self.layouts.items() if layouts),
            kept=tuple(name for name, layouts in self.layouts.items() if not layouts),
            made=sum(self.made.values()),
            unrevised=self.unrevised,
            made_of=sum(
                len(fragment.pages)
                for unit, fragment in zip(self.division.units, fragments, strict=True)
                if self.made[unit.name]
            ),
        )

    def glimpsed(self, show: Callable[[Forerunner], object], name: str, seen: Glimpse) -> None:
        """Show a page of the unit `name` with what the last printing filled in, if it had that, and
        the same units before this one.
        """
        [page], past, units = seen.fragment.pages, self.press.past, self.division.units
        index = next(index for index, unit in enumerate(units) if unit.name == name)
        if past is None or units[:index] != past.units[:index]:
            return
        if not past.has(seen.fragment.faces):
            return
        place = past.numbering.firsts[index] + seen.place
        folio = past.numbering.label(place) if page.folio else ""
        numbers = [past.texts.get(hole.target, "") for hole in page.holes]
        if [len(each) for each in numbers] != [hole.figures.count for hole in page.holes]:
            return
        if not all(each.isdigit() for each in (*numbers, folio or "0")):
            return
        self.press.show = None
        placed = Placed(page=page, size_pt=page.size_pt, folio=folio, begins=True)
        file = _assembled([seen.fragment], past.faces, past.texts, [placed], ())
        digest = page_digest(placed, past.texts)
        show(Forerunner(page=place, digest=digest, content=file.content))

    def settled(self) -> tuple[Sequence[Fragment], Numbering, Mapping[str, str]]:
        """Return all fragments, laid out until the numbers of pages are as long as was thought.

        What states no number is laid out first, so that the others mostly need one layout.
        """
        units = self.division.units
        orders: list[Order | None] = [None] * len(units)
        fragments: list[Fragment | None] = [None] * len(units)
        for turn in range(LAYOUTS):
            numbering = number(self.division, fragments, self.front_format)
            changed: dict[int, Order] = {}
            for index, unit in enumerate(units):
                if turn == 0 and unit.targets:
                    continue
                order = self.order_of(index, numbering)
                if order != orders[index]:
                    changed[index] = orders[index] = order
            if not changed and all(fragments):
                return [each for each in fragments if each], numbering, self.texts(numbering)
            last = partial(self.press.last_file, self.division.head)
            made = self.press.lay_out(list(changed.values()), meanwhile=last)
            for index, printed in zip(changed, made, strict=True):
                fragments[index] = printed.fragment
                name = units[index].name
                self.layouts[name] = self.layouts.get(name, 0) + (printed.made > 0)
                self.made[name] = self.made.get(name, 0) + printed.made
                if printed.reason:
                    self.unrevised[name] = printed.reason
        raise Undivided("the numbers of pages do not settle")

    def texts(self, numbering: Numbering) -> dict[str, str]:
        """Return the numbers of pages that are stated, by target."""
        units = self.division.units
        return {target: numbering.text(target) for unit in units for target in unit.targets}

    def order_of(self, index: int, numbering: Numbering) -> Order:
        """Return what is to be laid out for a unit where it stands now."""
        unit = self.division.units[index]
        style = [self.sheet.style, HOLES]
        first = numbering.firsts[index]
        if self.division.sided and first % 2 == 0:
            style.append(LEFT)
        if unit.kind.front:
            style.append(_front_start(first, numbering))
        figures = {target: _figures(numbering.text(target)) for target in unit.targets}
        assets = _used(unit, self.sheet.assets)
        bare = replace(self.sheet, html="", name=unit.name, style="\n".join(style), assets=assets)
        return self.press.order(bare, self.division, unit, figures)

    def surveyed(
        self, pages: Sequence[Placed], numbering: Numbering, texts: Mapping[str, str]
    ) -> Survey | None:
        if any(asset.media_type == PDF for asset in self.sheet.assets.values()):
            return None
        title = _TITLE.search(self.sheet.html)
        labels = [numbering.label(place) for place in range(1, len(pages) + 1)]
        return surveyed(unescape(title[1]) if title else "", pages, labels, texts)


def _assembled(
    fragments: Sequence[Fragment],
    faces: Group,
    texts: Mapping[str, str],
    pages: Sequence[Placed],
    runs: Sequence[PageRun],
    last: Assembled | None = None,
) -> Assembled:
    """Return the file of `pages`, which are all or some of the pages of `fragments`."""
    named = {name for each in pages if each.page for name in each.page.names}
    shared = {name: group for each in fragments for name, group in each.shared.items()}
    groups = {name: group for name, group in shared.items() if name in named}
    return assemble(
        pages,
        {"faces": faces, **groups},
        texts,
        runs,
        fragments[0].information,
        fragments[0].language,
        last,
    )


def _placed(fragments: Sequence[Fragment], numbering: Numbering) -> list[Placed]:
    """Return all pages at their places, the empty ones between them too."""
    pages: list[Placed] = []
    for index, fragment in enumerate(fragments):
        if index in numbering.blanks:
            size = fragment.pages[0].size_pt
            pages.append(Placed(page=None, size_pt=size, folio="", begins=False))
        for page in fragment.pages:
            folio, begins = numbering.label(len(pages) + 1), page is fragment.pages[0]
            pages.append(Placed(page=page, size_pt=page.size_pt, folio=folio, begins=begins))
    return pages


def _figures(number: str) -> str:
    """Return what is laid out for a number: as many figures, or a roman numeral itself."""
    return "0" * len(number) if number.isdigit() else number


def _used(unit: Unit, assets: Mapping[str, Asset]) -> dict[str, Asset]:
    """Return the pictures of a unit."""
    return {name: assets[name] for name in sorted(unit.sources) if name in assets}


def _told(fragments: Sequence[Fragment]) -> list[Diagnostic]:
    """Return what is to be said of the fragments, each thing once."""
    return list(dict.fromkeys(each for fragment in fragments for each in fragment.diagnostics))


def _front_start(place: int, numbering: Numbering) -> str:
    """Return the style that begins the count of the front matter at the page at `place`."""
    begun = [run for run in numbering.runs if run.first_page <= place]
    before = begun[-1].number + place - begun[-1].first_page - 1 if begun else place - 1
    return f"@page :first {{ counter-reset: known 1 front {before} }}"
