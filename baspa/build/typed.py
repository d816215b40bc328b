"""The DOCX of a build: written, and laid out by LibreOffice while the PDF is still made.

LibreOffice works in a process of its own, so it begins as soon as there are page numbers to begin
with: those of the DOCX that stands in `out/`, where they are known, then those of the PDF when its
parts are laid out. What it makes of them is at hand when `paginate` asks for it. Where the numbers
turn out to be others it is forgotten, so that nothing of the file depends on what was begun.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from baspa.build.pipeline import Printable
from baspa.build.record import content_digest
from baspa.build.twins import Lines, Twins, compare, report_unlike
from baspa.build.workshop import Workshop
from baspa.diagnostics import Findings
from baspa.docx.begun import Begun
from baspa.fonts import figure_width
from baspa.model import Asset, PageMap
from baspa.store import digest, keep, recall

if TYPE_CHECKING:
    from baspa.docx.pagination import Paginated
    from baspa.pdf.pdf import Pdf

LARGE = 1_000_000
"""Letters of HTML, some 330 pages, from which on LibreOffice begins when the press has ended its
processes: both together would take more than 1 GiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The DOCX, and how far it agrees with the PDF; None where no layout of it can tell."""

    paginated: Paginated
    twins: Twins | None
    sources: str
    """The digest of the sources that the DOCX tells of: no part of its layout."""


@dataclass(slots=True, kw_only=True)
class Typist:
    """Writes the DOCX of a printable document, and has it laid out."""

    printable: Printable
    workshop: Workshop
    findings: Findings = field(default_factory=Findings)
    """What was said of what was written."""
    begun: Begun | None = None
    """What LibreOffice was asked for last, before `paginate` asks."""
    _assets: dict[str, Asset] | None = None
    _written: tuple[object, bytes] = (None, b"")
    """What was written last, and for what numbers."""

    @property
    def is_early(self) -> bool:
        """Whether LibreOffice works beside the press."""
        return len(self.printable.html) < LARGE and self.workshop.office.soffice is not None

    def begin_as(self, docx: Path) -> None:
        """Begin with the numbers of the file `docx`, where they are known: an earlier build's."""
        pages = recall_pages(docx)
        if pages is not None:
            self._begin(pages)

    def begin(self, estimate: PageMap) -> None:
        """Begin with the numbers of the PDF, unless what is begun looks like that."""
        from baspa.docx.pagination import first_pages

        self._begin(first_pages(estimate))

    def _begin(self, pages: PageMap) -> None:
        if self.is_early:
            if self.begun is None or not self.begun.looks_like(pages):
                self.begun = Begun(docx=self.write(pages), pages=pages)
            self.workshop.office.begin(self.begun.docx)

    def write(self, pages: PageMap) -> bytes:
        """Return the DOCX with the numbers of `pages`; written once for the same ones."""
        from baspa.docx.writer import write_docx

        forms = {table: each.form for table, each in pages.divisions.items()}
        key = (pages.labels, pages.places, pages.total, forms)
        if self._written[0] != key:
            if self._assets is None:
                self._assets = self.workshop.press.with_fallbacks(self.printable.document.assets)
            docx = write_docx(
                self.printable.html,
                self._assets,
                self.printable.prepared.loaded.profile,
                pages,
                self.findings,
                own_templates(self.printable),
                self.printable.sources,
            )
            if not self.is_early:
                gc.collect()  # the tree of a long thesis is large, and its parts know one another
            self._written = (key, docx)
        return self._written[1]

    def finish(self, pdf: Pdf, findings: Findings, timed: Callable[[str, float], None]) -> Typed:
        """Return the DOCX with the numbers that a layout confirms; `timed` hears of each layout."""
        from baspa.docx.pagination import paginate

        office = self.workshop.office
        self.begin(pdf.pages)
        ours = Lines(pdf.content) if office.soffice is not None else None
        own, twins = Findings(), None
        begun = self.begun.docx if self.begun is not None else None
        paginated = paginate(self.write, pdf.pages, own, office, begun, self._gutter)
        findings.extend([*self.findings.diagnostics, *own.diagnostics])
        for number, seconds in enumerate(paginated.layout_seconds, 1):
            timed(f"DOCX layout {number}", seconds)
        if paginated.layout is not None and ours is not None:
            theirs = Lines(paginated.layout)
            twins = compare(self.printable.html, ours, theirs, pdf.pages, paginated.pages)
            report_unlike(twins, findings)
        sources = self.printable.sources.digest()
        return Typed(paginated=replace(paginated, layout=None), twins=twins, sources=sources)

    def _gutter(self) -> int:
        """Return how many figures have room in the gutter of the contents; 0: not all are alike."""
        prepared = self.printable.prepared
        width, profile = figure_width(prepared.face.family), prepared.loaded.profile
        return int(profile.contents.gutter.pt / (width * profile.text.size.pt)) if width else 0


def own_templates(printable: Printable) -> tuple[Path, ...]:
    """Return the folders of the templates of the project and of its profile."""
    prepared = printable.prepared
    return (prepared.project.root / "templates", *prepared.loaded.folders)


def keep_pages(docx: bytes, pages: PageMap, estimate: PageMap) -> None:
    """Keep the numbers that `docx` was written for: the next one may begin with them.

    Those of the PDF, the `estimate`, tell of what has a number at all.
    """
    known = replace(pages, labels={**estimate.labels, **pages.labels})
    keep(_key(docx), pickle.dumps(known, protocol=5))


def recall_pages(docx: Path) -> PageMap | None:
    """Return the numbers that the file `docx` was written for, where it is one of ours."""
    try:
        kept = recall(_key(docx.read_bytes()))
    except OSError:
        return None
    pages: PageMap | None = pickle.loads(kept) if kept is not None else None
    return pages


def _key(docx: bytes) -> str:
    return digest(["pages of a DOCX", content_digest(docx)])
