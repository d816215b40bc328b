"""White space, dashes and words that touch: the last repairs, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter

from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Edit, Text

_SPACES = re.compile(r"[^\S\n]{2,}|[\t\u00a0\u2000-\u200a\u202f]|\n")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_BEFORE_MARK = re.compile(r" +(?=[,;:.!?](?:\s|$))")
_HANGING_DASH = re.compile(
    r"(?<=[^\W\d_]{3})[-–—] (?!(?:және|мен|бен|пен|немесе|и|или|and|or)\b)(?=[^\W\d_])"
)
_TOUCHING_DASH = re.compile(r"(?<=[^\W\d_]) [–—](?=[^\W\d_])")
_DOTS = re.compile(r"\s*\.{4,}")
_SHORTEST_PART = 5
"""Letters that each part of a glued word has at least."""


def tidy(text: Text, known: Counter[str], ledger: Ledger) -> Text:
    """Return a paragraph with plain white space and dashes, and words apart that evidence parts."""
    string = text.string
    text = ledger.repair(
        text,
        "spaces",
        [(Edit(*m.span(), ""), "cannot be seen") for m in _INVISIBLE.finditer(string)],
    )
    text = ledger.repair(
        text,
        "spaces",
        [(Edit(*m.span(), " "), "one plain space") for m in _SPACES.finditer(text.string)],
    )
    changes = [
        (Edit(*m.span(), ""), "no space before a mark") for m in _BEFORE_MARK.finditer(text.string)
    ]
    changes += [(Edit(*m.span(), "…"), "a row of dots") for m in _DOTS.finditer(text.string)]
    text = ledger.repair(
        text, "spaces", sorted(_apart(changes), key=lambda change: change[0].start)
    )
    dashes = [
        (Edit(*m.span(), " – "), "a dash between words")
        for m in _HANGING_DASH.finditer(text.string)
    ]
    for match in _TOUCHING_DASH.finditer(text.string):
        about = text.string[max(0, match.start() - 25) : match.end() + 25]
        ledger.ask(text.origins[match.start()], "is this a dash or a hyphen? it was left", about)
    text = ledger.repair(text, "dashes", dashes)
    return _parted(text, known, ledger)


def _apart(changes: list[tuple[Edit, str]]) -> list[tuple[Edit, str]]:
    """Return the changes without those that touch an earlier one."""
    taken, result = set[int](), list[tuple[Edit, str]]()
    for edit, reason in changes:
        span = set(range(edit.start, max(edit.end, edit.start + 1)))
        if not span & taken:
            taken |= span
            result.append((edit, reason))
    return result


def vocabulary(string: str) -> Counter[str]:
    """Count the words of a document, in small letters."""
    return Counter(re.findall(r"[^\W\d_]+", string.casefold()))


def _parted(text: Text, known: Counter[str], ledger: Ledger) -> Text:
    """Return `text` with a space where two words of the document touch in a word that it has once.

    What only one reading supports is asked about.
    """
    changes = list[tuple[Edit, str]]()
    for match in re.finditer(r"[^\W\d_]{10,}", text.string):
        word = match[0]
        cuts = [
            m.start() + 1
            for m in re.finditer(r"[а-яәғқңөұүһіё](?=[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһіё])", word)
        ]
        if cuts and word[0].islower():
            changes += [
                (Edit(match.start() + c, match.start() + c, " "), "a capital inside a word")
                for c in cuts
            ]
            continue
        if known[word.casefold()] > 1:
            continue
        cut = _cut(word.casefold(), known)
        if cut:
            reason = f"both {word[:cut]!r} and {word[cut:]!r} stand alone elsewhere"
            changes.append((Edit(match.start() + cut, match.start() + cut, " "), reason))
    return ledger.repair(text, "glued", changes)


def _cut(word: str, known: Counter[str]) -> int | None:
    """Return where a word parts into two that the document uses at least twice each."""
    places = [
        n
        for n in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if known[word[:n]] > 1 and known[word[n:]] > 1
    ]
    return places[0] if len(places) == 1 else None
