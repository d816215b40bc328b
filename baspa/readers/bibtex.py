"""BibTeX and BibLaTeX → CSL-JSON items with their places.

bibtexparser finds the entries and goes on behind a mistake; pandoc knows how BibLaTeX's fields map
to CSL but rejects a whole file for one. So the first splits, and only what is sound reaches the
second (`baspa.readers.bibtex_mapping`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
    Preamble,
    String,
)

from baspa.diagnostics import Findings, Span
from baspa.model.document import Language
from baspa.pandoc import PandocFailure
from baspa.readers.bibtex_items import LANGUAGE_FIELDS, complete_item, plain_value
from baspa.readers.bibtex_mapping import Source, map_to_csl
from baspa.readers.languages import entry_language
from baspa.readers.latex_cyrillic import decode_cyrillic

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it says, we report


def read_bibtex(file: str, text: str, findings: Findings) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the sound entries of a .bib file as CSL-JSON items, in their order."""
    blocks = parse_string(text, parse_stack=[]).blocks
    preface = "\n".join(b.raw or "" for b in blocks if isinstance(b, String | Preamble))
    sources = _sound_entries(file, text, blocks, findings)
    try:
        items = map_to_csl(sources, preface, findings)
    except PandocFailure as failure:  # missing, or out of time
        findings.error("C102", f"the bibliography cannot be read: {failure}", Span(file, 0, 0))
        return []
    told = {diagnostic.span for diagnostic in findings.diagnostics}
    for source in sources:
        if not (source.id in items or source.span in told or _is_shared(source.entry)):
            findings.error("C201", "this entry cannot be read: nothing comes of it", source.span)
    return [
        (s.span, complete_item(items[s.id], s.entry, s.language, s.span, findings))
        for s in sources
        if s.id in items
    ]


def _is_shared(entry: Entry) -> bool:
    """Return whether an entry only holds fields for others."""
    return entry.entry_type.lower() == "xdata"


def _sound_entries(
    file: str, text: str, blocks: Sequence[Block], findings: Findings
) -> list[Source]:
    """Return the entries that bibtexparser could read; report the others."""
    sources: list[Source] = []
    position = 0
    for block in blocks:
        raw = block.raw or ""
        start = text.find(raw, position)
        span = Span(file, start, start + len(raw.rstrip()))
        entry = _entry_of(block, span, findings)
        if entry is not None:
            source = Source(f"e{len(sources) + 1}", entry, span, _language(entry))
            sources.append(source)
            position = span.end
        else:
            position = start + 1 if isinstance(block, ParsingFailedBlock) else span.end
    return sources


def _entry_of(block: Block, span: Span, findings: Findings) -> Entry | None:
    match block:
        case Entry():
            return block
        case DuplicateBlockKeyBlock():  # two works under one key: told apart and reported later
            return block.ignore_error_block if isinstance(block.ignore_error_block, Entry) else None
        case DuplicateFieldKeyBlock():
            return _with_unique_fields(block, span, findings)
        case ParsingFailedBlock():
            findings.error(
                "C201",
                f"this entry is damaged: {_reason(block)}",
                span,
                "look for a comma that is missing or a brace { that is not closed",
            )
    return None


def _with_unique_fields(
    block: DuplicateFieldKeyBlock, span: Span, findings: Findings
) -> Entry | None:
    """Return the entry with the first of each field."""
    entry = block.ignore_error_block
    if not isinstance(entry, Entry):
        return None
    names = ", ".join(sorted(block.duplicate_keys))
    findings.warning("C206", f"this entry has the field {names} twice: the first counts", span)
    fields = {field.key: field for field in reversed(entry.fields)}
    return Entry(entry.entry_type, entry.key, list(reversed(fields.values())))


def _reason(block: ParsingFailedBlock) -> str:
    reason = str(getattr(block.error, "abort_reason", ""))
    if reason.startswith("Unexpected block start"):
        return "the next entry begins before this one is closed"
    if reason.startswith("Expected comma after entry key"):
        return "there is no comma behind its key"
    return (reason[:1].lower() + reason[1:]).rstrip(".") or "it cannot be read"


def _language(entry: Entry) -> Language:
    return entry_language(
        plain_value(entry, *LANGUAGE_FIELDS), decode_cyrillic(plain_value(entry, "title"))
    )
