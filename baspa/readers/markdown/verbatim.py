r"""The stretches of a text in which markup means nothing.

Code spans, formulas, comments, HTML tags, automatic links and escaped characters are found first,
from left to right, in linear time. What looks for brackets, cell borders or citation keys then
works on a text in which they are masked.

| stretch | rule (Pandoc's manual) |
|---|---|
| `` `code` `` | closed by a run of as many backticks |
| `$x$` | no space inside the dollars, no digit after the closing one |
| `$$x$$` | anything but `$$` |
| `\*` | a backslash before anything but a letter or a digit |
| `<https://…>`, `<user@host>` | no spaces |
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left

from markdown_it.common import html_re

from baspa.dataclass import dataclass


class Kind(enum.Enum):
    """What a verbatim stretch is."""

    CODE = enum.auto()
    MATH = enum.auto()
    DISPLAY_MATH = enum.auto()
    COMMENT = enum.auto()
    TAG = enum.auto()
    AUTOLINK = enum.auto()
    ESCAPE = enum.auto()


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One stretch, with its delimiters."""

    kind: Kind
    start: int
    end: int
    inner: str
    """What stands between the delimiters."""


MASK = "\0"
"""Stands for every character of a verbatim stretch in a masked text; it is in no class of ours."""

_OPENER = re.compile(r"[\\`$<]")
_RUN = re.compile(r"`+")
_ESCAPE = re.compile(r"\\([\W_])", re.DOTALL)
_MATH = re.compile(r"\$(?!\s)((?:[^$\\\s]|\\.|\s(?!\$))++)\$(?!\d)", re.DOTALL)
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))++)\$\$", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|ftps?|mailto):[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_TAG = re.compile(f"({html_re.open_tag}|{html_re.close_tag})")


def find_verbatim(text: str) -> dict[int, Verbatim]:
    """Return the verbatim stretches of `text` by their first offset."""
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(text):
        runs.setdefault(len(run.group()), []).append(run.start())
    found: dict[int, Verbatim] = {}
    pos = 0
    while opener := _OPENER.search(text, pos):
        start = opener.start()
        if text[start] == "`":
            length = len(_RUN.match(text, start).group())  # type: ignore[union-attr]
            stretch = _code(text, start, length, runs.get(length, []))
            skipped = length
        else:
            stretch = _other(text, start)
            skipped = 2 if text.startswith("$$", start) else 1
        if stretch:
            found[start] = stretch
        pos = stretch.end if stretch else start + skipped
    return found


def mask(text: str, stretches: dict[int, Verbatim]) -> str:
    """Return `text` with every character of `stretches` replaced by `MASK`."""
    parts: list[str] = []
    pos = 0
    for stretch in stretches.values():
        parts += (text[pos : stretch.start], MASK * (stretch.end - stretch.start))
        pos = stretch.end
    return "".join(parts) + text[pos:]


def _code(text: str, start: int, length: int, runs: list[int]) -> Verbatim | None:
    """Return the code span opened at `start`; `runs` are the runs of `length` backticks."""
    after = bisect_left(runs, start + length)
    if after == len(runs):
        return None
    return Verbatim(Kind.CODE, start, runs[after] + length, text[start + length : runs[after]])


_PATTERNS = {
    "\\": ((Kind.ESCAPE, _ESCAPE),),
    "$": ((Kind.DISPLAY_MATH, _DISPLAY), (Kind.MATH, _MATH)),
    "<": ((Kind.AUTOLINK, _AUTOLINK), (Kind.TAG, _TAG)),
}


def _other(text: str, start: int) -> Verbatim | None:
    """Return the stretch other than code that begins at `start`."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return Verbatim(Kind.COMMENT, start, end + 3, text[start + 4 : end]) if end >= 0 else None
    for kind, pattern in _PATTERNS[text[start]]:
        if found := pattern.match(text, start):
            return Verbatim(kind, start, found.end(), found.group(1))
    return None
