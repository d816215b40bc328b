"""Formulas: LaTeX to MathML, MathML to native Word formulas (OMML) and to SVG outlines.

MathML is the form in the middle: both outputs are written from the same tree, so that the PDF and
the DOCX show the same symbols in the same order.
"""

from baspa.math.breaking import Fitted, fit
from baspa.math.errors import FormulaError
from baspa.math.linear import to_linear
from baspa.math.mathml import to_mathml
from baspa.math.omml import to_omml
from baspa.math.svg import Svg, to_svg

__all__ = ["Fitted", "FormulaError", "Svg", "fit", "to_linear", "to_mathml", "to_omml", "to_svg"]
