"""Footnotes that were typed: a raised number or asterisk in the text, and a paragraph that opens
with the same. In a plain text the paragraph stands below a rule: `ruled_notes.py`.

A mark belongs to the nearest paragraph behind it that opens with it, no further than notes stand
from their page. Raised digits that no paragraph answers stay: powers, or citations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.importers.structure.ruled_notes import marks_in, notes_below_rules, with_rule
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, Form, Manuscript, Note, Text, sign_of

_ASTERISKS = re.compile(r"(?<=[\w»”\").,;])\*{1,3}(?![\w*])")
_OPENING = re.compile(r"\s*(\d{1,3}|\*{1,3})[.)]?\s*(?=\S)")
_MOST_LINES_BETWEEN = 40


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the text, or at the head of a note."""

    start: int
    end: int
    sign: str
    line: int


def with_typed_notes(manuscript: Manuscript, ledger: Ledger) -> Manuscript:
    """Return a manuscript whose typed footnotes are notes."""
    marks, notes = list[_Mark](), list[_Mark]()
    ends = dict[int, int]()
    at, lines, string = 0, manuscript.text.lines(), manuscript.text.string
    ruled = notes_below_rules(lines) if manuscript.is_plain else {}
    for n, line in enumerate(lines):
        head = _head(line) or ruled.get(n, ("", 0))[:2]
        if head[0] and len(line.string[head[1] :].strip()) > 1:
            notes.append(_Mark(at, at + head[1], head[0], n))
            more = lines[n + 1 : ruled[n][2] + 1] if n in ruled else []
            ends[n] = at + len(line) + sum(len(line) + 1 for line in more)
        else:
            found = [*_raised(line), *(marks_in(line) if ruled else ())]
            marks += [_Mark(at + a, at + b, line.string[a:b], n) for a, b in found]
        at += len(line) + 1
    cuts, objects = list[tuple[int, int, Text]](), list(manuscript.objects)
    by_sign = defaultdict[str, list[_Mark]](list)
    for mark in marks:
        by_sign[mark.sign].append(mark)
    for note in notes:
        same = by_sign[note.sign]
        behind = bisect_left(same, note.line, key=lambda mark: mark.line)
        is_far = behind and note.line - same[behind - 1].line > _MOST_LINES_BETWEEN
        if not behind or (is_far and note.line not in ruled):
            continue
        mark = same.pop(behind - 1)
        ledger.drop(manuscript.text[mark.start : mark.end], "the typed mark of a note")
        ledger.drop(manuscript.text[note.start : note.end], "the typed mark of a note")
        text = manuscript.text[note.end : ends[note.line]].stripped()
        text = replace(text, string=text.string.replace("\n", " "))
        sign = Text.of(sign_of(len(objects)), manuscript.text.origins[mark.start])
        start = with_rule(string, note.start) if note.line in ruled else note.start
        cuts += [(mark.start, mark.end, sign), (start, ends[note.line], EMPTY)]
        objects.append(Note(text))
    parts, done = list[Text](), 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[0]):
        parts += [manuscript.text[done:start], new]
        done = end
    text = Text.joined([*parts, manuscript.text[done:]])
    return replace(manuscript, text=text, objects=tuple(objects))


def _head(line: Text) -> tuple[str, int] | None:
    """Return the mark that opens a note and where its words begin; None for other lines."""
    match = _OPENING.match(line.string)
    if match is None:
        return None
    raised = all(form & Form.SUPERSCRIPT for form in line.forms[match.start(1) : match.end(1)])
    return (match[1], match.end()) if raised or match[1][0] == "*" else None


def _raised(line: Text) -> Iterator[tuple[int, int]]:
    """Give where raised numbers and asterisks stand behind a word."""
    for match in re.finditer(r"\d{1,3}", line.string):
        a, b = match.span()
        around = line.forms[max(0, a - 1)], line.forms[min(b, len(line) - 1)]
        raised = all(form & Form.SUPERSCRIPT for form in line.forms[a:b])
        if raised and a and not around[0] & Form.SUPERSCRIPT:
            yield a, b
    for match in _ASTERISKS.finditer(line.string):
        yield match.span()
