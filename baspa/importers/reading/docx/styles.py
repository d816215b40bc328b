"""What the styles and the numbering of a DOCX say about its paragraphs.

Read: names, inheritance, outline levels, bold, alignment, list levels. A mark that the word
processor counts is counted again, since it stands nowhere in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field

from lxml import etree

from baspa.dataclass import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|заголовок|тақырып|title)\s*(\d)", re.IGNORECASE)
_DEEPEST = 9
_HIGHEST = 10_000
"""Where a list may begin to count."""
_RUSSIAN = "абвгдежзиклмнопрстуфхцшщэюя"


def value(element: etree._Element | None, path: str, name: str = "val") -> str | None:
    """Return the attribute `w:name` of the first element at `path`, a path of `w:` names."""
    if element is None:
        return None
    found = element.find("/".join(W + step for step in path.split("/"))) if path else element
    return None if found is None else found.get(W + name)


def whole(stated: str | None, most: int = 10**9, base: int = 10) -> int:
    """Return the number of an attribute, `most` at most; 0 where it is none, as it may be."""
    try:
        return max(-most, min(int(stated or "0", base), most))
    except ValueError:
        return 0


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a toggle such as `b` is set; None where nothing is said."""
    if properties is None or (found := properties.find(W + name)) is None:
        return None
    return found.get(W + "val") not in ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A style, what it inherits filled in."""

    name: str
    level: int | None = None
    bold: bool = False
    capitals: bool = False
    centred: bool = False
    numbering: tuple[str, int] | None = None
    """numId and level."""


class Styles:
    """The paragraph styles of a document, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = root.findall(W + "style") if root is not None else []
        self._root = root
        self._elements = {e.get(W + "styleId"): e for e in elements}
        self._read = dict[str | None, ParagraphStyle]()
        self.default = next(
            (
                e.get(W + "styleId")
                for e in elements
                if e.get(W + "default") in ("1", "true") and e.get(W + "type") == "paragraph"
            ),
            None,
        )

    def elements(self, style_id: str | None, path: str) -> Iterator[etree._Element]:
        """Give what stands at `path` in a style, in those it is based on, and in the defaults."""
        steps = "/".join(W + step for step in path.split("/"))
        kind = path.split("/")[0]
        above = f"{W}docDefaults/{W}{kind}Default/{steps}"
        found = [e.find(steps) for e in self._chain(style_id)]
        found += [self._root.find(above)] if self._root is not None else []
        yield from (e for e in found if e is not None)

    def said(self, style_id: str | None, path: str) -> Iterator[str | None]:
        """Give the values that `elements` have."""
        yield from (e.get(W + "val") for e in self.elements(style_id, path))

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """Return a style and those that it is based on."""
        chain, at = list[etree._Element](), style_id or self.default
        while at in self._elements and len(chain) < 20:
            chain.append(self._elements[at])
            at = value(chain[-1], "basedOn")
        return chain

    def is_toggled(self, style_id: str | None, name: str) -> bool | None:
        """Return whether a style sets `b`, `i`, `caps` …; None where it says nothing."""
        said = (is_on(e.find(W + "rPr"), name) for e in self._chain(style_id))
        return next((on for on in said if on is not None), None)

    def __getitem__(self, style_id: str | None) -> ParagraphStyle:
        """Return a style; a plain one where there is none of this id."""
        if style_id not in self._elements:
            style_id = None
        if style_id not in self._read:
            self._read[style_id] = self._of(style_id)
        return self._read[style_id]

    def _of(self, style_id: str | None) -> ParagraphStyle:
        chain = self._chain(style_id)
        name = value(chain[0], "name") or "" if chain else ""
        levels = [v for e in chain if (v := value(e, "pPr/outlineLvl")) is not None]
        named = _HEADING.fullmatch(name.strip())
        level = int(named[1]) if named else (whole(levels[0]) + 1 if levels else None)
        aligned = next((v for e in chain if (v := value(e, "pPr/jc"))), "")
        number = next((v for e in chain if (v := value(e, "pPr/numPr/numId"))), None)
        depth = next((v for e in chain if (v := value(e, "pPr/numPr/ilvl"))), "0")
        return ParagraphStyle(
            name=name,
            level=level if level and level <= _DEEPEST else None,
            bold=self.is_toggled(style_id, "b") or False,
            capitals=self.is_toggled(style_id, "caps") or False,
            centred=aligned == "center",
            numbering=(number, max(0, whole(depth, 9))) if number and number != "0" else None,
        )


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    root: etree._Element | None
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 10))
    _lists: dict[str, etree._Element | None] = field(default_factory=dict)
    """The definition of each list that was asked for."""

    def mark(self, number_id: str, depth: int) -> str:
        """Count an item of a list; return its mark: `–`, `2.`, `б)`, `1.2`."""
        if number_id not in self._lists:
            self._lists[number_id] = self._abstract(number_id)
        abstract = self._lists[number_id]
        level = self._level(abstract, depth)
        form = value(level, "numFmt") or "bullet"
        if form == "bullet" or level is None:
            return "–"
        key = (abstract.get(W + "abstractNumId") if abstract is not None else None) or number_id
        counts = self.counts[f"{key}/{number_id}"]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (len(counts) - depth - 1)
        pattern = value(level, "lvlText") or ""
        return re.sub(
            r"%(\d)", lambda m: self._shown(abstract, int(m[1]) - 1, counts, form), pattern
        ).strip()

    def _shown(
        self, abstract: etree._Element | None, depth: int, counts: list[int], own_form: str
    ) -> str:
        level = self._level(abstract, depth)
        start = whole(value(level, "start") or "1", _HIGHEST)
        number = start + max(1, counts[depth]) - 1
        form = value(level, "numFmt") or own_form
        if form in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (number - 1) % 26)
        elif form in ("russianLower", "russianUpper"):
            letter = _RUSSIAN[(number - 1) % len(_RUSSIAN)]
        elif form in ("lowerRoman", "upperRoman"):
            letter = _roman(number)
        else:
            return str(number)
        return letter.upper() if form.endswith(("Upper", "upperLetter", "upperRoman")) else letter

    def _abstract(self, number_id: str) -> etree._Element | None:
        if self.root is None:
            return None
        numbers = [n for n in self.root.findall(W + "num") if n.get(W + "numId") == number_id]
        wanted = value(numbers[0], "abstractNumId") if numbers else None
        found = [
            a for a in self.root.findall(W + "abstractNum") if a.get(W + "abstractNumId") == wanted
        ]
        return found[0] if found else None

    def _level(self, abstract: etree._Element | None, depth: int) -> etree._Element | None:
        levels = abstract.findall(W + "lvl") if abstract is not None else []
        return next((e for e in levels if e.get(W + "ilvl") == str(depth)), None)


def mark_of(element: etree._Element, by_style: tuple[str, int] | None, numbering: Numbering) -> str:
    """Count a paragraph; return the number or bullet that stands before it, if any."""
    number = value(element, "pPr/numPr/numId")
    number = number if number is not None else (by_style[0] if by_style else "0")
    if number == "0" or not any((t.text or "").strip() for t in element.iter(W + "t")):
        return ""
    return numbering.mark(number, depth_of(element, by_style))


def depth_of(element: etree._Element, by_style: tuple[str, int] | None) -> int:
    """Return how deeply the list of a paragraph is nested, by itself or by its style."""
    stated = value(element, "pPr/numPr/ilvl")
    return max(0, whole(stated, 9)) if stated is not None else (by_style[1] if by_style else 0)


def _roman(number: int) -> str:
    """Return a number below 40 in Roman figures."""
    units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10]
    return "x" * (number // 10) + units
