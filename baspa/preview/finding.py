"""Finding: where words stand on the pages, as PDFium reads them.

Letters are compared as a reader reads them: capital or small, ё or е, broken at the end of a line
or not, with whatever blank or dash between. Runs in the process of `drawing.py`.
"""

from __future__ import annotations

import ctypes
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from baspa.dataclass import dataclass

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in pt from the upper left corner of the page."""
_BROKEN = "\x02\ufffe"
"""What PDFium reads for the hyphen of a word that is broken: the word goes on in the next line."""
_NOTHING = f"{_BROKEN}\0\u00ad\uffff"
"""What is no letter."""
_ENDS = "\r\n"


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """Return what a letter is compared by: nothing for a dash, a blank for every kind of blank."""
    if letter in _NOTHING or unicodedata.category(letter) == "Pd":
        return ""
    return " " if letter.isspace() else letter.casefold().replace("ё", "е")


def folded(letters: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each letter as it is compared, with its index in `letters`.

    Blanks that follow one another are one. The end of a line is one too, but behind a hyphen.
    """
    last, goes_on = " ", False
    for index, letter in enumerate(letters):
        if goes_on and letter in _ENDS:
            continue
        goes_on = letter in _BROKEN
        for each in _folded(letter):
            if each != " " or last != " ":
                yield each, index
            last = each


@dataclass(slots=True)
class Texts:
    """The text of each page that was read, by the digest of the page."""

    known: dict[str, tuple[str, array[int]]] = field(default_factory=dict)
    """As it is compared, and the index of each letter in what PDFium reads."""

    def find(self, document: Any, digest: str, page: int, wanted: str) -> list[list[Box]]:
        """Return the boxes of each place, one a line, where `wanted` stands on a page (from 1)."""
        needle = "".join(letter for letter, _ in folded(wanted))
        sheet = None
        if digest not in self.known:
            sheet = document[page - 1].get_textpage()
            self.known[digest] = _read(sheet)
        text, indices = self.known[digest]
        starts = list(_places(text, needle))
        if not starts:
            return []
        sheet = sheet or document[page - 1].get_textpage()
        height_pt = document.get_page_size(page - 1)[1]
        return [
            _boxes(sheet, indices[start], indices[start + len(needle) - 1], height_pt)
            for start in starts
        ]


def _read(sheet: Any) -> tuple[str, array[int]]:
    letters, count = sheet.get_text_range(), pdfium.FPDFText_CountChars(sheet)
    if len(letters) != count:  # some cannot be told as text: one by one, so that the indices hold
        letters = "".join(chr(pdfium.FPDFText_GetUnicode(sheet, n)) for n in range(count))
    found = list(folded(letters))
    return "".join(letter for letter, _ in found), array("l", (index for _, index in found))


def _places(text: str, needle: str) -> Iterator[int]:
    """Yield where `needle` begins, each place behind the one before."""
    place = text.find(needle) if needle.strip() else -1
    while place >= 0:
        yield place
        place = text.find(needle, place + len(needle))


def _boxes(sheet: Any, first: int, last: int, height_pt: float) -> list[Box]:
    """Return what the letters from `first` to `last` cover."""
    found = []
    sides = [ctypes.c_double() for _ in range(4)]
    for number in range(pdfium.FPDFText_CountRects(sheet, first, last - first + 1)):
        pdfium.FPDFText_GetRect(sheet, number, *(ctypes.byref(side) for side in sides))
        left, top, right, bottom = (side.value for side in sides)
        found.append((left, height_pt - top, right - left, top - bottom))
    return [(round(x, 1), round(y, 1), round(w, 1), round(h, 1)) for x, y, w, h in found]
