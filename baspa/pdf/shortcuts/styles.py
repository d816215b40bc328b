"""Values that a style always gives: looked up once rather than for every box.

Most properties of an element are those of its parent or the initial ones, and most lengths of its
boxes are neither percentages nor calculated; WeasyPrint works each of them out for each box anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import background, percent
from weasyprint.text import line_break

from baspa.pdf.shortcuts.everywhere import put_everywhere

_SPECIAL = {"float", "display", "position", "page"}
"""Properties whose computed value is not that which is specified."""
_PLAIN = {
    name
    for name in INITIAL_VALUES
    if name not in _SPECIAL and not name.startswith("text_decoration_")
}
_GIVEN = _PLAIN & set(INHERITED)
_FIRST = {
    name: INITIAL_VALUES[name] for name in _PLAIN - set(INHERITED) - set(INITIAL_NOT_COMPUTED)
}
_LOGICAL = {
    name: function(block="ttb", inline="ltr") for name, function in PHYSICAL_FUNCTIONS.items()
}
"""The names of properties relative to the writing direction."""
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")),
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_SHARP = dict.fromkeys(_RADII, (0, 0))


def shorten_styles() -> None:
    """Let WeasyPrint look these values up so."""
    _look_up_values()
    put_everywhere(percent.resolve_percentages, _lengths(percent.resolve_percentages))
    put_everywhere(background.resolve_radii_percentages, _radii(percent.resolve_radii_percentages))
    put_everywhere(line_break.strut, _struts(line_break.strut))


def _look_up_values() -> None:
    compute = ComputedStyle.__missing__

    def look_up(self: Any, name: str) -> Any:
        cascaded = self.cascaded
        if name in cascaded:
            return compute(self, name)
        if name in _LOGICAL and (_LOGICAL[name] in cascaded or self["direction"] != "ltr"):
            return compute(self, name)
        if name in _FIRST:
            value = self[name] = _FIRST[name]
        elif name in _GIVEN and self.parent_style is not None:
            value = self[name] = self.parent_style[name]
        else:
            value = compute(self, name)
        return value

    ComputedStyle.__missing__ = look_up


def _lengths(resolve: Callable[..., None]) -> Callable[..., None]:
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        own = box.style.__dict__
        if "lengths" not in own:
            own["lengths"] = _fixed_lengths(box.style)
        if own["lengths"] is None:
            resolve(box, containing_block)
            return
        lengths, borders, are_collapsed = own["lengths"]
        box.__dict__.update(lengths)
        if are_collapsed:  # those of cells have been worked out with the table
            borders = {name: each for name, each in borders.items() if not hasattr(box, name)}
        box.__dict__.update(borders)

    return resolve_percentages


def _fixed_lengths(style: Any) -> tuple[dict[str, Any], dict[str, Any], bool] | None:
    """Return lengths and widths of borders, and whether these collapse, of any box of a style.

    None where they depend on the box around it.
    """
    lengths: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in {"min_width", "min_height"} else "auto"
        elif getattr(value, "unit", None) == "px":
            lengths[name] = value.value
        else:
            return None
    if style["box_sizing"] != "content-box":
        return None
    borders = {name: style[name] for name in _BORDERS}
    return lengths, borders, style["border_collapse"] == "collapse"


def _radii(resolve: Callable[..., None]) -> Callable[..., None]:
    def resolve_radii_percentages(box: Any) -> None:
        own = box.style.__dict__
        if "sharp" not in own:
            own["sharp"] = all((0, "px") in box.style[name] for name in _RADII)
        if own["sharp"]:
            box.__dict__.update(_SHARP)
        else:
            resolve(box)

    return resolve_radii_percentages


def _struts(measure: Callable[..., tuple[float, float]]) -> Callable[..., tuple[float, float]]:
    def strut(style: Any) -> tuple[float, float]:
        own = style.__dict__
        if "strut" not in own:
            own["strut"] = measure(style)
        found: tuple[float, float] = own["strut"]
        return found

    return strut
