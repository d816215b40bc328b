"""About how much room a formula takes in a line of text, as LibreOffice draws it.

It sets every formula in 12 pt, fractions as high as displayed ones. The figures were measured in
its layouts.
"""

from __future__ import annotations

from baspa.docx.effective import Letters
from baspa.docx.oxml import Element, qualified
from baspa.docx.typesetting import Typesetter

_HALF_POINTS = 24
_LINE = 266.0
"""The height of a formula of one line, in twips; so are the other measures."""
_GAP = 26.0
"""Between two signs."""
_BAR = 40.0
"""What a fraction takes beside what stands above and below its bar."""
_SCRIPT = 0.6
"""The size of indices and powers over that of what they belong to."""
_RISE = 0.22
"""How much of the height of an index stands out above or below."""


def formula_size(
    formula: Element, family: str, typesetter: Typesetter, scale: float = 1.0
) -> tuple[float, float]:
    """Return the width and the height of `m:oMath`, or of a part of it, in twips.

    `family` is the face of the text around it.
    """
    if formula.tag == _TEXT:
        text = formula.text or ""
        size = round(_HALF_POINTS * scale)
        letters = Letters(family=family, italic=text.isalpha(), half_points=size)
        return typesetter.width(text, letters), _LINE * scale
    if formula.tag in _SCRIPTS:
        scale *= _SCRIPT
    parts = [formula_size(part, family, typesetter, scale) for part in formula]
    parts = [part for part in parts if part[1] > 0]
    if not parts:
        return 0.0, 0.0
    widths, heights = zip(*parts, strict=True)
    if formula.tag == _FRACTION:
        return max(widths) + _BAR, sum(heights) + _BAR
    if formula.tag in _SCRIPTED:
        return sum(widths), heights[0] + _RISE * sum(heights[1:])
    return sum(widths) + _GAP * (len(parts) - 1), max(heights)


_TEXT, _FRACTION = qualified("m:t"), qualified("m:f")
_SCRIPTS = {qualified(name) for name in ("m:sub", "m:sup")}
_SCRIPTED = {qualified(name) for name in ("m:sSub", "m:sSup", "m:sSubSup", "m:nary")}
