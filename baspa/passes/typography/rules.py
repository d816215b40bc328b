"""The rules of dashes, numbers and gaps: each finds places in a line and says what stands there.

A rule replaces no more than the space, dash, dot or `x` that it is about, and asks for the same
surroundings before and after it has been obeyed, so that a second run finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TypeAlias

from baspa.cite.letters import INITIAL, LOWER, UPPER
from baspa.locales.typography import Typography, load_typography
from baspa.passes.cell_formats import GROUPED_FROM
from baspa.passes.typography.line import HIDDEN, Edit

NO_BREAK_SPACE = "\u00a0"
GAP = "[ \n]+"
"""Where a line may end; a no-break space is none."""
SPACE = "[ \n\u00a0]"
NUMBER = r"\d+(?:,\d+)?"
YEARS = range(1000, 2101)
DOT = r"\.)"
"""Ends the pattern of an abbreviation, after which a space may be left out: `т.б.`."""
LONGEST_WORD = 24
"""Characters on either side of a number that are looked at for what it is the number of."""

Rule: TypeAlias = Callable[[str], Iterable[Edit]]


class _Pattern:
    """A regular expression that is compiled for the first text in which it may be found.

    The long lists of words take longer to compile than a paragraph to be set, and most of them
    stand beside a number.
    """

    def __init__(self, pattern: str, flags: int = 0, *, only_with: str = "") -> None:
        """`only_with` is a short pattern that is found wherever `pattern` is."""
        self.hint = re.compile(only_with) if only_with else None
        self.compiled = cache(partial(re.compile, pattern, flags))

    def found(self, text: str) -> Iterable[re.Match[str]]:
        """Return where it is found, one after the other."""
        if self.hint is not None and not self.hint.search(text):
            return ()
        return self.compiled().finditer(text)


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of `language` that follow ellipses and quotes, in their order."""
    habits = load_typography()[language]
    return (
        ranges(habits),
        *dashes(),
        *_mathematical(habits),
        *(_decimals(habits) if habits.decimal_comma else ()),
        *_signs(habits),
        *_bindings(habits),
    )


def ellipses(text: str) -> Iterator[Edit]:
    """`...` → `…`; four dots are something else."""
    for found in _ELLIPSIS.finditer(text):
        yield *found.span(), "…"


def short_last_word(text: str) -> Iterator[Edit]:
    """The gap before a last word of four letters at most, shorter than an indent."""
    if found := _SHORT_LAST.search(text):
        yield *found.span(), NO_BREAK_SPACE


_SHORT_LAST = re.compile(rf"(?<=\w){GAP}(?=[^\W\d_]{{1,4}}[.,;:!?…»”“]*$)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def _replace(pattern: str, new: str, *, only_with: str = "") -> Rule:
    """Return a rule that puts `new` wherever `pattern` is found, or in its first group."""
    looked_for = _Pattern(pattern, re.IGNORECASE, only_with=only_with)

    def rule(text: str) -> Iterator[Edit]:
        for found in looked_for.found(text):
            start, end = found.span(min(found.re.groups, 1))
            if text[start:end] != new:
                yield start, end, new

    return rule


def _bind(pattern: str, flags: int = re.IGNORECASE, *, only_with: str = "") -> Rule:
    """Return a rule that makes each gap inside `pattern` a no-break space."""
    looked_for, gap = _Pattern(pattern, flags, only_with=only_with), re.compile(GAP)

    def rule(text: str) -> Iterator[Edit]:
        for found in looked_for.found(text):
            for inside in gap.finditer(text, *found.span()):
                yield *inside.span(), NO_BREAK_SPACE

    return rule


@cache
def _words(words: tuple[str, ...]) -> str:
    """Return a pattern of `words`, the longest first, as written or in capitals.

    A whole word may go on with an ending (`теңгеге`); an abbreviation, shorter or dotted, may not.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_phrase(word) for word in longest_first) + ")"


def _phrase(phrase: str) -> str:
    pattern = ""
    for word in phrase.split():
        # «В.» after a number is rather an initial than a century in capitals.
        either = {word, word.upper()} if len(word.rstrip(".")) > 1 else {word}
        ending = r"\w*" if len(word) >= 4 and word.isalpha() else ""
        gap = f"{SPACE}*" if pattern.endswith(DOT) else f"{SPACE}+" if pattern else ""
        pattern += f"{gap}(?:{'|'.join(map(re.escape, sorted(either)))}){ending}"
    return pattern


def ranges(habits: Typography) -> Rule:
    """`1990-2000` → `1990–2000`: what rises; of longer numbers years, or what has a unit."""
    border = rf"\w.,:/+−№§–—{HIDDEN}-"
    looked_for = _Pattern(
        rf"(?<![№§]{SPACE})(?<![{border}])(?P<from>{NUMBER})"
        rf"(?P<dash>{SPACE}*(?:-{{1,3}}|–){SPACE}*)"
        rf"(?P<to>{NUMBER})(?![\w{HIDDEN}]|[.,:/+−–—-]+[\d{HIDDEN}]|-[{UPPER}])"
        rf"(?P<unit>{SPACE}*{_words((*habits.units, *habits.spaced_signs))}(?!\w))?"
        r"|(?<![\w-])(?=[IVX-]{4})[IVX]{1,5}(?P<roman>-)[IVX]{1,5}(?![\w-])",
        only_with=rf"[\dIVX]{SPACE}*[–-]",
    )

    def rule(text: str) -> Iterator[Edit]:
        for found in looked_for.found(text):
            if found["roman"]:
                yield *found.span("roman"), "–"
            elif found["dash"] != "–" and _is_range(found):
                yield *found.span("dash"), "–"

    return rule


def _is_range(found: re.Match[str]) -> bool:
    low, high = found["from"], found["to"]
    if any(len(number) > 1 and number[0] == "0" and "," not in number for number in (low, high)):
        return False
    if float(low.replace(",", ".")) >= float(high.replace(",", ".")):
        return False
    if "," not in low + high and int(low) in YEARS and int(high) in YEARS:
        return True
    tight = not any(space in found["dash"] for space in " \n\u00a0")
    return tight and (max(len(low), len(high)) <= 3 or bool(found["unit"]))


def dashes() -> tuple[Rule, ...]:
    """Between clauses ` – `, bound to the word before; `--` inside a word is an en dash."""
    new = f"{NO_BREAK_SPACE}– "
    word, no_number = r"[^\s–—-]", rf"[^\s\d{HIDDEN}–—-]"
    return (
        _replace(rf"(?<={word}){SPACE}+-{{2,3}}{SPACE}+(?={word})", new),
        # A single hyphen between numbers or formulas may be a minus sign.
        _replace(rf"(?<={no_number}){SPACE}+-{SPACE}+(?={word})", new),
        _replace(rf"(?<={word}){SPACE}+-{SPACE}+(?={no_number})", new),
        _replace(r"(?<=\w)---(?=\w)", new),
        _replace(r"(?<=\w)--(?=\w)", "–"),
        _bind(rf"(?<=\S){GAP}(?=[–—]\s)"),
        _bind(rf"^[–—]{GAP}"),  # what somebody says
    )


def _mathematical(habits: Typography) -> tuple[Rule, ...]:
    """`3x4 м` → `3×4 м`; `-5 °C` → `−5 °C`, where a unit tells that it is a number."""
    unit = rf"{SPACE}*{_words((*habits.units, *habits.spaced_signs))}(?!\w)"
    times, number = "[xх]", r"\d+(?:[.,]\d+)?"
    second = rf"{number}(?:(?!\w)|{SPACE}?{times}{SPACE}?\d)"
    first = rf"(?:(?<![\w.,])|(?<=\d[xх]))(?!0{times}){number}"  # `0x10` is a program's number
    return (
        _replace(rf"{first}({times})(?={second})", "×", only_with=r"(?i)\d[xх]\d"),
        _replace(rf"(?<=\d{SPACE})({times})(?={SPACE}{second})", "×", only_with=rf"\d{SPACE}"),
        _bind(rf"(?<=\d){GAP}×{GAP}(?=\d)"),
        _replace(rf"(?<![^\s(\[«„“])(-)(?={number}{unit})", "−", only_with=r"-\d"),
    )


def _decimals(habits: Typography) -> tuple[Rule, ...]:
    """`2.5 км` → `2,5 км`, `0.85` → `0,85`; before a unit `12345` → `12 345`.

    Any other number with a dot may be that of a section, a version or a day.
    """
    unit = rf"{SPACE}*{_words((*habits.units, *habits.spaced_signs))}(?!\w)"
    alone = rf"(?<![№§]{SPACE})(?<![\w.,:/№§{HIDDEN}–-])"
    decimal = _Pattern(
        rf"{alone}(?:0|[1-9]\d*)(?P<point>\.)\d+(?P<unit>{unit})?(?![\w{HIDDEN}]|[.,:/–-]+\w)",
        only_with=r"\d\.\d",
    )
    words = "|".join(map(re.escape, habits.not_decimal_beside))
    number_of = _Pattern(
        rf"(?:{words})\w*{SPACE}*{HIDDEN}|{HIDDEN}{SPACE}*(?:{words})", re.IGNORECASE
    )
    program = _Pattern(rf"[A-Za-z]{SPACE}*$")
    long = _Pattern(
        rf"{alone}[1-9]\d{{{GROUPED_FROM - 1},11}}(?=(?:,\d+)?{unit})",
        only_with=rf"\d{{{GROUPED_FROM}}}",
    )

    def commas(text: str) -> Iterator[Edit]:
        for found in decimal.found(text):
            before = text[max(0, found.start() - LONGEST_WORD) : found.start()]
            around = before + HIDDEN + text[found.end() : found.end() + LONGEST_WORD]
            is_decimal = found["unit"] or (found[0][:2] == "0." and not any(program.found(before)))
            if is_decimal and not any(number_of.found(around)):
                yield *found.span("point"), ","

    def groups(text: str) -> Iterator[Edit]:
        for found in long.found(text):
            first = len(found[0]) % 3 or 3
            for place in range(found.start() + first, found.end(), 3):
                yield place, place, NO_BREAK_SPACE

    return commas, groups


def _signs(habits: Typography) -> tuple[Rule, ...]:
    """`5%` → `5 %`, `№5` → `№ 5`, `45 °` → `45°`; in `5%-дық` the sign is part of a word."""
    return (
        _replace(rf"\d()(?={_words(habits.spaced_signs)}(?!-?\w))", NO_BREAK_SPACE),
        _replace(rf"[№§]()(?=[\d{HIDDEN}])", NO_BREAK_SPACE),
        _replace(rf"\d({SPACE}+)°(?!\w)", ""),
    )


def _bindings(habits: Typography) -> Iterator[Rule]:
    """The gaps that no line may end in."""
    digit = rf"[\d{HIDDEN}]"
    before, after = _words(habits.before_number), (*habits.units, *habits.after_number)
    signs = _words((*after, *habits.spaced_signs))
    initials = rf"(?<![\w{HIDDEN}-]){INITIAL}(?:{SPACE}?{INITIAL}){{0,3}}"
    yield _bind(rf"(?<!\w){before}{GAP}(?={digit}|(?-i:[IVXLC]+)(?!\w))")
    number_before = rf"[\dIVX{HIDDEN}]{GAP}"
    yield _bind(rf"(?<=[\dIVX{HIDDEN}]){GAP}{signs}(?!\w)", flags=0, only_with=number_before)
    yield _bind(rf"(?<!\w){_words(habits.phrases)}(?!\w)")
    dotted = r"(?<![^\W\d_])[^\W\d_]{1,2}\."  # what may be an initial
    yield _bind(rf"(?<![\w.])[{LOWER}]\.(?:{GAP}[{LOWER}]\.)+", flags=0, only_with=dotted)
    yield _bind(rf"(?<!\w)(?<!\d{SPACE}){_words(habits.before_name)}{GAP}(?=\w)")
    name = rf"[{UPPER}][{UPPER}{LOWER}’'"
    yield _bind(rf"{initials}{SPACE}+(?={name}])", flags=0, only_with=dotted)
    surname = rf"(?<!\w){name}-]+{SPACE}+{initials}(?!\w|{SPACE}*[{UPPER}])"
    yield _bind(surname, flags=0, only_with=dotted)
    yield _bind(rf"(?<![\w.,:/–-])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\w)")
    if habits.bound_to_next:
        yield _bind(rf"(?<![\w-])[{habits.bound_to_next}]{GAP}(?=[\w{HIDDEN}«„“(])")
    if habits.bound_to_previous:
        yield _bind(rf"(?<=\w){GAP}{_words(habits.bound_to_previous)}(?![\w-])")
