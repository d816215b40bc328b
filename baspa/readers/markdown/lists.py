"""Bullet lists and ordered lists: `1.`, `1)`, `(1)`, `i.`, `a)`, `#.` and, beyond Pandoc, `а)`.

Adapted from markdown-it's list rule (MIT), with Pandoc's markers: a list needs a blank line before
it except inside a list, any bullet continues a bullet list, and a capital letter with a full stop
needs two spaces after it, so that `А. Сейітов` stays a name. A Cyrillic letter is a marker with a
bracket only: `г. Алматы` and `б. 25` begin paragraphs.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from baspa.dataclass import dataclass
from baspa.model import Language, ListNumbering
from baspa.readers.markdown.lines import line_start, move_start, span_of_lines
from baspa.readers.markdown.source import source_of

_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_AUTOMATIC = re.compile(r"#\.(?=[ \t]|$)")
_ORDERED = re.compile(r"(?P<open>\()?(?P<text>\d{1,9}|[^\W\d_]+)(?P<close>[.)])(?=(?P<gap>[ \t]*))")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@dataclass(frozen=True, slots=True)
class Marker:
    """What an item begins with."""

    end: int
    """Offset after the marker."""
    text: str = ""
    """Without its delimiter; empty for a bullet."""
    numbering: ListNumbering | None = None
    """None for a bullet."""
    delimiter: str = ""

    def continues(self, other: Marker) -> bool:
        """Say whether an item with this marker belongs to the list that `other` began."""
        same = self.numbering is other.numbering and self.delimiter == other.delimiter
        return same and self.text.isupper() == other.text.isupper()


def marker_at(state: StateBlock, line: int, first: Marker | None = None) -> Marker | None:
    """Return the marker at `line`; `first` is that of the list which it may continue."""
    start, end = line_start(state, line), state.eMarks[line]
    if bullet := _BULLET.match(state.src, start, end):
        return Marker(bullet.end())
    if automatic := _AUTOMATIC.match(state.src, start, end):
        return Marker(automatic.end(), "#", ListNumbering.AUTOMATIC, ".")
    found = _ORDERED.match(state.src, start, end)
    if found is None or (found["open"] and found["close"] == "."):
        return None
    text, gap, at_end = found["text"], found["gap"], found.end("gap") == end
    if not gap and not at_end:
        return None
    initial = len(text) == 1 and text.isupper() and found["close"] == "."
    if initial and not at_end and len(gap.expandtabs(4)) < 2:
        return None
    numbering = _numbering(text, found["close"], first)
    if numbering is None:
        return None
    return Marker(found.end("close"), text, numbering, "()" if found["open"] else found["close"])


def _numbering(text: str, close: str, first: Marker | None) -> ListNumbering | None:
    """Return how `text` numbers an item: `i` and `iv` are Roman, another single letter is not."""
    if text.isdecimal():
        return ListNumbering.DECIMAL
    if not (text.islower() or text.isupper()):
        return None
    roman = _ROMAN.match(text) is not None
    if len(text) > 1 or (text in "iI" and not _lettered(first)) or _romanised(first):
        return ListNumbering.ROMAN if roman else None
    if text.lower() in _LATIN:
        return ListNumbering.LETTER
    return ListNumbering.LETTER if text.lower() in _KAZAKH and close == ")" else None


def _lettered(first: Marker | None) -> bool:
    return first is not None and first.numbering is ListNumbering.LETTER


def _romanised(first: Marker | None) -> bool:
    return first is not None and first.numbering is ListNumbering.ROMAN


def ordinal(marker: Marker, language: Language) -> int:
    """Return the number that `marker` stands for, letters counted in the alphabet of `language`."""
    text = marker.text.lower()
    match marker.numbering:
        case ListNumbering.DECIMAL:
            return int(text)
        case ListNumbering.ROMAN:
            values = [_ROMAN_DIGITS[digit] for digit in text]
            pairs = zip(values, [*values[1:], 0], strict=True)
            return sum(-value if value < after else value for value, after in pairs)
        case _:
            alphabets = (_LATIN, _KAZAKH if language == "kk" else _RUSSIAN, _KAZAKH)
            return next((a.index(text) + 1 for a in alphabets if text and text in a), 1)


def list_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the items of a list."""
    if state.is_code_block(start_line) or _is_lazy(state, start_line):
        return False
    first = marker = marker_at(state, start_line)
    if first is None or marker is None:
        return False
    if silent:
        return state.listIndent >= 0
    start, line = line_start(state, start_line), start_line
    opening = state.push("list_open", "", 1)
    tight, ended_empty = True, False
    while marker is not None:
        item_tight, next_ended_empty = _item(state, line, end_line, marker)
        tight = tight and item_tight and not ended_empty
        ended_empty, line = next_ended_empty, state.line
        marker = _next_marker(state, line, end_line, first)
    opening.meta.update(
        marker=first,
        start=ordinal(first, source_of(state).language),
        tight=tight,
        span=span_of_lines(state, start, state.line),
    )
    state.push("list_close", "", -1)
    return True


def _is_lazy(state: StateBlock, line: int) -> bool:
    """Say whether a deeply indented line continues a paragraph of the list around it."""
    deep = state.listIndent >= 0 and state.sCount[line] - state.listIndent >= 4
    return deep and state.sCount[line] < state.blkIndent


def _next_marker(state: StateBlock, line: int, end_line: int, first: Marker) -> Marker | None:
    """Return the marker at `line` when it continues the list that `first` began."""
    if line >= end_line or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    rules = state.md.block.ruler.getRules("list")
    if any(rule(state, line, end_line, True) for rule in rules):
        return None
    marker = marker_at(state, line, first)
    return marker if marker and marker.continues(first) else None


def _item(state: StateBlock, line: int, end_line: int, marker: Marker) -> tuple[bool, bool]:
    """Read one item; say whether it is tight and whether it ends with a blank line."""
    start = line_start(state, line)
    opening: Token = state.push("item_open", "", 1)
    marker_end = state.sCount[line] + marker.end - start
    restore = move_start(state, line, marker.end)
    empty = state.isEmpty(line)
    gap = 1 if empty else state.sCount[line] - marker_end
    old = state.blkIndent, state.listIndent, state.tight
    state.listIndent, state.tight = state.blkIndent, True
    state.blkIndent = marker_end + (gap if gap <= 4 else 1)
    if empty and state.isEmpty(line + 1):
        state.line = min(state.line + 2, end_line)  # an item cannot begin with two blank lines
    else:
        state.line = line
        state.md.block.tokenize(state, line, end_line)
    tight = state.tight
    ended_empty = state.line - line > 1 and state.isEmpty(state.line - 1)
    state.blkIndent, state.listIndent, state.tight = old
    restore()
    state.push("item_close", "", -1)
    state.line = max(state.line, line + 1)
    opening.meta.update(marker=marker.text, span=span_of_lines(state, start, state.line))
    return tight, ended_empty
