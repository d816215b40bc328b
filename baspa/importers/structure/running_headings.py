"""Headings inside running text: of a text that has no lines, nor contents to tell where they stand.

Evidence is needed: numbers that follow from one another (`1`, `1.1`, `1.2`, `2` …) and the names of
structural elements, each where a sentence ends or another title. Where a title ends no mark tells:
it goes on to the next heading, as long as its capitals, or up to a capital behind a small word. The
guess is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from baspa.dataclass import dataclass
from baspa.importers.structure.glued_pages import followers
from baspa.importers.structure.headings import Heading
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text
from baspa.importers.words.elements import Numbers, element_of, label_of

_UPPER = "А-ЯӘҒҚҢӨҰҮҺІЁA-Z"
_PLACE = re.compile(
    rf"(?:^|(?<=\s))(?=\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)]?\s+[{_UPPER}]"
    rf"|(?:\d{{1,2}}|[IVX]{{1,4}})\s?-?\s?(?:тарау|бөлім)[.:]?\s+[{_UPPER}]"
    rf"|(?:глава|раздел|тарау|бөлім|chapter|part)\s+(?:\d{{1,2}}|[IVX]{{1,4}})[.:]?\s+[{_UPPER}])",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?:^|[.!?…»”)\]:;])\s*$")
_LABELLED = re.compile(r"(?:глава|раздел|тарау|бөлім|chapter|part)\s$", re.IGNORECASE)
_FAR = 10
"""Characters behind a name in which the next word begins."""
_FEWEST = 3
"""Headings that follow from one another, at least."""
_LONGEST_TITLE = 150
_MOST_WORDS_OF_ELEMENT = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a heading may begin."""

    start: int
    title_start: int
    numbers: Numbers
    element: str | None = None
    end: int = 0
    """Of an element's name."""


def running_headings(body: Text, ledger: Ledger) -> tuple[Heading, ...]:
    """Return the headings inside a text; none where too few follow from one another."""
    string = body.string
    chain = _chain([*_numbered(string)])
    if len(chain) < _FEWEST or not any(len(place.numbers) > 1 for place in chain):
        return ()
    places = sorted([*chain, *_elements(string)], key=lambda place: place.start)
    result = list[Heading]()
    for place, following in zip(places, [*places[1:], None], strict=False):
        stop = following.start if following else len(string)
        end = place.end or place.title_start + _title_length(string[place.title_start : stop])
        title = string[place.title_start : end]
        if not place.element and string[end:stop].strip():
            ledger.ask(
                body.origins[place.start], "does this heading end here? it was guessed", title
            )
        result.append(
            Heading(
                start=place.start,
                title_start=place.title_start,
                end=end,
                level=max(1, len(place.numbers)),
                numbers=place.numbers,
                element=place.element,
            )
        )
    return tuple(result)


def _numbered(string: str) -> Iterator[_Place]:
    """Give the places where a typed number opens what may be a title."""
    for match in _PLACE.finditer(string):
        label = label_of(string[match.start() : match.start() + 60])
        if _LABELLED.search(string[max(0, match.start() - 10) : match.start()]):
            continue
        if label is not None and string[match.start() + label.length].isupper():
            yield _Place(match.start(), match.start() + label.length, label.numbers)


def _chain(places: list[_Place]) -> list[_Place]:
    """Return the longest row of places whose numbers follow from one another."""
    best = list[tuple[int, int]]()
    leading = dict.fromkeys(followers(()), (1, -1))
    for n, place in enumerate(places):
        best.append(leading.get(place.numbers, (0, -1)))
        if best[n][0]:
            for numbers in followers(place.numbers):
                leading[numbers] = max(leading.get(numbers, (0, -1)), (best[n][0] + 1, n))
    at = max(range(len(places)), key=lambda n: best[n][0], default=-1)
    row = list[_Place]()
    while at >= 0 and best[at][0]:
        row.append(places[at])
        at = best[at][1]
    return row[::-1]


def _elements(string: str) -> Iterator[_Place]:
    """Give the places where the name of a structural element stands between two sentences."""
    for match in re.finditer(rf"(?:^|(?<=\s))(?=[{_UPPER}])", string):
        if not _ENDED.search(string[max(0, match.start() - 4) : match.start()]):
            continue
        words = [*re.finditer(r"\S+", string[match.start() : match.start() + _LONGEST_TITLE])]
        for count in range(min(_MOST_WORDS_OF_ELEMENT, len(words)), 0, -1):
            end = match.start() + words[count - 1].end()
            name = string[match.start() : end]
            behind = string[end : end + _FAR].lstrip()[:1]
            element = element_of(name.rstrip(".:")) if name.rstrip(".:")[-1:].isalpha() else None
            if element and element != "appendix" and (behind.isupper() or behind.isdigit()):
                yield _Place(match.start(), match.start(), (), element, end)
                break


def _title_length(text: str) -> int:
    """Return how many characters of a text are its title."""
    sentence = re.search(r"[.!?](?=\s)", text)
    bound = min(sentence.start() if sentence else len(text), _LONGEST_TITLE)
    words = [*re.finditer(r"\S+", text)]
    within = [w for w in words if w.end() <= bound + 1]
    if sentence is None and len(text) <= _LONGEST_TITLE:
        return len(text.rstrip())
    if within and within[0][0].isupper() and len(within[0][0]) > 1:
        small = next((w for w in words if not w[0].isupper() and any(map(str.isalpha, w[0]))), None)
        if small is not None and small.start() > 0:
            capitals = [w for w in words if w.end() <= small.start()]
            glued = small[0][:1].islower() and len(capitals) > 1
            return capitals[-2].end() if glued else capitals[-1].end()
    for n, word in enumerate(within[1:], 1):
        is_last = n + 1 >= len(within) or not within[n + 1][0][:1].isupper()
        opens = word[0][:1].isupper() and not word[0].isupper() and is_last
        if opens and within[n - 1][0][-1] not in ",:;–-":
            return within[n - 1].end()
    return bound
