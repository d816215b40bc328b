"""Headings that the contents promises, found in the body.

A title is looked for letter by letter, then with a few letters wrong. It may be glued to its
number, and to the paragraph behind it. Every place gets a weight for what speaks for a heading
there; the places taken are the heaviest that keep the order of the contents.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from baspa.importers.structure.contents_entries import Entry
from baspa.importers.structure.headings import LONGEST, Heading
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.importers.words.caption_lines import caption_of
from baspa.importers.words.element_names import squeeze
from baspa.importers.words.elements import LABEL_WORD, ORDINAL, Numbers, label_of

_ORDER = rf"(?:\d{{1,2}}|[IVXІ]+|(?i:{ORDINAL}))"
_TYPED = re.compile(
    r"(?:(?:§{1,2}|(?i:параграф))\s*\d{1,2}(?:\.\d{1,2})*\s*[.)]?"
    rf"|{_ORDER}\s*[-–]?\s*(?i:{LABEL_WORD})[.:]?|(?i:{LABEL_WORD})\s+{_ORDER}[.:]?"
    r"|(?<!\d)(?<!\d\.)(\d{1,2}(?:\.\s?\d{1,2}){0,4})\s*[.)]?|(?<!\w)[IVXІ]{1,5}(?:\.\s?\d{1,2}){0,4}[.)]?"
    r"|(?<!\w)[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\d{1,2}(?:\.\d{1,2}){0,3}\.?)"
    r"[\s–-]*$"
)
"""A typed number right before a title."""
_ENOUGH = 3.0
"""The weight that makes a place a heading."""
_MUCH = 0.6
"""The share of a line that the title of the contents must be."""
_CAPTION = 8.0
"""What speaks against a heading in a caption."""
_WRONG_SHARE = 0.15
"""Letters of a title that may be wrong, as a share."""
_NONE = (float("-inf"), 0)
_MOST_PLACES = 300
"""Places that are tried for a title with letters wrong."""
_GOES_ON = re.compile(r"[^\S\n]+[a-zа-яёәғқңөұүһі]")
"""A line that says more than the title."""
_CLOSING = re.compile(r"[»”\")!?]*")
_OPENING = re.compile(r"[«“\"„(]*\Z")


def promised_headings(
    manuscript: Manuscript, body: Text, entries: Sequence[Entry], *, by_lines: bool
) -> tuple[Heading, ...]:
    """Return the promised headings of `body` in order; `by_lines` where lines are paragraphs."""
    squeezed, places = _squeezed(body.string)
    candidates = [
        candidate
        for index, entry in enumerate(entries)
        for candidate in _candidates(manuscript, body, squeezed, places, entry, index, by_lines)
        if candidate.weight >= _ENOUGH
    ]
    return _heaviest_chain(candidates)


def _squeezed(string: str) -> tuple[str, list[int]]:
    """Return the letters of `string` as `squeeze` has them, and where each stands."""
    letters, places, squeezed = list[str](), list[int](), cache(squeeze)
    for at, character in enumerate(string):
        for letter in squeezed(character):
            letters.append(letter)
            places.append(at)
    return "".join(letters), places


def _candidates(
    manuscript: Manuscript,
    body: Text,
    squeezed: str,
    places: list[int],
    entry: Entry,
    index: int,
    by_lines: bool,
) -> Iterator[Heading]:
    """Give every place where the title of `entry` stands, weighed."""
    key = squeeze(entry.title.string)
    if len(key) < 4:
        return
    found = [(m.start(), m.end(), 0) for m in re.finditer(re.escape(key), squeezed)]
    for first, last, wrong in found or islice(_nearly(key, squeezed), _MOST_PLACES):
        start, end = places[first], places[last - 1] + 1
        quoted = _OPENING.search(body.string, max(0, start - 3), start)
        start = quoted.start() if quoted else start
        end = closing.end() if (closing := _CLOSING.match(body.string, end)) else end
        end = _within_line(body.string, start, end) if by_lines and wrong else end
        typed = _TYPED.search(body.string, max(0, start - 40), start)
        if typed and by_lines and _is_of_another_line(body.string, typed):
            typed = None
        if typed and entry.element == "appendix":
            start, typed = typed.start(), None  # `1-қосымша`: its number is no typed one
        numbers = typed and label_of(f"{typed[0].strip()} А")
        begin = typed.start() if typed else start
        agrees = bool(numbers and numbers.letter == entry.letter) and _agree(
            numbers.numbers if numbers else (), entry.numbers
        )
        if by_lines:
            alone = not entry.numbers or entry.is_inferred
            letters = 0 if alone else len(key)
            line_end = _end_of_title(manuscript, body, begin, is_numbered=agrees, letters=letters)
            end = max(end, line_end)
        styled = _level_by_style(manuscript, body, start)
        unlike = styled or (by_lines and not manuscript.is_plain and len(entry.numbers) > 1)
        bare = entry.is_inferred and not agrees and unlike
        weight = _weight(manuscript, body, begin, start, end) - 6 * wrong / len(key)
        weight += 4 if agrees else 0
        weight -= 3 if by_lines and _GOES_ON.match(body.string, end) else 0
        weight -= _CAPTION if by_lines and not styled and _is_captioned(body, begin) else 0
        weight += min(2.0, len(key) / 25)
        yield Heading(
            start=begin,
            title_start=start,
            end=end,
            level=styled if styled and (bare or not entry.numbers) else entry.level,
            numbers=numbers.numbers if bare and numbers else () if bare else entry.numbers,
            letter=entry.letter,
            element=entry.element,
            entry=index,
            weight=weight,
        )


def _within_line(string: str, start: int, end: int) -> int:
    """Return the end of a title of which letters are wrong, but not inside the next line.

    Contents that are stale have a longer title: `Анализ потоков` for `Анализ потока`.
    """
    last = string.rfind("\n", start, end)
    goes_on = last >= 0 and bool(string[end : string.find("\n", end)].strip(" .:\t"))
    return start + len(string[start:last].rstrip()) if goes_on else end


def _end_of_title(
    manuscript: Manuscript, body: Text, begin: int, *, is_numbered: bool, letters: int
) -> int:
    """Return where the line that opens at `begin` ends, if all of it is the heading; else 0.

    Contents that are stale may have a shorter title. The line is a heading by its style, or by its
    number or its look where it is too short for a paragraph and no full stop ends it. A line that
    lacks the number of its title must be mostly the `letters` of that, to be known by its look.
    """
    line_start = body.string.rfind("\n", 0, begin) + 1
    line_end = body.string.find("\n", begin)
    line = body[line_start : line_end if line_end >= 0 else len(body)].stripped()
    if not line.string or len(line) > LONGEST or body.string[line_start:begin].strip():
        return 0
    is_title = line.string[-1] not in ".:;,"
    if manuscript.is_plain:  # where a blank line ends it
        is_title = is_title and body.string[line_end : line_end + 2] == "\n\n"
    stands_out = line.is_bold or (line.is_capital and not manuscript.is_plain)
    is_much = letters >= _MUCH * len(squeeze(line.string))
    looks = is_numbered or (stands_out and (not letters or is_much))
    if not manuscript.look(line).level and not (is_title and looks):
        return 0
    return body.string.index(line.string, line_start) + len(line)


def _level_by_style(manuscript: Manuscript, body: Text, start: int) -> int | None:
    """Return the outline level that the style of the line at `start` gives it."""
    return manuscript.looks.at(body.origins[start]).level if start < len(body) else None


def _is_captioned(body: Text, begin: int) -> bool:
    """Tell whether a place lies in a caption, which may repeat the title of its section."""
    line_start = body.string.rfind("\n", 0, begin) + 1
    line_end = body.string.find("\n", begin)
    line = body[line_start : line_end if line_end >= 0 else len(body)].stripped()
    return caption_of(line) is not None


def _agree(typed: Numbers, promised: Numbers) -> bool:
    """Tell whether a number is that of the contents; of `§ 2` the chapter is not known."""
    return typed == promised or (typed[0] == 0 and typed[1:] == promised[1:])


def _is_of_another_line(string: str, typed: re.Match[str]) -> bool:
    """Tell whether a number ends the line above, as a page number does."""
    line_start = string.rfind("\n", 0, typed.start()) + 1
    return "\n" in typed[0] and bool(string[line_start : typed.start()].strip())


def _weight(manuscript: Manuscript, body: Text, begin: int, start: int, end: int) -> float:
    """Weigh what speaks for a heading: its number at `begin`, its title from `start` to `end`."""
    string = body.string
    line_start = string.rfind("\n", 0, begin) + 1
    line_end = string.find("\n", end)
    line_end = len(string) if line_end < 0 else line_end
    before, after = string[line_start:begin], string[end:line_end]
    look = manuscript.look(body[line_start:line_end])
    weight = 2.0 if not before.strip() else 0.0
    weight += 2.0 if not after.strip(" .:\t") else 0.0
    weight += 1.5 if body[start:end].is_capital else 0.0
    weight += 4.0 if look.level else 0.0
    weight += 1.0 if look.centred else 0.0
    weight += 1.0 if body[start:end].is_bold else 0.0
    if not string[start].isupper() and not string[start].isdigit():
        weight -= 3
    if before.strip():
        glued = (not before[-1:].isspace() and before[-1:] in '.!?;:)»”"') or before[-1:].isalpha()
        weight += 2.0 if glued else (-4.0 if before.rstrip()[-1] not in ".!?;:" else 0.0)
    if after.strip():
        glued = after[0].isupper() or after[0].isdigit()
        weight += 3.0 if glued else (-1.0 if not re.match(r"\s+[A-ZА-ЯӘҒҚҢӨҰҮҺІ]", after) else 1.0)
        weight -= 2.0 if after[0].isalpha() and after[0].islower() else 0.0
    return weight


def _nearly(key: str, squeezed: str) -> Iterator[tuple[int, int, int]]:
    """Give the places of `squeezed` that hold `key` with a few letters wrong.

    Its beginning or its end must be there to the letter.
    """
    limit = int(len(key) * _WRONG_SHARE)
    if limit == 0:
        return
    size, width = min(8, len(key) // 2), len(key) + limit
    seen = set[int]()
    for match in re.finditer(re.escape(key[:size]), squeezed):
        window = squeezed[match.start() : match.start() + width]
        wrong, length = _prefix_distance(key, window)
        if wrong <= limit:
            seen.add(match.start())
            yield match.start(), match.start() + length, wrong
    for match in re.finditer(re.escape(key[-size:]), squeezed):
        window = squeezed[max(0, match.end() - width) : match.end()]
        wrong, length = _prefix_distance(key[::-1], window[::-1])
        if wrong <= limit and match.end() - length not in seen:
            yield match.end() - length, match.end(), wrong


def _prefix_distance(key: str, window: str) -> tuple[int, int]:
    """Return the least edit distance of `key` to a prefix of `window`, and that prefix's length."""
    row = list(range(len(window) + 1))
    for n, letter in enumerate(key, 1):
        above, row = row, [n]
        for m, other in enumerate(window, 1):
            row.append(min(above[m] + 1, row[-1] + 1, above[m - 1] + (letter != other)))
    length = min(range(len(row)), key=lambda m: (row[m], abs(m - len(key))))
    return row[length], length


def _heaviest_chain(candidates: list[Heading]) -> tuple[Heading, ...]:
    """Return the candidates of the greatest weight that stand in the order of the contents."""
    ordered = sorted(candidates, key=lambda c: (c.start, c.entry or 0))
    ended = deque(sorted(range(len(ordered)), key=lambda n: ordered[n].end))
    best = _Best(1 + max((c.entry or 0 for c in ordered), default=0))
    totals, before = list[float](), list[int | None]()
    for n, candidate in enumerate(ordered):
        while ended and ended[0] < n and ordered[ended[0]].end <= candidate.start:
            done = ended.popleft()
            best.put(ordered[done].entry or 0, totals[done], done)
        total, last = best.below(candidate.entry or 0)
        before.append(last)
        totals.append(candidate.weight + total)
    at = max(range(len(ordered)), key=lambda n: totals[n], default=None)
    chain = list[Heading]()
    while at is not None:
        chain.append(ordered[at])
        at = before[at]
    return tuple(reversed(chain))


class _Best:
    """The greatest total so far below each line of the contents (a tree after Fenwick, 1994)."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[float, int]] = [_NONE] * (size + 1)

    def put(self, entry: int, total: float, n: int) -> None:
        """Note that candidate `n`, of the line `entry`, has this total."""
        at = entry + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], (total, -n))
            at += at & -at

    def below(self, entry: int) -> tuple[float, int | None]:
        """Return the greatest total of the lines before `entry`, and of which candidate it is."""
        found, at = _NONE, entry
        while at:
            found = max(found, self._best[at])
            at -= at & -at
        return (0.0, None) if found is _NONE else (found[0], -found[1])
