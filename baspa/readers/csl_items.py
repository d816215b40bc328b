"""A CSL item as people write it, in JSON or YAML → one that every engine reads.

The shapes of CSL-JSON (schema 1.0): names are lists of mappings, dates are mappings with
`date-parts`, everything else is text or a number. What cannot be brought to its shape is left out
and named to the author.
"""

from __future__ import annotations

import datetime
import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

DATES = frozenset(
    ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
)
NAMES = frozenset(
    (
        *("author", "chair", "collection-editor", "compiler", "composer", "container-author"),
        *("contributor", "curator", "director", "editor", "editorial-director", "illustrator"),
        *("executive-producer", "guest", "host", "interviewer", "narrator", "organizer"),
        *("original-author", "performer", "producer", "recipient", "reviewed-author"),
        *("script-writer", "series-creator", "translator"),
    )
)
NAME_PARTS = (
    *("family", "given", "literal", "suffix"),
    *("dropping-particle", "non-dropping-particle"),
)
UNPRINTED = frozenset(("abstract", "categories", "custom", "keyword"))


def normal_item(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return `item` with every variable in its shape, and the names of those that had to go."""
    result: dict[str, Any] = {}
    unreadable = []
    for name, value in item.items():
        if value is None or name in UNPRINTED:
            continue
        normal = _bare_doi(value) if name == "DOI" else _normal_value(name, value)
        if normal is None:
            unreadable.append(name)
        else:
            result[name] = normal
    return _with_doi(result), unreadable


def plain_text(text: str) -> str:
    """Return `text` with composed letters, plain spaces and no signs that nobody sees.

    Programs of macOS write «й» as two signs; web pages add soft hyphens and zero-width spaces.
    """
    visible = _UNSEEN.sub("", _ENTITY.sub(lambda found: html.unescape(found[0]), text))
    visible = unicodedata.normalize("NFC", visible).replace("\u2006", "\u00a0")
    return re.sub(r"[ \t\r\n\v\f\u2028\u2029]+", " ", visible).strip(" ")


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")


def _bare_doi(value: Any) -> str | None:
    """Return `10.1000/182`, whatever address or word stands before it."""
    written = str(value).strip()
    found = _DOI.search(written)
    return (found[1] if found else written) or None


_DOI = re.compile(r"(?:^|[^\d.])(10\.\d+/.*)", re.DOTALL)
ADDRESS_OF_A_DOI = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d+/.*)", re.IGNORECASE)


def _with_doi(item: dict[str, Any]) -> dict[str, Any]:
    """Return `item` with the DOI that its URL says."""
    found = ADDRESS_OF_A_DOI.fullmatch(str(item.get("URL", "")))
    return {"DOI": found[1], **item} if found else item


def _normal_value(name: str, value: Any) -> Any:
    if name in DATES:
        return normal_date(value)
    if name in NAMES:
        return _names(value)
    match value:
        case bool():
            return None
        case str():
            return plain_text(value)
        case int() | float():
            return value
        case datetime.date():
            return value.isoformat()
        case list() if all(isinstance(part, str | int) for part in value):
            return ", ".join(str(part) for part in value)
    return None


def _names(value: Any) -> list[dict[str, str]] | None:
    people = value if isinstance(value, list) else [value]
    names = [_name(person) for person in people]
    return None if None in names else [own for name in names if name for own in _told_apart(name)]


_SURNAME_FIRST = re.compile(r"(?P<family>[^\W\d_][\w’'-]+) (?P<given>(?:[^\W\d_]{1,2}\. ?-?){1,3})")
"""`Иванов И.И.`, as Russian and Kazakh lists write names and BibTeX does not."""


def _told_apart(name: dict[str, str]) -> list[dict[str, str]]:
    """Return the people of a name that was typed as `Иванов И.И.` or `Иванов И.И., Ким Ю.А.`

    BibTeX takes the initials for the surname of the one, the others for parts of one name.
    """
    whole = _SURNAME_FIRST.fullmatch(name.get("literal", ""))
    if whole and whole["family"][0].isupper():  # «и др.» is no name
        return [whole.groupdict()]
    given, family = name.get("given", ""), name.get("family", "")
    turned = _SURNAME_FIRST.fullmatch(f"{given} {family}")
    if turned and re.fullmatch(r"(?:[^\W\d_]{1,2}\.-?)+", family):
        return [turned.groupdict()]
    parts = [name[part] for part in ("family", "suffix", "given") if part in name]
    people = [_SURNAME_FIRST.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(people):
        return [found.groupdict() for found in people if found]
    return [name]


def _name(person: Any) -> dict[str, str] | None:
    match person:
        case str():
            return {"literal": plain_text(person)}
        case {"name": str(literal)}:
            return {"literal": plain_text(literal)}
        case dict():
            return {part: plain_text(str(person[part])) for part in NAME_PARTS if person.get(part)}
    return None


def normal_date(value: Any) -> dict[str, Any] | None:
    """Return a date with `date-parts`, or with its wording as `literal`; None for no date at all.

    Accepts 2009, `2009-05-01`, `2009/2010`, CSL's own mappings and pandoc's `{year: 2009}`.
    """
    match value:
        case {"date-parts": list(sides), **rest}:
            kept: dict[str, Any] = {n: rest[n] for n in ("circa", "season") if n in rest}
            parts = [_numbers(side) for side in sides]
            return {"date-parts": parts, **kept} if parts and all(parts) else None
        case {"raw": text} | {"literal": text}:
            return _written_date(str(text))
        case {"year": _}:
            return normal_date([value])
        case [*sides] if sides and all(isinstance(side, dict) for side in sides):
            parts = [
                _numbers([side.get(unit) for unit in ("year", "month", "day")]) for side in sides
            ]
            return {"date-parts": parts} if all(parts) else None
        case bool() | dict() | list():
            return None
        case _:
            return _written_date(str(value))


def _numbers(side: Any) -> list[int]:
    """Return year, month, day as far as they are numbers."""
    numbers: list[int] = []
    for part in side if isinstance(side, list) else [side]:
        if isinstance(part, bool) or not re.fullmatch(r"-?\d{1,5}", str(part).strip()):
            break
        numbers.append(int(part))
    return numbers


def _written_date(text: str) -> dict[str, Any]:
    """Return an ISO date or a stretch of two as parts, any other wording as it stands."""
    parts = []
    for side in text.split("/"):
        match = re.fullmatch(r"\s*(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:T.*)?\s*", side)
        if match is None:
            return {"literal": text}
        parts.append([int(number) for number in match.groups() if number])
    return {"date-parts": parts}
