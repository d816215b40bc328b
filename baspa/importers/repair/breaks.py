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
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from baspa.dataclass import dataclass
from baspa.importers.repair.lexicon import MOST_LETTERS, Lexicon
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import OBJECTS, Edit, Text

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
_DUE = r"(?<![\d(]){}[.)]\s*(?=[^\W\d_]|[«\"“])"
"""The typed number of a source, which is to be filled in."""
_PAGE_NUMBER = re.compile(r"^[^\S\n]*[-–—]?[^\S\n]*(\d{1,4})[^\S\n]*[-–—]?[^\S\n]*\n", re.MULTILINE)
_FEWEST_PAGES = 3
"""Numbers that follow one another, each on a line of its own, at least."""
_MARKED = re.compile(rf"\s*(?:[{_BULLET}]\s|\d{{1,2}}[.)]\s|[^\W\d_]\)\s)")

_DEEPEST_OPENING = 6
"""Characters from the margin to where a paragraph opens, at most; a quotation stands deeper."""
_RAGGED = 1
"""Characters that a line may have less than the next word needs."""
_WIDEST_WRAPPED = 120
"""Characters of a line that an editor broke, at most."""
_NEAR = 1000
"""Characters around a break that are looked at; a wider gap is no break of a sentence."""


class Breaks(enum.StrEnum):
    """What a line break of a plain text means."""

    PARAGRAPHS = "paragraphs"
    WRAPPED = "wrapped"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the lines of a text are set."""

    breaks: Breaks
    width: int = 0
    """Characters of a full line of a wrapped text."""
    margin: int = 0
    """White space that opens a line that goes on."""
    is_indented: bool = False
    """Paragraphs open with an indent; a mark at the margin opens nothing."""


PARAGRAPHS = Layout(breaks=Breaks.PARAGRAPHS)
"""A line is a paragraph, as in every format that knows paragraphs."""


def guess_layout(body: str) -> Layout:
    """Return how the lines of `body` are set."""
    lines = [line.expandtabs() for line in body.split("\n")]
    written = [line for line in lines if line.strip()]
    touching = len(re.findall(rf"[^\W\d_]{{2}}[.;:][{_BULLET}{_UPPER}]|[^\W\d_];[^\W\d_]", body))
    spaced = len(re.findall(rf"[^\W\d_]{{2}}\. +[{_UPPER}]", body))
    open_ends = sum(line.rstrip()[-1].isalnum() for line in written[:-1])
    if touching > max(2, 2 * spaced) and open_ends * 2 >= len(written) - 1:
        return Layout(breaks=Breaks.SWAPPED)
    lengths = sorted(len(line.rstrip()) for line in written)
    width = lengths[int(0.98 * (len(lengths) - 1))] if lengths else 0
    if width > _WIDEST_WRAPPED or not _is_wrapped(lines, width):
        return PARAGRAPHS
    indents = Counter(len(line) - len(line.lstrip()) for line in written)
    margin = min(n for n, times in indents.items() if times >= 0.05 * len(written))
    opened = sum(
        bool(before.strip()) and margin + 2 <= len(line) - len(line.lstrip()) <= margin + 10
        for before, line in pairwise(lines)
        if line.strip()
    )
    return Layout(
        breaks=Breaks.WRAPPED,
        width=width,
        margin=margin,
        is_indented=opened >= max(3, 0.05 * len(written)),
    )


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Tell whether most full lines that end no sentence go on with a small letter in the next."""
    open_lines = [
        following.lstrip()
        for line, following in pairwise(lines)
        if len(line.rstrip()) > 0.75 * width and line.rstrip()[-1] not in ".!?:;"
    ]
    goes_on = sum(line[:1].islower() for line in open_lines)
    return goes_on >= 3 and goes_on > 0.5 * sum(bool(line) for line in open_lines)


def paragraphs(text: Text, layout: Layout, lexicon: Lexicon, ledger: Ledger) -> list[Text]:
    """Return the paragraphs of a stretch of the body, without white space at their ends."""
    match layout.breaks:
        case Breaks.SWAPPED:
            parts = _cut(_restored(text, ledger))
        case Breaks.WRAPPED:
            parts = _unwrapped(text, layout, lexicon, ledger)
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


def without_page_numbers(text: Text, ledger: Ledger) -> Text:
    """Return a text without the lines that only count its pages, as a printed page leaves them."""
    lines = [*_PAGE_NUMBER.finditer(text.string)]
    series, edits = list[re.Match[str]](), list[Edit]()
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        series.append(line)
        if following is not None and int(following[1]) == int(line[1]) + 1:
            continue
        if len(series) >= _FEWEST_PAGES:
            edits += [_page_end(text.string, match) for match in series]
        series = []
    for edit in edits:
        ledger.drop(text[edit.start : edit.end], "the page number of the original")
    return text.edited(edits)


def _page_end(string: str, number: re.Match[str]) -> Edit:
    """Return what takes a page number out; a sentence that goes on overleaf goes on."""
    behind = string[number.end() : number.end() + _NEAR]
    before = string[max(0, number.start() - _NEAR) : number.start()]
    if not behind.lstrip()[:1].islower() or before.rstrip()[-1:] in ".!?:;":
        return Edit(*number.span(), "")
    start = number.start() - (len(before) - len(before.rstrip()))
    return Edit(start, number.end() + len(behind) - len(behind.lstrip("\n")), "\n")


def cut_sources(parts: Iterable[Text]) -> list[Text]:
    """Cut a list of sources where the number that is due stands, however it touches."""
    result, due = list[Text](), 1
    for part in parts:
        start = at = 0
        while match := re.compile(rf"(?<![\d(]){due}[.)]\s*(?=[^\W\d_]|[«\"“])").search(
            part.string, at
        ):
            before = part.string[start : match.start()].rstrip()
            at = match.end()
            if before and before[-1] not in ".;)»":
                continue
            if before:
                result.append(part[start : match.start()])
            start, due = match.start(), due + 1
        result.append(part[start:])
    return result


def _is_initial(string: str, at: int) -> bool:
    """Tell whether the full stop before `at` is that of an initial: `А.Сейітов`."""
    return bool(re.search(rf"(?<![^\W_])[{_UPPER}]\.$", string[max(0, at - 3) : at]))


def _unwrapped(text: Text, layout: Layout, lexicon: Lexicon, ledger: Ledger) -> list[Text]:
    """Join the lines of each paragraph; a word broken at a line's end is joined too."""
    groups, fresh, above = list[list[Text]](), True, ""
    for line in text.lines():
        string = line.string.expandtabs()
        is_object = len(string.strip()) == 1 and string.strip() >= chr(OBJECTS)
        if not string.strip():
            fresh = True
        elif fresh or is_object or _opens(string, above, groups[-1][0].string, layout):
            groups.append([line])
            fresh = False
        else:
            groups[-1].append(line)
        is_short = 0 < len(string.rstrip()) < 0.6 * layout.width
        fresh = fresh or is_object or (is_short and string.rstrip()[-1] in ".:;!?")
        above = string
    return [_joined(lines, lexicon, ledger) for lines in groups]


def _opens(string: str, above: str, first: str, layout: Layout) -> bool:
    """Tell whether a line opens a paragraph by its indent or its mark.

    `above`: the line above; `first`: the one that opened the paragraph that this one may go on. The
    lines of an item may hang behind its mark, those of a quotation have all the same deep indent.
    """
    indent = len(string) - len(string.lstrip())
    marked = _MARKED.match(string)
    if indent > layout.margin + 1:
        deep = indent > layout.margin + _DEEPEST_OPENING
        beside = deep and indent == len(above) - len(above.lstrip())
        goes_on = beside and (string.lstrip()[0].islower() or string.lstrip()[0] in "[(")
        goes_on = goes_on or (_hangs(indent, first) and _is_full(above, string, layout))
        return bool(marked) or not goes_on
    if not marked:
        return False
    return not layout.is_indented or _is_next(marked[0], above, first)


def _hangs(indent: int, first: str) -> bool:
    """Tell whether a line stands below the words of the item that `first` opens."""
    mark = _MARKED.match(first.expandtabs())
    return mark is not None and mark.end() - len(mark[0].lstrip()) < indent <= mark.end()


def _is_full(above: str, line: str, layout: Layout) -> bool:
    """Tell whether the first word of a line had no place in the line above."""
    return len(above.rstrip()) + 1 + len(line.split()[0]) > layout.width - _RAGGED


def _is_next(mark: str, above: str, first: str) -> bool:
    """Tell whether a mark at the margin of an indented text opens an item, not a line.

    The item before it ended, and is counted one less or has the same mark; or a colon stands above.
    """
    if above.rstrip()[-1:] not in ".:;,!?)":
        return False
    before = _MARKED.match(first)
    if above.rstrip().endswith(":") and not before:
        return True
    if before is None:
        return False
    number, last = mark.strip(" .)"), before[0].strip(" .)")
    if number.isdigit():
        return last.isdigit() and int(number) == int(last) + 1
    return last.isalpha() if number.isalpha() else number == last


def _joined(lines: Sequence[Text], lexicon: Lexicon, ledger: Ledger) -> Text:
    """Return the lines of one paragraph as one; a hyphen between them goes if a word says so."""
    parts = [lines[0].stripped()]
    for line in lines[1:]:
        line = line.stripped()
        broken = re.search(r"([^\W\d_]{2,})[-\u00ad]$", parts[-1].string[-MOST_LETTERS:])
        rest = re.match(r"[^\W\d_]+", line.string)
        if broken is None or rest is None or not rest[0].islower():
            parts += [Text.of(" ", line.origin), line]
            continue
        parts[-1] = _without_hyphen(parts[-1], broken[1], rest[0], lexicon, ledger)
        parts.append(line)
    return Text.joined(parts)


def _without_hyphen(text: Text, head: str, tail: str, lexicon: Lexicon, ledger: Ledger) -> Text:
    """Return a line without the hyphen at its end, if `head` and `tail` are known as one word."""
    if lexicon.knows(f"{head}-{tail}"):
        return text
    if not lexicon.knows(head + tail):
        ledger.ask(
            text.origins[-1], "a hyphen at the end of a line was kept: is it one word?",
            f"{head}-{tail}",
        )  # fmt: skip
        return text
    edit = Edit(len(text) - 1, len(text), "")
    reason = f"a word that was broken at the end of a line: {head + tail!r} is known"
    return ledger.repair(text, "breaks", [(edit, reason)])
