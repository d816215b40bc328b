"""Sound entries of a .bib file → CSL-JSON by pandoc.

Pandoc sees every entry rebuilt: under a plain key, without what would mislead it. Where it refuses
its input all the same, it is asked again about those before, at and behind the place that it names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bibtexparser.model import Entry

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model.document import Language
from baspa.pandoc import PandocRefusal, run_pandoc
from baspa.readers.bibtex_items import LANGUAGE_FIELDS, plain_value
from baspa.readers.bibtex_names import told_apart
from baspa.readers.damage import Damage
from baspa.readers.latex import readable
from baspa.readers.months import month_number

UNPRINTED_FIELDS = frozenset(
    (*LANGUAGE_FIELDS, "abstract", "annotation", "annote", "file", "keywords", "review")
)
"""Fields that are not given to pandoc: the language is ours to find, no style prints the others."""

VERBATIM_FIELDS = frozenset(("doi", "eprint", "url"))
"""Fields that hold no LaTeX."""

REFERRING_FIELDS = ("crossref", "xdata", "xref")
"""Fields whose value is the key of another entry, or several."""

NAME_FIELDS = ("author", "editor", "translator")
"""Fields that hold names."""

TYPE_ALIASES = {"conference": "inproceedings"}
"""Kinds of entry of BibTeX that pandoc's BibLaTeX does not know."""

PART = 250
"""Entries that pandoc gets at once: a refusal costs a second run of these only."""

Items = dict[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """One sound entry."""

    id: str
    """The key under which pandoc sees it."""
    entry: Entry
    span: Span
    language: Language


def map_to_csl(sources: Sequence[Source], preface: str, damage: Damage) -> Items:
    """Return pandoc's CSL-JSON item of each source by its id.

    `preface` holds the @string blocks of the file, all of them sound. A source that refers to
    itself (C210, pandoc would not come to an end) does so no more; one that pandoc refuses (C201)
    is left out. Raises PandocFailure.
    """
    ids = {source.entry.key: source.id for source in reversed(sources)}
    links = {source.id: _referred(source.entry, REFERRING_FIELDS, ids) for source in sources}
    texts: dict[str, str] = {}
    for source in sources:
        loops = source.id in _reached(links, links[source.id])
        if loops:
            message = "this entry refers to itself by way of crossref"
            damage.report("C210", message, source.span, key=source.entry.key)
        texts[source.id] = _rebuilt(source, {} if loops else ids, damage)

    def mapped(part: Sequence[Source]) -> tuple[Items, Damage]:
        found = Damage(damage.texts, Findings())
        return _map(part, preface, texts, links, found), found

    parts = [sources[start : start + PART] for start in range(0, len(sources), PART)]
    items: Items = {}
    with ThreadPoolExecutor() as pool:
        for some, found in pool.map(mapped, parts):
            items |= some
            damage.extend(found)
    return items


def _referred(entry: Entry, names: Sequence[str], ids: Mapping[str, str]) -> list[str]:
    keys = (key.strip() for name in names for key in plain_value(entry, name).split(","))
    return [ids[key] for key in keys if key and key in ids]


def _reached(links: Mapping[str, list[str]], start: Sequence[str]) -> set[str]:
    """Return every id that `start` holds or leads to."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        id = waiting.pop()
        if id not in reached:
            reached.add(id)
            waiting += links[id]
    return reached


def _map(
    sources: Sequence[Source],
    preface: str,
    texts: Mapping[str, str],
    links: Mapping[str, list[str]],
    damage: Damage,
) -> Items:
    needed = _reached(links, [source.id for source in sources])
    text = "\n".join([preface, *(texts[id] for id in texts if id in needed)])
    try:
        output = run_pandoc(["--from=biblatex", "--to=csljson"], text)
        return {str(item["id"]): item for item in json.loads(output.text)}
    except PandocRefusal as refusal:
        if len(sources) > 1:
            parts = _around(refusal, sources, text)
            found = [_map(part, preface, texts, links, damage) for part in parts if part]
            return {id: item for part in found for id, item in part.items()}
        damage.report(
            "C201",
            f"this entry is damaged: {_reason(refusal)}",
            sources[0].span,
            "look for LaTeX commands or braces that do not belong here",
            key=sources[0].entry.key,
        )
        return {}


def _around(
    refusal: PandocRefusal, sources: Sequence[Source], text: str
) -> tuple[Sequence[Source], ...]:
    """Return `sources` before, at and behind the place that pandoc names, else in halves."""
    place = re.search(r"\(line (\d+), column", str(refusal))
    before = "\n".join(text.splitlines()[: int(place[1])]) if place else ""
    ids = re.findall(r"^@\w+\{(e\d+),$", before, re.M)
    guilty = [index for index, source in enumerate(sources) if ids and source.id == ids[-1]]
    if guilty:
        (index,) = guilty
        return sources[:index], sources[index : index + 1], sources[index + 1 :]
    half = len(sources) // 2
    return sources[:half], sources[half:]


def _reason(refusal: PandocRefusal) -> str:
    """Return what pandoc says without the place, which is one in the rebuilt text."""
    unexpected = re.search(r"unexpected (?:end of input|'.*?')", str(refusal))
    return unexpected[0] if unexpected else str(refusal)


def _rebuilt(source: Source, ids: Mapping[str, str], damage: Damage) -> str:
    """Return the entry as pandoc is to see it.

    Every entry is called Russian: pandoc takes any other for English and writes its title in small
    letters, «Казахстана» as «казахстана». We print a title as the author typed it.
    """
    lines = ["langid = {russian}"]
    for field in source.entry.fields:
        name, value = field.key.lower(), str(field.value)
        if name in REFERRING_FIELDS:
            _report_unknown_keys(source, name, ids, damage)
            value = "{" + ",".join(_referred(source.entry, [name], ids)) + "}"
        elif name in NAME_FIELDS:
            value = _names(readable(value), source, damage)
        elif name == "month" and (number := month_number(plain_value(source.entry, "month"))):
            value = f"{{{number}}}"
        elif "date" in name:
            value = re.sub(r"(\d\d?)\.(\d\d?)\.(\d{4})", _iso_date, value)
        elif name not in VERBATIM_FIELDS:  # LaTeX would take the rest of the line for a comment
            value = readable(value)
            value = re.sub(r"(?<!\\)%", r"\\%", value)
        if name not in UNPRINTED_FIELDS:
            lines.append(f"{name} = {value}")
    kind = TYPE_ALIASES.get(source.entry.entry_type.lower(), source.entry.entry_type)
    return f"@{kind}{{{source.id},\n" + ",\n".join(lines) + "\n}\n"


def _names(value: str, source: Source, damage: Damage) -> str:
    """Return a list of names as BibTeX writes it; names that nobody can tell apart are told."""
    if not re.fullmatch(r"\{.*\}|\".*\"", value, re.DOTALL):  # joined from @strings
        return value
    names, unclear = told_apart(value[1:-1])
    for name in unclear:
        damage.findings.warning(
            "C216",
            f"the names {name[:60]!r} of {source.entry.key!r} cannot be told apart",
            source.span,
            "write them as Solow, Robert and Swan, Trevor",
        )
    return f"{{{names}}}"


def _report_unknown_keys(
    source: Source, field: str, ids: Mapping[str, str], damage: Damage
) -> None:
    """Report each key that a crossref names and the file does not have (C217)."""
    if not ids:  # a ring, which is reported
        return
    for key in filter(None, map(str.strip, plain_value(source.entry, field).split(","))):
        if key not in ids:
            damage.findings.warning(
                "C217",
                f"the {field} of {source.entry.key!r} names {key!r}, which this file has not",
                source.span,
                "what it would have from there is missing; look at the spelling of the key",
            )


def _iso_date(match: re.Match[str]) -> str:
    """Return `05.03.2024` as `2024-03-05`."""
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"
