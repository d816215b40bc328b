"""What services answer for an ISBN → CSL-JSON items.

| answer | its form |
|---|---|
| Google Books | `{"items": [{"volumeInfo": {…}}]}`, or one volume of it |
| Open Library | `{"ISBN:9780…": {…}}` |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from baspa.readers.months import month_number

Item = dict[str, Any]

_PATRONYMIC = re.compile(r"(?:вич|вна|ична|ұлы|улы|қызы|кызы)$", re.IGNORECASE)
"""Ends a name that began with its surname: Иванов Иван Иванович."""


def book_items(answer: Any) -> list[Item]:
    """Return the books of an answer; none where it is something else."""
    match answer:
        case {"items": [*volumes]}:
            found = [volume.get("volumeInfo") for volume in volumes if isinstance(volume, dict)]
        case {"volumeInfo": volume}:
            found = [volume]
        case dict() if answer and all(str(key).startswith("ISBN:") for key in answer):
            found = [
                book.get("details", book) for book in answer.values() if isinstance(book, dict)
            ]
        case _:
            found = []
    return [_item(book) for book in found if isinstance(book, dict)]


def _item(book: Mapping[str, Any]) -> Item:
    title = " : ".join(_texts([book.get("title"), book.get("subtitle")]))
    isbns = [*_isbns(book)]
    item: Item = {
        "type": "book",
        "title": title,
        "author": [_person(name) for name in _texts(book.get("authors"))],
        "publisher": next(iter(_texts(book.get("publisher") or book.get("publishers"))), ""),
        "publisher-place": next(iter(_texts(book.get("publish_places"))), ""),
        "issued": _date(str(book.get("publishedDate") or book.get("publish_date") or "")),
        "number-of-pages": str(book.get("pageCount") or book.get("number_of_pages") or ""),
        "language": str(book.get("language") or ""),
        "ISBN": max(isbns, key=len, default=""),
    }
    return {name: value for name, value in item.items() if value}


def _texts(values: Any) -> list[str]:
    """Return texts, whether they come as such, in a list, or each as a `name`."""
    listed = values if isinstance(values, list) else [values]
    named = (value.get("name") if isinstance(value, dict) else value for value in listed)
    return [value.strip() for value in named if isinstance(value, str) and value.strip()]


def _isbns(book: Mapping[str, Any]) -> Iterator[str]:
    for identifier in book.get("industryIdentifiers") or ():
        if isinstance(identifier, dict) and str(identifier.get("type", "")).startswith("ISBN"):
            yield str(identifier.get("identifier", ""))
    own = book.get("identifiers") or book
    for name in ("isbn_13", "isbn_10"):
        yield from _texts(own.get(name) if isinstance(own, dict) else None)


def _person(name: str) -> dict[str, str]:
    words: Sequence[str] = name.split()
    if len(words) == 1 or "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
    elif _PATRONYMIC.search(words[-1]):
        family, given = words[0], " ".join(words[1:])
    else:
        family, given = words[-1], " ".join(words[:-1])
    return {"family": family, "given": given} if given else {"literal": family}


def _date(written: str) -> str:
    """Return `2009-05-01` as it is, `March 2009` as `2009-03`."""
    if re.fullmatch(r"\d{4}(?:-\d\d)*", written):
        return written
    year = re.search(r"\d{4}", written)
    months = (month_number(word) for word in re.findall(r"[^\W\d_]+", written))
    month = next(filter(None, months), None)
    return f"{year[0]}-{month:02}" if year and month else year[0] if year else written
