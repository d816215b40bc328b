"""Resolve: the passes in their order, from what was read to what can be printed.

Those that look into one section file at a time come first (`set_file.py`). What looks at the whole
thesis follows (`resolve`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from baspa.cite import CitationStyle, Cited
from baspa.diagnostics import Findings
from baspa.model import (
    Citation,
    Count,
    Counts,
    Document,
    Figure,
    Note,
    Reference,
    ResolvedDocument,
    ResolvedSection,
    Role,
    Table,
    Text,
)
from baspa.model.library import Library
from baspa.model.walk import transform, walk
from baspa.passes.abbreviations import collect_abbreviations
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
    wanted: Container[str] | None = None,
) -> ResolvedDocument:
    """Return the document that the set section `files` make, with nothing left to look up.

    Of files that are not `wanted`, told by their paths, sections hold outlines; all are by default.

    `headings` are those of the parts that are asked for and that no section holds: bibliography,
    lists of figures and tables. `title` is the thesis's, for a profile that prints it above the
    text; `typography` is that of the setting.
    The result may be printed only if no mistake was an error.
    """
    language = citing.style.language
    read = Document(
        sections=tuple(
            file.whole.value if wanted is None or file.outline.file in wanted else file.outline
            for file in files
        )
    )
    complete = collect_abbreviations(read, language, profile, texts, findings)
    if typography:
        complete = _with_lists_set(complete)
        title = title and replace(title, value=set_words(title.value, language, is_block=True))
    arranged = arrange(complete, profile, findings, title=title)
    numbered = number(arranged, profile, findings)
    referring = refer(
        numbered.sections,
        numbered.targets,
        findings,
        capitals=profile.numbering.capital_references,
    )
    cited = _cite(referring, citing, findings)
    counts = count(listed(referring), sources=len(cited.bibliography))
    sections = _filled(referring, cited, counts, findings, binds=typography)
    found = listed(sections)
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


def _cite(sections: tuple[ResolvedSection, ...], citing: Citing, findings: Findings) -> Cited:
    """Print every citation in the order of the text, and the list of what they cite."""
    clusters = [n for s in sections for n in walk(s.blocks, Citation)]
    return citing.print(clusters, citing.nocite, citing.library, citing.style, findings)


def _filled(
    sections: tuple[ResolvedSection, ...],
    cited: Cited,
    counts: Counts,
    findings: Findings,
    *,
    binds: bool,
) -> tuple[ResolvedSection, ...]:
    """Return `sections` with what citations print, and counts; pages stay open, for the writers.

    `binds`: what is printed for a citation or a reference is not parted from its number.
    """
    printed = iter(cited.citations)

    def put(node: Any) -> Any:
        match node:
            case Citation():
                citation = next(printed)
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

    return tuple(
        replace(s, blocks=transform(s.blocks, put, Citation, Reference, Count)) for s in sections
    )
