"""A session: what the builds of a project come to, as the page is told of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, field, replace
from itertools import groupby
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, excerpt, findings_as_json, in_file_order
from baspa.preview.edition import Edition, Spot, edited_spot, make_edition, pages_of
from baspa.preview.feed import Feed
from baspa.preview.pictures import DrawingError, File, Pictures
from baspa.project import read_text

if TYPE_CHECKING:
    from baspa.build.proof import Proof
    from baspa.pdf.survey import Survey
    from baspa.preview.finding import Box
    from baspa.preview.rounds import Round
    from baspa.preview.words import Word


MOST_AHEAD = 40
"""New pages up to which they are shown before the PDF is put together: beyond, that is as soon."""


FOUND_AT_ONCE = 20
"""Pages that are searched before a picture that was asked for meanwhile is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How things stand, as the page is told at every change."""

    project: str
    """The name of the project's folder."""
    opens: bool
    """Whether an editor is set that files can be opened with."""
    round: int = 0
    """Builds that have ended."""
    building: bool = True
    stage: str = ""
    failed: bool = False
    """The last build was none: the edition is the one of the last good build, if there is any."""
    failure: str = ""
    """A mistake of ours, in a sentence."""
    seconds: float = 0.0
    diagnostics: tuple[Mapping[str, Any], ...] = ()
    edition: str = ""
    """The id of the newest edition; empty before there is one."""
    edited: Spot | None = None
    """Where the change that began the last build has come to stand."""

    def as_json(self) -> str:
        """Return it for the page, in one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(slots=True)
class Session:
    """Turns rounds into what the page asks for. Rounds come from one thread, questions from any."""

    root: Path
    opens: bool = False
    pictures: Pictures = field(default_factory=Pictures)
    status: Feed[Status] = field(init=False)
    editions: tuple[Edition, ...] = ()
    """The newest one last, and the one before it, whose pages may still be asked for."""
    files: frozenset[str] = frozenset()
    """The sources that the page has been told of, by their paths in the project."""
    _texts: Mapping[str, str] = field(default_factory=dict)
    """The sources of the newest edition."""
    whole: File | None = None
    """The newest PDF that is whole."""
    _width_px: int = 0
    """How wide the last page was that was asked for."""
    _showing: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    """Makes editions while a build goes on to write its files."""
    _telling: Lock = field(default_factory=Lock)
    _shown: Future[Spot | None] | None = None
    """Where the edit of the build that goes on stands, once its PDF is shown."""

    def __post_init__(self) -> None:
        self.status = Feed(Status(project=self.root.name, opens=self.opens))

    def close(self) -> None:
        """End listening and drawing."""
        self.status.end()
        self.pictures.close()
        self._showing.shutdown(cancel_futures=True)

    def begin(self) -> None:
        """Tell that a build has begun."""
        self._tell(building=True, stage="", edited=None)

    def report(self, stage: str) -> None:
        """Tell which stage of the build has begun."""
        self._tell(stage=stage)

    def show(self, proof: Proof) -> None:
        """Make the newest edition of a PDF; tell of it as soon as it is made, without a delay.

        Of one that is still to be put together, the pages that are new are shown ahead.
        """
        if proof.content is not None or self.editions:
            self._shown = self._showing.submit(self._show, proof)

    def publish(self, round: Round) -> None:
        """Tell how a build has ended; its PDF, if it made one, was shown before."""
        failure = f"{type(round.failure).__name__}: {round.failure}" if round.failure else ""
        shown, self._shown = self._shown, None
        try:
            edited = shown.result() if shown is not None else None
        except (DrawingError, OSError) as error:
            edited, failure = None, failure or str(error)
        self.files |= frozenset(round.texts)
        self._tell(
            round=self.status.newest.round + 1,
            building=False,
            stage="",
            failed=round.built is None or bool(failure),
            failure=failure,
            seconds=round.seconds,
            diagnostics=_diagnostics(round.findings, round.texts),
            edited=edited,
        )

    def _tell(self, **changes: Any) -> None:
        """Tell a status with these changes; a build and its edition are told by two threads."""
        with self._telling:
            self.status.tell(replace(self.status.newest, **changes))

    def _show(self, proof: Proof) -> Spot | None:
        """Make and tell the newest edition; return where the edit stands.

        Raises DrawingError, OSError.
        """
        if proof.content is not None:
            self.whole = File(proof.content)
            survey = proof.survey or self.pictures.survey(self.whole)
            pages = pages_of(self.whole, survey)
        else:
            assert proof.survey is not None
            survey, pages = proof.survey, self._ahead(proof, proof.survey)
        if not pages:
            return None
        self.files = frozenset(place.span.file for place in proof.places)
        texts = _read(self.root, self.files)
        edited = edited_spot(self._texts, texts, proof.places)
        if edited is None and self.editions:
            edited = _first_new_page(self.editions[-1], survey)
        if edited is not None:
            edited = replace(edited, digest=survey.pages[edited.page - 1].digest)
            self._draw_soon(pages, edited)
        edition = make_edition(survey, pages, proof.places)
        if self.editions and edition.id == self.editions[-1].id:
            edited = edited or self.status.newest.edited  # it was shown ahead
            self.editions = (*self.editions[:-1], edition)
        else:
            self.editions = (*self.editions[-1:], edition)
        self._texts = texts
        self._tell(edition=edition.id, edited=edited)
        return edited

    def _ahead(self, proof: Proof, survey: Survey) -> dict[str, tuple[File, int]]:
        """Return where the pages can be drawn of before the PDF is put together.

        None of them where too many are new.
        """
        known = self.editions[-1].pages
        new = [n for n, page in enumerate(survey.pages, 1) if page.digest not in known]
        if len(new) > MOST_AHEAD or proof.excerpt is None:
            return {}
        drawn: dict[str, tuple[File, int]] = {}
        if new:
            file = File(proof.excerpt(new))
            drawn = {survey.pages[n - 1].digest: (file, place) for place, n in enumerate(new, 1)}
        return {d: drawn.get(d) or known[d] for d in (page.digest for page in survey.pages)}

    def _draw_soon(self, pages: Mapping[str, tuple[File, int]], spot: Spot) -> None:
        """Begin to draw the page that was edited, as wide as the last one that was asked for."""
        if self._width_px:

            def draw() -> None:
                with suppress(DrawingError):  # who asks for the page will be told
                    self.pictures.picture(*pages[spot.digest], spot.digest, self._width_px)

            Thread(target=draw, daemon=True).start()

    def picture(self, digest: str, width_px: int) -> bytes | None:
        """Return the PNG of a page of the newest editions; None where none has such a page.

        Raises DrawingError.
        """
        self._width_px = width_px
        found = self._page(digest)
        return self.pictures.picture(*found, digest, width_px) if found else None

    def words(self, digest: str) -> list[Word] | None:
        """Return the words of a page of the newest editions; None where none has such a page.

        Raises DrawingError.
        """
        found = self._page(digest)
        return self.pictures.words(*found) if found else None

    def find(self, edition: str, wanted: str) -> Iterator[tuple[str, list[list[Box]]]]:
        """Yield where `wanted` stands in an edition, page by page: the digest of a page and the
        boxes of each place on it. Raises DrawingError.

        Ends early where the edition is none of the newest ones.
        """
        pages = next((list(e.pages.items()) for e in self.editions if e.id == edition), [])
        for start in range(0, len(pages), FOUND_AT_ONCE):
            if all(each.id != edition for each in self.editions):
                return
            for file, group in groupby(pages[start : start + FOUND_AT_ONCE], lambda p: p[1][0]):
                places = [(digest, page) for digest, (_, page) in group]
                found = self.pictures.find(file, places, wanted)
                yield from zip((digest for digest, _ in places), found, strict=True)

    def _page(self, digest: str) -> tuple[File, int] | None:
        """Return the file of a page of the newest editions, and its place there."""
        for edition in reversed(self.editions):
            if digest in edition.pages:
                return edition.pages[digest]
        return None

    def source(self, name: str) -> Path | None:
        """Return a source that the page was told of, as it lies on disk; None for anything else."""
        if name not in self.files:
            return None
        path = (self.root / name.removesuffix(FILLED)).resolve()
        return path if path.is_relative_to(self.root.resolve()) and path.is_file() else None


FILLED = " (filled)"
"""Ends the name of a text that Jinja has made out of the file of that name."""


def _read(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the present texts of sources; what cannot be read is left out.

    The build was of texts that may have changed since; the next one is on its way then.
    """
    texts: dict[str, str] = {}
    for name in names:
        read_text(root, name.removesuffix(FILLED), Findings(), texts)
    return texts


def _first_new_page(before: Edition, after: Survey) -> Spot | None:
    """Return the head of the first page that was not there before."""
    for number, page in enumerate(after.pages, 1):
        if page.digest not in before.pages:
            return Spot(page=number, top_pt=0.0)
    return None


def _diagnostics(findings: Findings, texts: Mapping[str, str]) -> tuple[Mapping[str, Any], ...]:
    """Return the findings for the page, each with the `excerpt` of its line, as a terminal has."""
    values = zip(in_file_order(findings), findings_as_json(findings, texts), strict=True)
    return tuple(
        value | {"excerpt": "\n".join(excerpt(texts[d.span.file], d.span))}
        if d.span.file in texts
        else value | {"excerpt": ""}
        for d, value in values
    )
