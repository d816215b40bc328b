"""Holes: numbers of pages that a fragment leaves open, and that the assembly fills in.

Nobody knows the number of a page before all that stands in front of it is laid out. So a fragment
is laid out with figures in its place, as many as the number has, and the place of their glyphs is
remembered; any other number of as many figures can then stand there, since the figures of a face
are equally wide. A number at the edge of a page (a folio) is alone on its line, so it may be longer
or shorter than what was laid out.

WeasyPrint tells nobody where it has drawn a text, so the drawing of text is watched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from baspa.dataclass import dataclass

TARGET = "data-hole"
"""The attribute of an element whose number is left open: what page it is the number of."""
LAID_OUT = "data-page"
"""The attribute of such an element that says what figures are laid out."""
TOTAL = ""
"""The target of the number of all pages."""
_FIGURES = "0123456789"
_HEX = re.compile(rb"<([0-9a-f]+)>")
_MARGIN = re.compile(r"@(?:top|bottom)-(left|center|right)")
_MATRIX = re.compile(rb"(\S+) (\S+) (\S+) (\S+) (\S+) (\S+) Tm")


_PAGE_NUMBER = (("counter()", ("page", "decimal")),)
"""`content: counter(page)`, as WeasyPrint reads it."""


_known_figures: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
"""Glyphs and widths of the figures of faces, by the digest of their files."""


class UnknownFigures(Exception):
    """A number is printed in a way that no other can take the place of."""

    def __str__(self) -> str:
        return f"no other number can take the place of «{self.args[0]}»"


class Drawn(bytes):
    """An operator of a content stream that draws figures."""

    target: str
    glyphs: tuple[int, ...]

    @classmethod
    def of(cls, operator: bytes, target: str, glyphs: tuple[int, ...]) -> Drawn:
        """Mark `operator`."""
        drawn = cls(operator)
        drawn.target, drawn.glyphs = target, glyphs
        return drawn


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that are drawn by one operator."""

    operator: bytes
    glyphs: tuple[int, ...]
    """The glyphs of the figures from 0 to 9."""

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, _HEX.findall(self.operator))) // 4

    def show(self, number: str) -> bytes:
        """Return the operator that draws `number`, which is as long."""
        glyphs = iter(f"{self.glyphs[int(figure)]:04x}" for figure in number)
        return _HEX.sub(
            lambda run: b"<%s>" % "".join(next(glyphs) for _ in range(len(run[1]) // 4)).encode(),
            self.operator,
        )


@dataclass(frozen=True, slots=True)
class Hole:
    """Figures inside of a content stream."""

    offset: int
    target: str
    """The id of what is on the page, or `TOTAL`."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Folio:
    """The number of a page at its edge."""

    before: bytes
    """Operators before the figures, the position excepted."""
    x: float
    """Where the figures begin, in px from the left, for a number of no length."""
    y: float
    shift: float
    """By how many px one more figure moves the beginning to the left."""
    glyphs: tuple[int, ...]

    def show(self, number: str) -> bytes:
        """Return the operators that print `number`; the page is measured in px, downwards."""
        glyphs = "".join(f"{self.glyphs[int(figure)]:04x}" for figure in number)
        return b"/Artifact <</Type /Pagination>> BDC\nq\n.75 0 0 .75 0 0 cm\n%s\n" % self.before + (
            b"1 0 0 -1 %f %f Tm\n[<%s>] TJ\nET\nQ\nEMC"
            % (self.x - self.shift * len(number), self.y, glyphs.encode())
        )


@contextmanager
def watched(pages: Iterable[Any]) -> Iterator[dict[Any, Folio]]:
    """Watch the drawing of `pages`; yield the folio of each content stream as it is drawn."""
    from weasyprint import draw

    draw_text = draw.draw_text
    sides = {box: side for page in pages for box, side in _folio_boxes(page)}
    folios: dict[Any, Folio] = {}

    def watch(stream: Any, box: Any, *rest: Any) -> None:
        side, target = sides.get(box), _target(box)
        if side is None and target is None:
            draw_text(stream, box, *rest)
            return
        if stream.stream[-1] == b"ET":  # else this operator would be taken back
            stream.stream.append(b"")
        begin = len(stream.stream)
        draw_text(stream, box, *rest)
        drawn = [
            item if isinstance(item, bytes) else item.encode() for item in stream.stream[begin:]
        ]
        operator = [n for n, item in enumerate(drawn) if item.endswith(b" TJ")]
        if len(operator) != 1:
            raise UnknownFigures(box.text)
        glyphs = _glyphs(stream, box, drawn[operator[0]])
        if target is not None:
            stream.stream[begin + operator[0]] = Drawn.of(drawn[operator[0]], target, glyphs)
        elif side is not None:
            folios[stream] = _folio(side, box, drawn, glyphs)
            del stream.stream[begin:]
            stream._current_color = stream._current_alpha = None
            stream._current_font = stream._old_font = None

    draw.draw_text = watch
    try:
        yield folios
    finally:
        draw.draw_text = draw_text


def _folio_boxes(page: Any) -> Iterator[tuple[Any, str]]:
    """Yield the text box of the arabic page number in the margins of a page, and its alignment.

    Raises UnknownFigures where it has more than one number.
    """
    from weasyprint.formatting_structure import boxes

    margins = [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]
    numbers = [box for box in margins if "counter()" in str(box.style["content"])]
    if len(numbers) > 1:
        raise UnknownFigures(numbers[1].at_keyword)
    for margin in numbers:
        if margin.style["content"] != _PAGE_NUMBER:
            continue
        texts = [box for box in margin.descendants() if isinstance(box, boxes.TextBox)]
        side = _MARGIN.fullmatch(margin.at_keyword)
        if side is None or len(texts) != 1:
            raise UnknownFigures(margin.at_keyword)
        yield texts[0], side[1]


def _target(box: Any) -> str | None:
    """Return what the figures of a text box are the number of; None for any other text."""
    if box.element is None or box.text != box.element.get(LAID_OUT):
        return None
    found = box.element.get(TARGET)
    return None if found is None else str(found)


def _glyphs(stream: Any, box: Any, operator: bytes) -> tuple[int, ...]:
    """Return the glyphs of all figures in the face of `box`, which are now in use."""
    keys = [key for key, font in stream._fonts.items() if font.hash == stream._old_font[0]]
    font = stream._fonts[keys[-1]]
    glyphs, widths = _figures(font)
    printed = [
        int(run[n : n + 4], 16) for run in _HEX.findall(operator) for n in range(0, len(run), 4)
    ]
    if not box.text.isascii() or not box.text.isdigit() or len(set(widths)) != 1:
        raise UnknownFigures(box.text)
    if printed != [glyphs[int(figure)] for figure in box.text]:
        raise UnknownFigures(box.text)
    for figure, glyph in zip(_FIGURES, glyphs, strict=True):
        font.to_unicode.setdefault(glyph, figure)
        font.widths.setdefault(glyph, widths[0])
    return glyphs


def _figures(font: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return glyphs and widths, in thousandths of the size, of the figures of a face."""
    if font.digest not in _known_figures:
        from fontTools.ttLib import TTFont

        with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as face:
            cmap, metrics = face.getBestCmap(), face["hmtx"].metrics
            names = [cmap.get(ord(figure)) for figure in _FIGURES]
            if None in names or font.bitmap or font.variations:
                raise UnknownFigures(font.family)
            _known_figures[font.digest] = (
                tuple(face.getGlyphID(name) for name in names),
                tuple(round(metrics[name][0] * 1000 / font.upem) for name in names),
            )
    return _known_figures[font.digest]


def _folio(side: str, box: Any, drawn: list[bytes], glyphs: tuple[int, ...]) -> Folio:
    """Return a folio out of the operators that drew it where it was laid out."""
    [position] = [n for n, item in enumerate(drawn) if _MATRIX.fullmatch(item)]
    found = _MATRIX.fullmatch(drawn[position])
    assert found is not None
    figure = box.width / len(box.text)
    shift = {"left": 0.0, "center": figure / 2, "right": figure}[side]
    before = [
        item
        for n, item in enumerate(drawn)
        if n != position and item != b"ET" and not item.endswith(b" TJ")
    ]
    return Folio(
        before=b"\n".join(before),
        x=float(found[5]) + shift * len(box.text),
        y=float(found[6]),
        shift=shift,
        glyphs=glyphs,
    )
