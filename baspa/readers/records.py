"""A record that came with a DOI or an ISBN, as a publisher or a library hands it out.

Records are read as bibliographies are (`baspa.readers.bibliography`); beside those kinds of files a
single CSL-JSON object, as the registration agencies answer for a DOI, and what services answer for
an ISBN (`baspa.readers.book_records`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from baspa.diagnostics import Findings
from baspa.model.library import LibraryEntry
from baspa.readers.bibliography import read_bibliography
from baspa.readers.book_records import book_items
from baspa.readers.csl_items import DATES, NAMES

AGENCY_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
}
"""Types by which Crossref answers, and CSL's own."""


def read_record(file: str, text: str, findings: Findings) -> tuple[LibraryEntry, ...]:
    """Return the entries that a record holds; a JSON record without a key gets one."""
    file = _with_known_ending(file, text)
    if file.endswith(".json"):
        text = _as_list(text)
    return tuple(read_bibliography([(file, text)], findings).entries.values())


def _with_known_ending(file: str, text: str) -> str:
    """Return the name of a record by the kind that its text shows: records come as .txt too."""
    begins = {"@": ".bib", "TY": ".ris", "{": ".json", "[": ".json"}
    shown = (
        ending for sign, ending in begins.items() if text.lstrip("\ufeff \r\n").startswith(sign)
    )
    ending = next(shown, "")
    return file if not ending or file.lower().endswith(ending) else file + ending


def _as_list(text: str) -> str:
    """Return the text of a JSON record as a CSL-JSON array; what is no JSON stays as it is."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if books := book_items(value):
        return json.dumps([_keyed(item) for item in books], ensure_ascii=False)
    match value:
        case {"message": dict(item)} | dict(item):
            return json.dumps([_keyed(item)], ensure_ascii=False)
        case [*items] if all(isinstance(item, dict) for item in items):
            return json.dumps([_keyed(item) for item in items], ensure_ascii=False)
    return text


def _keyed(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of CSL's own type, under its id or its first name and year: `solow1957`."""
    year = re.search(r"\d{4}", json.dumps(item.get("issued", "")))
    match item.get("author") or item.get("editor"):
        case [{"family": str(name)}, *_] | [{"literal": str(name)}, *_]:
            word = name
        case _:
            word = " ".join(str(item.get("title", "")).split()[:1])
    made = re.sub(r"\W", "", word).lower() + (year[0] if year else "")
    own = str(item.get("id") or "")
    id = own if own and not re.search(r"[\s/]", own) else made
    type = str(item.get("type", ""))
    printable = {name: value for name, value in item.items() if _is_printable(name, value)}
    return {**printable, "id": id, "type": AGENCY_TYPES.get(type, type or "document")}


def _is_printable(name: str, value: Any) -> bool:
    """Return whether a style may print the field: agencies add lists of licences and references."""
    if name in DATES or name in NAMES:
        return True
    parts = value if isinstance(value, list) else [value]
    return all(isinstance(part, str | int) for part in parts)
