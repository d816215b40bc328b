"""White space, dashes, quotes, ranges and words that touch: the last repairs, by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from baspa.importers.repair.lexicon import WORD, Lexicon
from baspa.importers.repair.scripts import ADDRESS
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text
from baspa.importers.words.names import is_surname
from baspa.locales.typography import load_typography
from baspa.passes.typography.quotes import pair_quotes
from baspa.passes.typography.rules import NO_BREAK_SPACE, Rule, dashes, ranges

_SPACES = re.compile(r"[^\S\n]*\n\s*|[^\S\n]{2,}|[\t\u00a0\u2000-\u200a\u202f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_BEFORE_MARK = re.compile(r" +(?=[,;:.!?](?:\s|$))")
_BEFORE_MARK_ISBD = re.compile(r" +(?=[,.!?](?:\s|$))")
_HANGING_DASH = re.compile(
    r"(?<=[^\W\d_]{3})[-–—] (?!(?:және|мен|бен|пен|немесе|и|или|and|or)\b)(?=[^\W\d_])"
)
_TOUCHING_DASH = re.compile(r"(?<=[^\W\d_]) [–—-](?=[^\W\d_])")
_EM_RANGE = re.compile(r"(?<=\d)—(?=\d)")
_DOTS = re.compile(r"\s*\.{4,}")
_INNER_CAPITAL = re.compile(r"(?<=[а-яәғқңөұүһіё]{4})(?=[А-ЯӘҒҚҢӨҰҮҺІЁ][а-яәғқңөұүһіё]{2})")
"""Where two words touch. What is shorter is a unit or a name: `кВт`, `мПа`, `мкОм`, `еБилет`."""
Changes = list[tuple[Edit, str]]


def tidy(
    text: Text, lexicon: Lexicon, language: str, ledger: Ledger, *, isbd: bool = False
) -> Text:
    """Return a paragraph with plain white space, the marks of its language, and words apart.

    `isbd`: it describes a source, where a colon or semicolon has spaces around it (ISBD).
    """
    string = text.string
    text = ledger.repair(
        text,
        "spaces",
        [(Edit(*m.span(), ""), "cannot be seen") for m in _INVISIBLE.finditer(string)],
    )
    plain = [m for m in _SPACES.finditer(text.string) if m[0] != " "]
    text = ledger.repair(text, "spaces", [(Edit(*m.span(), " "), "one plain space") for m in plain])
    divides = isbd or " = " in text.string  # in a formula a colon divides
    marks = _BEFORE_MARK_ISBD if divides else _BEFORE_MARK
    changes = [(Edit(*m.span(), ""), "no space before a mark") for m in marks.finditer(text.string)]
    changes += [(Edit(*m.span(), "…"), "a row of dots") for m in _DOTS.finditer(text.string)]
    text = ledger.repair(text, "spaces", _apart(changes))
    text = ledger.repair(text, "dashes", _apart(_dashes(text)))
    _ask_about_dashes(text, ledger)
    text = ledger.repair(text, "ranges", _apart(_ranges(text, language)))
    quotes = pair_quotes(text.string, lambda _: language)
    changed = _changes(text, quotes, "the quotes of the language")
    text = ledger.repair(text, "quotes", _apart([*changed]))
    return _parted(text, lexicon, ledger)


def _apart(changes: Changes) -> Changes:
    """Return the changes in their order, without those that touch an earlier one."""
    result, end = Changes(), -1
    for edit, reason in sorted(changes, key=lambda change: change[0].start):
        if edit.start >= end:
            result.append((edit, reason))
            end = max(edit.end, edit.start + 1)
    return result


def _changes(
    text: Text, edits: Iterable[tuple[int, int, str]], reason: str
) -> Iterator[tuple[Edit, str]]:
    """Give the edits of a rule of typography that change something outside of addresses."""
    addresses = [m.span() for m in ADDRESS.finditer(text.string)]
    for start, end, new in edits:
        plain = new.replace(NO_BREAK_SPACE, " ")
        inside = any(a <= start < b for a, b in addresses)
        if text.string[start:end] != plain and not inside:
            yield Edit(start, end, plain), reason


def _dashes(text: Text) -> Changes:
    """Return what makes dashes of the hyphens between words."""
    hanging = _HANGING_DASH.finditer(text.string)
    result = [(Edit(*m.span(), " – "), "a dash between words") for m in hanging]
    for rule in _dash_rules():
        result += _changes(text, rule(text.string), "a dash between words")
    return result


def _ask_about_dashes(text: Text, ledger: Ledger) -> None:
    for match in _TOUCHING_DASH.finditer(text.string):
        about = text.string[max(0, match.start() - 25) : match.end() + 25]
        ledger.ask(text.origins[match.start()], "is this a dash or a hyphen? it was left", about)


def _ranges(text: Text, language: str) -> Changes:
    """Return what puts an en dash between the ends of a range."""
    em = [(Edit(*m.span(), "–"), "a range of numbers") for m in _EM_RANGE.finditer(text.string)]
    rule = _range_rule(language)
    return [*em, *_changes(text, rule(text.string), "a range of numbers")]


@cache
def _dash_rules() -> tuple[Rule, ...]:
    return dashes()


@cache
def _range_rule(language: str) -> Rule:
    return ranges(load_typography()[language])


def _parted(text: Text, lexicon: Lexicon, ledger: Ledger) -> Text:
    """Return `text` with a space where two words touch; what may be two is asked about."""
    changes = Changes()
    for match in WORD.finditer(text.string):
        word, small = match[0], match[0].casefold()
        is_mixed = not (word.islower() or word.istitle() or word.isupper())
        capitals = [*_INNER_CAPITAL.finditer(word)] if word[0].islower() else []
        if word[0].isupper() and is_surname(text.string, *match.span()):
            continue
        if capitals:
            reason = "a capital inside a word"
            changes += [
                (Edit(match.start() + m.start(), match.start() + m.start(), " "), reason)
                for m in capitals
            ]
        elif is_mixed:
            continue  # written so on purpose: `СберБанк`, `БелАЗ`
        elif (cut := lexicon.cuts.get(small)) is not None:
            reason = f"{small[:cut]!r} and {small[cut:]!r} are words"
            changes.append((Edit(match.start() + cut, match.start() + cut, " "), reason))
        elif (cut := lexicon.doubtful_cuts.get(small)) is not None:
            about = f"{word[:cut]} {word[cut:]}"
            ledger.ask(text.origins[match.start()], "are these two words? they were left", about)
    return ledger.repair(text, "glued", changes)
