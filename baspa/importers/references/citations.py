"""Citations by the number of a source.

| typed | becomes |
|---|---|
| `[12]`, `[1; 2]`, `[1, 3–5]`, `[1]–[3]` | `[@ref12]`, … |
| `[12, 34 б.]`, `[12, С. 5]`, `[12: 34]`, `[12. 34 б.]`, `[12, табл. 3]` | `[@ref12, б. 34]`, … |
| `[см. 12, с. 5]`, `[қар.: 12]` | `[см. @ref12, с. 5]`, … |
| `/12, 34 б./`, `(12, с. 34)`, where nothing is cited in square brackets | the same |
| `(5, с. 34)`, `/5, с. 34/` beside citations in square brackets | the same |
| `(5)` at the end of a clause, of a source that is cited nowhere else | `[@ref5]` |
| a raised number behind a word, where nothing is cited in brackets | `[@ref3]` |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from baspa.dataclass import dataclass
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Form, Text
from baspa.importers.words.locators import PREFIX, locator, opens_with_page, page_locator
from baspa.model.document import Language

_INSIDE = rf"(?:{PREFIX.pattern})?№?\s?\d{{1,3}}(?!\d)"
_BRACKETS = {
    "[": re.compile(rf"\[\s*((?i:{_INSIDE})[^\[\]\n]{{0,120}})\]"),
    "/": re.compile(rf"(?<![\w/])/\s?((?i:{_INSIDE})[^/\n]{{0,60}})/(?![\w/])"),
    "(": re.compile(rf"\(\s*((?i:{_INSIDE})\s?[,;][^()\n]{{1,60}})\)"),
}
"""What encloses citations, the most usual first."""
_BARE = re.compile(r"(?<=[^\W\d_]\s)\((\d{1,3})\)(?=[.,;](?:\s|$))")
_RANGE = re.compile(r"\[(\d{1,3})\]\s?[–-]\s?\[(\d{1,3})\]")
_SPAN = re.compile(r"№?\s?(\d{1,3})\s*[-–]\s*(\d{1,3})")
_PLACED = re.compile(r"№?\s?(\d{1,3})\s*(?:\.\s*|:\s*|\s)(.+)")
"""A source and a place in it without a comma between."""
_LISTED = re.compile(r"\d\s*,\s*\d+\s*,\s*\d")
"""Commas that part sources, also where a semicolon stands elsewhere."""
_FEWEST = 2
"""Citations by which a rarer kind of brackets is known."""
_MOST = 30
"""Sources of one citation; more are a list of something else."""
_RAISED = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[а-яa-z]?[мmlл]|[a-zA-Zа-яА-Я])$|\d$")
"""What stands before a power: a unit of length, a letter of a formula, a number."""


@dataclass(slots=True)
class _Cited:
    """A source, and the place in it."""

    number: int
    place: str = ""


def enclosing(string: str, count: int, language: Language) -> str:
    """Return the bracket that opens the citations of a text, of `count` sources; `^` for none."""
    for bracket, pattern in _BRACKETS.items():
        found = [m for m in pattern.finditer(string) if _citation(m[1], count, language)]
        located = [m for m in found if bracket != "(" or _names_page(m[1])]
        if len(located) >= (1 if bracket == "[" else _FEWEST):
            return bracket
    return "^"


def uncited(string: str, count: int, bracket: str, language: Language) -> frozenset[int]:
    """Return the sources of `count` that no citation in square brackets names, if they are few."""
    found = _BRACKETS[bracket].finditer(string) if bracket == "[" else ()
    cited = {one.number for m in found for one in _cited(_bare(m[1]), count, language)}
    rest = frozenset(range(1, count + 1)) - cited
    return rest if 2 * len(rest) < count else frozenset()


def citations(
    text: Text,
    count: int,
    bracket: str,
    language: Language,
    ledger: Ledger,
    rare: Set[int] = frozenset(),
) -> Iterator[tuple[Edit, str]]:
    """Give what the citations by number become where the list has `count` sources, and why.

    Numbers that no source has are left, and asked about. `rare`: the sources that are cited in no
    square brackets, so that others may cite them.
    """
    if bracket == "^":
        yield from _raised(text, count, language)
        return
    ranges = [*_RANGE.finditer(text.string)]
    for match in ranges:
        if written := _citation(f"{match[1]}-{match[2]}", count, language):
            yield Edit(*match.span(), written), "citations of the list of sources"
    for match in _BRACKETS[bracket].finditer(text.string):
        if any(r.start() <= match.start() < r.end() for r in ranges):
            continue
        if bracket == "(" and not _names_page(match[1]):
            continue
        written = _citation(match[1], count, language)
        if written is not None:
            yield Edit(*match.span(), written), "a citation of the list of sources"
        elif count and _cited(match[1], 999, language):
            ledger.ask(text.origins[match.start()], "no such source in the list", match[0])
    if bracket == "[":
        yield from _in_other_brackets(text, count, language, rare)


def _in_other_brackets(
    text: Text, count: int, language: Language, rare: Set[int]
) -> Iterator[tuple[Edit, str]]:
    """Give what single citations in round brackets or slashes become beside square ones."""
    for other in ("/", "("):
        for match in _BRACKETS[other].finditer(text.string):
            written = _citation(match[1], count, language) if _names_page(match[1]) else None
            if written is not None:
                yield Edit(*match.span(), written), "a citation of the list of sources"
    for match in _BARE.finditer(text.string):
        if int(match[1]) in rare:
            written = f"[@ref{match[1]}]"
            yield Edit(*match.span(), written), "a source that is cited nowhere else"


def _raised(text: Text, count: int, language: Language) -> Iterator[tuple[Edit, str]]:
    """Give what raised numbers behind words become."""
    for match in _RAISED.finditer(text.string):
        a, b = match.span()
        if not a or not all(form & Form.SUPERSCRIPT for form in text.forms[a:b]):
            continue
        written = _citation(match[0], count, language)
        if written is not None and not _UNIT.search(text.string[max(0, a - 3) : a]):
            yield Edit(a, b, written), "a raised number of the list of sources"


def _names_page(inside: str) -> bool:
    return any(map(opens_with_page, re.split("[,;]", inside)[1:]))


def _bare(inside: str) -> str:
    """Return what stands in brackets without `см.`."""
    prefix = PREFIX.match(inside)
    return inside[prefix.end() :] if prefix else inside


def _citation(inside: str, count: int, language: Language) -> str | None:
    """Return what cites the sources between two brackets; None where one of them is missing."""
    prefix = PREFIX.match(inside)
    cited = _cited(_bare(inside), count, language)
    if not cited or len(cited) > _MOST or not all(1 <= one.number <= count for one in cited):
        return None
    parts = [f"@ref{one.number}" + (f", {one.place}" if one.place else "") for one in cited]
    return f"[{prefix[0] if prefix else ''}{'; '.join(parts)}]"


def _cited(inside: str, count: int, language: Language) -> list[_Cited]:
    """Return the sources between two brackets and the places in them; none for anything else."""
    cited, parted = list[_Cited](), ";" in inside and not _LISTED.search(inside)
    for comma, part in re.findall(r"(?:^|;|(,))\s*([^,;]+?)\s*(?=[,;]|$)", inside.strip()):
        last = cited[-1] if cited else None
        span, placed = _SPAN.fullmatch(part), _PLACED.fullmatch(part)
        if re.fullmatch(r"№?\s?\d{1,3}", part):
            number = int(part.lstrip("№ "))
            is_page = number > count or (parted and last and number != last.number + 1)
            if comma and is_page and last and not last.place:
                # [1, 25] of a list of 20, [2; 3, 15] where a semicolon parts the sources: a page
                last.place = page_locator(part, language)
            else:
                cited.append(_Cited(number))
        elif span and not (last and int(span[1]) > count):
            cited += map(_Cited, range(int(span[1]), int(span[2]) + 1))
        elif last and (comma or opens_with_page(part)) and (place := locator(part, language)):
            last.place = ", ".join(filter(None, (last.place, place)))
        elif placed and (place := _place_behind(placed[2], ":" in part, language)):
            cited.append(_Cited(int(placed[1]), place))
        else:
            return []
    return cited


def _place_behind(typed: str, colon: bool, language: Language) -> str | None:
    """Return the place of `12: 34` or `12. С. 34`."""
    if colon and re.fullmatch(r"\d+(?:\s?[-–]\s?\d+)?", typed):
        return page_locator(typed, language)
    return locator(typed, language) if opens_with_page(typed) else None
