"""Set: a section file is read, and all is done to it that depends on that file alone.

This is most of the work of a build, and is not done again for a file that has not changed. Where
one has, it is not done again for the blocks that say the same: they are moved to where they stand
now.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeVar

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Asset, Block, BlockSource, Heading, Language, SectionFile
from baspa.model.later import Later
from baspa.model.walk import moved
from baspa.passes.cite_in_notes import cite_in_notes
from baspa.passes.formulas import convert_formulas
from baspa.passes.identify import base_id, identify_file
from baspa.passes.include import Sources, include
from baspa.passes.outline import WHOLE, outline, outline_told, sketched
from baspa.passes.tables import check_tables
from baspa.passes.typography import set_typography
from baspa.profile import Tables
from baspa.readers.markdown import OpenSection, open_section
from baspa.readers.markdown.notes import NoteText
from baspa.readers.markdown.tops import Placed as Top
from baspa.readers.markdown.tops import Tops
from baspa.store import digest

T = TypeVar("T")


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
class Stretch:
    """Blocks of a section file that are read and set together, as they stood when they were."""

    name: str
    """A digest of all that they are."""
    place: Span
    blocks: Later[tuple[Block, ...]]
    sketch: tuple[Block, ...]
    """Their outlines, each in the place of its block."""
    told: str
    """A digest of what the rest of the thesis takes from them; empty where that is nothing."""
    sources: Mapping[str, BlockSource]
    """The source of each block by its id."""
    assets: tuple[str, ...]
    """The names of the pictures that they show."""
    key: str = ""
    """A digest of their text and of all else that tells how it is read."""
    notes: tuple[NoteText, ...] = ()
    """The footnotes that they alone refer to."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What told the content of each file that they name."""
    given: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """How many blocks had each of their ids, but for the number behind it, before and after."""
    lasts: bool = False
    """Whether they are the same again where key, notes, files and counts of ids are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A stretch where it stands now."""

    stretch: Stretch
    place: Span
    notes: tuple[Span, ...]
    """Where its notes stand."""

    def blocks(self) -> tuple[Block, ...]:
        """Return its blocks."""
        return self._moved(self.stretch.blocks.value)

    def sketch(self) -> tuple[Block, ...]:
        """Return their outlines, each in the place of its block."""
        return self._moved(self.stretch.sketch)

    def sources(self) -> Mapping[str, BlockSource]:
        """Return the source of each block by its id."""
        known = self.stretch.sources
        return dict(zip(known, self._moved(tuple(known.values())), strict=True))

    def _moved(self, nodes: tuple[T, ...]) -> tuple[T, ...]:
        """Return what stood where the stretch did, where it stands now."""
        old = (self.stretch.place, *(note.span for note in self.stretch.notes))
        pairs = zip(old, (self.place, *self.notes), strict=True)
        steps = [(was.start, was.end, now.start - was.start) for was, now in pairs]
        if not any(letters for *_, letters in steps):
            return nodes

        def move(span: Span) -> Span:
            for start, end, letters in steps:
                if start <= span.start <= end and span.file:
                    return Span(span.file, span.start + letters, span.end + letters)
            return span

        return moved(nodes, move)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSection:
    """A section file with all done that can be done without the other ones.

    A process that only knows it of another one unpacks what it looks at.
    """

    front: SectionFile
    """The file without its blocks."""
    outline: Later[SectionFile] = field(repr=False)
    """What the rest of the thesis needs to know of it."""
    digest: str
    """Of the outline: what it holds, wherever that stands."""
    assets: Mapping[str, Asset]
    """The pictures that it shows."""
    blocks: Later[Mapping[str, BlockSource]] = field(repr=False)
    """The source of each block by its id."""
    stretches: Later[tuple[Placed, ...]] = field(repr=False)
    """All that it consists of."""
    tops: Later[Tops] = field(repr=False)
    """What the next reading may know of its blocks."""

    @property
    def file(self) -> str:
        """Its path."""
        return self.front.file

    def text(self, sketches: Container[str] = ()) -> SectionFile:
        """Return all of it, but sketches of the stretches whose names these are."""
        return _section(self.front, self.stretches.value, sketches)


def _section(
    front: SectionFile, stretches: Iterable[Placed], sketches: Container[str] = ()
) -> SectionFile:
    """Return a section file; `sketches` are the names of what is only sketched.

    Where all words count, nothing is.
    """
    if front.role in WHOLE:
        sketches = ()
    parts = (e.sketch() if e.stretch.name in sketches else e.blocks() for e in stretches)
    return replace(front, blocks=tuple(block for part in parts for block in part))


def set_file(
    text: str,
    file: str,
    language: Language,
    setting: Setting,
    last: SetSection | None,
    findings: Findings,
) -> SetSection:
    """Return the section file in `text` read and set; mistakes are reported and stepped over.

    `last` is what was returned last for this file with the same setting, if anything was.
    """
    found = Findings()
    opened = open_section(text, file, language, found, last.tops.value if last else None)
    before: dict[str, list[Stretch]] = {}
    for each in last.stretches.value if last else ():
        if each.stretch.lasts:
            before.setdefault(each.stretch.key, []).append(each.stretch)
    reading = _Reading(
        opened=opened,
        setting=setting,
        before=before,
        assets_before=last.assets if last else {},
        findings=found,
    )
    stretches = tuple(map(reading.group, opened.groups))
    opened.close()
    front, _, _ = _set(opened.front, setting, {}, found, Counter())
    findings.extend(sorted(found.diagnostics, key=lambda diagnostic: diagnostic.span))
    return _set_section(front, stretches, reading.assets, opened.tops)


def _set_section(
    front: SectionFile, stretches: tuple[Placed, ...], assets: Mapping[str, Asset], tops: Tops
) -> SetSection:
    names = {each.stretch.name for each in stretches}
    first = next((block for each in stretches for block in each.stretch.sketch), None)
    told = (each.stretch.told for each in stretches if each.stretch.told)
    return SetSection(
        front=front,
        outline=Later(lambda: outline(_section(front, stretches, names))),
        digest=digest([repr(front), str(isinstance(first, Heading)), *told]),
        assets=assets,
        blocks=Later(lambda: {n: source for e in stretches for n, source in e.sources().items()}),
        stretches=Later(lambda: stretches),
        tops=Later(lambda: tops),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A section file that is read and set, some blocks at a time."""

    opened: OpenSection
    setting: Setting
    before: Mapping[str, Sequence[Stretch]]
    """What was made of the blocks of the last reading and lasts, by its key."""
    assets_before: Mapping[str, Asset]
    findings: Findings
    given: Counter[str] = field(default_factory=Counter)
    """How many blocks so far have an id, but for the number behind it."""
    assets: dict[str, Asset] = field(default_factory=dict)
    """The pictures so far."""

    def group(self, group: Sequence[Top]) -> Placed:
        """Return the blocks of a group, set now or before."""
        place, language = self.opened.stretch(group), self.opened.front.language
        kinds = (tree.kind for tree in group)
        text = self.opened.text[place.start : place.end]
        key = digest([text, language, self.opened.addresses, *kinds])
        for known in self.before.get(key, ()):
            if found := self.again(known, place):
                return found
        return self.anew(group, place, key)

    def again(self, known: Stretch, place: Span) -> Placed | None:
        """Return what is known of blocks that now stand at `place`; None if they are others now."""
        notes, state = self.opened.notes, self.setting.sources.state
        now = tuple(each for old in known.notes if (each := notes.unused(old.mark)))
        if now != known.notes:
            return None
        if any(self.given[name] != count for name, (count, _) in known.given.items()):
            return None
        if any(state(name) != told for name, told in known.files.items()):
            return None
        for name, (_, count) in known.given.items():
            self.given[name] = count
        notes.used += [each.mark for each in now]
        self.assets.update((name, self.assets_before[name]) for name in known.assets)
        return Placed(stretch=known, place=place, notes=tuple(each.span for each in now))

    def anew(self, group: Sequence[Top], place: Span, key: str) -> Placed:
        """Return the blocks of a group, set now.

        They last if they depend on what is known of them alone: nothing was to be reported, no note
        is another's too.
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
        self.assets.update(assets)
        marks = notes.used[met:]
        files = {name: state for name in read if (state := sources.state(name))}
        lasts = (
            len(self.findings.diagnostics) == told
            and not set(marks).intersection(notes.used[:met])
            and files.keys() == read.keys()
        )
        written = tuple(notes.definitions[mark].written for mark in marks)
        counts = Counter(map(base_id, blocks))
        given = {name: (self.given[name] - n, self.given[name]) for name, n in counts.items()}
        stretch = replace(
            _stretch(identified, place, assets, blocks, self.opened.text),
            key=key,
            notes=written,
            files=files,
            given=given,
            lasts=lasts,
        )
        return Placed(stretch=stretch, place=place, notes=tuple(each.span for each in written))


def _stretch(
    section: SectionFile,
    place: Span,
    assets: Mapping[str, Asset],
    sources: Mapping[str, BlockSource],
    text: str,
) -> Stretch:
    """Return the blocks of a `section` as a stretch; `text` is that of the whole file."""
    blocks = section.blocks
    packed = pickle.dumps(blocks, protocol=5)
    pictures = (part for each in assets.values() for part in (repr(each), each.content))
    return Stretch(
        name=digest([packed, *pictures]),
        place=place,
        blocks=Later(lambda: blocks, packed),
        sketch=sketched(blocks),
        told=outline_told(blocks, section.role, text),
        sources=sources,
        assets=tuple(assets),
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
