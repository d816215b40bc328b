"""What a thesis cites, beside what its bibliography holds."""

from __future__ import annotations

import codecs
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from baspa.diagnostics import Span
from baspa.encodings import encoding_of
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


def append_entries(target: Path, written: str) -> None:
    """Add entries to the end of a .bib file, whose own bytes stay as they are.

    The addition has the file's line ends and encoding. The file is replaced as a whole or not at
    all. Raises OSError; UnicodeEncodeError where its encoding lacks a letter.
    """
    real = target.resolve()  # what a link points to
    content = real.read_bytes()
    encoding = _without_mark(content)
    line_end = "\r\n" if "\r\n" in content.decode(encoding, "replace") else "\n"
    ended = content.decode(encoding, "replace").endswith("\n") or not content
    addition = ("" if ended else "\n") + ("\n" if content else "") + written
    with tempfile.NamedTemporaryFile(dir=real.parent, prefix=".", delete=False) as beside:
        try:
            beside.write(content + addition.replace("\n", line_end).encode(encoding))
            beside.close()
            shutil.copymode(real, beside.name)
            Path(beside.name).replace(real)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


def _without_mark(content: bytes) -> str:
    """Return the encoding of `content` by the name that writes no byte order mark."""
    if content.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if content.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return encoding_of(content).removesuffix("-sig")
