r"""An entry → the text of a .bib file that reads back as the same entry.

| CSL | BibLaTeX |
|---|---|
| type | the kind of entry; newspapers and magazines are articles with `entrysubtype` |
| names | `Family, Given`, bodies in braces, `and others` |
| dates | `date`, `urldate` as 2024-03-05 or 2009/2010 |
| container-title | `journaltitle` of articles and laws, else `booktitle` |
| publisher | `publisher`, `institution`, `organization` or `holder`, by the kind |
| genre, archive, archive_location | `type`, `library`, `shelfmark` |
| rich text | `\textit`, `\textsuperscript` … |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from baspa.model.library import AND_OTHERS, LibraryEntry

KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "webpage": "online",
    "post-weblog": "online",
    "patent": "patent",
    "standard": "standard",
    "legislation": "legislation",
    "bill": "legislation",
    "legal_case": "jurisdiction",
    "manuscript": "unpublished",
    "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference",
    "dataset": "dataset",
    "software": "software",
    "periodical": "periodical",
    "motion_picture": "movie",
    "song": "music",
    "graphic": "artwork",
}
"""Kinds of entry by CSL type; every other type is @misc."""

PUBLISHERS = {
    "thesis": "institution",
    "report": "institution",
    "online": "organization",
    "patent": "holder",
}

FIELDS = {
    "title-short": "shorttitle",
    "publisher-place": "location",
    "jurisdiction": "location",
    "edition": "edition",
    "volume": "volume",
    "number": "number",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "genre": "type",
    "collection-title": "series",
    "collection-number": "number",
    "note": "note",
    "event-title": "eventtitle",
    "event-place": "venue",
    "ISBN": "isbn",
    "ISSN": "issn",
    "archive": "library",
    "archive_location": "shelfmark",
    "DOI": "doi",
    "URL": "url",
}

PERSONS = ("author", "editor", "translator")
LANGIDS = {"kk-KZ": "kazakh", "ru-RU": "russian", "en-US": "english"}
VERBATIM = ("doi", "url")

COMMANDS = {
    "i": "textit",
    "b": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "sc": "textsc",
}


def as_biblatex(entry: LibraryEntry) -> str:
    """Return `entry` as the text of a .bib file."""
    fields: dict[str, str] = {}
    for name, value in _fields(entry.item):
        if value:
            fields.setdefault(name, _address(value) if name in VERBATIM else _latex(value))
    for role in PERSONS:
        if people := entry.item.get(role):
            fields[role] = " and ".join(_name(person) for person in people)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    kind = KINDS.get(str(entry.item["type"]), "misc")
    return f"@{kind}{{{entry.key},\n" + ",\n".join(lines) + ",\n}\n"


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an item that are no names."""
    type, kind = str(item["type"]), KINDS.get(str(item["type"]), "misc")
    if type in ("article-newspaper", "article-magazine"):
        yield "entrysubtype", type.removeprefix("article-")
    if "volume-title" in item:
        yield "title", str(item["volume-title"])
        yield "maintitle", str(item.get("title", ""))
    yield "title", str(item.get("title", ""))
    whole = "journaltitle" if kind in ("article", "legislation", "periodical") else "booktitle"
    yield whole, str(item.get("container-title", ""))
    yield PUBLISHERS.get(kind, "publisher"), str(item.get("publisher", ""))
    yield "date", _date(item.get("issued"))
    yield "urldate", _date(item.get("accessed"))
    if "issue" in item:
        yield ("issue" if kind == "legislation" else "number"), str(item["issue"])
    for variable, name in FIELDS.items():
        name = "eid" if kind == "article" and name == "number" else name
        name = "archive" if name == "library" and "call-number" not in item else name
        yield name, str(item.get(variable, ""))
    language = str(item.get("language", ""))
    yield "langid", LANGIDS.get(language, language)


def _name(person: Mapping[str, str]) -> str:
    if "literal" in person:
        return "others" if person["literal"] in AND_OTHERS.values() else f"{{{person['literal']}}}"
    family = person.get("family", "")
    if "non-dropping-particle" in person:
        family = f"{{{person['non-dropping-particle']} {family}}}"
    elif re.search(r"\s|,|\band\b", family):
        family = f"{{{family}}}"
    if "dropping-particle" in person:
        family = f"{person['dropping-particle']} {family}"
    parts = (family, person.get("suffix", ""), person.get("given", ""))
    return ", ".join(_latex(part) if "{" not in part else part for part in parts if part)


def _address(text: str) -> str:
    """Return an address without braces, which would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")


def _date(date: Any) -> str:
    match date:
        case {"date-parts": sides, **rest}:
            written = "/".join(
                "-".join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(side))
                for side in sides
            )
            return written + ("~" if rest.get("circa") else "")
        case {"literal": str(text)}:
            return text
    return ""


def _latex(text: str) -> str:
    """Return CSL's rich text as LaTeX."""
    plain = re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", r"\textbackslash{}"))
    plain = plain.replace(r"\textbackslash\{\}", r"\textbackslash{}").replace("~", r"\~{}")
    return re.sub(
        r"<(i|b|sup|sub|sc)>(.*?)</\1>", lambda tag: f"\\{COMMANDS[tag[1]]}{{{tag[2]}}}", plain
    )
