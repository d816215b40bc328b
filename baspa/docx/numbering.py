"""`word/numbering.xml`: headings, the list of sources, and one numbering per list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.docx.formatting import ParagraphFormat, Tab
from baspa.docx.oxml import Element, make
from baspa.docx.style import (
    BIBLIOGRAPHY_NUMBERING,
    BULLET_NUMBERING,
    HEADING_LEVELS,
    HEADING_NUMBERING,
    ORDERED_NUMBERING,
)
from baspa.model.pages import roman
from baspa.profile import Profile

LIST_LEVELS = 9
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MARK = re.compile(r"(\W*)(\w+)(\W*)")


def _letter(alphabet: str) -> Callable[[int], str]:
    return lambda number: alphabet[number - 1] if number <= len(alphabet) else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "russianLower": _letter(_RUSSIAN),
    "russianUpper": _letter(_RUSSIAN.upper()),
    "lowerLetter": _letter(_LATIN),
    "upperLetter": _letter(_LATIN.upper()),
}
"""The number formats of WordprocessingML that we use, and the marks that each prints."""


def mark_of(number_format: str, number: int) -> str:
    """Return the mark that a number format of ours prints; nothing for a bullet, or for none."""
    printed = _FORMATS.get(number_format)
    return printed(number) if printed is not None else ""


@dataclass(frozen=True, slots=True)
class ListFormat:
    """How a list prints its marks."""

    number_format: str
    """A `w:numFmt`: `bullet`, `decimal`, `russianLower` …"""
    pattern: str
    """A `w:lvlText` with `%1` where the number stands; the mark itself for a bullet."""


def list_format(css_class: str, marks: Sequence[str], start: int) -> ListFormat | None:
    """Return the format that prints exactly these marks from `start` on, or None.

    Word has no Kazakh alphabet, and its Russian one knows з: such marks stay text.
    """
    parts = [_MARK.fullmatch(mark) for mark in marks]
    found = [part.groups() for part in parts if part]
    if len(found) != len(marks) or len({(before, after) for before, _, after in found}) != 1:
        return None
    for name, mark_of in _FORMATS.items():
        if css_class == "letter" and "Roman" in name:
            continue
        if all(mark_of(start + n) == core for n, (_, core, _) in enumerate(found)):
            return ListFormat(name, f"{found[0][0]}%1{found[0][2]}")
    return None


def list_paragraph(profile: Profile, depth: int) -> ParagraphFormat:
    """Return the indents of an item whose list is nested `depth` deep, from 0."""
    lists = profile.lists
    marker = lists.marker_width.twips
    shift = depth * marker
    mark = lists.indent.twips
    if lists.hanging:
        text = mark + marker + shift
        return ParagraphFormat(left=text, first_line=-marker, tabs=(Tab(position=text),))
    text = mark + shift + marker
    return ParagraphFormat(left=0, first_line=mark + shift, tabs=(Tab(position=text),))


def list_continuation(profile: Profile, depth: int) -> ParagraphFormat:
    """Return the indents of the further paragraphs of an item."""
    lists = profile.lists
    shift = depth * lists.marker_width.twips
    if lists.hanging:
        return ParagraphFormat(
            left=lists.indent.twips + lists.marker_width.twips + shift, first_line=0
        )
    return ParagraphFormat(left=0, first_line=lists.indent.twips + shift)


@dataclass(slots=True)
class Numbering:
    """Collects the numberings of a document."""

    profile: Profile
    _bibliography_pattern: str = "%1"
    _formats: list[ListFormat] = field(default_factory=list)
    _lists: list[tuple[ListFormat, int, int]] = field(default_factory=list)
    """The format, level and first number of each `w:num` after the two fixed ones."""

    def new_list(self, format: ListFormat, depth: int, start: int) -> tuple[int, int]:
        """Return `w:numId` and `w:ilvl` of a list that counts from `start`."""
        level = min(depth, LIST_LEVELS - 1)
        wanted = (format, level, start)
        if format not in self._formats:
            self._formats.append(format)
        if format.number_format == "bullet" and wanted in self._lists:
            return self._first_free + self._lists.index(wanted), level
        self._lists.append(wanted)
        return self._first_free + len(self._lists) - 1, level

    def bibliography(self, first_mark: str) -> None:
        """Say how the list of sources prints its numbers, by its first mark: `1`, `1.`."""
        self._bibliography_pattern = re.sub(r"\w+", "%1", first_mark)

    def element(self) -> Element:
        """Return `w:numbering`."""
        first = self._first_free
        return make(
            "w:numbering",
            self._headings(),
            self._sources(),
            self._abstract(BULLET_NUMBERING, self._bullets(), style="ListBullet"),
            self._abstract(ORDERED_NUMBERING, self._ordered(), style="ListNumber"),
            *(self._abstract(first + n, f) for n, f in enumerate(self._formats)),
            *(
                make("w:num", make("w:abstractNumId", val=number), numId=number)
                for number in range(HEADING_NUMBERING, first)
            ),
            *(self._number(first + n, *wanted) for n, wanted in enumerate(self._lists)),
        )

    @property
    def _first_free(self) -> int:
        return ORDERED_NUMBERING + 1

    def _bullets(self) -> ListFormat:
        return ListFormat("bullet", self.profile.lists.bullet)

    def _ordered(self) -> ListFormat:
        """Return numbers as the profile's lists have them; letters are not the same in Word."""
        marks = (mark for mark in self.profile.lists.ordered if "{number}" in mark)
        return ListFormat("decimal", next(marks, "{number})").replace("{number}", "%1"))

    def _headings(self) -> Element:
        headings = self.profile.headings
        levels = []
        for level in range(HEADING_LEVELS):
            numbered = level < headings.numbered_levels
            text = ".".join(f"%{n + 1}" for n in range(level + 1)) + headings.after_number
            look = headings.levels[min(level, len(headings.levels) - 1)]
            levels.append(
                _level(
                    level,
                    "decimal" if numbered else "none",
                    text if numbered else "",
                    ParagraphFormat(left=0, first_line=look.indent.twips),
                    style=f"Heading{level + 1}" if numbered else None,
                    suffix="space" if numbered else "nothing",
                )
            )
        return _abstract_number(HEADING_NUMBERING, levels, multilevel=True)

    def _sources(self) -> Element:
        hanging = self.profile.bibliography_hanging
        indent = self.profile.text.indent.twips
        place = ParagraphFormat(
            left=indent if hanging else 0, first_line=-indent if hanging else indent
        )
        level = _level(
            0, "decimal", self._bibliography_pattern, place, style="Bibliography", suffix="tab"
        )
        return _abstract_number(BIBLIOGRAPHY_NUMBERING, [level])

    def _abstract(self, number: int, format: ListFormat, style: str | None = None) -> Element:
        """Return the levels of a list; `style` is linked with the first of them."""
        levels = []
        for depth in range(LIST_LEVELS):
            text = format.pattern.replace("%1", f"%{depth + 1}")
            place = list_paragraph(self.profile, depth)
            linked = style if depth == 0 else None
            levels.append(_level(depth, format.number_format, text, place, style=linked))
        return _abstract_number(number, levels)

    def _number(self, number: int, format: ListFormat, level: int, start: int) -> Element:
        abstract = self._first_free + self._formats.index(format)
        override = None
        if format.number_format != "bullet":
            restart = make("w:startOverride", val=start)
            override = make("w:lvlOverride", restart, ilvl=level)
        return make("w:num", make("w:abstractNumId", val=abstract), override, numId=number)


def _abstract_number(number: int, levels: list[Element], *, multilevel: bool = False) -> Element:
    kind = "multilevel" if multilevel or len(levels) > 1 else "singleLevel"
    return make("w:abstractNum", make("w:multiLevelType", val=kind), *levels, abstractNumId=number)


def _level(
    level: int,
    number_format: str,
    text: str,
    place: ParagraphFormat,
    *,
    style: str | None = None,
    suffix: str = "tab",
) -> Element:
    return make(
        "w:lvl",
        make("w:start", val=1),
        make("w:numFmt", val=number_format),
        make("w:pStyle", val=style) if style else None,
        make("w:suff", val=suffix),
        make("w:lvlText", val=text),
        make("w:lvlJc", val="left"),
        place.element(),
        ilvl=level,
    )


@dataclass(slots=True)
class HeadingCounter:
    """Counts headings as Word's multilevel numbering does."""

    after_number: str
    _counts: list[int] = field(default_factory=lambda: [0] * HEADING_LEVELS)

    def would_print(self, level: int) -> str:
        """Return the number that the next heading of this level (from 1) would get."""
        counts = [*self._counts[: level - 1], self._counts[level - 1] + 1]
        return ".".join(map(str, counts)) + self.after_number

    def count(self, level: int) -> None:
        """Take note of a heading that the numbering counts."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (HEADING_LEVELS - level)
