"""Initials stay with their name, numbers with what they count: no line of an entry ends between.

«Дж» is one sound and one initial in Kazakh and Russian names, which CSL does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from baspa.cite.letters import INITIAL, LOWER, UPPER

_HEADING = re.compile(rf"[^,./]*[{LOWER}],? (?P<initials>{INITIAL}(?: {INITIAL})*)")
"""A name at the start of an entry, surname first; what follows it is no name."""

_BEFORE_NAME = re.compile(rf"({INITIAL}) (?=[{UPPER}])")

_MARKED = re.compile(r"(?<!\w)((?:[СсБбТтЧPp]|Vol|No|Вып)\.|№) (?=[\dIVX])")
"""`С. 19`, `№ 6`"""

_COUNTED = re.compile(r"(\d) (?=(?:с|б|т|ж|г|p|vol)\.)")
"""`231 с.`"""

_MARKS = re.compile("[ \u202f](?=(?::|;|//?) )")
"""The marks of ISBD between elements: ` : `, ` ; `, ` / `, ` // `. citeproc sets a narrow no-break
space before a semicolon, which few faces have."""

NO_BREAK_SPACE = "\u00a0"

DIGRAPH = re.compile(r"\bДж(?=[а-яәіңғүұқөһ]{2})")
"""Begins a name that is written out."""


def glue_initials(entry: str) -> str:
    """Return the text of an entry with no-break spaces beside initials."""
    heading = _HEADING.match(entry)
    end = heading.end() if heading else 0
    start = heading.start("initials") - 1 if heading else 0
    tied = entry[start:end].replace(" ", NO_BREAK_SPACE)
    return entry[:start] + tied + _BEFORE_NAME.sub(rf"\1{NO_BREAK_SPACE}", entry[end:])


def glue_numbers(entry: str) -> str:
    """Return the text of an entry with no-break spaces in `С. 19`, `№ 6` and `231 с.`

    And before a dash: no line begins with the one that parts two areas.
    """
    entry = re.sub(" (?=[–—] )", NO_BREAK_SPACE, entry)
    return _COUNTED.sub(rf"\1{NO_BREAK_SPACE}", _MARKED.sub(rf"\1{NO_BREAK_SPACE}", entry))


def glue_marks(entry: str) -> str:
    """Return the text of an entry with its marks bound to the word before: none begins a line."""
    return _MARKS.sub(NO_BREAK_SPACE, entry)


def spell_digraphs(entry: str, item: Mapping[str, Any]) -> str:
    """Return the text of an entry with `Дж.` as the initial of «Джамиля», where CSL writes `Д.`

    `item` is the CSL-JSON item that the entry describes; its names are looked for beside the
    initials, so that nobody else's `Д.` is touched.
    """
    people = [person for value in item.values() if isinstance(value, list) for person in value]
    for person in people:
        if isinstance(person, dict) and DIGRAPH.search(str(person.get("given", ""))):
            entry = _with_digraphs(entry, str(person.get("family", "")), str(person["given"]))
    return entry


def _with_digraphs(entry: str, family: str, given: str) -> str:
    """Return `Д. Қ.` beside `family` as `Дж. Қ.`"""
    names = re.split(r"[\s.]+", given.strip(". "))
    initials = r"\.[ \u00a0]?".join(re.escape(name[:1]) for name in names) + r"\."
    name = re.escape(family)
    beside = rf"(?<={name})(?:,?[ \u00a0]){initials}|{initials}(?=[ \u00a0]?{name})"

    def spelled(found: re.Match[str]) -> str:
        letters = iter(name[:2] if DIGRAPH.match(name) else name[:1] for name in names)
        return re.sub(r"\w(?=\.)", lambda _: next(letters), found[0])

    return re.sub(beside, spelled, entry)
