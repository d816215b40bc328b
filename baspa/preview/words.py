"""The words of a page, each at its place, as PDFium reads them: to be selected, copied, found.

Runs in the process of `drawing.py`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import field
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from baspa.dataclass import dataclass

Word: TypeAlias = tuple[str, float, float, float, float, bool]
"""What is written, with the blank behind it; left, top, width and height in pt from the upper left
corner of the page; whether a line ends behind it."""
_ENDS = "\r\n"
_HYPHEN = "\x02"
"""What PDFium reads for the hyphen of a word that is broken: the word goes on in the next line."""


def words_of(document: Any, page: int) -> list[Word]:
    """Return the words of a page (from 1) of an open PDF, in the order in which they are drawn."""
    sheet = document[page - 1]
    return list(_words(sheet.get_textpage(), sheet.get_height()))


@dataclass(slots=True)
class _Open:
    """A word that is being read."""

    letters: str = ""
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Left, bottom, right, top of what is drawn of it, in pt from the lower left corner."""

    def word(self, height_pt: float, *, ends_line: bool) -> Word:
        lefts, bottoms, rights, tops = zip(*self.boxes, strict=True)
        left, top = min(lefts), max(tops)
        sides = (left, height_pt - top, max(rights) - left, top - min(bottoms))
        x, y, width, height = (round(side, 1) for side in sides)
        return self.letters, x, y, width, height, ends_line


def _words(text: Any, height_pt: float) -> Iterator[Word]:
    word, box = _Open(), pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(text)):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter in _ENDS or (word.letters.endswith(" ") and letter != " "):
            if word.boxes:
                yield word.word(height_pt, ends_line=letter in _ENDS)
            word = _Open()
        if letter in _ENDS or letter in "\0\ufffe\uffff":
            continue
        word.letters += "" if letter == _HYPHEN else letter
        if letter != " ":
            pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
            word.boxes.append((box.left, box.bottom, box.right, box.top))
    if word.boxes:
        yield word.word(height_pt, ends_line=True)
