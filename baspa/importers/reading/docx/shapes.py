"""Figures that were drawn in Word itself: shapes with words become one drawing (SVG).

| in the DOCX | in the drawing |
|---|---|
| shapes of a group or canvas, or three of one paragraph | boxes with their words, at their places |
| ellipses, lines, connectors | the same |
| SmartArt | the shapes that Word keeps of it, else its words in boxes one below the other |
| colours, arrow heads, other outlines | black lines; a box for any other outline |
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from lxml import etree

from baspa.dataclass import dataclass
from baspa.importers.reading.docx.styles import W, whole
from baspa.importers.text.manuscript import Picture

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
_DSP = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GROUPS = {_WPG + "wgp", _WPG + "grpSp", _DSP + "spTree", _DSP + "grpSp"}
_SHAPES = {_WPS + "wsp", _DSP + "sp"}
_MM_PER_EMU = 1 / 36_000
_FEWEST_LOOSE = 3
"""Shapes with words in one paragraph that are a figure without being a group."""
_WIDEST_MM = 160.0
_LETTER_MM = 3.6
"""Height of the type; less where the words of a box need it."""
_SMALLEST_MM = 1.8
_BOX = (60.0, 12.0)
"""Width and height in mm of a box whose place is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    """ellipse, line or box."""
    rises: bool = False
    """A line that goes from below on the left to above on the right."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates inside a group lie on the page: `at + (x - origin) * scale`, in EMU."""

    x: float = 0.0
    y: float = 0.0
    from_x: float = 0.0
    from_y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.x + (x - self.from_x) * self.scale_x,
            self.y + (y - self.from_y) * self.scale_y,
        )


def shapes_of(paragraph: etree._Element) -> list[Shape]:
    """Return the shapes of a paragraph that are one figure; none for boxes of running text."""
    drawings = [
        d
        for d in paragraph.iter(_WP + "inline", _WP + "anchor")
        if not any(a.tag in (_MC + "Fallback", W + "txbxContent") for a in d.iterancestors())
    ]
    grouped = [d for d in drawings if next(d.iter(*_GROUPS, _WPC + "wpc"), None) is not None]
    found = [shape for d in drawings for shape in _shapes(d, _frame_of_drawing(d))]
    worded = sum(bool(shape.words) for shape in found)
    pictured = any(next(d.iter(_A + "blip"), None) is not None for d in drawings)
    return found if worded >= (2 if grouped else _FEWEST_LOOSE) and not pictured else []


def shapes_of_diagram(drawing: etree._Element | None, words: Sequence[str]) -> list[Shape]:
    """Return the shapes of a SmartArt diagram; its words in boxes where Word keeps no shapes."""
    found = [*_shapes(drawing, _Frame())] if drawing is not None else []
    if any(shape.words for shape in found):
        return found
    width, height = _BOX
    return [
        Shape(x=0, y=1.5 * height * n, width=width, height=height, kind="box", words=line)
        for n, line in enumerate(words)
    ]


def drawn(shapes: Sequence[Shape]) -> Picture:
    """Return the drawing of shapes, no wider than the text of a page."""
    left, top = min(s.x for s in shapes) - 1, min(s.y for s in shapes) - 1
    width = max(s.x + s.width for s in shapes) + 1 - left
    height = max(s.y + s.height for s in shapes) + 1 - top
    moved = [replace(s, x=s.x - left, y=s.y - top) for s in shapes]
    body = "".join(part for shape in moved for part in _svg(shape))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}mm" height="{height:.1f}mm" '
        f'viewBox="0 0 {width:.1f} {height:.1f}" fill="none" stroke="black" stroke-width="0.3" '
        f'font-family="Liberation Serif, Times New Roman, serif">{body}</svg>\n'
    )
    words = "; ".join(shape.words for shape in shapes if shape.words)
    return Picture(content=svg.encode(), suffix=".svg", alt=words, width_mm=min(width, _WIDEST_MM))


def _shapes(parent: etree._Element, frame: _Frame) -> Iterator[Shape]:
    """Give the shapes below an element, those of groups at their places."""
    for element in parent:
        if element.tag in _SHAPES:
            if shape := _shape(element, frame):
                yield shape
        elif element.tag in _GROUPS:
            yield from _shapes(element, _frame_of_group(element, frame))
        elif element.tag not in (_MC + "Fallback", W + "txbxContent"):
            yield from _shapes(element, frame)


def _shape(element: etree._Element, frame: _Frame) -> Shape | None:
    transform = next(element.iter(_A + "xfrm"), None)
    x, y, width, height = _box(transform, "off", "ext")
    left, top = frame.place(x, y)
    preset = next(element.iter(_A + "prstGeom"), None)
    name = (preset.get("prst") or "") if preset is not None else ""
    is_line = ("line" in name.lower() and "inline" not in name) or "Connector" in name
    words = words_of(element)
    if transform is None or not (words or is_line or name):
        return None
    flips = sum(transform.get(side) in ("1", "true") for side in ("flipH", "flipV"))
    return Shape(
        x=left * _MM_PER_EMU,
        y=top * _MM_PER_EMU,
        width=width * frame.scale_x * _MM_PER_EMU,
        height=height * frame.scale_y * _MM_PER_EMU,
        kind="line" if is_line else "ellipse" if name == "ellipse" else "box",
        rises=flips == 1,
        words=words,
    )


def words_of(element: etree._Element) -> str:
    """Return the words of a shape, paragraphs parted by spaces."""
    paragraphs = [*element.iter(W + "p", _A + "p")]
    texts = ("".join(t.text or "" for t in p.iter(W + "t", _A + "t")) for p in paragraphs)
    return " ".join(" ".join(texts).split())


def _frame_of_drawing(drawing: etree._Element) -> _Frame:
    """Return where a drawing floats in its paragraph."""
    offsets = [
        whole(found.text) if (found := drawing.find(f"{_WP}{way}/{_WP}posOffset")) is not None
        else 0
        for way in ("positionH", "positionV")
    ]  # fmt: skip
    return _Frame(x=offsets[0], y=offsets[1])


def _frame_of_group(group: etree._Element, outer: _Frame) -> _Frame:
    transform = next((p.find(_A + "xfrm") for p in group if p.tag.endswith("grpSpPr")), None)
    if transform is None:
        return outer
    x, y, width, height = _box(transform, "off", "ext")
    inner_x, inner_y, inner_width, inner_height = _box(transform, "chOff", "chExt")
    left, top = outer.place(x, y)
    return _Frame(
        x=left,
        y=top,
        from_x=inner_x,
        from_y=inner_y,
        scale_x=outer.scale_x * (width / inner_width if inner_width else 1),
        scale_y=outer.scale_y * (height / inner_height if inner_height else 1),
    )


def _box(transform: etree._Element | None, at: str, size: str) -> tuple[int, int, int, int]:
    """Return the place and the size that a transform states, in its own units."""
    off = transform.find(_A + at) if transform is not None else None
    ext = transform.find(_A + size) if transform is not None else None
    stated = [
        (found.get(name) or "0") if found is not None else "0"
        for found, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))
    ]
    x, y, width, height = map(whole, stated)
    return x, y, width, height


def _svg(shape: Shape) -> Iterator[str]:
    """Give the outline and the words of a shape as SVG."""
    x, y, width, height = shape.x, shape.y, shape.width, shape.height
    if shape.kind == "line":
        ends = (y + height, y) if shape.rises else (y, y + height)
        yield f'<path d="M{x:.1f} {ends[0]:.1f} L{x + width:.1f} {ends[1]:.1f}"/>'
    elif shape.kind == "ellipse":
        yield (
            f'<ellipse cx="{x + width / 2:.1f}" cy="{y + height / 2:.1f}" '
            f'rx="{width / 2:.1f}" ry="{height / 2:.1f}"/>'
        )
    else:
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    size = _LETTER_MM
    lines = textwrap.wrap(shape.words, max(4, int(width / size / 0.5)))
    while len(lines) * size * 1.2 > height > 0 and size > _SMALLEST_MM:
        size -= 0.2
        lines = textwrap.wrap(shape.words, max(4, int(width / size / 0.5)))
    first = y + height / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
    for n, line in enumerate(lines):
        yield (
            f'<text x="{x + width / 2:.1f}" y="{first + n * size * 1.2:.1f}" '
            f'font-size="{size:.1f}" text-anchor="middle" fill="black" stroke="none">'
            f"{escape(line)}</text>"
        )
