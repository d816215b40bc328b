"""A session: what the builds of a project come to, as the page is told of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baspa.diagnostics import Findings, excerpt, findings_as_json, in_file_order
from baspa.preview.edition import Edition, Spot, edited_spot, make_edition
from baspa.preview.feed import Feed
from baspa.preview.pictures import DrawingError, Pictures
from baspa.project import read_text

if TYPE_CHECKING:
    from baspa.build.build import Built
    from baspa.preview.rounds import Round


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
    _folder: tempfile.TemporaryDirectory[str] = field(init=False)

    def __post_init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="baspa-preview-")
        self.status = Feed(Status(project=self.root.name, opens=self.opens))

    def close(self) -> None:
        """End listening and drawing, and drop the copies."""
        self.status.end()
        self.pictures.close()
        self._folder.cleanup()

    def begin(self) -> None:
        """Tell that a build has begun."""
        self.status.tell(replace(self.status.newest, building=True, stage=""))

    def report(self, stage: str) -> None:
        """Tell which stage of the build has begun."""
        self.status.tell(replace(self.status.newest, stage=stage))

    def publish(self, round: Round) -> None:
        """Tell how a build has ended; its pages become the newest edition where it was good."""
        failure = f"{type(round.failure).__name__}: {round.failure}" if round.failure else ""
        edited = None
        if round.built is not None:
            try:
                edited = self._publish_edition(round.built)
            except (DrawingError, OSError) as error:
                failure = str(error)
        self.files |= frozenset(round.texts)
        newest = self.status.newest
        self.status.tell(
            replace(
                newest,
                round=newest.round + 1,
                building=False,
                stage="",
                failed=round.built is None or bool(failure),
                failure=failure,
                seconds=round.seconds,
                diagnostics=_diagnostics(round.findings, round.texts),
                edition=self.editions[-1].id if self.editions else "",
                edited=edited,
            )
        )

    def _publish_edition(self, built: Built) -> Spot | None:
        """Make the newest edition; return where the edit stands. Raises DrawingError, OSError."""
        [pdf] = [file for file in built.files if file.suffix == ".pdf"]
        content = pdf.read_bytes()
        copy = Path(self._folder.name) / f"{self.status.newest.round}.pdf"
        copy.write_bytes(content)
        survey = self.pictures.survey(copy)
        edition = make_edition(copy, survey, built.places)
        self.files = frozenset(place.span.file for place in built.places)
        texts = _read(self.root, self.files)
        edited = edited_spot(self._texts, texts, built.places)
        if self.editions:
            edited = edited or _first_new_page(self.editions[-1], edition)
        for old in self.editions[:-1]:
            old.file.unlink(missing_ok=True)
        self.editions = (*self.editions[-1:], edition)
        self._texts = texts
        return edited

    def picture(self, digest: str, width_px: int) -> bytes | None:
        """Return the PNG of a page of the newest editions; None where none has such a page.

        Raises DrawingError.
        """
        for edition in reversed(self.editions):
            if digest in edition.places:
                place = edition.places[digest]
                return self.pictures.picture(edition.file, place, digest, width_px)
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


def _first_new_page(before: Edition, after: Edition) -> Spot | None:
    """Return the head of the first page that was not there before."""
    new = [place for digest, place in after.places.items() if digest not in before.places]
    return Spot(page=min(new), top_pt=0.0) if new else None


def _diagnostics(findings: Findings, texts: Mapping[str, str]) -> tuple[Mapping[str, Any], ...]:
    """Return the findings for the page, each with the `excerpt` of its line, as a terminal has."""
    values = zip(in_file_order(findings), findings_as_json(findings, texts), strict=True)
    return tuple(
        value | {"excerpt": "\n".join(excerpt(texts[d.span.file], d.span))}
        if d.span.file in texts
        else value | {"excerpt": ""}
        for d, value in values
    )
