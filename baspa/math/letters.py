"""Letters of a style that Unicode has as characters of their own: ℝ, ℒ, 𝔤."""

from __future__ import annotations

import unicodedata

ALPHABETS = {
    "double-struck": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "script": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "fraktur": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
    "sans-serif": ("MATHEMATICAL SANS-SERIF",),
    "monospace": ("MATHEMATICAL MONOSPACE",),
}
"""How the Unicode names of each `mathvariant` begin; some letters are older than the block."""


def styled_letters(text: str, variant: str) -> str:
    """Return `text` in the mathematical alphabet of `variant`, as far as Unicode has it."""
    return "".join(_styled(letter, variant) for letter in text)


def _styled(letter: str, variant: str) -> str:
    name = unicodedata.name(letter, "").removeprefix("LATIN ").replace(" LETTER", "")
    for beginning in ALPHABETS.get(variant, ()):
        try:
            return unicodedata.lookup(f"{beginning} {name}")
        except KeyError:
            continue
    return letter
