"""Measures finished pages: every length here was read by pdfium from a PDF, none by our own code.

pdfium tells the origin, the advance and the face of every glyph to a thousandth of a point, where
`pdftotext -bbox` knows only whole words and no sizes. All lengths are millimetres from the sheet's
upper left corner; sizes of type are points.
"""

from __future__ import annotations

import ctypes
import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.ttLib import TTFont

MM_PER_PT = 25.4 / 72
RAISED = 0.8
"""A glyph smaller than this share of its line's type is a raised or lowered one."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character."""

    text: str
    left: float
    right: float
    """Origin and origin plus advance: where the type, not its ink, begins and ends."""
    baseline: float
    size: float
    face: str
    """The PostScript name without the subset's prefix: `LiberationSerif-Bold`."""

    @property
    def bold(self) -> bool:
        return "bold" in self.face.lower()

    @property
    def italic(self) -> bool:
        return "italic" in self.face.lower()

    @property
    def family(self) -> str:
        """The name of the family without spaces, as WeasyPrint and LibreOffice shorten it."""
        return re.sub("(-?(Bold|Italic|Regular))+$", "", self.face).replace("-", "")


@dataclass(frozen=True)
class Line:
    """One line of type; cells of a table that stand on one baseline are one line."""

    sheet: int
    """The place of its sheet in the file, from 1."""
    glyphs: tuple[Glyph, ...]
    """From left to right, with the spaces between words."""

    @cached_property
    def size(self) -> float:
        """The size of most of its glyphs, in points."""
        return Counter(round(g.size, 2) for g in self.printed).most_common(1)[0][0]

    @cached_property
    def printed(self) -> tuple[Glyph, ...]:
        return tuple(g for g in self.glyphs if not g.text.isspace())

    @cached_property
    def upright(self) -> tuple[Glyph, ...]:
        """Its glyphs without footnote marks, exponents and indices."""
        return tuple(g for g in self.printed if g.size > RAISED * self.size)

    @property
    def baseline(self) -> float:
        return self.upright[0].baseline

    @property
    def left(self) -> float:
        return self.printed[0].left

    @property
    def right(self) -> float:
        return self.printed[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @cached_property
    def text(self) -> str:
        return "".join(g.text for g in self.glyphs).strip()

    @cached_property
    def key(self) -> str:
        """Its letters and digits, for comparing with a text that was divided otherwise."""
        return key("".join(g.text for g in self.upright))


@dataclass(frozen=True, slots=True)
class Box:
    """A rule, or the box around a picture or a part of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Sheet:
    """One page of a file."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    """From the top: WeasyPrint draws the running text of a page before its floats."""
    drawn: tuple[Line, ...]
    """In the order of the file, which is that of reading within a table."""
    boxes: tuple[Box, ...]
    """What is drawn rather than set."""

    @property
    def upright(self) -> bool:
        return self.height > self.width


def key(text: str) -> str:
    """Return the letters and digits of `text`, without difference of case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def measure(pdf: Path) -> tuple[Sheet, ...]:
    """Return every sheet of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheets = []
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            lines = tuple(_lines(number, _glyphs(page, height)))
            sheets.append(
                Sheet(
                    number=number,
                    width=width * MM_PER_PT,
                    height=height * MM_PER_PT,
                    lines=tuple(sorted(lines, key=_place)),
                    drawn=lines,
                    boxes=tuple(_boxes(page, height)),
                )
            )
        return tuple(sheets)


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    last = None
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, place)
        if pdfium.FPDFText_IsGenerated(text, place):
            if last and chr(code) == " ":  # a space that was moved over, not printed
                yield replace(last, text=" ", left=last.right)
            continue
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, place, box)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        pdfium.FPDFText_GetFontInfo(text, place, name, len(name), flags)
        last = Glyph(
            text="-" if code == 2 else chr(code),  # pdfium's sign for a hyphen at a line's end
            left=x.value * MM_PER_PT,
            right=box.right * MM_PER_PT,
            baseline=(height - y.value) * MM_PER_PT,
            size=pdfium.FPDFText_GetFontSize(text, place) * math.hypot(matrix.b, matrix.d),
            face=re.sub(r"^[A-Z]{6}\+", "", name.value.decode()),
        )
        yield last


def _lines(sheet: int, glyphs: Iterator[Glyph]) -> Iterator[Line]:
    """Join the glyphs that follow one another on one baseline, raised ones with them."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row and not _same_line(row, glyph):
            yield from _line(sheet, row)
            row = []
        row.append(glyph)
    yield from _line(sheet, row)


def _same_line(row: list[Glyph], glyph: Glyph) -> bool:
    largest = max(row, key=lambda g: g.size)
    shift = abs(glyph.baseline - largest.baseline)
    if RAISED < glyph.size / largest.size < 1 / RAISED:
        return shift < 0.1
    return shift < 0.5 * max(glyph.size, largest.size) * MM_PER_PT


def _line(sheet: int, row: list[Glyph]) -> Iterator[Line]:
    if any(not g.text.isspace() for g in row):
        yield Line(sheet, tuple(sorted(row, key=lambda g: g.left)))


def _place(line: Line) -> tuple[float, float]:
    return round(line.baseline, 1), line.left


def _boxes(page: pypdfium2.PdfPage, height: float) -> Iterator[Box]:
    for thing in page.get_objects(max_depth=1):
        if thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
            left, bottom, right, top = thing.get_bounds()
            yield Box(
                left * MM_PER_PT,
                (height - top) * MM_PER_PT,
                right * MM_PER_PT,
                (height - bottom) * MM_PER_PT,
            )


def drawn_rules(pdf: Path, sheet: int, top: float, bottom: float) -> list[Box]:
    """Return the rules across, longer than 10 mm, that are seen on a sheet between two heights.

    Some are shadings, of which pdfium does not tell the edges: the page is painted instead.
    """
    scale = 4
    mm = MM_PER_PT / scale
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[sheet - 1].render(scale=scale, grayscale=True).to_pil()
    rules: list[Box] = []
    for row in range(round(top / mm), round(bottom / mm)):
        pixels = image.crop((0, row, image.width, row + 1)).tobytes()
        for dark in re.finditer(rb"[\x00-\xc0]{%d,}" % (10 / mm), pixels):
            if rules and row * mm - rules[-1].bottom < mm / 2:
                rules[-1] = replace(rules[-1], bottom=(row + 1) * mm)
            else:
                rules.append(Box(dark.start() * mm, row * mm, dark.end() * mm, (row + 1) * mm))
    return rules


@dataclass(frozen=True, slots=True)
class Face:
    """The measures of a face, over its size."""

    ascent: float
    descent: float
    gap: float

    @property
    def line_height(self) -> float:
        return self.ascent + self.descent + self.gap


@cache
def face(family: str) -> Face:
    """Return the measures of an installed family, from its own file."""
    file = subprocess.run(
        ["fc-match", "-f", "%{file}", f"{family}:style=Regular"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with TTFont(file, fontNumber=0, lazy=True) as font:
        hhea, units = font["hhea"], font["head"].unitsPerEm
        return Face(hhea.ascent / units, -hhea.descent / units, hhea.lineGap / units)
