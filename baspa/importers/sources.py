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
from baspa.importers.manuscript import EMPTY, OBJECTS, Edit, Form, Link, Text
from baspa.model.document import Language

_NUMBER = re.compile(r"\[?(\d{1,3})[.)\]]?\s+")
_PAGES = r"(?:бб?|сс?|[Сс]тр|бет|pp?)\.?"
_CITATION = re.compile(
    rf"\[(\d{{1,3}}(?:\s*[,;–-]\s*(?:{_PAGES}\s*\d+(?:[-–]\d+)?"
    rf"|\d+(?:[-–]\d+)?\s*[-–]?\s*{_PAGES}|\d+(?:[-–]\d+)?))*)\]"
)
_RANGE = re.compile(r"\[(\d{1,3})\]\s?[–-]\s?\[(\d{1,3})\]")
_LOCATOR = re.compile(r"(?:[^\W\d]+\.?\s*)?(\d+(?:[-–]\d+)?)\s*[-–]?\s*(?:[^\W\d]+\.?)?")
_AUTHOR_CITATION = re.compile(r"\(([^\W\d_][^()]{2,150}?,\s(?:1[5-9]|20)\d\d[^()]{0,40})\)")
_AUTHOR_YEAR = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]+)(?:\s(?:&|and|и|және)\s[^\W\d_][\w’'-]+|,?\set al\.|\sи др\."
    rf"|\sжәне т\.\s?б\.)?,\s(?P<year>\d{{4}})(?:,\s{_PAGES}\s?(?P<at>\d+(?:[-–]\d+)?))?"
)
_RENUMBERED = "the typed number of a source: it is made anew"
_FEWEST_NUMBERED = 2
_LONGEST_HEADING = 100
_PAGE_WORD = {"kk": "б.", "ru": "с.", "en": "p."}


def read_sources(blocks: Iterable[Block], ledger: Ledger) -> list[Text]:
    """Return the line of each source of a list, without the number typed before it."""
    blocks, lines = [*blocks], list[Text]()
    numbered = sum(_count_of_numbers(block) for block in blocks)
    for block in blocks:
        match block:
            case ItemList(items):
                lines += _of_items(items, ledger)
            case Paragraph(text) if _is_heading(text, numbered):
                ledger.drop(text, "a heading in the list of sources, which the norm orders anew")
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


def _count_of_numbers(block: Block) -> int:
    """Return how many sources of a block have a typed number."""
    if isinstance(block, ItemList):
        return len(block.items)
    return int(isinstance(block, Paragraph) and bool(_NUMBER.match(block.text.string)))


def _is_heading(text: Text, numbered: int) -> bool:
    """Tell whether a line parts the list in groups, `Книги`: it has no number, its neighbours have.

    A group may have a roman number.
    """
    string = text.string
    bold = all(form & Form.BOLD for form in text.forms)
    if numbered < _FEWEST_NUMBERED or _NUMBER.match(string) or len(string) > _LONGEST_HEADING:
        return False
    return bold or (
        not any(c.isdigit() or c in "/«" for c in string.rstrip(".:")) and "." not in string[:-1]
    )


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
    ranges = [*_RANGE.finditer(text.string)]
    for match in ranges:
        if written := _citation(f"{match[1]}-{match[2]}", count, language):
            yield Edit(*match.span(), written), "citations of the list of sources"
    for match in _CITATION.finditer(text.string):
        if any(r.start() <= match.start() < r.end() for r in ranges):
            continue
        written = _citation(match[1], count, language)
        if written is not None:
            yield Edit(*match.span(), written), "a citation of the list of sources"
        elif count:
            ledger.ask(text.origins[match.start()], "no such source in the list", match[0])


_RAISED = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[а-яa-z]?[мmlл]|[a-zA-Zа-яА-Я])$|\d$")
"""What stands before a power: a unit of length, a letter of a formula, a number."""


def cites_in_brackets(string: str) -> bool:
    """Tell whether a text cites as `[3]` does."""
    return bool(_CITATION.search(string))


def raised_citations(text: Text, count: int, language: str) -> Iterator[tuple[Edit, str]]:
    """Give what raised numbers behind words become, where sources are cited so."""
    for match in _RAISED.finditer(text.string):
        a, b = match.span()
        if not a or not all(form & Form.SUPERSCRIPT for form in text.forms[a:b]):
            continue
        written = _citation(match[0], count, language)
        if written is not None and not _UNIT.search(text.string[max(0, a - 3) : a]):
            yield Edit(a, b, written), "a raised number of the list of sources"


def author_years(lines: Sequence[Text]) -> dict[tuple[str, str], str]:
    """Return the key of each source by its first author's family name and its year, if unique."""
    found = dict[tuple[str, str], list[str]]()
    for n, line in enumerate(lines, 1):
        described = read_description(line.string)
        fields = described.fields if described else {}
        first = re.match(r"[^\W\d_][\w’'-]+", line.string)
        author = fields.get("author", "").split(",")[0].strip("{}")
        family = (author or (first[0] if first else "")).casefold()
        stated = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", line.string)
        year = fields.get("year") or fields.get("date", "")[:4] or (stated[0] if stated else "")
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
    for comma, part in re.findall(r"(?:^|;|(,))\s*([^,;]+?)\s*(?=[,;]|$)", inside):
        beyond = comma and part.isdigit() and int(part) > count
        if beyond and len(cited) == 1 and "," not in cited[0]:
            cited[0] += f", {_PAGE_WORD[language]} {part}"  # [1, 25] of a list of 20: a page
        elif re.fullmatch(r"\d{1,3}", part):
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
