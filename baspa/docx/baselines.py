"""The lines of a laid-out page, as PDFium reads them: where their letters stand."""

from __future__ import annotations

import ctypes
from bisect import bisect_left

_EXACT_PT = 0.12
"""How far a line may stand from where the one before it says."""
_BLANK = 32
"""The last code point that draws nothing."""


class Baselines:
    """The baselines of each page of a PDF, in pt from the top of the sheet."""

    def __init__(self, pdf: bytes):
        """Open a PDF, which is read page by page as it is asked for."""
        import pypdfium2  # few layouts are looked at so closely

        self._document = pypdfium2.PdfDocument(pdf)
        self._read: dict[int, list[float]] = {}

    def of(self, page: int) -> list[float]:
        """Return the baselines of a page, counted from 1, each once and in order."""
        if page not in self._read:
            self._read[page] = self._baselines(page)
        return self._read[page]

    def down(self, page: int, top: float, foot: float, pitch: float) -> int:
        """Return how many lines stand one below the other from `top` to `foot`, at least one."""
        lines = self.of(page)
        first, last = bisect_left(lines, top), bisect_left(lines, foot)
        return _follow(lines[first:last], pitch)

    def up(self, page: int, foot: float, pitch: float) -> int:
        """Return how many lines stand one above the other from `foot` on, at least one."""
        lines = self.of(page)
        return _follow([-line for line in lines[: bisect_left(lines, foot)][::-1]], pitch)

    def _baselines(self, page: int) -> list[float]:
        import pypdfium2.raw as pdfium

        sheet = self._document[page - 1]
        text, height = sheet.get_textpage(), sheet.get_height()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = set()
        for index in range(text.count_chars()):
            if pdfium.FPDFText_GetUnicode(text, index) > _BLANK:
                pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                found.add(round(height - y.value, 2))
        return sorted(found)


def _follow(lines: list[float], pitch: float) -> int:
    """Return how many of `lines` follow one another at a distance of `pitch`, from the first."""
    count, expected = 1, lines[0] + pitch if lines else 0.0
    for line in lines:
        if line > expected + _EXACT_PT:
            break
        if line >= expected - _EXACT_PT:
            count, expected = count + 1, line + pitch
    return count
