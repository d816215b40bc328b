"""Sections as HTML: one is written anew where something that it is made of has changed."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from baspa.build.memo import Asked, Memo
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.model import Counts, ResolvedDocument, ResolvedSection, Role, SectionFile
from baspa.passes.again import Again
from baspa.passes.outline import WHOLE, outline_of_resolved
from baspa.passes.set_file import SetSection
from baspa.store import digest
from baspa.templates.render import WrittenSection, render_section
from baspa.templates.units import KnownUnits, Unit, units_of

if TYPE_CHECKING:
    from baspa.build.pipeline import Prepared

WRITTEN = "sections as HTML"
"""The step that writes them."""


def ground_of(prepared: Prepared, texts: Mapping[str, str]) -> str:
    """Return a digest of what the HTML of all sections is made of."""
    thesis, profile, face = prepared.project.thesis, prepared.loaded.profile, prepared.face
    templates = (text for name, text in texts.items() if name.endswith(".html.j2"))
    return digest([*map(repr, (thesis, profile, face)), *templates])


def section_key(
    section: ResolvedSection,
    counts: Counts,
    read: Mapping[str, str],
    prepared: Prepared,
    again: Again,
) -> list[str]:
    """Return what the HTML of a section is made of alone: its outline, resolved, and its files.

    `read` are the keys of section files that were read, by their paths; an abstract says the
    `counts`.
    """
    files = files_of(section)
    if section.role is Role.ABBREVIATIONS:  # its entries come from anywhere
        files |= set(prepared.project.sections)
    outline = again.once("outline", section, None, lambda _: _outline(section), Findings())
    told = [repr(counts)] if section.role is Role.ABSTRACT else []
    return [outline, *told, *(read[name] for name in sorted(files & read.keys()))]


def _outline(section: ResolvedSection) -> str:
    """Return a digest of the outline of a section."""
    left = outline_of_resolved(section)
    return digest([repr(left), *(getattr(block, "block_id", "") for block in left.blocks)])


def files_of(section: ResolvedSection) -> set[str]:
    """Return the paths of the files that a section comes from."""
    return {block.span.file for block in section.blocks}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Sections that are written, as far as they were not before."""

    ground: str
    """What tells all that the HTML of each is made of beside the section."""
    prepared: Prepared
    files: Mapping[str, SetSection]
    memo: Memo
    _known: dict[str, KnownUnits] = field(default_factory=dict)
    _units: dict[str, tuple[ResolvedSection, tuple[Unit, ...]]] = field(default_factory=dict)

    def known(self, file: str) -> KnownUnits:
        """Return the units of a file that were written last, on the same ground."""
        if file not in self._known:
            units: dict[str, tuple[str, Markup]] = {}
            for number in itertools.count():
                last = self.memo.last(WRITTEN, (file, str(number)))
                if last is None:
                    break
                units.update(last.known() if last.ground == self.ground else ())
            self._known[file] = units
        return self._known[file]

    def known_of(self, files: Iterable[str]) -> KnownUnits:
        """Return the units of several files."""
        return {name: unit for file in files for name, unit in self.known(file).items()}

    def sketched(self, file: SetSection) -> SectionFile:
        """Return a file with the text of what was not written before, and sketches of the rest."""
        return file.text(self.known(file.file))

    def lacking(self, section: ResolvedSection, sketched: Set[str]) -> set[str]:
        """Return the files whose whole text is wanted to write a section: where all of it is
        `sketched`, none but where something that was written before is another now."""
        files = files_of(section) & self.files.keys()
        if not files <= sketched:
            return files
        if section.role in WHOLE:
            return set()
        known = self.known_of(files)
        is_lacking = any(unit.lacks_text(known) for unit in self.units(section, files))
        return files if is_lacking else set()

    def units(self, section: ResolvedSection, files: Iterable[str]) -> tuple[Unit, ...]:
        """Return the units of a section that consists of these `files`."""
        told = self._units.get(section.id)
        if told is None or told[0] is not section:
            stretches = {file: self.files[file].stretches.value for file in files}
            told = section, units_of(section, stretches, self.prepared.loaded.profile)
            self._units[section.id] = told
        return told[1]

    def asked(self, document: ResolvedDocument, keys: Sequence[Sequence[str]]) -> Iterator[Asked]:
        """Ask for each section as semantic HTML, made anew where its key is another than before."""
        so_far = Counter[str]()
        for section, key in zip(document.sections, keys, strict=True):
            files = sorted(files_of(section) & self.files.keys())
            places = [(file, str(so_far[file])) for file in files]
            so_far.update(files)
            make = partial(self._made, section, files, document)
            size = len(section.blocks)
            yield Asked(
                step=WRITTEN, name=section.id, parts=key, make=make, places=places, size=size
            )

    def _made(
        self,
        section: ResolvedSection,
        files: Sequence[str],
        document: ResolvedDocument,
        findings: Findings,
        _opened: set[str],
    ) -> WrittenSection:
        prepared = self.prepared
        return render_section(
            section,
            self.units(section, files),
            self.known_of(files),
            self.ground,
            document,
            prepared.project.thesis,
            prepared.loaded.profile,
            replace(prepared.templates, findings=findings),
            prepared.face,
        )
