"""Citations of the text: how the engine takes them, and what they print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from baspa.cite.citeproc import LOCALES, run_citeproc
from baspa.cite.locators import locator_suffix
from baspa.cite.pandoc_ast import (
    CiteItem,
    Cluster,
    Json,
    read_inlines,
    split_note,
    without_final_dot,
)
from baspa.cite.printing import all_of, print_citations, report_warnings
from baspa.cite.styles import CitationStyle, with_spelled_and
from baspa.diagnostics import Findings
from baspa.model import Citation, CitationItem, Inline
from baspa.model.library import Library, LibraryEntry

Inlines: TypeAlias = tuple[Inline, ...]


def cluster_of(citation: Citation, library: Library, style: CitationStyle) -> Cluster:
    """Return a citation as the engine takes it, without unknown keys."""
    items = tuple(
        CiteItem(
            key=item.key,
            prefix=item.prefix,
            suffix=locator_suffix(item.suffix, style.language),
            mode=_mode(item, textual=in_text(citation, style) and item is citation.items[0]),
        )
        for item in citation.items
        if item.key in library.entries
    )
    return Cluster(items, in_note=style.in_notes and not citation.alone)


def in_text(citation: Citation, style: CitationStyle) -> bool:
    """Return whether `citation` prints names in running text; in a note of the author's none do."""
    return citation.textual and (citation.alone or not style.in_notes)


def _mode(item: CitationItem, *, textual: bool) -> str:
    if item.suppress_author:
        return "SuppressAuthor"
    return "AuthorInText" if textual else "NormalCitation"


def print_clusters(
    clusters: Sequence[tuple[Cluster, bool]],
    ordered: Sequence[LibraryEntry],
    csl: str,
    style: CitationStyle,
    findings: Findings,
) -> list[Inlines]:
    """Return what each of `clusters` prints; the flags tell those in running text.

    Those go by themselves: where the others have «&», they have «and», and where the style cites
    in notes, they are the name before the note, and no mention of the work. Raises PandocFailure.
    """
    contents: dict[int, Inlines] = {}
    for textual in (False, True):
        chosen = [n for n, (_, flag) in enumerate(clusters) if flag is textual]
        some = [clusters[n][0] for n in chosen]
        words = with_spelled_and(csl) if textual else csl
        if not some:
            continue
        printed = _print_some(some, ordered, words, style, findings)
        for number, inlines in zip(chosen, printed, strict=True):
            before, note = split_note(inlines) if style.in_notes else (inlines, [])
            contents[number] = read_inlines(before if textual or not note else note)
            if clusters[number][0].in_note:  # its sentence goes on
                contents[number] = without_final_dot(contents[number])
    return [contents[n] for n in range(len(clusters))]


def _print_some(
    clusters: Sequence[Cluster],
    ordered: Sequence[LibraryEntry],
    csl: str,
    style: CitationStyle,
    findings: Findings,
) -> list[list[Json]]:
    """Print `clusters` in the way that fits the style.

    Engines number works as they meet them, so in a numbered style a citation of the whole list in
    its order goes ahead of the text's own citations; notes depend on those before them.
    """
    if not style.numbered and not style.in_notes:
        return print_citations(clusters, ordered, csl, style.language, findings)
    if style.numbered:
        printed = run_citeproc([all_of(ordered), *clusters], ordered, csl, LOCALES[style.language])
        citations = printed.citations[1:]
    else:
        mentioned = {item.key for cluster in clusters for item in cluster.items}
        cited = [entry for entry in ordered if entry.key in mentioned]
        printed = run_citeproc(clusters, cited, csl, LOCALES[style.language])
        citations = printed.citations
    report_warnings(printed, findings)
    return citations
