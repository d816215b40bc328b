"""Sections as HTML: one is written anew where something that it is made of has changed."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from baspa.build.memo import Asked, Memo
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.fonts import Face
from baspa.model import Counts, DocumentSection, ResolvedDocument, ResolvedSection, Role
from baspa.passes.set_file import SetSection
from baspa.profile import Part, Profile
from baspa.project import Thesis
from baspa.store import digest
from baspa.templates.environment import Templates
from baspa.templates.render import (
    SECTIONS,
    WrittenPart,
    WrittenSection,
    render_section,
    render_supplied,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Sections that are written, as far as they were not before."""

    ground: str
    """What tells all that the HTML of each is made of beside the section."""
    prepared: Prepared
    files: Mapping[str, SetSection]
    memo: Memo
    _known: dict[str, KnownUnits] = field(default_factory=dict)

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

    def asked(self, document: ResolvedDocument, read: Mapping[str, str]) -> Iterator[Asked]:
        """Ask for each section as semantic HTML, made anew where its key is another than before.

        It is made of its outline, resolved, and of its files, whose keys `read` holds by their
        paths; an abstract says the counts.
        """
        so_far = Counter[str]()
        for section in document.sections:
            files = [name for name in section.files if name in self.files]
            places = [(file, str(so_far[file])) for file in files]
            so_far.update(files)
            yield Asked(
                step=WRITTEN,
                name=section.id,
                parts=self._key(section, document.counts, read),
                make=partial(self._made, section, files, document),
                places=places,
                size=sum(len(self.prepared.project.sections.get(name, "")) for name in files),
            )

    def supplied(
        self, document: ResolvedDocument, read: Mapping[str, str], findings: Findings
    ) -> dict[Part, WrittenPart]:
        """Return the parts of a document that no source is the text of, as semantic HTML."""
        written, pictures = {}, repr(document.assets)
        for part in self.prepared.loaded.profile.parts:
            if part.value in SECTIONS:
                continue
            key = [self.ground, part.value, document.listings.get(part.value, ""), pictures]
            if part is Part.NOTES:
                for section in document.sections:
                    key += self._key(section, document.counts, read)
            make = partial(self._supplied, part, document)
            html = self.memo.once_untold("parts as HTML", key, make, findings)
            if html is not None:
                written[part] = html
        return written

    def _key(self, section: DocumentSection, counts: Counts, read: Mapping[str, str]) -> list[str]:
        told = [repr(counts)] if section.role is Role.ABSTRACT else []
        files = (part for name in section.files if name in read for part in (name, read[name]))
        return [self.ground, section.digest, *told, *files]

    def _made(
        self,
        section: DocumentSection,
        files: Sequence[str],
        document: ResolvedDocument,
        findings: Findings,
        _opened: set[str],
    ) -> WrittenSection:
        known = {name: unit for file in files for name, unit in self.known(file).items()}
        resolved = section.text(known)
        units = self._units(resolved, files)
        if any(unit.lacks_text(known) for unit in units):  # numbers in them are others now
            resolved = section.text(())
            units = self._units(resolved, files)
        made_with = self._made_with(findings)
        return render_section(resolved, units, known, self.ground, document, *made_with)

    def _units(self, section: ResolvedSection, files: Sequence[str]) -> tuple[Unit, ...]:
        stretches = {file: self.files[file].stretches.value for file in files}
        return units_of(section, stretches, self.prepared.loaded.profile)

    def _supplied(
        self, part: Part, document: ResolvedDocument, findings: Findings
    ) -> WrittenPart | None:
        return render_supplied(part, document, *self._made_with(findings))

    def _made_with(self, findings: Findings) -> tuple[Thesis, Profile, Templates, Face]:
        prepared = self.prepared
        templates = replace(prepared.templates, findings=findings)
        return prepared.project.thesis, prepared.loaded.profile, templates, prepared.face
