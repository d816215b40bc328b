"""The list of sources, line by line, and the citations in the text that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from baspa.importers.blocks import (
    Block,
    Captioned,
    DefinitionList,
    Displayed,
    Item,
    ItemList,
    Landscape,
    Listing,
    Paragraph,
    Remark,
    Where,
    texts_of,
)
from baspa.importers.descriptions import read_description
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import EMPTY, OBJECTS, Edit, Link, Text
from baspa.model.document import Language

_NUMBER = re.compile(r"\[?(\d{1,3})[.)\]]?\s+")
_PAGES = r"(?:бб?|сс?|[Сс]тр|бет|pp?)\.?"
_CITATION = re.compile(
    rf"\[(\d{{1,3}}(?:\s*[,;–-]\s*(?:{_PAGES}\s*\d+(?:[-–]\d+)?"
    rf"|\d+(?:[-–]\d+)?\s*[-–]?\s*{_PAGES}|\d+(?:[-–]\d+)?))*)\]"
)
_LOCATOR = re.compile(r"(?:[^\W\d]+\.?\s*)?(\d+(?:[-–]\d+)?)\s*[-–]?\s*(?:[^\W\d]+\.?)?")
_AUTHOR_CITATION = re.compile(r"\(([^\W\d_][^()]{2,150}?,\s(?:1[5-9]|20)\d\d[^()]{0,40})\)")
_AUTHOR_YEAR = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]+)(?:\s(?:&|and|и|және)\s[^\W\d_][\w’'-]+|,?\set al\.|\sи др\."
    rf"|\sжәне т\.\s?б\.)?,\s(?P<year>\d{{4}})(?:,\s{_PAGES}\s?(?P<at>\d+(?:[-–]\d+)?))?"
)
_RENUMBERED = "the typed number of a source: it is made anew"
_PAGE_WORD = {"kk": "б.", "ru": "с.", "en": "p."}


def read_sources(blocks: Iterable[Block], ledger: Ledger) -> list[Text]:
    """Return the line of each source of a list, without the number typed before it."""
    lines = list[Text]()
    for block in blocks:
        match block:
            case ItemList(items):
                lines += _of_items(items, ledger)
            case Paragraph(text):
                number = _NUMBER.match(text.string)
                if number:
                    ledger.drop(text[: number.end()], _RENUMBERED)
                lines.append(text[number.end() :] if number else text)
            case DefinitionList(definitions):
                for term, paragraphs in ((d.term, d.paragraphs) for d in definitions):
                    lines += [term + Text.of(" – ", term.origin) + paragraphs[0], *paragraphs[1:]]
            case Captioned() | Displayed() | Where() | Landscape() | Listing() | Remark():
                for text in texts_of(block):
                    ledger.drop(text, "a table or figure in the list of sources")
            case _ as never:
                assert_never(never)
    return [_unlinked(line, ledger) for line in lines]


def _unlinked(line: Text, ledger: Ledger) -> Text:
    """Return a line with the text of each link in its place; the address is asked about."""
    parts, done = EMPTY, 0
    for at, character in enumerate(line.string):
        index = ord(character) - OBJECTS
        if not 0 <= index < len(ledger.objects):
            continue
        found = ledger.objects[index]
        parts, done = parts + line[done:at], at + 1
        if isinstance(found, Link):
            parts += found.text
            ledger.ask(line.origin, "this source led to an address that is not in it", found.url)
        else:
            ledger.drop(line[at : at + 1], "an object inside a source")
    return parts + line[done:]


def _of_items(items: Sequence[Item], ledger: Ledger) -> Iterator[Text]:
    """Give the line of each item of a list and of the lists in it."""
    for item in items:
        if item.mark is not None:
            ledger.drop(item.mark, _RENUMBERED)
        yield item.text
        yield from _of_items(item.items, ledger)


def citations(text: Text, count: int, language: str, ledger: Ledger) -> Iterator[tuple[Edit, str]]:
    """Give what `[12, 34 б.]` becomes where the list has `count` sources, and why.

    Numbers that no source has are left, and asked about.
    """
    for match in _CITATION.finditer(text.string):
        written = _citation(match[1], count, language)
        if written is not None:
            yield Edit(*match.span(), written), "a citation of the list of sources"
        elif count:
            ledger.ask(text.origins[match.start()], "no such source in the list", match[0])


def author_years(lines: Sequence[Text]) -> dict[tuple[str, str], str]:
    """Return the key of each source by its first author's family name and its year, if unique."""
    found = dict[tuple[str, str], list[str]]()
    for n, line in enumerate(lines, 1):
        described = read_description(line.string)
        fields = described.fields if described else {}
        family = fields.get("author", "").split(",")[0].strip("{}").casefold()
        year = fields.get("year") or fields.get("date", "")[:4]
        if family and year:
            found.setdefault((family, year), []).append(f"ref{n}")
    return {stated: keys[0] for stated, keys in found.items() if len(keys) == 1}


def author_citations(
    text: Text, known: Mapping[tuple[str, str], str], language: Language
) -> Iterator[tuple[Edit, str]]:
    """Give what `(Smith, 2020)` and `(Smith & Doe, 2020, p. 5; Lee, 2018)` become, and why."""
    for match in _AUTHOR_CITATION.finditer(text.string):
        cited = list[str]()
        for part in match[1].split(";"):
            one = _AUTHOR_YEAR.fullmatch(part.strip())
            key = known.get((one["family"].casefold(), one["year"])) if one else None
            if one is None or key is None:
                break
            cited.append(f"@{key}" + (f", {_PAGE_WORD[language]} {one['at']}" if one["at"] else ""))
        else:
            yield Edit(*match.span(), f"[{'; '.join(cited)}]"), "a citation by author and year"


def _citation(inside: str, count: int, language: str) -> str | None:
    """Return what cites the numbers between two brackets; None where a source is missing."""
    cited = list[str]()
    for part in re.split(r"\s*[,;]\s*", inside):
        if re.fullmatch(r"\d{1,3}", part):
            cited.append(f"@ref{part}")
        elif (span := re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", part)) and not (
            cited and int(span[1]) > count
        ):
            cited += [f"@ref{n}" for n in range(int(span[1]), int(span[2]) + 1)]
        elif cited and (locator := _LOCATOR.fullmatch(part)):
            cited[-1] += f", {_PAGE_WORD[language]} {locator[1]}"
    numbers = [int(n) for n in re.findall(r"@ref(\d+)", " ".join(cited))]
    if not numbers or not all(1 <= n <= count for n in numbers) or len(numbers) > 30:
        return None
    return f"[{'; '.join(cited)}]"
