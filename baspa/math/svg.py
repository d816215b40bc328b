"""MathML to SVG outlines by ziamath, for the PDF.

Signs come from ziamath's own maths font (STIX Two Math), which has no Kazakh letters; words are set
in the text face of the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path

from lxml import etree

from baspa.dataclass import dataclass
from baspa.math.errors import FormulaError
from baspa.math.face_files import FACE_SUFFIXES, FileIdentity, file_identity
from baspa.math.known import converters
from baspa.store import digest, keep, recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Svg:
    """A formula as a picture of outlines."""

    markup: str
    """An `<svg>` element; it needs no font and no other file."""
    width_pt: float
    height_pt: float
    """From the highest to the lowest point, the baseline included: ascent and depth."""
    depth_pt: float
    """How far the formula reaches below the baseline; never negative."""


def to_svg(mathml: str | etree._Element, *, size_pt: float, text_font: Path | str) -> Svg:
    """Return a `<math>` element, as text or as a tree, as outlines at `size_pt`.

    `text_font` is the file of the upright text face. Raises FormulaError for a letter that neither
    the maths font nor the text face has, and for a construct that ziamath cannot lay out.
    """
    text = mathml if isinstance(mathml, str) else etree.tostring(mathml, encoding="unicode")
    font = Path(text_font)
    return _drawn(text, size_pt, font, file_identity(font), file_identity(font.parent))


@lru_cache(maxsize=1024)  # a formula is measured for its line, then printed
def _drawn(text: str, size_pt: float, text_font: Path, *_: FileIdentity) -> Svg:
    """Return a formula as it was drawn before, in another run as well; drawn now if it was not."""
    key = digest(["formula", converters(), text, repr(size_pt), *_faces(text_font)])
    kept = recall(key)
    if kept is not None:
        return Svg(**dict(zip(Svg.__slots__, json.loads(kept), strict=True)))
    svg = _draw(text, size_pt, text_font)
    keep(key, json.dumps(astuple(svg)).encode())
    return svg


def _faces(text_font: Path) -> Iterator[str]:
    """Yield what tells the text face and those beside it, of which its bold one may be."""
    for path in sorted(text_font.parent.iterdir()):
        if path == text_font or path.suffix.lower() in FACE_SUFFIXES:
            yield f"{path} {file_identity(path)}"


def _draw(text: str, size_pt: float, text_font: Path) -> Svg:
    from xml.etree import ElementTree

    from baspa.math.engine import Math  # takes long to import, and mostly nothing is new
    from baspa.math.ziamath_input import adapt

    tree = adapt(ElementTree.fromstring(text), text_font)
    try:
        box = Math(tree, size=size_pt, margin=0)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise FormulaError("this construct cannot be drawn") from error
    bounds = box.node.bbox
    depth, ascent = max(0.0, -bounds.ymin), max(0.0, bounds.ymax)
    width = bounds.xmax - bounds.xmin
    svg = box.svgxml()
    svg.set("width", f"{width:.3f}pt")
    svg.set("height", f"{ascent + depth:.3f}pt")
    svg.set("viewBox", f"{bounds.xmin:.3f} {-ascent:.3f} {width:.3f} {ascent + depth:.3f}")
    return Svg(
        markup=ElementTree.tostring(svg, encoding="unicode"),
        width_pt=width,
        height_pt=ascent + depth,
        depth_pt=depth,
    )
