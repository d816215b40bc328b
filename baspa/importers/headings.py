"""Where the headings stand in the body: by the contents, by looks, by typed numbers.

A title that the contents promises is looked for in the body letter by letter, then with a few
letters wrong. It may be glued to its number, and to the paragraph behind it. Every place gets a
weight for what speaks for a heading there; the places taken are the heaviest that keep the order
of the contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from baspa.importers.caption_lines import caption_of
from baspa.importers.contents import Entry, Numbers
from baspa.importers.element_names import squeeze
from baspa.importers.elements import (
    LABEL_WORD,
    ORDINAL,
    Label,
    element_of,
    is_appendix_label,
    label_of,
)
from baspa.importers.manuscript import EMPTY, OBJECTS, Look, Manuscript, Text

_ORDER = rf"(?:\d{{1,2}}|[IVXІ]+|(?i:{ORDINAL}))"
_TYPED = re.compile(
    r"(?:(?:§{1,2}|(?i:параграф))\s*\d{1,2}(?:\.\d{1,2})*\s*[.)]?"
    rf"|{_ORDER}\s*[-–]?\s*(?i:{LABEL_WORD})[.:]?|(?i:{LABEL_WORD})\s+{_ORDER}[.:]?"
    r"|(?<!\d)(?<!\d\.)(\d{1,2}(?:\.\s?\d{1,2}){0,4})\s*[.)]?|(?<!\w)[IVXІ]{1,5}[.)]"
    r"|(?<!\w)[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\d{1,2}(?:\.\d{1,2}){0,3}\.?)"
    r"[\s–-]*$"
)
"""A typed number right before a title."""
_ENOUGH = 3.0
"""The weight that makes a place a heading."""
_WRONG_SHARE = 0.15
"""Letters of a title that may be wrong, as a share."""
_MOST_PLACES = 300
"""Places that are tried for a title with letters wrong."""
_LONGEST = 220
"""Characters of a heading at most."""


_CLOSING = re.compile(r"[»”\")!?]*")
_OPENING = re.compile(r"[«“\"„(]*\Z")
_LINE = re.compile(rf"\s*\n\s*([^\n]{{3,{_LONGEST}}}?)[^\S\n]*(?=\n)")
"""The line below `Глава 1`, which is its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading found in the body."""

    start: int
    """Where its typed number begins, else its title."""
    title_start: int
    end: int
    level: int
    numbers: Numbers = ()
    letter: str = ""
    """Of the appendix that it is a part of."""
    element: str | None = None
    is_unnumbered: bool = False
    """The format says that it has no number."""
    entry: int | None = None
    """Which line of the contents promises it."""
    weight: float = 0.0


def find_headings(
    manuscript: Manuscript, body: Text, entries: Sequence[Entry], *, by_lines: bool
) -> tuple[Heading, ...]:
    """Return the headings of `body` in order; `by_lines` where its lines are paragraphs."""
    squeezed, places = _squeezed(body.string)
    candidates = [
        candidate
        for index, entry in enumerate(entries)
        for candidate in _candidates(manuscript, body, squeezed, places, entry, index, by_lines)
        if candidate.weight >= _ENOUGH
    ]
    promised = _heaviest_chain(candidates)
    if not by_lines:
        return promised
    others = [
        heading
        for heading in _line_headings(manuscript, body, deep=bool(entries))
        if not any(p.start < heading.end and heading.start < p.end for p in promised)
    ]
    return tuple(sorted([*promised, *others], key=lambda h: h.start))


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
        end = max(end, _end_of_title(manuscript, body, start))
        typed = _TYPED.search(body.string, max(0, start - 40), start)
        if typed and by_lines and _is_of_another_line(body.string, typed):
            typed = None
        if typed and entry.element == "appendix":
            start, typed = typed.start(), None  # `1-қосымша`: its number is no typed one
        numbers = typed and label_of(f"{typed[0].strip()} А")
        begin = typed.start() if typed else start
        styled = _level_by_style(manuscript, body, start)
        bare = entry.is_inferred and not numbers and styled
        weight = _weight(manuscript, body, begin, start, end) - 6 * wrong / len(key)
        if numbers and numbers.letter == entry.letter and _agree(numbers.numbers, entry.numbers):
            weight += 4
        weight += min(2.0, len(key) / 25)
        yield Heading(
            start=begin,
            title_start=start,
            end=end,
            level=styled if styled and (bare or not entry.numbers) else entry.level,
            numbers=() if bare else entry.numbers,
            letter=entry.letter,
            element=entry.element,
            entry=index,
            weight=weight,
        )


def _end_of_title(manuscript: Manuscript, body: Text, start: int) -> int:
    """Return where the line ends that holds `start`, if its style says heading; else 0."""
    line_start = body.string.rfind("\n", 0, start) + 1
    line_end = body.string.find("\n", start)
    line = body[line_start : line_end if line_end >= 0 else len(body)].stripped()
    if not manuscript.look(line).level or len(line) > _LONGEST:
        return 0
    return body.string.index(line.string, line_start) + len(line)


def _level_by_style(manuscript: Manuscript, body: Text, start: int) -> int | None:
    """Return the outline level that the style of the line at `start` gives it."""
    return manuscript.looks.at(body.origins[start]).level if start < len(body) else None


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
    totals, before = list[float](), list[int | None]()
    for n, candidate in enumerate(ordered):
        fitting = [
            m
            for m, earlier in enumerate(ordered[:n])
            if earlier.end <= candidate.start and (earlier.entry or 0) < (candidate.entry or 0)
        ]
        best = max(fitting, key=lambda m: totals[m], default=None)
        before.append(best)
        totals.append(candidate.weight + (totals[best] if best is not None else 0.0))
    at = max(range(len(ordered)), key=lambda n: totals[n], default=None)
    chain = list[Heading]()
    while at is not None:
        chain.append(ordered[at])
        at = before[at]
    return tuple(reversed(chain))


def _line_headings(manuscript: Manuscript, body: Text, *, deep: bool) -> Iterator[Heading]:
    """Give the lines that are headings by themselves: by style, number or a known name.

    `deep`: the contents states the chapters, so only what looks like a heading or lies below them.
    """
    at, chapter, done, in_sources = 0, 0, 0, False
    lines = body.lines()
    for line, following in zip(lines, _following(lines), strict=True):
        start, at = at, at + len(line) + 1
        string = line.string.strip()
        look = manuscript.look(line)
        if start < done or not string or len(string) > _LONGEST or look.contents or look.caption:
            continue
        begin = start + line.string.index(string)
        label, title, end = _labelled_title(body, begin, string)
        if not any(c.isalpha() for c in title) or ord(max(string)) >= OBJECTS:
            continue
        if caption_of(line.stripped()) is not None:
            continue
        element = element_of(title) if not label or label.is_worded else None
        written = (look.level or 1) if manuscript.has_levels else 1
        if written > 1 and element != "appendix":
            element = None  # the introduction of a chapter
        element = element or ("appendix" if look.is_appendix else None)
        if in_sources and not element and look.level != 1 and not manuscript.has_levels:
            continue  # a group of sources: `I. Нормативные акты`
        counted = label_of(f"{look.mark} А") if look.level and look.mark and not label else None
        stated = label or counted
        numbers = stated.numbers if stated else ()
        numbers = (chapter, *numbers[1:]) if numbers[:1] == (0,) else numbers
        alone = not (look.is_item and manuscript.look(following).is_item)
        titled = _is_titled(look, body[begin:end], label, element, deep=deep, alone=alone)
        if look.level or titled:
            chapter, done = numbers[0] if numbers else chapter, end
            in_sources = element == "references"
            yield Heading(
                start=begin,
                title_start=begin + (label.length if label else 0),
                end=end,
                level=1 if element else max(_level(label, numbers, look), written),
                numbers=numbers,
                letter=label.letter if label else "",
                element=element,
                is_unnumbered=look.is_unnumbered,
            )


def _following(lines: Sequence[Text]) -> list[Text]:
    """Return the next line that holds anything, for each line; an empty one for the last."""
    result, following = list[Text](), EMPTY
    for line in reversed(lines):
        result.append(following)
        following = line if line.string.strip() else following
    return result[::-1]


def _labelled_title(body: Text, begin: int, string: str) -> tuple[Label | None, str, int]:
    """Return the number that opens a line, the title behind it, and where that ends.

    Where the line is `Глава 1` alone the title is the line below it.
    """
    label = label_of(string)
    title = string[label.length :] if label else string
    end = begin + len(string)
    if label and label.is_worded and not title and (below := _LINE.match(body.string, end)):
        return replace(label, length=below.start(1) - begin), below[1], below.end(1)
    return label, title, end


def _level(label: Label | None, numbers: Numbers, look: Look) -> int:
    """Return the level of a heading by its number, else by its style.

    A number of one part below a chapter, as `§ 2` is, says less than a style.
    """
    if look.level and len(numbers) == 1 and not (label and (label.letter or label.is_worded)):
        return look.level
    return len(numbers) + bool(label and label.letter) or look.level or 1


def _is_titled(
    look: Look, line: Text, label: Label | None, element: str | None, *, deep: bool, alone: bool
) -> bool:
    """Tell whether a line without a heading's style is a heading.

    `alone`: it is no item of a list, or the only one.
    """
    if element == "appendix" and is_appendix_label(line.string) and not look.is_item:
        return True
    title = line.string[label.length :] if label else line.string
    opening = next((c for c in title if c.isalnum()), "")
    if not alone or title.rstrip()[-1] in ";,:" or not (opening.isupper() or opening.isdigit()):
        return False
    stressed = line.is_capital or line.is_bold
    if look.is_item and not (stressed and label):
        return False
    if element:
        return not deep or stressed or look.centred or element == "abstract"
    if label is None or (title.rstrip().endswith(".") and not stressed):
        return False
    return len(label.numbers) > 1 or stressed or label.is_worded
