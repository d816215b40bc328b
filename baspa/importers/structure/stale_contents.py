"""Headings whose wording the contents has in another state: shortened, lengthened, put otherwise.

What the contents promises and no line repeats is looked for among the headings that it does not
name, between its neighbours that were found:

| a heading there | is the promised one |
|---|---|
| with the same typed number | yes |
| whose words hold those of the promise, or are held by them, or are mostly the same | yes |
| the only one of its level, where one line of the contents is missing | yes |
| an appendix of the same letter | yes |

The body is right; the difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from baspa.importers.structure.contents_entries import Entry
from baspa.importers.structure.headings import Heading
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text
from baspa.importers.words.elements import appendix_letter

_ALIKE = 0.7
"""The share of letters that makes two words, or the words of two titles, the same."""
_SHORTEST_WORD = 3


def with_stale_entries(
    headings: Sequence[Heading], entries: Sequence[Entry], body: Text, ledger: Ledger
) -> tuple[Heading, ...]:
    """Return the headings, those that the contents words otherwise with their lines of it."""
    result = [*headings]
    for missing, free in _gaps(headings, entries):
        for n, index in _pairs(missing, free, headings, entries, body):
            heading, entry = headings[n], entries[index]
            title = body.string[heading.title_start : heading.end]
            ledger.ask(
                body.origins[heading.title_start],
                f"the contents words this heading otherwise: {entry.title.string!r}; is it right?",
                title,
            )
            level = heading.level if heading.numbers or not entry.stated_level else entry.level
            result[n] = replace(heading, entry=index, level=level)
    for n, index in _appendices(result, entries, body):
        result[n] = replace(result[n], entry=index)
    return tuple(result)


def _appendices(
    headings: Sequence[Heading], entries: Sequence[Entry], body: Text
) -> Iterator[tuple[int, int]]:
    """Give which appendix is which line of the contents that none repeats, by their letters."""
    taken = {heading.entry for heading in headings}
    free = {
        heading.letter or appendix_letter(body.string[heading.title_start : heading.end]): n
        for n, heading in enumerate(headings)
        if heading.element == "appendix" and heading.entry is None
    }
    for index, entry in enumerate(entries):
        if entry.element == "appendix" and index not in taken:
            letter = appendix_letter(entry.title.string)
            if letter and letter in free:
                yield free[letter], index


def _gaps(
    headings: Sequence[Heading], entries: Sequence[Entry]
) -> Iterator[tuple[list[int], list[int]]]:
    """Give the lines of the contents and the headings between two that belong together."""
    done, free = 0, list[int]()
    for n, heading in enumerate([*headings, None]):
        end = len(entries) if heading is None else heading.entry
        if end is None:
            free.append(n)
            continue
        missing = [m for m in range(done, end) if not entries[m].element]
        if missing and free:
            yield missing, free
        done, free = end + 1, []


def _pairs(
    missing: list[int],
    free: list[int],
    headings: Sequence[Heading],
    entries: Sequence[Entry],
    body: Text,
) -> Iterator[tuple[int, int]]:
    """Give which of the free headings is which missing line, in the order of both."""
    free = [n for n in free if not headings[n].element]
    start = 0
    unpaired = [*missing]
    for index in missing:
        entry = entries[index]
        title = {n: body.string[headings[n].title_start : headings[n].end] for n in free[start:]}
        fits = [n for n in title if _has_number(headings[n], entry)]
        fits = fits or [n for n in title if _are_alike(title[n], entry.title.string)]
        if fits:
            yield fits[0], index
            start = free.index(fits[0]) + 1
            unpaired.remove(index)
    if len(unpaired) == len(missing) == 1:
        level = entries[missing[0]].level
        same = [n for n in free if headings[n].level == level and not headings[n].numbers]
        if len(same) == 1:
            yield same[0], missing[0]


def _has_number(heading: Heading, entry: Entry) -> bool:
    stated = bool(entry.numbers) and not entry.is_inferred
    return stated and (heading.letter, heading.numbers) == (entry.letter, entry.numbers)


def _are_alike(title: str, other: str) -> bool:
    """Tell whether the words of one title are among those of the other, whatever their endings."""
    fewer, more = sorted((_words(title), _words(other)), key=len)
    if not fewer:
        return False
    held = sum(any(_is_same(word, one) for one in more) for word in fewer)
    return held / len(fewer) > _ALIKE


def _words(title: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", title.casefold()) if len(w) >= _SHORTEST_WORD]


def _is_same(word: str, other: str) -> bool:
    return word == other or SequenceMatcher(None, word, other, autojunk=False).ratio() > _ALIKE
