"""Citations by author and year, whatever brackets and marks they have.

| typed | becomes |
|---|---|
| `(Smith, 2020)`, `(Doe & Lee 2020: 5; Kim et al., 2018a)`, `[Щерба 1974, с. 30]` | `[@ref3]` |
| `Brown (2012, p. 45)`, `по данным Чазовой (2014)` | `Brown [-@ref1, p. 45]`: the name stays |

A source is known by the words that its line begins with and by the years in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import Edit, Text
from baspa.importers.words.locators import PREFIX, locator, page_locator
from baspa.model.document import Language

_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(rf"(?<!\d){_YEAR}[a-zа-в]?(?!\w)")
_GROUP = re.compile(rf"[(\[]([^()\[\]]{{2,200}}?{_YEAR}[^()\[\]]{{0,60}})[)\]]")
_PART = re.compile(
    rf"(?P<names>[^\W\d_][^\d;]{{1,100}}?)?[,.]?\s*(?P<years>{_YEAR}[a-zа-в]?(?:,\s*{_YEAR}[a-zа-в]?)*)"
    r"(?:\s*[,:]\s*(?P<place>[^;]{1,40}))?"
)
_NEXT = re.compile(rf"(?<=\d\d\d\d),\s+(?=[^\W\d_]{{2}}[\w’'-]*[^;\d]{{0,60}}{_YEAR})")
"""Where the next source begins behind a comma."""
_NAME = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]+"
_JOINT = r"(?:\s*,\s*|\s+(?:&|and|и|мен|және|of|for|the|de|van|von)\s+|\s+)"
_OTHERS = r"(?:,?\s+(?:et\s+al\.?|и\s+др\.?|және\s+т\.\s?б\.?|with\s+colleagues|с\s+соавт\.?))"
_BEFORE = re.compile(rf"(?P<names>{_NAME}(?:{_JOINT}{_NAME}){{0,4}}){_OTHERS}?\s*$")
_PARENTHESIS = re.compile(rf"\((?P<year>{_YEAR}[a-zа-в]?)(?:\s*[,:]\s*(?P<place>[^()]{{1,30}}))?\)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){1,3}|(?<=\w)[’']s\b")
_FIRST = re.compile(rf"\s*(?:,|&|\s(?:and|и|мен|және)\s|{_OTHERS}).*$", re.DOTALL)
_LONGEST_ENDING = 3
"""Letters by which the cases of a name differ."""
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What a source may be cited by."""

    key: str
    line: str
    """In small letters, without initials at its head."""
    years: frozenset[str]


def known_sources(lines: Sequence[Text]) -> tuple[Source, ...]:
    """Return what the sources of a list are cited by."""
    return tuple(
        Source(
            f"ref{n}",
            _INITIALS.sub("", line.string.strip()[:20]).strip().casefold()
            + line.string.strip()[20:].casefold(),
            frozenset(_YEARS.findall(line.string)),
        )
        for n, line in enumerate(lines, 1)
    )


def author_citations(
    text: Text, sources: Sequence[Source], language: Language
) -> Iterator[tuple[Edit, str]]:
    """Give what the citations by author and year become, and why; those of no source stay."""
    if not sources:
        return
    taken = list[tuple[int, int]]()
    for match in _GROUP.finditer(text.string):
        if (written := _group(match[1], sources, language)) is not None:
            taken.append(match.span())
            yield Edit(*match.span(), written), "a citation by author and year"
    for match in _PARENTHESIS.finditer(text.string):
        before = _BEFORE.search(text.string, max(0, match.start() - 120), match.start())
        if before is None or any(a <= match.start() < b for a, b in taken):
            continue
        if source := _named(before["names"], match["year"], sources):
            place = _place(match["place"], language)
            yield Edit(*match.span(), f"[-@{source.key}{place}]"), "a citation by year"


def _group(inside: str, sources: Sequence[Source], language: Language) -> str | None:
    """Return what cites the sources between two brackets; None where one of them is unknown."""
    prefix = PREFIX.match(inside)
    cited, names = list[str](), ""
    for part in re.split(rf";|{_NEXT.pattern}", inside[prefix.end() :] if prefix else inside):
        match = _PART.fullmatch(part.strip())
        if match is None:
            return None
        names = match["names"] or names
        years = re.split(r",\s*", match["years"])
        found = [_source(names, year, sources) for year in years]
        place = _place(match["place"], language)
        if not names or (match["place"] and not place):
            return None
        for source in found:
            if source is None:
                return None
            cited.append(f"@{source.key}{place if len(found) == 1 else ''}")
    return f"[{prefix[0] if prefix else ''}{'; '.join(cited)}]"


def _place(typed: str | None, language: Language) -> str:
    """Return `, p. 5` for the place behind a year; nothing for none."""
    if not typed:
        return ""
    if re.fullmatch(r"\d+(?:\s?[-–]\s?\d+)?", typed.strip()):
        return f", {page_locator(typed.strip(), language)}"
    place = locator(typed, language)
    return f", {place}" if place else ""


def _named(names: str, year: str, sources: Sequence[Source]) -> Source | None:
    """Return the source whose author is named last before its year: `As World Bank (2020)`."""
    words = names.split()
    tails = (" ".join(words[n:]) for n in range(len(words)))
    return next((s for tail in tails if (s := _source(tail, year, sources))), None)


def _source(names: str, year: str, sources: Sequence[Source]) -> Source | None:
    """Return the only source of these authors and this year; None for none or several."""
    first = _INITIALS.sub("", _FIRST.sub("", names)).strip(' .,«»"“”').casefold()
    if len(first) < 2:
        return None
    bare = year[:4]
    dated = [s for s in sources if any(y[:4] == bare for y in s.years)]
    found = [s for s in dated if _opens(s.line, first)] or [
        s for s in dated if _opens_inflected(s.line, first)
    ]
    lettered = [s for s in found if year in s.years]
    found = lettered if lettered and year != bare else found
    if len(found) > 1:
        others = re.findall(_NAME, names)[1:]
        found = [s for s in found if all(o.casefold() in s.line[:200] for o in others)] or found
    if len(found) > 1 and year != bare:
        place = "abc".find(year[4:]) if year[4:] in "abc" else "абв".find(year[4:])
        found = found[place : place + 1]
    return found[0] if len(found) == 1 else None


def _opens(line: str, name: str) -> bool:
    return line.startswith(name) and not line[len(name) : len(name) + 1].isalpha()


def _opens_inflected(line: str, name: str) -> bool:
    """Tell whether a line opens with a name that `name` may be a case of: `Чазова`, `Чазовой`."""
    word = re.match(r"[\w’'-]+", line)
    if word is None or name.isascii() or " " in name:
        return False
    stem = max(_SHORTEST_STEM, min(len(word[0]), len(name)) - _LONGEST_ENDING + 1)
    same = word[0][:stem] == name[:stem]
    return same and abs(len(word[0]) - len(name)) <= _LONGEST_ENDING and len(name) >= stem
