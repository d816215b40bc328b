"""Formulas: LaTeX to MathML, MathML to native Word formulas (OMML) and to SVG outlines.

MathML is the form in the middle: both outputs are written from the same tree, so that the PDF and
the DOCX show the same symbols in the same order. Each converter is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from baspa.math.errors import FormulaError

if TYPE_CHECKING:
    from baspa.math.breaking import Fitted, fit
    from baspa.math.linear import to_linear
    from baspa.math.mathml import to_mathml
    from baspa.math.omml import to_omml
    from baspa.math.svg import Svg, to_svg

__all__ = ["Fitted", "FormulaError", "Svg", "fit", "to_linear", "to_mathml", "to_omml", "to_svg"]
_HOMES = {"Fitted": "breaking", "fit": "breaking", "Svg": "svg", "to_svg": "svg"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"baspa.math.{_HOMES.get(name, name.removeprefix('to_'))}"), name)
