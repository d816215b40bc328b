"""MathML to SVG outlines by ziamath, for the PDF."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import ziafont
import ziamath
from lxml import etree
from ziamath.config import config
from ziamath.mathfont import MathFont
from ziamath.styles import MathVariant
from ziamath.zmath import fontname as MATH_FONT
from ziamath.zmath import loadedfonts

from baspa.math.errors import FormulaError


@dataclass(frozen=True, slots=True, kw_only=True)
class Svg:
    """A formula as a picture of outlines."""

    markup: str
    """An `<svg>` element; it needs no font and no other file."""
    width_pt: float
    height_pt: float
    """From the lowest to the highest point: ascent and depth."""
    depth_pt: float
    """How far the formula reaches below the baseline."""
