"""What a thesis cites, beside what its bibliography holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from baspa.diagnostics import Span
from baspa.model import Chart, Citation, DataTable, Document
from baspa.model.library import Library, LibraryEntry
from baspa.model.walk import walk

_KEY_IN_OPTIONS = re.compile(r"(?<!\w)@([\w][\w:.#$%&+?<>~/-]*\w|\w)")


def mentions(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the key and place of each citation, those in captions of charts and tables too."""
    for section in document.sections:
        for node in walk(section.blocks):
            match node:
                case Citation(items=items):
                    yield from ((item.key, item.span) for item in items)
                case Chart() | DataTable():
                    for found in _KEY_IN_OPTIONS.finditer(node.options):
                        start = node.options_span.start
                        place = Span(node.span.file, start + found.start(), start + found.end())
                        yield found[1], place
                case _:
                    pass


def uncited(
    library: Library, document: Document, nocite: tuple[str, ...]
) -> tuple[LibraryEntry, ...]:
    """Return the sources that nothing cites, in the order of their files."""
    cited = {*nocite, *(key for key, _ in mentions(document))}
    if "*" in nocite:
        return ()
    return tuple(entry for key, entry in library.entries.items() if key not in cited)


def missing(library: Library, document: Document) -> tuple[tuple[str, Span], ...]:
    """Return each citation of a source that the bibliography does not hold, and its place."""
    labels = re.compile(r"(?:fig|tbl|eq|sec|app|lst):", re.IGNORECASE)
    return tuple(
        (key, span)
        for key, span in mentions(document)
        if key not in library.entries and not labels.match(key)
    )


def matching(library: Library, words: tuple[str, ...]) -> tuple[LibraryEntry, ...]:
    """Return the sources that hold all of `words`, whatever their case, in any field."""
    return tuple(
        entry
        for entry in library.entries.values()
        if all(word.casefold() in _all_text(entry) for word in words)
    )


def _all_text(entry: LibraryEntry) -> str:
    return f"{entry.key} {list(entry.item.values())}".casefold()
