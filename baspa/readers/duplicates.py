"""Two entries for one work: each of them would stand in the list of sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from baspa.diagnostics import Findings, line_and_column
from baspa.model.library import LibraryEntry

TELLING_APART = ("volume", "number", "edition", "language", "type")
"""Variables by which two works of one title and year may differ."""

Identity = tuple[str, ...]


def report_duplicates(
    entries: Iterable[LibraryEntry], texts: Mapping[str, str], findings: Findings
) -> None:
    """Report each entry that describes the same work as one before it (C212).

    The same work has the same DOI; or the same title, first name and year, as far as neither a
    DOI nor a volume, number or edition says otherwise. `texts` are the files' texts.
    """
    seen: dict[Identity, LibraryEntry] = {}
    for entry in entries:
        identities = list(_identities(entry.item))
        first = next((seen[identity] for identity in identities if identity in seen), None)
        for identity in identities:
            seen.setdefault(identity, entry)
        if first is not None and not _differ(first.item, entry.item):
            line, _ = line_and_column(texts[first.span.file], first.span.start)
            findings.warning(
                "C212",
                f"{entry.key!r} and {first.key!r} are the same work",
                entry.span,
                f"the other one is at {first.span.file}:{line}; cite one of them only",
            )


def _identities(item: Mapping[str, Any]) -> Iterator[Identity]:
    if doi := _doi(item):
        yield ("doi", doi)
    title, year = _letters(str(item.get("title", ""))), _year(item)
    if title and year:
        people = item.get("author") or item.get("editor") or [{}]
        name = people[0].get("family") or people[0].get("literal") or ""
        own = (str(item.get(variable, "")) for variable in TELLING_APART)
        yield ("title", title, year, _letters(name), *own)


def _differ(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Return whether two works have each a DOI of its own."""
    one, other = _doi(first), _doi(second)
    return bool(one and other and one != other)


def _doi(item: Mapping[str, Any]) -> str:
    return str(item.get("DOI", "")).lower()


def _year(item: Mapping[str, Any]) -> str:
    match item.get("issued"):
        case {"date-parts": [[year, *_], *_]}:
            return str(year)
        case {"literal": text}:
            return str(text)
    return ""


def _letters(text: str) -> str:
    """Return the letters and digits of `text`, in small ones, without tags and accents."""
    plain = unicodedata.normalize("NFKC", re.sub(r"<[^<>]*>", "", text)).casefold()
    return re.sub(r"[\W_]+", "", plain)
