"""Page numbers that are glued to the number of the next entry of the contents, parted.

`…….203` is page 20, then chapter 3. Of all ways to part the digits the cheapest is taken: pages
never go back, and a number follows from the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from baspa.dataclass import dataclass
from baspa.importers.words.elements import Numbers, element_of

_MOST_WAYS = 50
Parted = tuple[int | None, Numbers | None, int]
"""Page of the entry before, number of this entry, and where its title begins."""
_NOTHING: Parted = (None, None, 0)
_Chain = tuple[Parted, "_Chain"] | None


def parted(pieces: list[str]) -> list[Parted]:
    """Part the digits at the head of each piece into a page and a number.

    Of all ways through the pieces the cheapest is kept for each page and number that they may have
    come to (Viterbi's algorithm); unlikely ones are given up.
    """
    ways: dict[tuple[int, Numbers], tuple[float, _Chain]] = {(0, ()): (0.0, None)}
    for n, piece in enumerate(pieces):
        options = [(o, _Facts.of(piece[o[2] :])) for o in (_options(piece) if n else [_NOTHING])]
        further = dict[tuple[int, Numbers], tuple[float, _Chain]]()
        for (page, last), (cost, chain) in ways.items():
            for option, facts in options:
                more, after = _cost(option, facts, page, last)
                key = (option[0] or page, after)
                if key not in further or cost + more < further[key][0]:
                    further[key] = (cost + more, (option, chain))
        likely = sorted(further.items(), key=lambda way: way[1][0])[:_MOST_WAYS]
        ways = dict(likely)
    chain, result = min(ways.values(), key=lambda way: way[0])[1], list[Parted]()
    while chain is not None:
        result.append(chain[0])
        chain = chain[1]
    return result[::-1]


def _options(piece: str) -> list[Parted]:
    """Return every way to part the digits that open `piece`."""
    match = re.match(r"\s*(\d+)", piece)
    found = [*_partings(piece, match[1], match.end())] if match else []
    return found or [_NOTHING]


def _partings(piece: str, digits: str, after: int) -> Iterator[Parted]:
    """Give every way to part `digits`, which end at `after`."""
    for cut in range(1, min(3, len(digits)) + 1):
        begin = after - len(digits) + cut
        number = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?!\d)[.)]?\s*").match(piece, begin)
        if cut == len(digits):
            yield int(digits), None, after
            spaced = re.compile(r"\s+(\d{1,2}(?:\.\d{1,2})*)(?!\d)[.)]?\s*").match(piece, after)
            if spaced:
                yield int(digits), tuple(map(int, spaced[1].split("."))), spaced.end()
        elif number:
            yield int(digits[:cut]), tuple(map(int, number[1].split("."))), number.end()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the title behind some digits says about them."""

    is_element: bool
    is_empty: bool
    inner: Numbers
    """The last number inside the title."""

    @classmethod
    def of(cls, title: str) -> _Facts:
        found = re.findall(r"(?<![\d.])\d{1,2}\.\d{1,2}(?!\d)", title)
        inner = tuple(map(int, found[-1].split("."))) if found else ()
        first = title.strip().split("\n", 1)[0]
        return cls(bool(first and element_of(first)), not first, inner)


def _cost(option: Parted, title: _Facts, page: int, last: Numbers) -> tuple[float, Numbers]:
    """Return how unlikely a parting is and the number that the next one follows."""
    new_page, numbers, _ = option
    cost = 0.0
    if new_page is None and page:
        cost += 5
    elif new_page is not None:
        cost += 50 if new_page < page else (new_page - page) / 200
    if numbers is None:
        cost += 0 if title.is_element or title.is_empty else 1
    elif title.is_element:
        cost += 3
    elif numbers not in followers(last):
        cost += 5
    return cost, title.inner or numbers or last


def followers(last: Numbers) -> set[Numbers]:
    """Return the numbers that may follow `last`: its first child, or the next on any level."""
    nexts = {(*last[:n], last[n] + 1) for n in range(len(last))}
    return nexts | {(*last, 1)} if last else {(1,)}
