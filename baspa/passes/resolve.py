"""Resolve: the passes in their order, from what was read to what can be printed.

Those that look into one section file at a time come first (`set_file.py`). What looks at the whole
thesis follows: a survey of all outlines, and each section alone with what that gives to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from baspa.cite import CitationStyle, Cited
from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Findings
from baspa.model import (
    BibliographyEntry,
    BlockSource,
    Citation,
    ContentsEntry,
    Counts,
    Document,
    DocumentSection,
    Figure,
    Language,
    Note,
    ResolvedDocument,
    ResolvedSection,
    Role,
    SectionFile,
    Table,
    Text,
)
from baspa.model.later import Later
from baspa.model.library import Library
from baspa.model.walk import moved
from baspa.passes.abbreviations import collect_abbreviations
from baspa.passes.again import Again
from baspa.passes.arrange import Arranged, arrange, arrange_one
from baspa.passes.contents import contents, count, list_of, listed
from baspa.passes.fill import fill, fill_one
from baspa.passes.identify import has_ids, identify, identify_sources
from baspa.passes.number import Numbered, number, number_one
from baspa.passes.refer import Referred, refer, refer_one
from baspa.passes.set_file import SetSection
from baspa.passes.survey import Given, Survey, Surveyed
from baspa.passes.typography import set_typography, set_words
from baspa.profile import Part, Profile
from baspa.store import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """What the citation pass needs."""

    style: CitationStyle
    library: Library
    nocite: Sequence[str]
    print: Callable[..., Cited]
    """`cite`, or what remembers its results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolving:
    """A thesis whose section files are set, to be resolved."""

    files: Mapping[str, SetSection]
    """By their paths, in their order."""
    profile: Profile
    language: Language
    texts: Mapping[str, str]
    """The sources by name."""
    title: Text | None = None
    """The thesis's, for a profile that prints it above the text."""
    typography: bool = True
    """Whether quotes, dashes and gaps are set."""

    def survey(
        self,
        citing: Citing,
        headings: Mapping[Part, str],
        findings: Findings,
        again: Again | None = None,
    ) -> Survey:
        """Return what all passes come to for the outlines of the files; mistakes are reported.

        `headings` are those of the parts that are asked for and that no section holds:
        bibliography, lists of figures and tables. `again` remembers the last survey.
        """
        profile, again = self.profile, again or Again()
        again.begin((profile, self.typography))
        read = self._complete(findings, again)
        arranged = arrange(read, profile, findings, title=self._set_title, again=again)
        sections = again.same({file.file: file for file in read.sections}, arranged.sections)
        numbered = number(sections, profile, findings, again)
        capitals = profile.numbering.capital_references
        referred = refer(
            numbered.sections, numbered.targets, findings, capitals=capitals, again=again
        )
        referring = referred.sections
        clusters = [again.found(section.blocks, Citation) for section in referring]
        cited = _cite(clusters, citing, findings)
        counts = count(listed(referring, again), sources=len(cited.bibliography))
        given = _given(arranged, numbered, referred, clusters, cited)
        citations = [each.citations for each in given]
        filled = fill(referring, citations, counts, findings, binds=self.typography, again=again)
        found = listed(filled, again)
        figures, tables = list_of(Figure, found, profile), list_of(Table, found, profile)
        holds = {
            Part.REFERENCES: bool(cited.bibliography),
            Part.LIST_OF_FIGURES: bool(figures),
            Part.LIST_OF_TABLES: bool(tables),
            Part.NOTES: any(isinstance(node, Note) for each in found for node in each.nodes),
        }
        generated = {part: heading for part, heading in headings.items() if holds[part]}
        all_listed = contents(found, profile, generated)
        sources, told = self._sources(cited.bibliography, citing.library, again)
        return Survey(
            sections=tuple(
                self._surveyed(section, each, again)
                for section, each in zip(filled, given, strict=True)
            ),
            contents=_without_places(all_listed),
            figures=_without_places(figures),
            tables=_without_places(tables),
            bibliography=Later(lambda: sources),
            listings={
                Part.CONTENTS.value: digest([repr(all_listed)]),
                Part.LIST_OF_FIGURES.value: digest([repr(figures)]),
                Part.LIST_OF_TABLES.value: digest([repr(tables)]),
                Part.REFERENCES.value: told,
            },
            counts=counts,
        )

    def document(self, survey: Survey, library: Later[Library]) -> ResolvedDocument:
        """Return the document; each section is resolved where somebody looks at it.

        `survey` is that of these files, or of others with the same outlines but for places. The
        document may be printed only if no mistake was an error.
        """

        def sources() -> dict[str, BlockSource]:
            found: dict[str, BlockSource] = {}
            for file in self.files.values():
                found |= file.blocks.value
            for each in survey.sections:
                if each.is_supplied:
                    found |= self._identified(each, survey.counts, outlined)[1]
            return found | identify_sources(survey.bibliography.value, library.value, self.texts)[1]

        every: Later[Mapping[str, BlockSource]] = Later(sources)
        blocks_of = {name: file.blocks for name, file in self.files.items()}
        return ResolvedDocument(
            sections=tuple(self._section(each, survey.counts) for each in survey.sections),
            contents=survey.contents,
            figures=survey.figures,
            tables=survey.tables,
            bibliography=survey.bibliography,
            listings=survey.listings,
            counts=survey.counts,
            assets={n: asset for file in self.files.values() for n, asset in file.assets.items()},
            blocks=every,
            blocks_of=lambda name: blocks_of.get(name, every).value,
        )

    def _section(self, surveyed: Surveyed, counts: Counts) -> DocumentSection:
        head = surveyed.head
        return DocumentSection(
            id=head.id,
            role=head.role,
            language=head.language,
            keywords=head.keywords,
            files=surveyed.files,
            digest=surveyed.digest,
            outline=Later(lambda: self._identified(surveyed, counts, outlined)[0]),
            text=lambda sketches: self._identified(
                surveyed, counts, lambda file: file.text(sketches)
            )[0],
        )

    def _identified(
        self, surveyed: Surveyed, counts: Counts, form: Callable[[SetSection], SectionFile]
    ) -> tuple[ResolvedSection, Mapping[str, BlockSource]]:
        """Return a section resolved alone, of files in a `form`, and the sources of the blocks that
        come from no file."""
        given, profile = surveyed.given.value, self.profile
        if surveyed.head.role is Role.ABBREVIATIONS:  # whose entries come from anywhere
            complete = self._complete(Findings(), Again()).sections
            files = [file for file in complete if file.file in surveyed.files]
        else:
            files = [form(self.files[path]) for path in surveyed.files]
        section = arrange_one(given.origin, files, profile, self._set_title)
        section = number_one(section, profile, given.before)
        capitals = profile.numbering.capital_references
        section = refer_one(section, given.targets, capitals=capitals)
        section = fill_one(section, given.citations, counts, binds=self.typography)
        if has_ids(section):
            return section, {}
        return identify(section, self.texts, self._known_blocks(section.role, surveyed.files))

    def _complete(self, findings: Findings, again: Again) -> Document:
        """Return the outlines of the files, with lists of abbreviations that are complete."""
        read = Document(sections=tuple(file.outline.value for file in self.files.values()))
        complete = collect_abbreviations(
            read, self.language, self.profile, self.texts, findings, again
        )
        return _with_lists_set(complete) if self.typography else complete

    @property
    def _set_title(self) -> Text | None:
        title = self.title
        if title is None or not self.typography:
            return title
        return replace(title, value=set_words(title.value, self.language, is_block=True))

    def _surveyed(self, section: ResolvedSection, given: Given, again: Again) -> Surveyed:
        files, supplied = given.origin.files, dict[str, BlockSource]()
        if not again.once("ids", section, None, lambda _: has_ids(section), Findings()):
            known = self._known_blocks(section.role, files)
            _, supplied = identify(section, self.texts, known)

        def told(_: Findings) -> str:
            return digest([repr(section), *supplied])

        outline = again.once("digest", section, tuple(supplied), told, Findings())
        return Surveyed(
            head=replace(section, blocks=()),
            files=files,
            digest=outline,
            is_supplied=bool(supplied),
            given=Later(lambda: given),
        )

    def _sources(
        self, printed: tuple[BibliographyEntry, ...], library: Library, again: Again
    ) -> tuple[tuple[BibliographyEntry, ...], str]:
        """Return the printed sources with their ids, and a digest of all."""

        def of_sources(_: Findings) -> tuple[tuple[BibliographyEntry, ...], str]:
            sources, _blocks = identify_sources(printed, library, self.texts)
            return sources, digest([repr(sources), *(each.block_id for each in sources)])

        return again.once("sources", printed, library, of_sources, Findings())

    def _known_blocks(self, role: Role, files: Iterable[str]) -> Mapping[str, BlockSource]:
        """Return the blocks with ids that those of a section might share theirs with."""
        near = self.files if role is Role.ABBREVIATIONS else files
        known = [self.files[path].blocks.value for path in near if path in self.files]
        return {name: source for blocks in known for name, source in blocks.items()}


def resolve(
    resolving: Resolving, citing: Citing, headings: Mapping[Part, str], findings: Findings
) -> ResolvedDocument:
    """Return the document that a thesis makes, with nothing left to look up."""
    survey = resolving.survey(citing, headings, findings)
    return resolving.document(survey, Later(lambda: citing.library))


def _given(
    arranged: Arranged,
    numbered: Numbered,
    referred: Referred,
    clusters: Sequence[Sequence[Citation]],
    cited: Cited,
) -> list[Given]:
    """Return what the rest of the thesis gives to each section."""
    printed = iter(cited.citations)
    return [
        Given(
            origin=origin,
            before=before,
            targets=targets,
            citations=tuple(itertools.islice(printed, len(own))),
        )
        for origin, before, targets, own in zip(
            arranged.origins, numbered.counted, referred.targets, clusters, strict=True
        )
    ]


def outlined(file: SetSection) -> SectionFile:
    """Return the outline of a section file."""
    return file.outline.value


def _without_places(entries: tuple[ContentsEntry, ...]) -> tuple[ContentsEntry, ...]:
    return moved(entries, lambda _: NOWHERE)


def _with_lists_set(document: Document) -> Document:
    """Return `document` with its lists of abbreviations set: what was marked has joined them."""
    return Document(
        sections=tuple(
            set_typography((section,))[0] if section.role is Role.ABBREVIATIONS else section
            for section in document.sections
        )
    )


def _cite(clusters: Iterable[Sequence[Citation]], citing: Citing, findings: Findings) -> Cited:
    """Print every citation in the order of the text, and the list of what they cite."""
    every = [citation for each in clusters for citation in each]
    return citing.print(every, citing.nocite, citing.library, citing.style, findings)
