"""The citation engine: citations and sources in, what both outputs print out.

CSL is pandoc's to interpret. What is ours: a list in several languages, every entry with the words
of its own language; the alphabetical order; the numbers; mistakes told to the author.

Diagnostics: C101 unknown key · C102 pandoc is missing or failed · C103 unknown style, C104 damaged
style (`baspa.cite.styles`) · C105 a warning of pandoc · C106 an entry that prints nothing · C107 an
entry without what its kind needs (`baspa.cite.requirements`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeAlias

from baspa.cite.citeproc import Printed, run_citeproc
from baspa.cite.initials import glue_initials
from baspa.cite.locators import locator_suffix
from baspa.cite.order import alphabetical_key
from baspa.cite.pandoc_ast import CiteItem, Json, read_inlines, split_margin
from baspa.cite.requirements import report_missing
from baspa.cite.styles import prepare_style
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.model import BibliographyEntry, Citation, CitationItem, Inline, ResolvedCitation, Text
from baspa.model.document import Language
from baspa.model.library import Library, LibraryEntry
from baspa.model.walk import plain_text, transform
from baspa.pandoc import PandocFailure

Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationStyle:
    """How a thesis cites."""

    csl: str
    """The text of a CSL style (see `load_style`)."""
    language: Language
    """The language of the thesis: that of its citations, not of every entry."""
    sort: Literal["citation", "alphabetical"] = "citation"
    """The order of the list: by first mention or by alphabet."""
    numbered: bool = True
    """Entries have numbers, and each prints in its own language; False: author and date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The citations and the bibliography of a thesis, ready to print."""

    citations: tuple[ResolvedCitation, ...]
    """One for each citation that was given, in the same order."""
    bibliography: tuple[BibliographyEntry, ...]
    """In printed order."""


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
    if csl is None or not listed:
        return _unresolved(clusters, library)
    known = [_known_items(cluster, library, style.language) for cluster in clusters]
    print_all = _print_numbered if style.numbered else _print_named
    try:
        contents, bibliography = print_all([k for k in known if k], listed, csl, style, findings)
    except PandocFailure as failure:
        findings.error("C102", f"the citations cannot be printed: {failure}")
        return _unresolved(clusters, library)
    printed = iter(contents)
    citations = tuple(
        _resolved(cluster, read_inlines(next(printed)) if items else (), library)
        for cluster, items in zip(clusters, known, strict=True)
    )
    return Cited(citations=citations, bibliography=tuple(bibliography))


def _listed_entries(
    clusters: Sequence[Citation], nocite: Sequence[str], library: Library, findings: Findings
) -> list[LibraryEntry]:
    """Return the cited entries by first mention, then those of `nocite`; report unknown keys."""
    silent = library.entries if "*" in nocite else nocite
    mentions = [(item.key, item.span) for cluster in clusters for item in cluster.items]
    listed: dict[str, LibraryEntry] = {}
    for key, span in (*mentions, *((key, NOWHERE) for key in silent)):
        if key in library.entries:
            listed[key] = library.entries[key]
        else:
            _report_unknown(key, span, library, findings)
    return list(listed.values())


def _report_unknown(key: str, span: Span, library: Library, findings: Findings) -> None:
    close = difflib.get_close_matches(key, library.entries, n=1)
    help = f"did you mean @{close[0]}?" if close else "add it to a file of the bibliography"
    findings.error("C101", f"no source has the key {key!r}", span, help)


def _known_items(cluster: Citation, library: Library, language: Language) -> list[CiteItem]:
    return [
        CiteItem(
            key=item.key,
            prefix=item.prefix,
            suffix=locator_suffix(item.suffix, language),
            mode=_mode(item, textual=cluster.textual and item is cluster.items[0]),
        )
        for item in cluster.items
        if item.key in library.entries
    ]


def _mode(item: CitationItem, *, textual: bool) -> str:
    if item.suppress_author:
        return "SuppressAuthor"
    return "AuthorInText" if textual else "NormalCitation"


def _print_numbered(
    clusters: Sequence[Sequence[CiteItem]],
    listed: Sequence[LibraryEntry],
    csl: str,
    style: CitationStyle,
    findings: Findings,
) -> tuple[list[list[Json]], list[BibliographyEntry]]:
    """Print a numbered style: the entries of each language in a run of its own, then the citations.

    Engines number works as they meet them, so a citation of the whole list in its order goes ahead
    of the text's own citations.
    """
    contents: dict[str, Inlines] = {}
    for printed in _print_by_language(listed, csl):
        _report_warnings(printed, findings)
        contents |= {key: _entry_content(inlines) for key, inlines in printed.entries.items()}
    ordered = _ordered(listed, contents, style, findings)
    printed = run_citeproc([_all_of(ordered), *clusters], ordered, csl, style.language)
    _report_warnings(printed, findings)
    bibliography = [
        BibliographyEntry(key=e.key, number=str(n), language=e.language, content=contents[e.key])
        for n, e in enumerate(ordered, start=1)
    ]
    return printed.citations[1:], bibliography


def _print_by_language(listed: Sequence[LibraryEntry], csl: str) -> Iterable[Printed]:
    """Print the entries of each language with its own words, the languages side by side."""

    def run(language: Language) -> Printed:
        entries = [entry for entry in listed if entry.language == language]
        return run_citeproc([_all_of(entries)], entries, csl, language)

    with ThreadPoolExecutor() as pool:
        return list(pool.map(run, sorted({entry.language for entry in listed})))


def _print_named(
    clusters: Sequence[Sequence[CiteItem]],
    listed: Sequence[LibraryEntry],
    csl: str,
    style: CitationStyle,
    findings: Findings,
) -> tuple[list[list[Json]], list[BibliographyEntry]]:
    """Print an author-date style: one run, since 2020a and 2020b depend on all entries together."""
    printed = run_citeproc([*clusters, _all_of(listed)], listed, csl, style.language)
    _report_warnings(printed, findings)
    contents = {key: _entry_content(inlines) for key, inlines in printed.entries.items()}
    bibliography = [
        BibliographyEntry(key=e.key, number="", language=e.language, content=contents[e.key])
        for e in _ordered(listed, contents, style, findings)
    ]
    return printed.citations[:-1], bibliography


def _all_of(entries: Sequence[LibraryEntry]) -> list[CiteItem]:
    """Return one citation of all `entries`."""
    return [CiteItem(key=entry.key) for entry in entries]


def _report_warnings(printed: Printed, findings: Findings) -> None:
    for warning in printed.warnings:
        findings.warning("C105", f"the citation engine says: {warning}")


def _entry_content(inlines: list[Json]) -> Inlines:
    """Return an entry as our inlines, without its number, initials tied to their names."""
    margin, entry = split_margin(inlines)
    number = plain_text(read_inlines(margin)).strip(" .()[]\u00a0")
    content = read_inlines(entry if number.isdecimal() else inlines)
    return transform(content, _with_tied_initials)


def _with_tied_initials(node: Inline) -> Inline:
    return Text(value=glue_initials(node.value)) if isinstance(node, Text) else node


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
    return sorted(listed, key=lambda entry: alphabetical_key(plain_text(contents[entry.key])))


def _resolved(cluster: Citation, content: Inlines, library: Library) -> ResolvedCitation:
    """Return a citation with its printed text and a mark for each unknown key."""
    unknown = [item.key for item in cluster.items if item.key not in library.entries]
    marks = " ".join(f"[?{key}]" for key in unknown)
    shown = (Text(value=f" {marks}" if content else marks),) if unknown else ()
    keys = tuple(item.key for item in cluster.items if item.key in library.entries)
    return ResolvedCitation(keys=keys, content=(*content, *shown), span=cluster.span)


def _unresolved(clusters: Sequence[Citation], library: Library) -> Cited:
    """Return what stands in place of citations that nobody could print."""
    marks = (Text(value="[?]"),)
    citations = tuple(
        _resolved(c, marks if any(i.key in library.entries for i in c.items) else (), library)
        for c in clusters
    )
    return Cited(citations=citations, bibliography=())
