"""MathML to SVG outlines by ziamath, for the PDF.

Signs come from ziamath's own maths font (STIX Two Math), which has no Kazakh letters; words are set
in the text face of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree

from baspa.math.errors import FormulaError


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
    return _drawn(text, size_pt, Path(text_font))


@lru_cache(maxsize=1024)  # a formula is measured for its line, then printed
def _drawn(text: str, size_pt: float, text_font: Path) -> Svg:
    # A fifth of the time that a build takes to begin; a formula may be known from an earlier one.
    from baspa.math.engine import Math
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
