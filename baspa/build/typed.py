"""The DOCX of a build: written, and laid out by LibreOffice while the PDF is made.

It needs nothing of the PDF: the file is first written for the page numbers that casting off gives
(`docx/castoff.py`), and LibreOffice, which works in a process of its own, is at it meanwhile.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from baspa.build.pipeline import Printable
from baspa.build.workshop import Workshop
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.fonts import figure_width
from baspa.model import PageMap

if TYPE_CHECKING:
    from baspa.docx.draft import Draft
    from baspa.docx.filled import Filled
    from baspa.docx.pagination import Paginated

LARGE = 1_000_000
"""Letters of HTML, some 330 pages, from which on LibreOffice begins when the press has ended its
processes: both together would take more than 1 GiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The DOCX, with its page numbers."""

    paginated: Paginated
    sources: str
    """The digest of the sources that the DOCX tells of: no part of its layout."""


@dataclass(slots=True, kw_only=True)
class Typist:
    """Writes the DOCX of a printable document, and has it laid out."""

    printable: Printable
    workshop: Workshop
    beside_press: bool
    """The PDF is made at the same time."""
    findings: Findings = field(default_factory=Findings)
    """What was said of what was written."""
    _first: PageMap | None = None
    """What the file is first written for."""
    _draft: Draft | None = None
    """The file without its numbers."""
    _written: tuple[object, Filled] | None = None
    """What was written last, and for what numbers."""

    @property
    def is_early(self) -> bool:
        """Whether LibreOffice works beside the press."""
        return len(self.printable.html) < LARGE or not self.beside_press

    def begin(self) -> None:
        """Let LibreOffice begin, unless it has, or the press must end before."""
        office = self.workshop.office
        if self._first is None and self.is_early and office.soffice is not None:
            office.prepare()
            filled = self.write(self.first())
            office.begin(filled.proof, prints=self.beside_press)
            _ = filled.docx  # packed meanwhile, with the pictures that the press has drawn

    def first(self) -> PageMap:
        """Return what the file is first written for."""
        from baspa.docx.pagination import first_pages

        if self._first is None:
            self._first = first_pages(self.draft())
        return self._first

    def draft(self) -> Draft:
        """Return the file without its numbers."""
        from baspa.docx.writer import write_draft

        if self._draft is None:
            printable, self.findings = self.printable, Findings()
            assets = printable.document.assets
            with_fallbacks = self.workshop.press.with_fallbacks
            drawing = ThreadPoolExecutor(1)  # the press draws while the file is written
            self._draft = write_draft(
                printable.html,
                assets,
                printable.prepared.loaded.profile,
                self.findings,
                own_templates(printable),
                printable.sources,
                drawing.submit(with_fallbacks, assets).result,
            )
            drawing.shutdown(wait=False)
        return self._draft

    def write(self, pages: PageMap) -> Filled:
        """Return the DOCX with the numbers of `pages`; written once for the same ones."""
        forms = {table: each.form for table, each in pages.divisions.items()}
        key = (pages.labels, pages.places, pages.total, forms)
        if self._written is None or self._written[0] != key:
            self._written = (key, self.draft().filled(pages))
            if not self.is_early:
                self._draft = None
                gc.collect()  # the tree of a long thesis is large, and its parts know one another
        return self._written[1]

    def finish(self, findings: Findings, timed: Callable[[str, float], None]) -> Typed:
        """Return the DOCX with the numbers that a layout confirms; `timed` hears of each layout."""
        from baspa.docx.pagination import paginate

        own = Findings()
        paginated = paginate(
            self.write,
            self.first(),
            own,
            self.workshop.office,
            self._gutter,
            prints=self.beside_press,
        )
        findings.extend([*self.findings.diagnostics, *own.diagnostics])
        for number, seconds in enumerate(paginated.layout_seconds, 1):
            timed(f"DOCX layout {number}", seconds)
        return Typed(paginated=paginated, sources=self.printable.sources.digest())

    def _gutter(self) -> int:
        """Return how many figures have room in the gutter of the contents; 0: not all are alike."""
        prepared = self.printable.prepared
        width, profile = figure_width(prepared.face.family), prepared.loaded.profile
        return int(profile.contents.gutter.pt / (width * profile.text.size.pt)) if width else 0


def own_templates(printable: Printable) -> tuple[Path, ...]:
    """Return the folders of the templates of the project and of its profile."""
    prepared = printable.prepared
    return (prepared.project.root / "templates", *prepared.loaded.folders)
