"""What pandoc's mapping of a .bib entry to CSL-JSON leaves to be done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bibtexparser.model import Entry

from baspa.diagnostics import Findings, Span
from baspa.model.document import Language
from baspa.model.library import AND_OTHERS
from baspa.readers.latex import is_lost, readable, without_commands
from baspa.readers.title_math import without_formulas

Item = dict[str, Any]

WHOLE_WORKS = frozenset(("book", "thesis", "report", "document", "standard", "patent"))
"""Types whose `pages` are the extent of the work (231), not a place in another (19–25)."""

GENRES = {
    "phdthesis": {"kk": "PhD диссертациясы", "ru": "диссертация", "en": "PhD thesis"},
    "mastersthesis": {
        "kk": "магистрлік диссертация",
        "ru": "магистерская диссертация",
        "en": "Master’s thesis",
    },
    "techreport": {"kk": "техникалық есеп", "ru": "технический отчёт", "en": "technical report"},
}
"""What BibLaTeX calls bibliography strings, by the type of entry that implies one."""

GENRE_ALIASES = {"mathesis": "mastersthesis", "patent": "", "thesis": "phdthesis"}


DROPPED_FIELDS = {
    "holder": "publisher",
    "eid": "number",
    "issue": "issue",
    "library": "archive",
    "archive": "archive",
    "shelfmark": "archive_location",
    "archivelocation": "archive_location",
}
"""Fields that pandoc drops, some of them for some kinds of entry only → CSL's variables."""


def complete_item(
    item: Mapping[str, Any], entry: Entry, language: Language, span: Span, findings: Findings
) -> Item:
    """Return `item` under the entry's own key and with what pandoc's mapping lost.

    Reported: a kind of entry that nobody knows (C205), a date (C208) and a text (C211) that nobody
    can read.
    """
    result = dict(item)
    result["id"] = entry.key
    result["language"] = plain_value(entry, *LANGUAGE_FIELDS)
    result["type"] = _type(entry, str(item["type"]), span, findings)
    _restore_genre(result, entry, language)
    _restore_texts(result, entry, span, findings)
    _restore_subtitles(result, entry)
    for name in ("title", "container-title", "title-short"):
        if name in result:
            result[name] = without_formulas(str(result[name]))
    _restore_dates(result, entry, span, findings)
    _restore_extent(result)
    _drop_remark_of_zotero(result)
    for name in ("DOI", "URL"):
        if name in result:
            result[name] = _plain_address(str(result[name]))
    for field, variable in DROPPED_FIELDS.items():
        if value := plain_value(entry, field):
            result.setdefault(variable, value)
    for value in result.values():
        if isinstance(value, list) and value and value[-1] == {"literal": "others"}:
            value[-1] = {"literal": AND_OTHERS[language]}
    return result


LANGUAGE_FIELDS = ("langid", "language", "hyphenation")
"""The fields that may name the language of the work, the most reliable first."""


def plain_value(entry: Entry, *names: str) -> str:
    """Return the first of the fields `names` that is there, without its braces or quotes."""
    for name in names:
        for field in entry.fields:
            if field.key.lower() == name:
                return re.sub(r"[{}\"]", "", str(field.value)).strip()
    return ""


def _type(entry: Entry, mapped: str, span: Span, findings: Findings) -> str:
    kind = entry.entry_type.lower()
    if kind == "standard":  # which pandoc takes for a law
        return "standard"
    if not mapped and kind != "misc":
        findings.warning(
            "C205",
            f"nobody knows the kind of entry @{entry.entry_type}",
            span,
            "it is printed like @misc; common kinds: @book, @article, @inproceedings, @online",
        )
    return mapped or "document"


def _restore_genre(item: Item, entry: Entry, language: Language) -> None:
    """Say «thesis» in the language of the entry where the author gave no wording of his own."""
    kind, given = entry.entry_type.lower(), plain_value(entry, "type")
    word = given.lower() or kind
    word = GENRE_ALIASES.get(word, word)
    if word in GENRES:
        item["genre"] = GENRES[word][language]
    elif item.get("type") == "patent" and not word:
        item.pop("genre", None)


TEXTS = {
    "title": ("title",),
    "container-title": ("booktitle", "journaltitle", "journal"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "edition": ("edition",),
    "note": ("note",),
}
"""CSL's variables, and the fields that hold them, the likeliest first."""
LISTS = {"publisher", "publisher-place"}
"""Variables whose fields are lists in BibLaTeX: `New York and Geneva` is two places."""


def _restore_texts(item: Item, entry: Entry, span: Span, findings: Findings) -> None:
    """Keep the wording of fields whose LaTeX pandoc could not read: nothing vanishes silently."""
    for variable, fields in TEXTS.items():
        name, written = _typed_text(entry, fields)
        if variable in LISTS:
            written = re.sub(r"\s+and\s+", "; ", written)
        printed = str(item.get(variable) or "")
        others = (value for value in item.values() if isinstance(value, str))
        if not written or not is_lost(written, printed, others):
            continue
        item[variable] = without_commands(written) or written
        findings.warning(
            "C211",
            f"the LaTeX of the {name} of {entry.key!r} cannot be read: "
            f"printed is {item[variable][:60]!r}",
            span,
            r"write plain text; a dollar or a brace that is meant takes a backslash: \$ \{",
        )


def _typed_text(entry: Entry, names: Sequence[str]) -> tuple[str, str]:
    """Return the first field of `names` that is there, and its text unless @strings make it up."""
    for name in names:
        for field in entry.fields:
            if field.key.lower() == name:
                typed = re.fullmatch(r"\s*(?:\{(.*)\}|\"(.*)\")\s*", str(field.value), re.DOTALL)
                return name, readable(typed[1] or typed[2] or "").strip() if typed else ""
    return "", ""


def _restore_subtitles(item: Item, entry: Entry) -> None:
    """Set ` : ` before a subtitle that stands in a field of its own."""
    if "title" in item and plain_value(entry, "subtitle"):
        item["title"] = _parted(str(item["title"]), plain_value(entry, "title"))
    if "container-title" in item and plain_value(entry, "booksubtitle", "journalsubtitle"):
        whole, head = str(item["container-title"]), plain_value(entry, *CONTAINER_FIELDS)
        item["container-title"] = _parted(whole, head)
    if item.get("container-title") == item.get("title"):  # a periodical as a whole
        item.pop("container-title", None)


CONTAINER_FIELDS = ("booktitle", "journaltitle", "journal")


def _parted(whole: str, head: str) -> str:
    """Return `whole` with its subtitle set apart; `head`, as typed, has colons of its own."""
    parts = whole.split(": ")
    own = head.count(": ") + 1
    return ": ".join(parts[:own]) + " : " + ": ".join(parts[own:]) if len(parts) > own else whole


def _restore_dates(item: Item, entry: Entry, span: Span, findings: Findings) -> None:
    """Keep the wording of a date that pandoc could not read: nothing vanishes silently."""
    for variable, fields in {"issued": ("date", "year"), "accessed": ("urldate",)}.items():
        written = plain_value(entry, *fields)
        parts = item.get(variable, {}).get("date-parts")
        if not written or (parts and parts[0]) or "literal" in item.get(variable, {}):
            continue
        if years := re.fullmatch(r"(\d{4}) ?(?:--?|–) ?(\d{4})", written):
            item[variable] = {"date-parts": [[int(year)] for year in years.groups()]}
            continue
        item[variable] = {"literal": written}
        findings.warning(
            "C208",
            f"the date {written!r} cannot be read and is printed as it stands",
            span,
            "write 2024, 2024-03 or 2024-03-05",
        )


_REMARK_OF_ZOTERO = re.compile(
    r"(?:Publisher|Number|Section|Place|Conference Name|Archive Location|_eprint): "
)
"""Begins what Zotero puts into `note` for want of a field."""


def _drop_remark_of_zotero(item: Item) -> None:
    """Take what Zotero remarks out of the note; its publisher counts where there is no other."""
    if _REMARK_OF_ZOTERO.match(str(item.get("note", ""))):
        publisher = re.search(r"Publisher: (.+?)(?= \w+: |$)", str(item.pop("note")))
        if publisher and "container-title" not in item:
            item.setdefault("publisher", publisher[1])


def _plain_address(written: str) -> str:
    r"""Return an address without the LaTeX that programs put into it: `a{\_}b\%20` → `a_b%20`."""
    address = re.sub(r"^\s*\\url\s*\{(.*)\}\s*$", r"\1", written)
    address = re.sub(r"\{?\\text(underscore|asciitilde)(?:\s*\{\})?\}?", _text_sign, address)
    address = re.sub(r"\\~(?:\{\})?", "~", address)
    address = re.sub(r"\{?\\([_%&#$])\}?", r"\1", address)
    return address.split()[0] if re.fullmatch(r"https?:\S+(?:\s+https?:\S+)+", address) else address


def _text_sign(match: re.Match[str]) -> str:
    return {"underscore": "_", "asciitilde": "~"}[match[1]]


def _restore_extent(item: Item) -> None:
    """Turn the `pages` of a whole work into its extent; take «с.», «б.», «p.» off an extent."""
    extent = str(item.get("number-of-pages") or "")
    page = str(item.get("page") or "")
    if not extent and item["type"] in WHOLE_WORKS and "container-title" not in item:
        extent = page
    match = re.fullmatch(r"\s*(\d+)\s*(?:[cсбp]\.?|бет)?\s*", extent, re.IGNORECASE)
    if match:
        item["number-of-pages"] = match[1]
        if extent == page:
            del item["page"]
