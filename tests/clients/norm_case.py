"""Every shipped profile, printed: the sample in its language, in both files, to be measured."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from looks import Look, looks
from paper import laid_out
from ruler import MM_PER_PT, Face, Line, Sheet, face, measure
from typeset import Block, place, read_body, read_footnotes

from baspa.diagnostics import Findings
from baspa.profile import Profile, find_profiles, load_profile

ROOT = Path(__file__).parents[2]
SAMPLES = {
    "kk": ROOT,
    "ru": ROOT / "tests/projects/ru-report",
    "en": ROOT / "tests/projects/en-paper",
}
PROFILES = tuple(find_profiles())
FORMS = ("pdf", "docx")

POSITION = 0.2
"""Millimetres that a position may be off: LibreOffice sets type to a tenth of a point, widths are
rounded to twips, and a glyph's advance is not its ink."""
SIZE = 0.1
"""Points that a size may be off."""


def shipped(profile_id: str) -> Profile:
    """Return a shipped profile: the only source of the numbers that pages are measured against."""
    loaded = load_profile(profile_id, Findings(), {})
    assert loaded is not None
    return loaded.profile


def print_all(folder: Path) -> None:
    """Build the sample under every profile, two at a time, unless it is built already.

    The first worker of a test run builds; the others wait for it.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            with ThreadPoolExecutor(2) as workers:
                list(workers.map(lambda profile_id: _print(folder / profile_id), PROFILES))
            (folder / "done").touch()


def _print(project: Path) -> None:
    sample = SAMPLES[shipped(project.name).language]
    shutil.copytree(sample / "source", project / "source")
    program = [sys.executable, "-m", "baspa", "build"]
    built = subprocess.run(
        [*program, "-C", str(project), "--profile", project.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    laid_out(project / "out/thesis.docx", project)


@dataclass(frozen=True)
class Print:
    """The sample under one profile, as one of its two files prints it."""

    profile: Profile
    form: str
    docx: Path
    pdf: Path
    """Our PDF, or the one that LibreOffice made of the DOCX."""
    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]
    """Every paragraph of the body, in order."""
    notes: tuple[Block, ...]
    """Every paragraph of the footnotes."""

    @cached_property
    def face(self) -> Face:
        return face(self.profile.text.fallback[0])

    @cached_property
    def looks(self) -> dict[str, Look]:
        return looks(self.profile)

    @property
    def left(self) -> float:
        """The left edge of the text area of an upright page."""
        return self.profile.page.margin.left.mm

    @property
    def right(self) -> float:
        return self.profile.page.width.mm - self.profile.page.margin.right.mm

    @property
    def top(self) -> float:
        return self.profile.page.margin.top.mm

    @property
    def bottom(self) -> float:
        return self.profile.page.height.mm - self.profile.page.margin.bottom.mm

    def upright(self, line: Line) -> bool:
        return self.sheets[line.sheet - 1].upright

    def of(self, *styles: str) -> tuple[Block, ...]:
        """Return what is set in one of the styles on upright pages."""
        return tuple(
            b
            for b in (*self.blocks, *self.notes)
            if b.style in styles and b.lines and self.upright(b.first)
        )

    def known(self) -> tuple[tuple[Block, Look], ...]:
        """Return the blocks on upright pages whose looks the profile gives."""
        return tuple((b, self.looks[b.style]) for b in self.of(*self.looks))

    def neighbours(self) -> tuple[tuple[Block, Block], ...]:
        """Return each two paragraphs that follow one another on one page, nothing between them."""
        return tuple(
            (upper, lower)
            for upper, lower in pairwise(self.blocks)
            if {upper.style, lower.style} <= self.looks.keys()
            and upper.lines
            and lower.lines
            and upper.last.sheet == lower.first.sheet
            and self.upright(lower.first)
        )

    def label(self, sheet: Sheet) -> Line | None:
        """Return the page number: the line that stands in the margin at the head or the foot."""
        margin = self.profile.page.margin
        outside = [
            line
            for line in sheet.lines
            if line.baseline < margin.top.mm or line.baseline > sheet.height - margin.bottom.mm
        ]
        assert len(outside) < 2, [line.text for line in outside]
        return outside[0] if outside else None

    def text_lines(self, sheet: Sheet) -> list[Line]:
        """Return the lines of a page without its number, from the top."""
        label = self.label(sheet)
        return sorted((x for x in sheet.lines if x is not label), key=lambda x: x.baseline)

    def line_distance(self, size_pt: float, spacing: float) -> float:
        """Return the distance of two lines: a multiple of the face's own line height."""
        return size_pt * spacing * self.face.line_height * MM_PER_PT

    def above(self, line: Line) -> float:
        """Return where the type of a line begins: its ascenders."""
        return line.baseline - self.face.ascent * line.size * MM_PER_PT

    def below(self, line: Line) -> float:
        """Return where the type of a line ends: its descenders."""
        return line.baseline + self.face.descent * line.size * MM_PER_PT


@cache
def printed(folder: Path, profile_id: str, form: str) -> Print:
    """Return one file of a profile; `print_all` has built it."""
    project = folder / profile_id
    docx = project / "out/thesis.docx"
    pdf = project / ("out/thesis.pdf" if form == "pdf" else "thesis.pdf")
    sheets = measure(pdf)
    return Print(
        profile=shipped(profile_id),
        form=form,
        docx=docx,
        pdf=pdf,
        sheets=sheets,
        blocks=place(read_body(docx), sheets),
        notes=place(read_footnotes(docx), sheets),
    )
