"""Resolve: the passes in their order, from what was read to what can be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from baspa.cite import CitationStyle, Cited, cite
from baspa.diagnostics import Findings
from baspa.model import (
    Citation,
    Count,
    Counts,
    Document,
    Figure,
    ResolvedDocument,
    ResolvedSection,
    Table,
    Text,
)
from baspa.model.library import Library
from baspa.model.walk import transform, walk
from baspa.passes.abbreviations import collect_abbreviations
from baspa.passes.arrange import arrange
from baspa.passes.cite_in_notes import cite_in_notes
from baspa.passes.contents import contents, count, list_of
from baspa.passes.formulas import convert_formulas
from baspa.passes.identify import identify
from baspa.passes.include import Sources, include
from baspa.passes.number import number
from baspa.passes.refer import refer
from baspa.passes.tables import check_tables
from baspa.passes.typography import bind_printed, set_typography
from baspa.profile import Part, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """What the citation pass needs."""

    style: CitationStyle
    library: Library
    nocite: Sequence[str]


def resolve(
    document: Document,
    profile: Profile,
    citing: Citing,
    sources: Sources,
    texts: dict[str, str],
    findings: Findings,
    *,
    headings: Mapping[Part, str],
    title: Text | None = None,
    typography: bool = True,
) -> ResolvedDocument:
    """Return `document` with nothing left to look up; `typography` sets quotes, dashes and gaps.

    `headings` are those of the parts that are asked for and that no section holds: bibliography,
    lists of figures and tables. `title` is the thesis's, for a profile that prints it above the
    text.
    Mistakes are reported and stepped over, so that one run shows them all; the result may be
    printed only if none was an error.
    """
    complete = collect_abbreviations(document, citing.style.language, profile, texts, findings)
    arranged = arrange(complete, profile, findings, title=title)
    included = include(arranged, sources, findings)
    typeset = set_typography(included.sections) if typography else included.sections
    noted = cite_in_notes(typeset) if citing.style.in_notes else typeset
    calculated = convert_formulas(noted, texts, findings)
    check_tables(noted, profile.tables, findings)
    numbered = number(calculated, profile, findings)
    referring = refer(
        numbered.sections,
        numbered.targets,
        findings,
        capitals=profile.numbering.capital_references,
    )
    cited = _cite(referring, citing, findings)
    sections = _put_citations(referring, cited)
    sections = bind_printed(sections) if typography else sections
    counts = count(sections, sources=len(cited.bibliography))
    figures, tables = list_of(Figure, sections, profile), list_of(Table, sections, profile)
    filled = {
        Part.REFERENCES: bool(cited.bibliography),
        Part.LIST_OF_FIGURES: bool(figures),
        Part.LIST_OF_TABLES: bool(tables),
    }
    generated = {part: heading for part, heading in headings.items() if filled[part]}
    identified = identify(
        _put_counts(sections, counts, findings), cited.bibliography, citing.library, texts
    )
    return ResolvedDocument(
        sections=identified.sections,
        contents=contents(sections, profile, generated),
        figures=figures,
        tables=tables,
        bibliography=identified.bibliography,
        counts=counts,
        assets=included.assets,
        blocks=identified.blocks,
    )


def _cite(sections: tuple[ResolvedSection, ...], citing: Citing, findings: Findings) -> Cited:
    """Print every citation in the order of the text, and the list of what they cite."""
    clusters = [n for s in sections for n in walk(s.blocks) if isinstance(n, Citation)]
    return cite(clusters, citing.nocite, citing.library, citing.style, findings)


def _put_citations(
    sections: tuple[ResolvedSection, ...], cited: Cited
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with each citation replaced by what it prints."""
    printed = iter(cited.citations)

    def put(node: Any) -> Any:
        return next(printed) if isinstance(node, Citation) else node

    return tuple(replace(s, blocks=transform(s.blocks, put)) for s in sections)


def _put_counts(
    sections: tuple[ResolvedSection, ...], counts: Counts, findings: Findings
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with the counts filled in; pages stay open, for the writers."""

    def put(node: Any) -> Any:
        if not isinstance(node, Count) or node.of == "pages":
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

    return tuple(replace(s, blocks=transform(s.blocks, put)) for s in sections)
