"""Letters of a style that Unicode has as characters of their own: ℝ, ℒ, 𝔤."""

from __future__ import annotations

from ziamath.styles import MathVariant, styledstr

ALPHABETS = {
    "double-struck": "double",
    "script": "script",
    "fraktur": "fraktur",
    "sans-serif": "sans",
    "monospace": "mono",
}
"""Each `mathvariant` that is an alphabet, with ziamath's name for it."""


def styled_letters(text: str, variant: str) -> str:
    """Return `text` in the mathematical alphabet of a `mathvariant`, unchanged where it is none."""
    if variant not in ALPHABETS:
        return text
    return str(styledstr(text, MathVariant(style=ALPHABETS[variant])))
