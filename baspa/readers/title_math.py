r"""Formulas in the titles of .bib files: `H$_2$O`, `$\alpha$`-decay, `$E=mc^2$` as CSL's rich text.

CSL has sub- and superscript and no formulas, so what these letters, signs and indices can write is
written; any other formula stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata

SIGNS = {"times": "×", "cdot": "·", "pm": "±", "to": "→", "rightarrow": "→", "infty": "∞"} | {
    "leq": "≤",
    "geq": "≥",
    "approx": "≈",
    "sim": "∼",
    "circ": "°",
}
"""Commands of LaTeX beside the names of Greek letters."""

_FORMULA = re.compile(r"\$([^$]+)\$")
_COMMAND = re.compile(r"\\([A-Za-z]+) ?")
_WRAPPER = re.compile(r"\\(?:mathrm|mathbf|mathit|text|rm)\s*\{([^{}]*)\}")
_INDEX = re.compile(r"([_^])(?:\{([^{}]*)\}|(\S))")
TAGS = {"_": "sub", "^": "sup"}


def without_formulas(title: str) -> str:
    """Return `title` with its simple formulas as text."""
    return _FORMULA.sub(lambda found: _text(found[1]) or found[0], title)


def _text(formula: str) -> str:
    """Return a formula as rich text, or nothing where it needs more than letters and indices."""
    plain = _COMMAND.sub(_sign, _WRAPPER.sub(r"\1", formula))
    tagged = _INDEX.sub(lambda i: f"<{TAGS[i[1]]}>{i[2] or i[3]}</{TAGS[i[1]]}>", plain)
    return "" if re.search(r"[\\{}_^]", tagged) else tagged.strip()


def _sign(command: re.Match[str]) -> str:
    name = command[1]
    if name in SIGNS:
        return SIGNS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return command[0]
