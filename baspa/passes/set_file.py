"""Set: a section file is read, and all is done to it that depends on that file alone.

This is most of the work of a build, and is not done again for a file that has not changed. Where
one has, it is not done again for the blocks that say the same: they are moved to where they stand
now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Asset, BlockSource, Language, Note, SectionFile
from baspa.model.later import Later
from baspa.model.walk import moved, walk
from baspa.passes.cite_in_notes import cite_in_notes
from baspa.passes.formulas import convert_formulas
from baspa.passes.identify import base_id, identify_file
from baspa.passes.include import INCLUDED, Sources, include
from baspa.passes.outline import outline
from baspa.passes.tables import check_tables
from baspa.passes.typography import set_typography
from baspa.profile import Tables
from baspa.readers.markdown import OpenSection, open_section
from baspa.readers.markdown.blocks import Group


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

    outline: SectionFile
    """What the rest of the thesis needs to know of it."""
    assets: Mapping[str, Asset]
    """The pictures that it shows."""
    blocks: Mapping[str, BlockSource]
    """The source of each block by its id."""
    whole: Later[SectionFile] = field(repr=False)
    """All of it."""


Known = dict[tuple[str, ...], tuple[int, SetSection]]
"""Blocks of the last reading of a file, each under its text and kinds, with where it stood."""


def set_file(
    text: str, file: str, language: Language, setting: Setting, known: Known, findings: Findings
) -> SetSection:
    """Return the section file in `text` read and set, as `open_section` and `set_section` say.

    `known` is what the last call for this file with the same setting left in it, if any did.
    """
    found = Findings()
    opened = open_section(text, file, language, found)
    reading = _Reading(opened, setting, dict(known), found)
    known.clear()
    parts = [reading.group(group, known) for group in opened.groups]
    opened.close()
    front = set_section(opened.front, setting, {}, found).whole.value
    findings.extend(sorted(found.diagnostics, key=lambda diagnostic: diagnostic.span))
    blocks = tuple(block for each in parts for block in each.whole.value.blocks)
    whole = replace(front, blocks=blocks)
    return SetSection(
        outline=outline(whole),
        assets={name: asset for each in parts for name, asset in each.assets.items()},
        blocks={name: source for each in parts for name, source in each.blocks.items()},
        whole=Later(lambda: whole),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A section file that is read and set, some blocks at a time."""

    opened: OpenSection
    setting: Setting
    before: Known
    findings: Findings
    given: Counter[str] = field(default_factory=Counter)
    """How many blocks so far have an id, but for the number behind it."""

    def group(self, group: Group, known: Known) -> SetSection:
        """Return the blocks of a group, set now or before; `known` receives what depends on them
        alone.
        """
        place, language = self.opened.stretch(group), self.opened.front.language
        kinds = (tree.token.type for tree in group)
        key = (self.opened.text[place.start : place.end], language, *kinds)
        if key in self.before:
            start, made = self.before[key]
            if not made.blocks.keys() & self.given.keys():
                self.given.update(made.blocks.keys())
                known[key] = place.start, _moved(made, place.start - start)
                return known[key][1]
        told = len(self.findings.diagnostics)
        section = replace(self.opened.front, blocks=self.opened.blocks(group), keywords=())
        texts = {section.file: self.opened.text}
        made = set_section(section, self.setting, texts, self.findings, self.given)
        alone = not any(True for _ in walk(section.blocks, Note, *INCLUDED))
        named = all(name == base_id(name) for name in made.blocks)  # as they would be anywhere
        if alone and named and len(self.findings.diagnostics) == told:
            known[key] = place.start, made
        return made


def _moved(made: SetSection, letters: int) -> SetSection:
    """Return blocks that were set, where so many more letters stand before them."""
    if not letters:
        return made

    def move(span: Span) -> Span:
        return Span(span.file, span.start + letters, span.end + letters)

    whole = made.whole.value
    blocks = moved(whole.blocks, move)
    return replace(
        made,
        blocks={name: moved(source, move) for name, source in made.blocks.items()},
        whole=Later(lambda: replace(whole, blocks=blocks)),
    )


def set_section(
    section: SectionFile,
    setting: Setting,
    texts: Mapping[str, str],
    findings: Findings,
    given: Counter[str] | None = None,
) -> SetSection:
    """Return a section file set: what it depends on is itself and the files that it names.

    Mistakes are reported and stepped over, so that one run shows them all. `given` counts the ids
    of the blocks that stand in the file before those of `section`; theirs are added.
    """
    included = include((section,), setting.sources, findings)
    typeset = set_typography(included.sections) if setting.typography else included.sections
    noted = cite_in_notes(typeset) if setting.in_notes else typeset
    check_tables(noted, setting.tables, findings)
    [calculated] = convert_formulas(noted, texts, findings)
    identified, blocks = identify_file(calculated, texts.get(section.file, ""), given)
    return SetSection(
        outline=outline(identified),
        assets=included.assets,
        blocks=blocks,
        whole=Later(lambda: identified),
    )
