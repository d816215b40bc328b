"""RIS, as publishers and databases export it → CSL-JSON items with their places.

rispy knows the tags. It says nothing of what it steps over, though, so the records are told apart
here, each goes to it by itself, and what belongs to no record is reported.

| tags | CSL |
|---|---|
| TY | type |
| ID | id; else the first name and the year: `solow1957` |
| TI T1 CT · ST | title · title-short |
| JF T2 BT JO J2 JA · T3 | container-title · collection-title |
| AU A1 · A2 ED · A3 · A4 | author · editor · collection-editor · translator |
| DA PY Y1 · Y2 | issued · accessed |
| VL IS SP EP ET NV | volume, issue or number, page or number-of-pages, edition, number-of-volumes |
| PB CY SN DO UR LA M3 | publisher, publisher-place, ISSN or ISBN, DOI, URL, language, genre |
| every other | left out: no style prints it |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rispy import RisParser
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from baspa.diagnostics import Span
from baspa.readers.bibtex_items import WHOLE_WORKS
from baspa.readers.damage import Damage

TYPES = {
    "article-journal": "JOUR EJOUR ABST INPR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK EBOOK EDBOOK SER CLSWK CTLG CONF",
    "chapter": "CHAP ECHAP",
    "dataset": "DATA AGGR DBASE",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART FIGURE CHART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT LEGAL",
    "manuscript": "MANSCPT UNPB UNPD ANCIENT",
    "map": "MAP",
    "motion_picture": "VIDEO MPCT ADVS",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT GOVDOC GRANT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC WEB MULTI",
}
"""CSL's types and the values of TY that mean them."""

ARTICLES = ("article-journal", "article-magazine", "article-newspaper")

TAGS = TAG_KEY_MAPPING | {"BT": "secondary_title", "CT": "title", "ED": "secondary_authors"}
"""rispy's names of the tags, and of those that some databases add."""

NAMES = {
    "author": ("authors", "first_authors"),
    "editor": ("secondary_authors",),
    "collection-editor": ("tertiary_authors",),
    "translator": ("subsidiary_authors",),
}

FIELDS = {
    "title": ("title", "primary_title"),
    "title-short": ("short_title",),
    "container-title": (
        *("alternate_title3", "secondary_title", "journal_name"),
        *("alternate_title1", "alternate_title2"),
    ),
    "collection-title": ("tertiary_title",),
    "volume": ("volume",),
    "edition": ("edition",),
    "number-of-volumes": ("number_of_volumes",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "language": ("language",),
}
"""CSL's variables and the fields that may hold them, the best first."""

_RECORD = re.compile(
    r"^\ufeff?[ \t]*TY {1,2}-.*?(?:^[ \t]*ER {1,2}-[^\n]*|(?=^[ \t]*TY {1,2}-)|\Z)", re.M | re.S
)
_TAG = re.compile(r"^[ \t]*([A-Z][A-Z0-9]) {1,2}-[ \t]*", re.M)


def read_ris(file: str, text: str, damage: Damage) -> list[tuple[Span, Mapping[str, Any]]]:
    """Return the records of a RIS file as CSL-JSON items, in their order.

    Lines that stand in no record are reported (C201), and a record without its last line (C213).
    """
    items: list[tuple[Span, Mapping[str, Any]]] = []
    keys: set[str] = set()
    position = 0
    for match in _RECORD.finditer(text):
        _report_strays(file, text, position, match.start(), damage)
        position = match.end()
        span = Span(file, match.start(), match.start() + len(match[0].rstrip()))
        if not re.search(r"^[ \t]*ER {1,2}-", match[0], re.M):
            damage.findings.warning(
                "C213", "this record has no last line ER", span, "add a line: ER  - "
            )
        items.append((span, _item(match[0], keys)))
    _report_strays(file, text, position, len(text), damage)
    if not items and text.strip() and not _TAG.search(text):
        hint = "a record begins with a line such as: TY  - JOUR; export the file again"
        damage.findings.error("C204", f"{file} holds no RIS record", Span(file, 0, 0), hint)
    return items


def _report_strays(file: str, text: str, start: int, end: int, damage: Damage) -> None:
    stray = _TAG.search(text, start, end)
    if stray is not None:
        damage.report(
            "C201",
            "these lines belong to no record",
            Span(file, stray.start(), stray.start() + len(text[stray.start() : end].rstrip())),
            "a record begins with a line such as: TY  - JOUR",
        )


def _item(record: str, keys: set[str]) -> Mapping[str, Any]:
    """Return a record as a CSL item; `keys` are those of the records before it."""
    lines = _TAG.sub(r"\1  - ", record.lstrip("\ufeff").replace("\t", " ")).strip().splitlines()
    body = [line for line in lines if not line.startswith("ER  -")]
    (fields,) = RisParser(mapping=TAGS, list_tags=[*LIST_TYPE_TAGS, "ED"]).parse(
        "\n".join([*body, "ER  - "])
    )
    item: dict[str, Any] = {"type": _type(fields)}
    for variable, names in FIELDS.items():
        if value := _first(fields, names):
            item[variable] = value
    for variable, names in NAMES.items():
        people = [_name(str(p)) for name in names for p in fields.get(name, ()) if str(p).strip()]
        if people:
            item[variable] = people
    item |= _dates(fields) | _numbers(fields, item["type"]) | _addresses(fields, item["type"])
    item["id"] = _key(fields, item, keys)
    return item


def _type(fields: Mapping[str, Any]) -> str:
    """Return CSL's type; proceedings that something contains are a paper in them."""
    kind = str(fields.get("type_of_reference", "")).strip().upper()
    types = [csl for csl, kinds in TYPES.items() if kind in kinds.split()] or ["document"]
    return types[-1] if _first(fields, FIELDS["container-title"]) else types[0]


def _first(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((text for name in names if (text := str(fields.get(name, "")).strip())), "")


def _name(written: str) -> dict[str, str]:
    """Return `Smith, John, Jr.` in its parts, `J. Smith` too, a body as it stands."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 1 or not parts[1]:
        turned = _INITIALS_FIRST.fullmatch(parts[0])
        return turned.groupdict() if turned else {"literal": parts[0]}
    return dict(zip(("family", "given", "suffix"), filter(None, parts), strict=False))


_INITIALS_FIRST = re.compile(r"(?P<given>(?:[^\W\d_]\.[ -]?)+) ?(?P<family>[^\W\d_][\w’' -]+)")


def _dates(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return `issued` from the fullest date, and `accessed`: `1962/05/03/` as `1962-05-03`.

    A date in words (`5-8 Dec. 2010`) counts only where there is no other.
    """
    dates = [_date(str(fields.get(name, ""))) for name in ("date", "year", "publication_year")]
    best = max(dates, key=lambda date: (bool(re.fullmatch(r"\d{4}(?:-\d\d?)*", date)), len(date)))
    found = {"issued": best, "accessed": _date(str(fields.get("access_date", "")))}
    return {variable: date for variable, date in found.items() if date}


def _date(written: str) -> str:
    match = re.match(r"\s*(\d{4})(?:[/-](\d\d?))?(?:[/-](\d\d?))?", written)
    return "-".join(part for part in match.groups() if part) if match else written.strip(" /")


def _numbers(fields: Mapping[str, Any], type: str) -> dict[str, str]:
    """Return the number and the pages; those of a book are its extent."""
    start, end = _first(fields, ["start_page"]), _first(fields, ["end_page"])
    pages = start if not end or end == start or "-" in start else f"{start}-{end}"
    found = {
        "issue" if type in ARTICLES else "number": _first(fields, ["number"]),
        "number-of-pages" if type in WHOLE_WORKS and not end else "page": pages,
    }
    return {variable: value for variable, value in found.items() if value}


def _addresses(fields: Mapping[str, Any], type: str) -> dict[str, str]:
    identifier = "ISBN" if type in ("book", "chapter") else "ISSN"
    kind = _first(fields, ["type_of_work"])
    found = {
        "DOI": _first(fields, ["doi"]) or (kind if _DOI.search(kind) else ""),
        "URL": next(iter(fields.get("urls", ())), ""),
        identifier: _first(fields, ["issn"]),
        "genre": "" if type in ARTICLES or _DOI.search(kind) else kind,
    }
    return {variable: value for variable, value in found.items() if value}


_DOI = re.compile(r"\b10\.\d{4,}/")
"""Some publishers put it where the type of the work belongs."""


def _key(fields: Mapping[str, Any], item: Mapping[str, Any], keys: set[str]) -> str:
    """Return the record's own key, else one of its first name and year that no other has."""
    own = _first(fields, ["id"])
    if own:
        return own
    name = next((n.get("family") or n.get("literal", "") for n in item.get("author", ())), "")
    word = re.sub(r"\W", "", name or str(item.get("title", ""))[:12]).lower()
    base = word + str(item.get("issued", ""))[:4]
    letters = ("", *"bcdefghijklmnopqrstuvwxyz")
    free = [base + letter for letter in letters if base + letter not in keys]
    key = free[0] if free else f"{base}-{len(keys)}"
    keys.add(key)
    return key
