"""Footnotes of a plain text: lines `1 …`, `2 …` below a rule, and their marks behind words.

```
Закон определяет работу через место её выполнения.1
____________
1 Трудовой кодекс. Ст. 312.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from baspa.importers.text.manuscript import Text

_RULE = re.compile(r"\s*[_—–-]{5,}\s*")
_RULE_ABOVE = re.compile(r"(?:^|(?<=\n))[^\S\n]*[_—–-]{5,}\s*$")
_LONGEST_RULE = 200
"""Characters, with the blank lines below it."""
_NOTE = re.compile(r"\s*[\[(]?(\d{1,3})[.)\]]?\s+(?=[^\W_]|[«\"“])")
_ENDED = re.compile(r"[.!?…»”\")]\s*$")
_MARK = re.compile(
    r"(?<![^\W\d_])(?!(?:рис|табл|стр|сурет|кесте|таблица|рисунок|fig|figure|table|page)\b)"
    r"[^\W\d_]{3,}[.,;:!?»”\")]{0,2}(?P<n>\d{1,3})(?![\w%]|[.,-]\d)",
    re.IGNORECASE,
)
"""A number that touches a word, or the mark behind one: no unit has so many letters."""


def notes_below_rules(lines: list[Text]) -> dict[int, tuple[str, int, int]]:
    """Return the notes by the line that each opens in: its number, the length of that, its last
    line.
    """
    found = dict[int, tuple[str, int, int]]()
    for n, line in enumerate(lines):
        if _RULE.fullmatch(line.string):
            found |= dict(_notes(lines, n + 1))
    return found


def _notes(lines: list[Text], start: int) -> Iterator[tuple[int, tuple[str, int, int]]]:
    """Give the notes that stand one below another from a line on, blank lines between them."""
    n, due = start, 0
    while n < len(lines):
        match = _NOTE.match(lines[n].string)
        if lines[n].string.strip() and (match is None or due not in (0, int(match[1]))):
            return
        if match is None:
            n += 1
            continue
        last = n
        while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
            last += 1
        yield n, (match[1], match.end(), last)
        n, due = last + 1, int(match[1]) + 1


def _goes_on(line: Text, following: Text) -> bool:
    is_open = not _ENDED.search(line.string) and bool(following.string.strip())
    return is_open and not _NOTE.match(following.string)


def with_rule(string: str, start: int) -> int:
    """Return where the rule right above the note at `start` begins; `start` where none is."""
    rule = _RULE_ABOVE.search(string, max(0, start - _LONGEST_RULE), start)
    return rule.start() if rule else start


def marks_in(line: Text) -> Iterator[tuple[int, int]]:
    """Give where numbers touch words."""
    for match in _MARK.finditer(line.string):
        yield match.span("n")
