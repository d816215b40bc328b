"""A session: what the builds of a project come to, as the page is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from baspa.build.proof import AdvanceSheets, Proof
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, excerpt, findings_as_json, in_file_order
from baspa.preview.edition import Edition, Spot, edited_spot, make_edition, pages_of
from baspa.preview.feed import Feed
from baspa.preview.pictures import DrawingError, File, Pictures
from baspa.project import read_text

if TYPE_CHECKING:
    from baspa.build.places import SourcePlace
    from baspa.pdf.pdf import Forerunner
    from baspa.pdf.survey import Survey
    from baspa.preview.finding import Box
    from baspa.preview.rounds import Round
    from baspa.preview.words import Word


GIVEN_SECONDS = 0.05
"""So long a build that has laid out its pages waits for a browser to get the one that was edited,
if it has asked for it: that and the PDF take the processors from each other, so that both would be
later."""
SEEN_SECONDS = 0.1
"""So long a build that has written its files waits for the browser to show the page that was
edited: what it still does takes the processors that this needs."""
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
    """Where the change that began the last build has come to stand; while that goes on perhaps on a
    page that the edition does not have yet."""

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
    _ahead: dict[str, tuple[File, int]] = field(default_factory=dict)
    """Pages that went ahead of their edition: as in `Edition.pages`."""
    _asked: str = ""
    """The digest of the one that was asked for last."""
    _given: Event = field(default_factory=Event)
    """Set when a browser has got that one."""
    _seen: Event = field(default_factory=Event)
    """Set unless a browser is about to show that page."""
    _width_px: int = 0
    """How wide the last page was that was asked for."""
    _showing: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    """Makes editions while a build goes on to write its files."""
    _telling: Lock = field(default_factory=Lock)
    _shown: Future[Spot | None] | None = None
    """Where the edit of the build stands, once its PDF is shown."""

    def __post_init__(self) -> None:
        self.status = Feed(Status(project=self.root.name, opens=self.opens))
        self._seen.set()

    def close(self) -> None:
        """End listening and drawing."""
        self.status.end()
        self.pictures.close()
        self._showing.shutdown(cancel_futures=True)

    def begin(self) -> None:
        """Tell that a build has begun."""
        self._ahead, self._asked = {}, ""
        self._tell(building=True, stage="", edited=None)

    def report(self, stage: str) -> None:
        """Tell which stage of the build has begun."""
        self._tell(stage=stage)

    def show(self, made: Proof | AdvanceSheets | Forerunner) -> None:
        """Make the newest edition of a PDF and tell of it; who calls waits at most `SEEN_SECONDS`.

        Of one that is still to be laid out or put together, the page that was edited goes ahead.
        """
        if isinstance(made, Proof):
            self._seen.wait(SEEN_SECONDS)
            self._seen.set()
            self._shown = self._showing.submit(self._show, made)
        elif self.editions:
            if isinstance(made, AdvanceSheets):
                self._show_ahead(made, self.editions[-1])
            else:
                self._send_ahead(Spot(page=made.page, digest=made.digest), made.content)

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
        self.whole = File(proof.content)
        survey, places = proof.survey.value or self.pictures.survey(self.whole), proof.places.value
        self.files = frozenset(place.span.file for place in places)
        texts = _read(self.root, self.files)
        new = _new_pages(survey, self.editions[-1]) if self.editions else []
        edited = self._edited(survey, new, texts, lambda _: places)
        edition = make_edition(survey, pages_of(self.whole, survey), places)
        if self.editions and edition.id == self.editions[-1].id:
            self.editions = (*self.editions[:-1], edition)
        else:
            self.editions = (*self.editions[-1:], edition)
        self._texts = texts
        self._tell(edition=edition.id, edited=edited)
        return edited

    def _show_ahead(self, sheets: AdvanceSheets, before: Edition) -> None:
        """Tell where the edit stands, and send that page ahead, unless a browser gets it anyway."""
        new = _new_pages(sheets.survey, before)
        spot = self._edited(sheets.survey, new, sheets.texts, partial(sheets.places_on, new))
        if spot is None:
            return
        if spot.digest not in self._ahead:
            self._send_ahead(spot, sheets.excerpt([spot.page]))
        elif spot.digest == self._asked:
            self._given.wait(GIVEN_SECONDS)
        else:
            self._tell(edited=spot)

    def _send_ahead(self, spot: Spot, content: bytes) -> None:
        """Tell which page has the edit; draw it, as wide as the last one that was asked for."""
        self._ahead[spot.digest] = page = File(content), 1
        if self._width_px and self.status.is_heard:
            self._seen.clear()
            self._showing.submit(self.pictures.picture, *page, spot.digest, self._width_px)
        self._tell(edited=spot)

    def _edited(
        self,
        survey: Survey,
        new: Sequence[int],
        texts: Mapping[str, str],
        places_in: Callable[[str], Sequence[SourcePlace]],
    ) -> Spot | None:
        """Return where the change of the sources stands; else the head of the first `new` page."""
        spot = edited_spot(self._texts, texts, places_in)
        if spot is None and new:
            spot = Spot(page=new[0], top_pt=0.0)
        return spot and replace(spot, digest=survey.pages[spot.page - 1].digest)

    def picture(self, digest: str, width_px: int) -> bytes | None:
        """Return the PNG of a page of the newest editions; None where none has such a page.

        Raises DrawingError.
        """
        self._width_px = width_px
        if digest in self._ahead:
            self._asked = digest
            self._given.clear()
        found = self._page(digest)
        return self.pictures.picture(*found, digest, width_px) if found else None

    def gave(self, digest: str) -> None:
        """Hear that a browser has got the picture of a page."""
        if digest == self._asked:
            self._given.set()

    def words(self, digest: str) -> list[Word] | None:
        """Return the words of a page of the newest editions; None where none has such a page.

        A browser asks for them when it has shown the picture. Raises DrawingError.
        """
        if digest in self._ahead:
            self._seen.set()
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
        for pages in (*(edition.pages for edition in reversed(self.editions)), self._ahead):
            if digest in pages:
                return pages[digest]
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


def _new_pages(after: Survey, before: Edition) -> list[int]:
    """Return the places, from 1, of the pages that were not there before."""
    return [n for n, page in enumerate(after.pages, 1) if page.digest not in before.pages]


def _diagnostics(findings: Findings, texts: Mapping[str, str]) -> tuple[Mapping[str, Any], ...]:
    """Return the findings for the page, each with the `excerpt` of its line, as a terminal has."""
    values = zip(in_file_order(findings), findings_as_json(findings, texts), strict=True)
    return tuple(
        value | {"excerpt": "\n".join(excerpt(texts[d.span.file], d.span))}
        if d.span.file in texts
        else value | {"excerpt": ""}
        for d, value in values
    )
