"""The door to ziamath, which draws MathML as outlines.

Its import calls a function that Python 3.11 has deprecated; the warning concerns its makers alone.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from ziafont.font import Font
    from ziafont.fonttypes import BBox
    from ziamath.config import config
    from ziamath.drawable import Glyph
    from ziamath.nodes.mnode import Mnode
    from ziamath.zmath import Math, loadedfonts

config.svg2 = False  # every glyph its own path: ids would clash between the pictures of a page
config.precision = 3
config.minsizefraction = 0  # it is a share of 24 pt, whatever the size of the formula

MATHS_FONT: Font = loadedfonts["default"]
"""STIX Two Math, which ziamath brings along."""

__all__ = ["MATHS_FONT", "BBox", "Font", "Glyph", "Math", "Mnode"]
