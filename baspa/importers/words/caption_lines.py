"""What reads like a caption, and like the label above the next part of a table.

| typed | kind and number |
|---|---|
| `1-кесте – …`, `№1 кесте`, `2.1 сурет.`, `1-ші кесте` | number before the word |
| `Кесте 1. …`, `Таблица 1 – …`, `Рис. 2-1`, `Сурет №3:`, `Table II` | number behind it |
| `Схема 1 …`, `Диаграмма 2`, `Фото 4` | figures that are counted by themselves |
| `Рисунок – …` | no number |
"""

from __future__ import annotations

import re

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import Text
from baspa.importers.words.elements import roman

_TABLES = r"кесте|кест\.|таблица|табл\.?|table|tab\."
_FIGURES = r"сурет|сур\.|рисунок|рис\.?|figure|fig\.?"
OTHERS = {
    "scheme": r"схема(?:сы)?|сызба(?:сы)?|сызбанұсқа|сұлба|scheme",
    "diagram": r"диаграмма(?:сы)?|гистограмма|diagram",
    "graph": r"график|graph|chart",
    "photo": r"фото(?:графия|сурет)?|photo(?:graph)?",
    "map": r"карта(?:сы)?|map",
    "drawing": r"черт[её]ж|иллюстрация|илл?\.|drawing|illustration|plate",
}
"""Figures that go by another name and have numbers of their own, by what their labels say."""


def _named(words: dict[str, str]) -> str:
    return "(?i:" + "|".join(f"(?P<{name}>{some})" for name, some in words.items()) + ")"


_DECIMAL = r"(?:[А-ЯӘA-Z][.-]?)?\d{1,3}(?:[.-]\d{1,3})*"
NUMBER = r"(?P<n>(?:[А-ЯӘA-Z]\.?)?\d{1,3}(?:\.\d{1,3})*)"
"""The number of a formula."""
_CLOSING = r"[\s.:)–—-]*"
_NTH = r"(?:\s?[-–]\s?(?:ші|шы|інші|ыншы|нші|ншы))?"
_KAZAKH = _named({"tbl": r"кесте|кест\.", "fig": r"сурет|сур\."})
_BEFORE = re.compile(rf"№?\s?(?P<n>{_DECIMAL}){_NTH}\s*[-–]?\s*{_KAZAKH}(?![^\W\d_]){_CLOSING}")
_OTHER_BEFORE = re.compile(
    rf"(?:№\s?(?=\d+\s)|(?=\S+\s?[-–]))(?P<n>{_DECIMAL})(?:\s?[-–])?\s?{_named(OTHERS)}(?![^\W\d_]){_CLOSING}"
)
_ALL = _named({"tbl": _TABLES, "fig": _FIGURES} | OTHERS)
_BEHIND = re.compile(
    rf"{_ALL}\s*(?:№|[-–—])?\s*(?P<n>{_DECIMAL}|[IVXІ]{{1,5}}(?![^\W_]))(?!\d){_CLOSING}"
)
_ALONE = re.compile(rf"{_ALL}\s*[.:]?\s*[–—-]\s+(?=[«\"“A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_CONTINUED = re.compile(
    r"(?=.*(?:табл|кесте|table|продолж|жалғас))"
    r".*(?:продолж|окончание|жалғас|соңы(?!\w)|continu|cont\.|cont’d)",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of a caption at most."""
_LONGEST_CONTINUED = 60


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A paragraph that reads like a caption."""

    kind: str
    """tbl or fig."""
    number: str
    """As typed, `2.1`; of a scheme `scheme-2`; nothing where it has none."""
    length: int
    """Characters of its label."""


def caption_of(paragraph: Text) -> CaptionLine | None:
    """Return what a paragraph is the caption of; None where it is running text."""
    if len(paragraph) > _LONGEST:
        return None
    for pattern in (_BEFORE, _OTHER_BEFORE, _BEHIND, _ALONE):
        if match := pattern.match(paragraph.string):
            return _line(match)
    return None


def _line(match: re.Match[str]) -> CaptionLine:
    named = match.groupdict()
    word = next(name for name in ("tbl", "fig", *OTHERS) if named.get(name))
    number = _number(named.get("n") or "")
    if number and word in OTHERS:
        number = f"{word}-{number}"
    return CaptionLine("tbl" if word == "tbl" else "fig", number, match.end())


def _number(typed: str) -> str:
    """Return a number with dots inside and arabic figures."""
    if re.fullmatch("[IVXІ]+", typed):
        return str(roman(typed))
    return typed.replace("-", ".")


def is_continuation(paragraph: Text) -> bool:
    """Tell whether a paragraph says that a table goes on: `Продолжение таблицы 2`."""
    string = paragraph.string
    return len(string) < _LONGEST_CONTINUED and bool(_CONTINUED.match(string))
