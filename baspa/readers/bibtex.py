"""BibTeX and BibLaTeX → CSL-JSON items with their places.

bibtexparser finds the entries and goes on behind a mistake; pandoc knows how BibLaTeX's fields map
to CSL but rejects a whole file for one. So the first splits, and only what is sound reaches the
second (`baspa.readers.bibtex_mapping`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from baspa.diagnostics import Span
from baspa.model.document import Language
from baspa.pandoc import PandocFailure
from baspa.readers.bibtex_items import LANGUAGE_FIELDS, complete_item, plain_value
from baspa.readers.bibtex_mapping import Source, map_to_csl
from baspa.readers.bibtex_values import MONTHS, damage_in, names_in
from baspa.readers.damage import Damage
from baspa.readers.languages import entry_language
from baspa.readers.latex import readable

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it says, we report

FIELDS_BESIDE_THE_TITLE = (
    *("author", "editor", "type", "eventtitle"),
    *("journaltitle", "journal", "booktitle", "booksubtitle"),
)
"""Fields that may tell the language of an entry whose title does not."""

_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()=\"]+)")
_LOOKS_LIKE_AN_ENTRY = re.compile(
    r"^[ \t]*(?:@(?!comment|string|preamble)[^\s@]+|\w+[ \t]*=[ \t]*[{\"])[^\n]*", re.M | re.I
)
"""What stands between entries and begins as one, or as a field."""

_REMARK = re.compile(r"(?<!\\)%[^\n]*")
_NEXT_ENTRY = re.compile(r"^[ \t]*@", re.M)


def read_bibtex(file: str, text: str, damage: Damage) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the sound entries of a .bib file as CSL-JSON items, in their order."""
    blocks = list(_placed_blocks(file, text))
    strings = _sound_strings(blocks, damage)
    sources = _sound_entries(text, blocks, strings, damage)
    if text.strip() and not any(
        block.raw.strip().startswith("@") for block, _ in blocks if block.raw
    ):
        hint = "an entry begins with its kind, a brace and its key: @book{abai1995,"
        damage.findings.warning("C204", f"{file} holds no entry", Span(file, 0, 0), hint)
    preface = "".join(f"@string{{{name} = {value}}}\n" for name, value in strings.items())
    try:
        items = map_to_csl(sources, preface, damage)
    except PandocFailure as failure:  # missing, or out of time
        message = f"the bibliography cannot be read: {failure}"
        damage.findings.error("C102", message, Span(file, 0, 0))
        return []
    told = {found.span for found in damage.findings.diagnostics if found.code == "C201"}
    for source in sources:
        if not (source.id in items or source.span in told or _is_shared(source.entry)):
            key = source.entry.key
            damage.report("C201", f"nothing can be read of {key!r}", source.span, key=key)
    return [
        (s.span, complete_item(items[s.id], s.entry, s.language, s.span, damage.findings))
        for s in sources
        if s.id in items
    ]


def _is_shared(entry: Entry) -> bool:
    """Return whether an entry only holds fields for others."""
    return entry.entry_type.lower() == "xdata"


def _placed_blocks(file: str, text: str) -> Iterator[tuple[Block, Span]]:
    """Yield each block of the file with its place."""
    position = 0
    for block in parse_string(text, parse_stack=[]).blocks:
        raw = block.raw or ""
        start = text.find(raw, position)
        span = Span(file, start, start + len(raw.rstrip()))
        failed = isinstance(block, ParsingFailedBlock)
        position = start + 1 if failed and not _inner_entry(block) else span.end
        yield block, span


def _inner_entry(block: Block) -> Entry | None:
    """Return the entry of a block that bibtexparser read but holds for a mistake."""
    entry = getattr(block, "ignore_error_block", None)
    return entry if isinstance(entry, Entry) else None


def _sound_strings(blocks: Sequence[tuple[Block, Span]], damage: Damage) -> dict[str, str]:
    """Return the values of the @strings by name, as typed; report those that are damaged."""
    strings: dict[str, str] = {}
    for block, span in blocks:
        if isinstance(block, String):
            reason = damage_in(str(block.value).strip())
            if reason:
                damage.report("C201", f"this @string is damaged: {reason}", span)
            else:
                strings.setdefault(block.key.strip().lower(), str(block.value).strip() or "{}")
    return strings


def _sound_entries(
    text: str,
    blocks: Sequence[tuple[Block, Span]],
    strings: Mapping[str, str],
    damage: Damage,
) -> list[Source]:
    """Return the entries that could be read; report the others."""
    sources: list[Source] = []
    read_to = 0
    for block, span in blocks:
        if span.start < read_to:  # the rest of an entry whose remarks misled bibtexparser
            continue
        entry = _entry_of(block, span, text, damage)
        if entry is not None and isinstance(block, ParsingFailedBlock):
            read_to = max(span.end, _next_entry(text, span.start))
        if entry is not None and _is_sound(entry, span, strings, damage):
            sources.append(Source(f"e{len(sources) + 1}", entry, span, _language(entry)))
    return sources


def _language(entry: Entry) -> Language:
    named = plain_value(entry, *LANGUAGE_FIELDS)
    title = " ".join(plain_value(entry, name) for name in ("title", "subtitle"))
    beside = " ".join(plain_value(entry, name) for name in FIELDS_BESIDE_THE_TITLE)
    return entry_language(named, readable(title), readable(beside))


def _entry_of(block: Block, span: Span, text: str, damage: Damage) -> Entry | None:
    match block:
        case Entry():
            return block
        case DuplicateBlockKeyBlock():  # two works under one key: told apart and reported later
            return _inner_entry(block)
        case DuplicateFieldKeyBlock():
            return _with_unique_fields(block, span, damage)
        case ImplicitComment():
            _report_lost_entries(block, span, damage)
        case ParsingFailedBlock():
            entry = _without_remarks(text, span)
            if entry is None:
                message = f"this entry is damaged: {_reason(block)}"
                hint = "look for a comma that is missing or a brace { that is not closed"
                key = _KEY.match(text, span.start)
                damage.report("C201", message, span, hint, key=key[1] if key else "")
            return entry
    return None


def _is_sound(entry: Entry, span: Span, strings: Mapping[str, str], damage: Damage) -> bool:
    """Return whether pandoc can read each field; names that no @string defines are told (C215)."""
    for field in entry.fields:
        value = str(field.value).strip()
        if reason := damage_in(value):
            message = f"this entry is damaged: in its field {field.key}, {reason}"
            hint = "a value stands in braces {…} or quotes, and a comma behind it"
            damage.report("C201", message, span, hint, key=entry.key)
            return False
        unknown = [name for name in names_in(value) if name not in strings and name not in MONTHS]
        if unknown:
            damage.findings.warning(
                "C215",
                f"no @string defines {unknown[0]!r}, which the field {field.key} of "
                f"{entry.key!r} names",
                span,
                "it is printed as it stands: put a text into braces {…}, or define the @string",
            )
    return True


def _with_unique_fields(block: DuplicateFieldKeyBlock, span: Span, damage: Damage) -> Entry | None:
    """Return the entry with the first of each field."""
    entry = _inner_entry(block)
    if entry is None:
        return None
    names = ", ".join(sorted(block.duplicate_keys))
    message = f"this entry has the field {names} twice: the first counts"
    damage.findings.warning("C206", message, span)
    fields = {field.key: field for field in reversed(entry.fields)}
    return Entry(entry.entry_type, entry.key, list(reversed(fields.values())))


def _report_lost_entries(block: Block, span: Span, damage: Damage) -> None:
    """Report lines between the entries that look like one, each stretch once."""
    end = -1
    for found in _LOOKS_LIKE_AN_ENTRY.finditer(block.raw or ""):
        if found.start() > end + 1 or found[0].lstrip().startswith("@"):
            start = span.start + found.start()
            damage.report(
                "C201",
                f"this looks like an entry and is none: {found[0].strip()[:40]}",
                Span(span.file, start, start + len(found[0])),
                "an entry begins with its kind, a brace and its key: @book{abai1995,",
            )
        end = found.end()


def _without_remarks(text: str, span: Span) -> Entry | None:
    """Return the entry at `span` read without the remarks behind % that it may hold, or None.

    BibTeX knows no remarks inside an entry, biber and people do.
    """
    written = text[span.start : _next_entry(text, span.start)]
    plain = _REMARK.sub("", written)
    blocks = parse_string(plain, parse_stack=[]).blocks if plain != written else []
    return blocks[0] if blocks and isinstance(blocks[0], Entry) else None


def _next_entry(text: str, start: int) -> int:
    """Return where the next entry behind `start` begins, or the end of the text."""
    following = _NEXT_ENTRY.search(text, start + 1)
    return following.start() if following else len(text)


def _reason(block: ParsingFailedBlock) -> str:
    reason = str(getattr(block.error, "abort_reason", ""))
    if reason.startswith("Unexpected block start"):
        return "the next entry begins before this one is closed"
    if reason.startswith("Expected comma after entry key"):
        return "there is no comma behind its key"
    return (reason[:1].lower() + reason[1:]).rstrip(".") or "it cannot be read"
