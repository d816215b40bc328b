"""Set: a section file is read, and all is done to it that depends on that file alone.

This is most of the work of a build, and is not done again for a file that has not changed. Where
one has, it is not done again for the blocks that say the same: they are moved to where they stand
now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Asset, Block, BlockSource, Language, SectionFile
from baspa.model.later import Later
from baspa.model.walk import moved
from baspa.passes.cite_in_notes import cite_in_notes
from baspa.passes.formulas import convert_formulas
from baspa.passes.identify import base_id, identify_file
from baspa.passes.include import Sources, include
from baspa.passes.outline import outline
from baspa.passes.tables import check_tables
from baspa.passes.typography import set_typography
from baspa.profile import Tables
from baspa.readers.markdown import OpenSection, open_section
from baspa.readers.markdown.notes import NoteText
from baspa.readers.markdown.tops import Placed, Tops


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the text of each section file is set."""

    sources: Sources
    tables: Tables
    """What the profile asks of tables."""
    in_notes: bool
    """Whether the citation style cites in footnotes."""
    typography: bool = True
    """Whether quotes, dashes and gaps are set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSection:
    """A section file with all done that can be done without the other ones."""

    file: str
    """Its path."""
    outline: Later[SectionFile] = field(repr=False)
    """What the rest of the thesis needs to know of it."""
    assets: Mapping[str, Asset]
    """The pictures that it shows."""
    blocks: Mapping[str, BlockSource]
    """The source of each block by its id."""
    whole: Later[SectionFile] = field(repr=False)
    """All of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBlocks:
    """Blocks of a section file, set."""

    blocks: tuple[Block, ...]
    assets: Mapping[str, Asset]
    """The pictures that they show."""
    sources: Mapping[str, BlockSource]
    """The source of each block by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBlocks:
    """Blocks that were set when a file was read last, and what they depend on beside their text."""

    made: SetBlocks
    place: Span
    notes: tuple[NoteText, ...]
    """The footnotes that they alone refer to."""
    files: Mapping[str, str]
    """What told the content of each file that they name."""


KnownGroups = dict[tuple[str, ...], KnownBlocks]
"""Blocks of the last reading of a file, each group under its text and all else that tells how it is
read."""


@dataclass(slots=True)
class Known:
    """What the last reading of a file left to the next."""

    groups: KnownGroups = field(default_factory=dict)
    tops: Tops = field(default_factory=dict)


def set_file(
    text: str, file: str, language: Language, setting: Setting, known: Known, findings: Findings
) -> SetSection:
    """Return the section file in `text` read and set, as `open_section` and `set_section` say.

    `known` is what the last call for this file with the same setting left in it, if any did.
    """
    found = Findings()
    opened = open_section(text, file, language, found, known.tops)
    reading = _Reading(opened, setting, known.groups, found)
    known.groups = {}
    parts = [reading.group(group, known.groups) for group in opened.groups]
    opened.close()
    front = set_section(opened.front, setting, {}, found).whole.value
    findings.extend(sorted(found.diagnostics, key=lambda diagnostic: diagnostic.span))
    whole = replace(front, blocks=tuple(block for each in parts for block in each.blocks))
    return SetSection(
        file=file,
        outline=Later(lambda: outline(whole)),
        assets={name: asset for each in parts for name, asset in each.assets.items()},
        blocks={name: source for each in parts for name, source in each.sources.items()},
        whole=Later(lambda: whole),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A section file that is read and set, some blocks at a time."""

    opened: OpenSection
    setting: Setting
    before: KnownGroups
    findings: Findings
    given: Counter[str] = field(default_factory=Counter)
    """How many blocks so far have an id, but for the number behind it."""

    def group(self, group: Sequence[Placed], known: KnownGroups) -> SetBlocks:
        """Return the blocks of a group, set now or before; `known` receives them where they may be
        taken for those of the next reading.
        """
        place, language = self.opened.stretch(group), self.opened.front.language
        kinds = (tree.kind for tree in group)
        key = (self.opened.text[place.start : place.end], language, self.opened.addresses, *kinds)
        if key in self.before and (found := self.again(self.before[key], place)):
            known[key] = found
            return found.made
        found, lasts = self.anew(group, place)
        if lasts:
            known[key] = found
        return found.made

    def again(self, before: KnownBlocks, place: Span) -> KnownBlocks | None:
        """Return blocks of the last reading where they stand now; None if they are others now."""
        notes, state = self.opened.notes, self.setting.sources.state
        now = tuple(each for old in before.notes if (each := notes.unused(old.mark)))
        if now != before.notes or before.made.sources.keys() & self.given.keys():
            return None
        if any(state(name) != told for name, told in before.files.items()):
            return None
        self.given.update(before.made.sources.keys())
        notes.used += [each.mark for each in now]
        made = _moved(before, [place, *(each.span for each in now)])
        return replace(before, made=made, place=place, notes=now)

    def anew(self, group: Sequence[Placed], place: Span) -> tuple[KnownBlocks, bool]:
        """Return the blocks of a group, and whether they depend on what is known of them alone:
        nothing was to be reported, no note is another's too, no id tells equal blocks apart.
        """
        told, notes, read = len(self.findings.diagnostics), self.opened.notes, dict[str, None]()
        met, sources = len(notes.used), self.setting.sources

        def reading(name: str) -> bytes:
            read[name] = None
            return sources.read(name)

        setting = replace(self.setting, sources=replace(sources, read=reading))
        section = replace(self.opened.front, blocks=self.opened.blocks(group), keywords=())
        texts = {section.file: self.opened.text}
        identified, assets, blocks = _set(section, setting, texts, self.findings, self.given)
        marks = notes.used[met:]
        files = {name: state for name in read if (state := sources.state(name))}
        found = KnownBlocks(
            made=SetBlocks(
                blocks=identified.blocks,
                assets=assets,
                sources=blocks,
            ),
            place=place,
            notes=tuple(notes.definitions[mark].written for mark in marks),
            files=files,
        )
        return found, (
            len(self.findings.diagnostics) == told
            and not set(marks).intersection(notes.used[:met])
            and files.keys() == read.keys()
            and all(name == base_id(name) for name in blocks)
        )


def _moved(before: KnownBlocks, places: Sequence[Span]) -> SetBlocks:
    """Return blocks that were set, where they and their notes stand at `places` now."""
    stretches = [
        (old.start, old.end, new.start - old.start)
        for old, new in zip([before.place, *(n.span for n in before.notes)], places, strict=True)
    ]
    made = before.made
    if not any(letters for *_, letters in stretches):
        return made

    def move(span: Span) -> Span:
        for start, end, letters in stretches:
            if start <= span.start <= end and span.file:
                return Span(span.file, span.start + letters, span.end + letters)
        return span

    return replace(
        made,
        blocks=moved(made.blocks, move),
        sources={name: moved(source, move) for name, source in made.sources.items()},
    )


def set_section(
    section: SectionFile, setting: Setting, texts: Mapping[str, str], findings: Findings
) -> SetSection:
    """Return a section file set: what it depends on is itself and the files that it names.

    Mistakes are reported and stepped over, so that one run shows them all.
    """
    identified, assets, blocks = _set(section, setting, texts, findings, Counter())
    return SetSection(
        file=section.file,
        outline=Later(lambda: outline(identified)),
        assets=assets,
        blocks=blocks,
        whole=Later(lambda: identified),
    )


def _set(
    section: SectionFile,
    setting: Setting,
    texts: Mapping[str, str],
    findings: Findings,
    given: Counter[str],
) -> tuple[SectionFile, Mapping[str, Asset], Mapping[str, BlockSource]]:
    """Return a section file set, its pictures, and the sources of its blocks.

    `given` counts the ids of the blocks before these in the file; theirs are added.
    """
    included = include((section,), setting.sources, findings)
    typeset = set_typography(included.sections) if setting.typography else included.sections
    noted = cite_in_notes(typeset) if setting.in_notes else typeset
    check_tables(noted, setting.tables, findings)
    [calculated] = convert_formulas(noted, texts, findings)
    identified, blocks = identify_file(calculated, texts.get(section.file, ""), given)
    return identified, included.assets, blocks
