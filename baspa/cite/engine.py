"""The citation engine: citations and sources in, what both outputs print out.

CSL is pandoc's to interpret. What is ours: a list in several languages, every entry with the words
of its own language; the alphabetical order; the numbers; mistakes told to the author.

Diagnostics: C101 unknown key · C102 pandoc is missing or failed · C103 unknown style, C104 damaged
style (`baspa.cite.styles`) · C105 a warning of pandoc · C106 an entry that prints nothing · C107 an
entry without what its kind needs (`baspa.cite.requirements`) · C108 a cited entry that is damaged.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeAlias

from baspa.cite.cited import Cited
from baspa.cite.clusters import cluster_of, in_text, print_clusters
from baspa.cite.initials import glue_initials, glue_marks, glue_numbers, spell_digraphs
from baspa.cite.order import alphabetical_key
from baspa.cite.pandoc_ast import Json, linked, read_inlines, split_margin
from baspa.cite.printing import print_entries
from baspa.cite.references import reference_id
from baspa.cite.requirements import report_missing
from baspa.cite.styles import CitationStyle, prepare_style, prints_list, with_form
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.model import (
    BibliographyEntry,
    Citation,
    Inline,
    Link,
    ResolvedCitation,
    Text,
)
from baspa.model.document import Language
from baspa.model.library import Library, LibraryEntry
from baspa.model.walk import plain_text, transform
from baspa.pandoc import PandocFailure

Inlines: TypeAlias = tuple[Inline, ...]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


def cite(
    clusters: Sequence[Citation],
    nocite: Sequence[str],
    library: Library,
    style: CitationStyle,
    findings: Findings,
) -> Cited:
    """Return what `clusters` print, and the list of the sources that they cite.

    `clusters` stand in the order of the printed text, those of footnotes at their marks. `nocite`
    are keys that the list holds without being cited, behind the others; `*` means every source.
    A key that is not in `library` is reported, and `[?key]` printed in its place. The result
    depends on nothing but the arguments, so that it can be cached by their content.
    """
    listed = _listed_entries(clusters, nocite, library, findings)
    report_missing(listed, findings)
    csl = prepare_style(style.csl, numbered=style.numbered, findings=findings)
    if csl is not None and style.numbered:
        csl = with_form(csl, style.brackets, style.separator)
    if csl is None or not listed:
        return _unresolved(clusters, library, style)
    known = [(cluster_of(c, library, style), in_text(c, style)) for c in clusters]
    some, of_clusters = [pair for pair in known if pair[0].items], Findings()
    print_some = partial(print_clusters, some, csl=csl, style=style, findings=of_clusters)
    try:
        with ThreadPoolExecutor(1) as pool:
            begun = pool.submit(print_some, listed) if style.sort == "citation" else None
            entries = _entries(listed, csl, style, findings)
            ordered = _ordered(listed, entries, style, findings) if entries else listed
            contents = iter(begun.result() if begun else print_some(ordered))
            findings.extend(of_clusters.diagnostics)
    except PandocFailure as failure:
        findings.error("C102", f"the citations cannot be printed: {failure}")
        return _unresolved(clusters, library, style)
    citations = tuple(
        _resolved(citation, next(contents) if cluster.items else (), library, style)
        for citation, (cluster, _) in zip(clusters, known, strict=True)
    )
    bibliography = _bibliography(ordered, entries, style) if entries else ()
    return Cited(citations=citations, bibliography=bibliography)


def _entries(
    listed: Sequence[LibraryEntry], csl: str, style: CitationStyle, findings: Findings
) -> dict[str, Inlines]:
    """Return what each entry prints, by key; nothing where the style makes no list."""
    if not prints_list(csl):
        return {}
    printed = print_entries(listed, csl, findings, related=not style.numbered)
    return {
        entry.key: _entry_content(printed.get(entry.key, []), entry, numbered=style.numbered)
        for entry in listed
    }


def _bibliography(
    ordered: Sequence[LibraryEntry], contents: Mapping[str, Inlines], style: CitationStyle
) -> tuple[BibliographyEntry, ...]:
    return tuple(
        BibliographyEntry(
            key=entry.key,
            number=str(number) if style.numbered else "",
            language=entry.language,
            content=contents[entry.key],
        )
        for number, entry in enumerate(ordered, start=1)
    )


def _listed_entries(
    clusters: Sequence[Citation], nocite: Sequence[str], library: Library, findings: Findings
) -> list[LibraryEntry]:
    """Return the cited entries by first mention, then those of `nocite`; report unknown keys."""
    silent = [*library.entries, *library.doubts] if "*" in nocite else nocite
    mentions = [(item.key, item.span) for cluster in clusters for item in cluster.items]
    mentions += [(key, NOWHERE) for key in silent]
    listed: dict[str, LibraryEntry] = {}
    for key, span in dict.fromkeys(mentions):
        if key in library.entries:
            listed[key] = library.entries[key]
        elif key not in library.doubts:
            _report_unknown(key, span, library, findings)
    first_mentions = dict(reversed(mentions))
    for key in dict.fromkeys(key for key, _ in mentions if key in library.doubts):
        message = f"the source {key!r} cannot be cited: {library.doubts[key]}"
        findings.error("C108", message, first_mentions[key], "mend the bibliography there")
    return list(listed.values())


def _report_unknown(key: str, span: Span, library: Library, findings: Findings) -> None:
    close = difflib.get_close_matches(key, library.entries, n=1)
    help = f"did you mean @{close[0]}?" if close else "add it to a file of the bibliography"
    findings.error("C101", f"no source has the key {key!r}", span, help)


def _entry_content(inlines: list[Json], entry: LibraryEntry, *, numbered: bool) -> Inlines:
    """Return an entry as our inlines, without the number of a numbered list, its initials right."""
    margin, rest = split_margin(inlines) if numbered else ([], inlines)
    number = plain_text(read_inlines(margin)).strip(" .()[]\u00a0")

    def with_initials(node: Inline) -> Inline:
        if not isinstance(node, Text):
            return node
        entry_text = glue_initials(spell_digraphs(node.value, entry.item))
        return Text(value=glue_marks(glue_numbers(entry_text)))

    return transform(read_inlines(rest if number.isdecimal() else inlines), with_initials)


def _ordered(
    listed: Sequence[LibraryEntry],
    contents: dict[str, Inlines],
    style: CitationStyle,
    findings: Findings,
) -> list[LibraryEntry]:
    """Return the entries in printed order; one that prints nothing shows its key (C106)."""
    for entry in listed:
        if not plain_text(contents.get(entry.key, ())).strip(" ."):
            contents[entry.key] = (Text(value=f"[{entry.key}]"),)
            findings.warning(
                "C106",
                f"the source {entry.key!r} has nothing that the style prints",
                entry.span,
                "give it at least a title",
            )
    if style.sort == "citation":
        return list(listed)
    lists = [style.language, *LANGUAGES] if style.alphabets == "separate" else []

    def key(entry: LibraryEntry) -> tuple[int, tuple[int, ...]]:
        list_number = lists.index(entry.language) if lists else 0
        return list_number, alphabetical_key(plain_text(contents[entry.key]))

    return sorted(listed, key=key)


def _resolved(
    cluster: Citation, content: Inlines, library: Library, style: CitationStyle
) -> ResolvedCitation:
    """Return a citation with its printed text and a mark for each unknown key.

    A note links as a whole to the one work that it cites; other links are the engine's. Of works
    without anything that the style cites by, which the engine warns of, the keys are printed.
    """
    if not content:
        content = tuple(
            Link(url=f"#{reference_id(item.key)}", content=(Text(value=f"[{item.key}]"),))
            for item in cluster.items
            if item.key in library.entries
        )
    if style.in_notes and len(cluster.items) == 1 and content:
        content = linked(content, f"#{reference_id(cluster.items[0].key)}")
    unknown = [item.key for item in cluster.items if item.key not in library.entries]
    marks = " ".join(f"[?{key}]" for key in unknown)
    shown = (Text(value=f" {marks}" if content else marks),) if unknown else ()
    keys = tuple(item.key for item in cluster.items if item.key in library.entries)
    return ResolvedCitation(keys=keys, content=(*content, *shown), span=cluster.span)


def _unresolved(clusters: Sequence[Citation], library: Library, style: CitationStyle) -> Cited:
    """Return what stands in place of citations that nobody could print."""
    marks = (Text(value="[?]"),)
    citations = tuple(
        _resolved(
            c, marks if any(i.key in library.entries for i in c.items) else (), library, style
        )
        for c in clusters
    )
    return Cited(citations=citations, bibliography=())
