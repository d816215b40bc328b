"""Resolve: the passes in their order, from what was read to what can be printed.

Those that look into one section file at a time come first (`set_file.py`). What looks at the whole
thesis follows (`resolve`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from baspa.cite import CitationStyle, Cited
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.model import (
    Citation,
    Count,
    Counts,
    Document,
    Figure,
    Note,
    Reference,
    ResolvedCitation,
    ResolvedDocument,
    ResolvedSection,
    Role,
    SectionFile,
    Table,
    Text,
)
from baspa.model.library import Library
from baspa.model.walk import transform
from baspa.passes.abbreviations import collect_abbreviations
from baspa.passes.again import Again
from baspa.passes.arrange import arrange
from baspa.passes.contents import contents, count, list_of, listed
from baspa.passes.identify import identify
from baspa.passes.number import number
from baspa.passes.refer import refer
from baspa.passes.set_file import SetSection
from baspa.passes.typography import bind_printed, set_typography, set_words
from baspa.profile import Part, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """What the citation pass needs."""

    style: CitationStyle
    library: Library
    nocite: Sequence[str]
    print: Callable[..., Cited]
    """`cite`, or what remembers its results."""


def resolve(
    files: Sequence[SetSection],
    profile: Profile,
    citing: Citing,
    texts: Mapping[str, str],
    findings: Findings,
    *,
    headings: Mapping[Part, str],
    title: Text | None = None,
    typography: bool = True,
    form: Callable[[SetSection], SectionFile] = SetSection.text,
    again: Again | None = None,
) -> ResolvedDocument:
    """Return the document that the set section `files` make, with nothing left to look up.

    `form` gives what is looked at of each file: all, sketches or its outline. What is left of it is
    the same in all of them.

    `headings` are those of the parts that are asked for and that no section holds: bibliography,
    lists of figures and tables. `title` is the thesis's, for a profile that prints it above the
    text; `typography` is that of the setting.
    `again` is what remembers the last resolving, where there is one.
    The result may be printed only if no mistake was an error.
    """
    language, again = citing.style.language, again or Again()
    again.begin((profile, typography))
    read = Document(sections=tuple(map(form, files)))
    complete = collect_abbreviations(read, language, profile, texts, findings, again)
    if typography:
        complete = _with_lists_set(complete)
        title = title and replace(title, value=set_words(title.value, language, is_block=True))
    arranged = again.same(
        {section.file: section for section in read.sections},
        arrange(complete, profile, findings, title=title, again=again),
    )
    numbered = number(arranged, profile, findings, again)
    referring = refer(
        numbered.sections,
        numbered.targets,
        findings,
        capitals=profile.numbering.capital_references,
        again=again,
    )
    clusters = [again.found(section.blocks, Citation) for section in referring]
    cited = _cite(clusters, citing, findings)
    counts = count(listed(referring, again), sources=len(cited.bibliography))
    sections = _filled(referring, clusters, cited, counts, findings, again, binds=typography)
    found = listed(sections, again)
    figures, tables = list_of(Figure, found, profile), list_of(Table, found, profile)
    filled = {
        Part.REFERENCES: bool(cited.bibliography),
        Part.LIST_OF_FIGURES: bool(figures),
        Part.LIST_OF_TABLES: bool(tables),
        Part.NOTES: any(isinstance(node, Note) for each in found for node in each.nodes),
    }
    generated = {part: heading for part, heading in headings.items() if filled[part]}
    identified = identify(
        sections,
        cited.bibliography,
        citing.library,
        texts,
        {name: source for file in files for name, source in file.blocks.items()},
        again,
    )
    return ResolvedDocument(
        sections=identified.sections,
        contents=contents(found, profile, generated),
        figures=figures,
        tables=tables,
        bibliography=identified.bibliography,
        counts=counts,
        assets={name: asset for file in files for name, asset in file.assets.items()},
        blocks=identified.blocks,
    )


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


def _filled(
    sections: tuple[ResolvedSection, ...],
    clusters: Sequence[Sequence[Citation]],
    cited: Cited,
    counts: Counts,
    findings: Findings,
    again: Again,
    *,
    binds: bool,
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with what citations print, and counts; pages stay open, for the writers.

    `binds`: what is printed for a citation or a reference is not parted from its number.
    """
    printed = iter(cited.citations)
    filled = []
    for section, own in zip(sections, clusters, strict=True):
        citations = tuple(itertools.islice(printed, len(own)))
        fill = partial(_filled_section, section, citations, counts, binds)
        filled.append(again.once("fill", section, (citations, counts), fill, findings))
    return tuple(filled)


def _filled_section(
    section: ResolvedSection,
    citations: Iterable[ResolvedCitation],
    counts: Counts,
    binds: bool,
    findings: Findings,
) -> ResolvedSection:
    printed = iter(citations)

    def put(node: Any) -> Any:
        match node:
            case Citation():
                citation = replace(next(printed), span=node.span)
                return bind_printed(citation) if binds else citation
            case Reference():
                return bind_printed(node) if binds else node
            case Count(of="pages"):
                return node
        value = getattr(counts, node.of, None)
        if value is None:
            findings.error(
                "X501",
                f"{node.of!r} cannot be counted",
                node.span,
                "pages, figures, tables, equations, sources and appendices can",
            )
        return replace(node, value=value)

    return replace(section, blocks=transform(section.blocks, put, Citation, Reference, Count))
