"""What the line breaks of a plain text mean, and where its paragraphs really end.

| way | how it is known | what is done |
|---|---|---|
| paragraphs | – | a line is a paragraph |
| wrapped | lines of like length, blank lines or indents between paragraphs | lines are joined |
| swapped | breaks stand where sentences end, and sentences touch | `. ` for each break, and a
paragraph ends where a sentence touches the next |
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from itertools import pairwise

from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Edit, Text

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_BULLET = "-–—•▪●·*"
_TOUCH = re.compile(
    rf"""
    (?<=[^\W_]{{2}}[.!?…])(?=[{_UPPER}«“"])            # a sentence touches the next
  | (?<=[)»”"][.!?…])(?=[{_UPPER}«“"])
  | (?<=[^\W\d_]{{2}}\.)(?=\d{{1,2}}(?:[.)]\s|[-–]?\s*[^\W\d_]{{3}}))   # … a numbered one
  | (?<=[^\W\d_][:;])(?=[^\s]) | (?<=[)»”"][:;])(?=[^\s])  # so does an item
  | \n | (?<=[.:;!?])\s*\t\s*                               # a tab, or a wide gap
  | (?<=[.:;!?])[ ]{{4,}}
  | (?<=[.:;])\s*(?=[{_BULLET}][^\W\d_]) | (?<=[;:])\s*(?=[{_BULLET}]\s+[^\W_])
    """,
    re.VERBOSE,
)
"""Where one paragraph of a swapped text ends and the next begins."""

_WIDEST_WRAPPED = 120
"""Characters of a line that an editor broke, at most."""
_NEAR = 1000
"""Characters around a break that are looked at; a wider gap is no break of a sentence."""


class Breaks(enum.StrEnum):
    """What a line break of a plain text means."""

    PARAGRAPHS = "paragraphs"
    WRAPPED = "wrapped"
    SWAPPED = "swapped"


def guess_breaks(body: str) -> Breaks:
    """Return what the line breaks of `body` mean."""
    lines = [line for line in body.split("\n") if line.strip()]
    touching = len(re.findall(rf"[^\W\d_]{{2}}[.;:][{_BULLET}{_UPPER}]|[^\W\d_];[^\W\d_]", body))
    spaced = len(re.findall(rf"[^\W\d_]{{2}}\. +[{_UPPER}]", body))
    open_ends = sum(line.rstrip()[-1].isalnum() for line in lines[:-1])
    if touching > max(2, 2 * spaced) and open_ends * 2 >= len(lines) - 1:
        return Breaks.SWAPPED
    return Breaks.WRAPPED if _is_wrapped(body.split("\n")) else Breaks.PARAGRAPHS


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether most full lines that end no sentence go on with a small letter in the next."""
    widest = max(map(len, lines), default=0)
    if widest > _WIDEST_WRAPPED:
        return False
    open_lines = [
        following
        for line, following in pairwise(lines)
        if len(line) > 0.75 * widest and line.rstrip()[-1] not in ".!?:;"
    ]
    goes_on = sum(line.lstrip()[:1].islower() for line in open_lines)
    return goes_on >= 3 and goes_on > 0.5 * len(open_lines)


def paragraphs(text: Text, breaks: Breaks, ledger: Ledger) -> list[Text]:
    """Return the paragraphs of a stretch of the body, without white space at their ends."""
    match breaks:
        case Breaks.SWAPPED:
            parts = _cut(_restored(text, ledger))
        case Breaks.WRAPPED:
            parts = _unwrapped(text, ledger)
        case Breaks.PARAGRAPHS:
            parts = text.lines()
    return [part.stripped() for part in parts if part.string.strip()]


def _restored(text: Text, ledger: Ledger) -> Text:
    """Put `. ` in the place of each line break, where no mark ends the line already."""
    changes = list[tuple[Edit, str]]()
    last = len(text.string.rstrip())
    for match in re.finditer(r"\n", text.string):
        before = text.string[max(0, match.start() - _NEAR) : match.start()].rstrip()
        if not before or match.start() >= last:
            continue
        at, following = match.start(), text.string[match.end() : match.end() + _NEAR].lstrip()
        if before[-1] in ".:;!?,":
            continue
        changes.append(
            (Edit(at, match.end(), ". "), "a line break stood for the end of a sentence")
        )
        if following[:1].islower() and not before[-1].isdigit():
            start = max(0, at - 40)
            about = text.string[start:at] + " ⏎ " + following[:40]
            ledger.ask(
                text.origins[at], "does a sentence end here? the next begins with a small letter",
                " ".join(about.split()),
            )  # fmt: skip
    return ledger.repair(text, "breaks", changes)


def _cut(text: Text) -> list[Text]:
    """Cut a swapped text where paragraphs touch or where its indents stand."""
    parts, start = list[Text](), 0
    for match in _TOUCH.finditer(text.string):
        if not _is_initial(text.string, match.start()):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _is_initial(string: str, at: int) -> bool:
    """Tell whether the full stop before `at` is that of an initial: `А.Сейітов`."""
    return bool(re.search(rf"(?<![^\W_])[{_UPPER}]\.$", string[max(0, at - 3) : at]))


def _unwrapped(text: Text, ledger: Ledger) -> list[Text]:
    """Join the lines of each paragraph; a word broken at a line's end is joined too."""
    lines = text.lines()
    parts, widest = list[Text](), max((len(line.string.rstrip()) for line in lines), default=0)
    fresh = True
    for line in lines:
        string = line.string
        indented = bool(re.match(r"\s{2,}|\t", string)) or bool(
            re.match(rf"\s*(?:[{_BULLET}]\s|\d{{1,2}}[.)]\s|[^\W\d_]\)\s)", string)
        )
        if not string.strip():
            fresh = True
        elif fresh or indented:
            parts.append(line)
            fresh = False
        else:
            parts[-1] = _joined(parts[-1], line, ledger)
        if (
            string.strip()
            and len(string.rstrip()) < 0.6 * widest
            and string.rstrip()[-1] in ".:;!?"
        ):
            fresh = True
    return parts


def _joined(text: Text, line: Text, ledger: Ledger) -> Text:
    """Return two lines of one paragraph as one."""
    text, line = text.stripped(), line.stripped()
    if re.search(r"[^\W\d_]{2}-$", text.string) and line.string[:1].islower():
        ledger.ask(
            line.origin, "a hyphen at the end of a line was kept: is it one word?",
            text.string.split()[-1] + line.string.split()[0],
        )  # fmt: skip
        return text + line
    return text + Text.of(" ", line.origin) + line
