"""The bibliography reader: BibTeX, BibLaTeX, CSL-JSON, CSL-YAML and RIS files → `Library`.

| file | read by |
|---|---|
| `.bib` | bibtexparser finds the entries, pandoc maps them (`baspa.readers.bibtex`) |
| `.json` | the standard library, item by item (`baspa.readers.csl_files`) |
| `.yaml`, `.yml` | PyYAML with places (`baspa.yaml`), item by item |
| `.ris` | rispy, record by record (`baspa.readers.ris`) |

In each of them a mistake costs the entry that it stands in, and no other; it is a warning as long
as nothing cites that entry (`baspa.readers.damage`). Errors are what leaves a whole file unread.

Diagnostics: C201 damaged entry · C202 duplicate key · C203 entry without a key · C204 damaged file
· C205 unknown kind of entry · C206 field given twice · C207 unknown kind of file · C208 unreadable
date · C209 unreadable field · C210 entry that refers to itself · C211 unreadable title · C212 two
entries for one work · C213 RIS record without an end · C214 signs that are no text · C215 unknown
@string.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from baspa.diagnostics import Findings, Span
from baspa.model.library import Library, LibraryEntry
from baspa.readers.bibtex import read_bibtex
from baspa.readers.csl_files import read_json_items, read_yaml_items
from baspa.readers.csl_items import normal_item
from baspa.readers.damage import Damage
from baspa.readers.duplicates import report_duplicates
from baspa.readers.languages import LOCALES, beside_the_title, entry_language
from baspa.readers.ris import read_ris


def read_bibliography(files: Sequence[tuple[str, str]], findings: Findings) -> Library:
    """Return the sources of `files`, pairs of file name and text, taken in their order.

    An entry that cannot be read is reported and left out; all others stay. Of two entries with one
    key the first counts.
    """
    entries: dict[str, LibraryEntry] = {}
    damage = Damage(dict(files), findings)
    for file, text in files:
        for span, item in _read_items(file, text, damage):
            entry = _entry(item, span, damage)
            if entry is None:
                continue
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                _report_duplicate(first, entry, damage)
    report_duplicates(entries.values(), damage.texts, findings)
    return Library(entries=entries, doubts=damage.doubts)


def _read_items(file: str, text: str, damage: Damage) -> Sequence[tuple[Span, Mapping[str, Any]]]:
    """Return the items of one file as CSL-JSON, each with its place."""
    match file.rpartition(".")[2].lower():
        case "bib" | "bibtex":
            return read_bibtex(file, text, damage)
        case "json":
            return read_json_items(file, text, damage)
        case "yaml" | "yml":
            return read_yaml_items(file, text, damage)
        case "ris":
            return read_ris(file, text, damage)
        case _:
            damage.findings.error(
                "C207",
                f"{file} is no bibliography that can be read",
                Span(file, 0, 0),
                "use .bib (BibTeX, BibLaTeX), .ris, .json (CSL-JSON) or .yaml (CSL-YAML)",
            )
            return []


def _report_duplicate(first: LibraryEntry, second: LibraryEntry, damage: Damage) -> None:
    """Report a key that stands twice; nobody can tell which of two different works it cites."""
    place = damage.place(first.span)
    damage.findings.warning(
        "C202",
        f"the key {second.key!r} stands twice",
        second.span,
        f"the first one is at {place} and is the one that counts; rename or delete one",
    )
    if first != second:
        doubt = f"it stands for two entries, at {place} and {damage.place(second.span)}"
        damage.doubts.setdefault(second.key, doubt)


def _own_tag(item: Mapping[str, Any]) -> str:
    """Return the tag of a language that is none of ours: its titles are not set in capitals."""
    tag = str(item.get("language") or "").strip().replace("_", "-")
    foreign = re.fullmatch(r"(?!kk|ru|en|kaz|rus|eng)[a-z]{2,3}(?:-\w+)*", tag)
    return foreign[0] if foreign else ""


def _entry(item: Mapping[str, Any], span: Span, damage: Damage) -> LibraryEntry | None:
    """Return one item as an entry, or None where it has no key (reported)."""
    key = str(item.get("id") or "").strip()
    if not key:
        damage.report("C203", "this entry has no key", span, "give it a key, such as abai1995")
        return None
    normal, unreadable = normal_item(item)
    for name in unreadable:
        damage.findings.warning(
            "C209",
            f"the field {name!r} of {key!r} cannot be read and is left out",
            span,
            "text and numbers stand as they are, names as {family, given}, dates as 2024-03-05",
        )
    if "\N{REPLACEMENT CHARACTER}" in str(normal):
        damage.report(
            "C214",
            f"the entry {key!r} holds signs that are no text",
            span,
            "type what stands there anew; files of other programs are best exported in UTF-8",
            key=key,
        )
    named, title = str(item.get("language") or ""), str(normal.get("title", ""))
    language = entry_language(named, title, beside_the_title(normal))
    normal |= {
        "id": key,
        "language": _own_tag(item) or LOCALES[language],
        "type": str(normal.get("type", "document")),
    }
    return LibraryEntry(key=key, item=normal, language=language, span=span)
