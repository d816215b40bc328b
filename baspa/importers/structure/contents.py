"""The contents as typed: where it stands, and the outline that it states.

Text scraped from a page glues the entries into one run, page numbers into the numbers of the next
entries: `glued_pages` parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.importers.structure.contents_entries import Entry, numbered
from baspa.importers.structure.glued_pages import parted
from baspa.importers.text.manuscript import OBJECTS, Manuscript, Table, Text
from baspa.importers.words.element_names import squeeze
from baspa.importers.words.elements import Numbers, element_of, label_of

_HEADINGS = (
    "МАЗМҰНЫ", "Мазмұны", "мазмұны", "МАЗМҰН", "Мазмұн", "СОДЕРЖАНИЕ", "Содержание", "ОГЛАВЛЕНИЕ",
    "Оглавление", "CONTENTS", "Contents", "TABLE OF CONTENTS", "Table of Contents",
    "Table of contents",
)  # fmt: skip
_SPACED = "|".join("[^\\S\n]*".join(heading.replace(" ", "")) for heading in _HEADINGS)
"""The letters of a heading may stand apart."""
_HEADING = re.compile(rf"(?:^|(?<=\n))[^\S\n]*({_SPACED})[:.]?(?![а-яa-zәғқңөұүһі])")
_LEADER = r"(?:[.…·_]{3,}|…+|(?:[.] ){3,}[.]?)[.…·_ ]*"
_PAGE_WORD = r"(?i:(?:стр|бет|с|б|pp?)\b\.?)"
"""What a page may be called, before its number or behind it: `7-бет`, `стр. 7`."""
_COUNTED = rf"\d{{1,3}}(?:[^\S\n]?[-–]?[^\S\n]?{_PAGE_WORD})?[^\S\n]*"
_BEHIND_PAGE = re.compile(rf"[^\S\n]?[-–]?[^\S\n]?{_PAGE_WORD}(?=[^\S\n]*(?:\n|$))")
_PAGE = re.compile(rf"(?:{_LEADER})\s*(?:{_PAGE_WORD}\s*)?(?=\d)")
_LINE_PAGE = re.compile(
    rf"(?:[ \t]{{2,}}|\t|[ \t]|(?<=\S)\n[ \t]*)(?:{_PAGE_WORD}[ \t]*)?(?={_COUNTED}$)", re.MULTILINE
)
"""A page behind its title, or on a line of its own below it, as the cells of a table become."""
_GAP = 700
"""Characters of a title at most; behind a longer one the contents are over."""
_INNER = re.compile(
    r"(?<![\d.])(?=\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s*[^\W\d_])|(?<=\n)\s*(?=\d{1,2}[.)]?\s+[^\W\d_])"
)
"""Where a second entry begins in one title: the first has no page."""

_WORDED = re.compile(r"[-–\s]*(?:тарау|бөлім)\b[.:\s]*", re.IGNORECASE)
"""What stands behind the number of `1-бөлім. Title`."""
_ROMAN_PAGE = re.compile(
    r"(?:\t|(?<! )[ ]{2,}|(?<![.…])[.…]{3,}\s*| )(?=[ivxl]{1,6}[^\S\n]*(?:\n|$))[ivxl]+\s*$"
)
"""The page of what stands before the first arabic one."""
_OF_CAPTIONS = re.compile(
    r"^\s*(?:(?:table|figure|таблица|рисунок|кесте|сурет)\s+(?:[A-ZА-ЯӘ]\.)?\d|\d[\d.]*\s?[-–]?\s?(?:кесте|сурет)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of the list of tables or figures, which may follow."""
_FEWEST_ROWS = 3
"""Rows of a table that is the contents, at least."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The stated outline, and which characters of the text state it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def find_contents(manuscript: Manuscript) -> Contents | None:
    """Return the contents of a manuscript; None where it has none."""
    text = manuscript.text
    for heading in _HEADING.finditer(text.string):
        start = heading.end()
        line = text.string[start:].split("\n", 1)[0]
        if line.strip() and not manuscript.is_plain and not _PAGE.search(line):
            continue
        end = _marked_end(manuscript, start) or _end(text.string, start)
        if end is not None:
            entries, used = _entries(text[start:end])
            entries = numbered(entries, text[start:end], manuscript)
            if len(entries) > 1 and not any(map(_holds_an_object, entries)):
                return Contents(heading.start(), start + used, entries)
    return None


def _holds_an_object(entry: Entry) -> bool:
    """Tell whether a title holds what no title holds: a picture, a formula, a note."""
    return any(ord(c) >= OBJECTS for c in entry.title.string)


def with_contents_in_lines(manuscript: Manuscript) -> Manuscript:
    """Return a manuscript in which contents that were set as a table are lines."""
    string = manuscript.text.string
    for heading in _HEADING.finditer(string):
        at = heading.end() + len(string[heading.end() :]) - len(string[heading.end() :].lstrip())
        table = manuscript.object_of(string[at]) if at < len(string) else None
        if not isinstance(table, Table) or len(table.rows) < _FEWEST_ROWS:
            continue
        lines = [
            [line.stripped() for cell in row for line in cell.lines() if line.string.strip()]
            for row in table.rows
        ]
        paged = sum(bool(row) and row[-1].string.isdigit() for row in lines)
        if paged * 2 < len(lines):
            continue
        origin = manuscript.text.origins[at]
        parts = [manuscript.text[:at]]
        for row in lines:
            for n, cell in enumerate(row):
                parts += [Text.of("\t", origin)] if n else []
                parts.append(cell)
            parts.append(Text.of("\n", origin))
        return replace(manuscript, text=Text.joined([*parts, manuscript.text[at + 1 :]]))
    return manuscript


def _marked_end(manuscript: Manuscript, start: int) -> int | None:
    """Return where the lines end that the word processor knows to be contents."""
    at, end = start, None
    for line in manuscript.text[start:].lines():
        if manuscript.look(line).contents:
            end = at + len(line)
        elif line.string.strip() and (end or at > start + 200):
            break
        at += len(line) + 1
    return end


def _end(string: str, start: int) -> int | None:
    """Return where contents end that begin at `start`: by leaders, else by lines."""
    end, at = None, start
    for leader in _PAGE.finditer(string, start):
        if leader.start() - at > _GAP or (end and _OF_CAPTIONS.search(string, at, leader.start())):
            break
        digits = re.compile(r"\d+").match(string, leader.end())
        at = end = digits.end() if digits else leader.end()
        if worded := _BEHIND_PAGE.match(string, end):
            at = end = worded.end()
    return end or _end_by_lines(string, start)


def _end_by_lines(string: str, start: int) -> int | None:
    """Return where lines end that close with a number, or where the first title comes again."""
    lines, at, ends, first = string[start:].split("\n"), start, list[int](), ""
    numbered = None
    for line in lines[:200]:
        key = squeeze(line)
        if first and key == first and len(ends) > 2:
            return at - 1
        if len(line) > 300 or (numbered and _OF_CAPTIONS.match(line)):
            break
        at += len(line) + 1
        if not key:
            is_page = len(ends) > 0 and re.fullmatch(rf"\s*{_COUNTED}", line)
            numbered = (at - 1, len(ends)) if is_page else numbered
            continue
        first = first or key
        ends.append(at - 1)
        if re.search(rf"\s{_COUNTED}$", line):
            numbered = (at - 1, len(ends))
        elif numbered and len(ends) - numbered[1] >= 3:
            break
    return numbered[0] if numbered and numbered[1] > 2 else None


def _entries(region: Text) -> tuple[tuple[Entry, ...], int]:
    """Return the entries that `region` states and how much of it they take."""
    pages = [*_PAGE.finditer(region.string)]
    if len(pages) < 3:
        pages = [*_LINE_PAGE.finditer(region.string)]
    bounds = [0, *(m.end() for m in pages)]
    stops = [*(m.start() for m in pages), len(region)]
    pieces = [region[a:b] for a, b in zip(bounds, stops, strict=True)]
    if not pages:
        lines = [line for line in region.lines() if line.string.strip()]
        return tuple(_unpaged(lines)), len(region)
    glued = parted([piece.string for piece in pieces])
    entries, page_of_last = list[Entry](), 0
    for piece, (page, numbers, begin) in zip(pieces, glued, strict=True):
        if page is not None and entries:
            entries[-1] = replace(entries[-1], page=page)
        if worded := _BEHIND_PAGE.match(piece.string, begin):
            begin = worded.end()
        page_of_last = begin
        entries += _titles(piece[begin:], numbers)
    used = stops[-1] - len(pieces[-1]) + page_of_last
    return tuple(e for e in entries if squeeze(e.title.string)), used


def _unpaged(lines: list[Text]) -> list[Entry]:
    """Return an entry for each line of contents without page numbers."""
    return [entry for line in lines for entry in _titles(line.stripped(), None)]


def _titles(piece: Text, numbers: Numbers | None) -> Iterator[Entry]:
    """Give the entries of one piece: all but the last of them have no page."""
    starts = [0, *(m.end() for m in _INNER.finditer(piece.string) if m.start() > 0)]
    starts += _element_lines(piece.string)
    starts = sorted({*starts, *_glued_elements(piece.string)})
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(piece)], strict=True)):
        title = piece[start:end].stripped()
        label, letter = label_of(title.string), ""
        own = numbers if n == 0 and numbers else None
        if label and (own is None or label.is_worded):
            title, own, letter = title[label.length :], label.numbers, label.letter
        elif own and (worded := _WORDED.match(title.string)):
            title = title[worded.end() :]
        page = re.search(r"(?<=[^\W\d_])\d{1,3}$", title.string) if end < len(piece) else None
        if page and element_of(title.string[: page.start()]):
            yield Entry(
                title=title[: page.start()],
                page=int(page[0]),
                element=element_of(title.string[: page.start()]),
            )
            continue
        roman = _ROMAN_PAGE.search(title.string)
        title = (title[: roman.start()] if roman else title).stripped(" \t\n.:-–")
        element = element_of(title.string)
        yield Entry(title=title, numbers=own or (), letter=letter, element=element)


def _glued_elements(string: str) -> list[int]:
    """Return where a title begins behind a structural element and its page: `Кіріспе3I тарау`."""
    match = re.match(r"\s*([^\d.…]{4,60}?)(\d{1,3})(?=\s*(?:[^\W\d_]|\d))", string)
    if match is None or not element_of(match[1]):
        return []
    return [match.end(2)]


def _element_lines(string: str) -> list[int]:
    """Return where lines begin behind one that a roman page ends, or that is an element's name."""
    result, at = list[int](), 0
    for line in string.split("\n")[:-1]:
        at += len(line) + 1
        if element_of(line) or _ROMAN_PAGE.search(line):
            result.append(at)
    return result
