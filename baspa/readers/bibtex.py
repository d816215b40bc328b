"""BibTeX and BibLaTeX → CSL-JSON items with their places.

bibtexparser finds the entries and goes on behind a mistake; pandoc knows how BibLaTeX's fields map
to CSL but rejects a whole file for one. So the first splits, and only what is sound reaches the
second: rebuilt, under plain keys, and once more in halves where pandoc should still refuse.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import bibtexparser
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
from baspa.pandoc import PandocFailure, PandocRefusal, run_pandoc
from baspa.readers.bibtex_items import LANGUAGE_FIELDS, complete_item, plain_value
from baspa.readers.languages import entry_language

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it says, we report

UNPRINTED_FIELDS = frozenset(
    (*LANGUAGE_FIELDS, "abstract", "annotation", "annote", "file", "keywords", "review")
)
"""Fields that are not given to pandoc: the language is ours to find, no style prints the others."""

TYPE_ALIASES = {"conference": "inproceedings"}
"""Kinds of entry of BibTeX that pandoc's BibLaTeX does not know."""

REFERRING_FIELDS = ("crossref", "xdata", "xref")
"""Fields whose value is the key of another entry."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One sound entry."""

    id: str
    """The key under which pandoc sees it."""
    entry: Entry
    span: Span
    language: Language


def read_bibtex(file: str, text: str, findings: Findings) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the sound entries of a .bib file as CSL-JSON items, in their order."""
    blocks = bibtexparser.parse_string(text, parse_stack=[]).blocks
    preface = "\n".join(b.raw or "" for b in blocks if isinstance(b, String | Preamble))
    sources = _sound_entries(file, text, blocks, findings)
    ids = {source.entry.key: source.id for source in reversed(sources)}
    try:
        items = _convert(sources, preface, ids, findings)
    except PandocFailure as failure:  # missing, or out of time
        findings.error("C102", f"the bibliography cannot be read: {failure}", Span(file, 0, 0))
        return []
    return [
        (s.span, complete_item(items[s.id], s.entry, s.language, s.span, findings))
        for s in sources
        if s.id in items
    ]


def _sound_entries(
    file: str, text: str, blocks: Sequence[Block], findings: Findings
) -> list[_Source]:
    """Return the entries that bibtexparser could read; report the others."""
    sources: list[_Source] = []
    position = 0
    for block in blocks:
        raw = block.raw or ""
        start = text.find(raw, position)
        span = Span(file, start, start + len(raw.rstrip()))
        entry = _entry_of(block, span, findings)
        if entry is not None:
            source = _Source(f"e{len(sources) + 1}", entry, span, _language(entry))
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
    return entry_language(plain_value(entry, *LANGUAGE_FIELDS), plain_value(entry, "title"))


def _convert(
    sources: Sequence[_Source], preface: str, ids: Mapping[str, str], findings: Findings
) -> dict[str, Mapping[str, Any]]:
    """Return pandoc's items by id; an entry that pandoc refuses is reported and left out."""
    if not sources:
        return {}
    text = "\n".join([preface, *(_rebuilt(source, ids) for source in sources)])
    try:
        output = run_pandoc(["--from=biblatex", "--to=csljson"], text)
        return {str(item["id"]): item for item in json.loads(output.text)}
    except PandocRefusal as refusal:
        if len(sources) > 1:
            half = len(sources) // 2
            first = _convert(sources[:half], preface, ids, findings)
            return first | _convert(sources[half:], preface, ids, findings)
        findings.error(
            "C201",
            f"this entry is damaged: {refusal}",
            sources[0].span,
            "look for LaTeX commands or braces that do not belong here",
        )
        return {}


def _rebuilt(source: _Source, ids: Mapping[str, str]) -> str:
    """Return the entry as pandoc is to see it.

    Every entry is called Russian: pandoc takes any other for English and writes its title in small
    letters, «Казахстана» as «казахстана». We print a title as the author typed it.
    """
    lines = ["langid = {russian}"]
    for field in source.entry.fields:
        name, value = field.key.lower(), str(field.value)
        if name in REFERRING_FIELDS:
            keys = [key.strip() for key in re.sub(r"[{}\"]", "", value).split(",")]
            value = "{" + ",".join(ids.get(key, key) for key in keys) + "}"
        elif "date" in name:
            value = re.sub(r"(\d\d?)\.(\d\d?)\.(\d{4})", _iso_date, value)
        if name not in UNPRINTED_FIELDS:
            lines.append(f"{name} = {value}")
    kind = TYPE_ALIASES.get(source.entry.entry_type.lower(), source.entry.entry_type)
    return f"@{kind}{{{source.id},\n" + ",\n".join(lines) + "\n}\n"


def _iso_date(match: re.Match[str]) -> str:
    """Return `05.03.2024` as `2024-03-05`."""
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"
