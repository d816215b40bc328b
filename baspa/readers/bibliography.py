"""The bibliography reader: BibTeX, BibLaTeX, CSL-JSON and CSL-YAML files → `Library`.

| file | read by | damaged |
|---|---|---|
| `.bib` | bibtexparser finds the entries, pandoc maps them (`baspa.readers.bibtex`) | the entry |
| `.json` | the standard library, item by item | the rest of the file |
| `.yaml`, `.yml` | PyYAML with places (`baspa.yaml`) | the file |

Diagnostics: C201 damaged entry · C202 duplicate key · C203 entry without a key · C204 damaged file
· C205 unknown kind of entry · C206 field given twice · C207 unknown kind of file · C208 unreadable
date · C209 unreadable field · C210 entry that refers to itself · C211 unreadable title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from json import JSONDecodeError
from typing import Any

from baspa.diagnostics import Findings, Span, line_and_column
from baspa.model.library import Library, LibraryEntry
from baspa.readers.bibtex import read_bibtex
from baspa.readers.csl_items import normal_item
from baspa.readers.languages import LOCALES, entry_language
from baspa.yaml import read_yaml


def read_bibliography(files: Sequence[tuple[str, str]], findings: Findings) -> Library:
    """Return the sources of `files`, pairs of file name and text, taken in their order.

    An entry that cannot be read is reported and left out; all others stay. Of two entries with one
    key the first counts.
    """
    entries: dict[str, LibraryEntry] = {}
    texts = dict(files)
    for file, text in files:
        for span, item in _read_items(file, text, findings):
            entry = _entry(item, span, findings)
            if entry is None:
                continue
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                _report_duplicate(entry.key, first.span, span, texts, findings)
    return Library(entries=entries)


def _read_items(
    file: str, text: str, findings: Findings
) -> Sequence[tuple[Span, Mapping[str, Any]]]:
    """Return the items of one file as CSL-JSON, each with its place."""
    match file.rpartition(".")[2].lower():
        case "bib":
            return read_bibtex(file, text, findings)
        case "json":
            return _read_json(file, text, findings)
        case "yaml" | "yml":
            return _read_csl_yaml(file, text, findings)
        case _:
            findings.error(
                "C207",
                f"{file} is no bibliography that can be read",
                Span(file, 0, 0),
                "use .bib (BibTeX, BibLaTeX), .json (CSL-JSON) or .yaml (CSL-YAML)",
            )
            return []


def _read_json(file: str, text: str, findings: Findings) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the items of a CSL-JSON array; what stands before a mistake is kept."""
    decoder = json.JSONDecoder()
    items: list[tuple[Span, Mapping[str, Any]]] = []
    position = _skip(text, r"\ufeff?\s*", 0)
    try:
        position = _expect(text, "[", position)
        while not text.startswith("]", position):
            item, end = decoder.raw_decode(text, position)
            if isinstance(item, dict):
                items.append((Span(file, position, end), item))
            else:
                _report_file(findings, Span(file, position, end), "an item must be an object {…}")
            position = _skip(text, r"\s*", end)
            if not text.startswith("]", position):
                position = _expect(text, ",", position)
    except (JSONDecodeError, RecursionError) as error:
        place = error.pos if isinstance(error, JSONDecodeError) else position
        reason = error.msg if isinstance(error, JSONDecodeError) else "it is nested too deeply"
        _report_file(findings, Span(file, place, min(place + 1, len(text))), reason)
    return items


def _skip(text: str, pattern: str, position: int) -> int:
    match = re.compile(pattern).match(text, position)
    return match.end() if match else position


def _expect(text: str, sign: str, position: int) -> int:
    """Return the place behind `sign` and white space; raises JSONDecodeError where it is not."""
    if not text.startswith(sign, position):
        raise JSONDecodeError(f"'{sign}' belongs here", text, position)
    return _skip(text, r"\s*", position + 1)


def _read_csl_yaml(
    file: str, text: str, findings: Findings
) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the items of a CSL-YAML list, bare or under `references:`."""
    located = read_yaml(text, file, findings)
    if located is None:
        return []
    value, path = located.value, ()
    if isinstance(value, dict) and "references" in value:
        value, path = value["references"], ("references",)  # type: ignore[assignment]
    if not isinstance(value, list):
        _report_file(findings, located.span(path), "a list of items belongs here")
        return []
    items: list[tuple[Span, Mapping[str, Any]]] = []
    for index, item in enumerate(value):
        span = located.span((*path, index))
        if isinstance(item, dict):
            items.append((span, {str(name): given for name, given in item.items()}))
        else:
            _report_file(findings, span, "an item must be a mapping (field: value)")
    return items


def _report_file(findings: Findings, span: Span, reason: str) -> None:
    findings.error(
        "C204",
        f"this bibliography is damaged: {reason[:1].lower()}{reason[1:]}",
        span,
        "everything before this place was read; export the file again or mend it here",
    )


def _report_duplicate(
    key: str, first: Span, second: Span, texts: Mapping[str, str], findings: Findings
) -> None:
    line, _ = line_and_column(texts[first.file], first.start)
    findings.error(
        "C202",
        f"the key {key!r} stands twice",
        second,
        f"the first one is at {first.file}:{line} and is the one that is cited; rename one",
    )


def _entry(item: Mapping[str, Any], span: Span, findings: Findings) -> LibraryEntry | None:
    """Return one item as an entry, or None where it has no key (reported)."""
    key = str(item.get("id") or "").strip()
    if not key:
        findings.error(
            "C203", "this entry has no key", span, "give it a key, for example: abai1995"
        )
        return None
    normal, unreadable = normal_item(item)
    for name in unreadable:
        findings.warning(
            "C209",
            f"the field {name!r} of {key!r} cannot be read and is left out",
            span,
            "text and numbers stand as they are, names as {family, given}, dates as 2024-03-05",
        )
    language = entry_language(str(item.get("language") or ""), str(normal.get("title", "")))
    normal |= {
        "id": key,
        "language": LOCALES[language],
        "type": str(normal.get("type", "document")),
    }
    return LibraryEntry(key=key, item=normal, language=language, span=span)
