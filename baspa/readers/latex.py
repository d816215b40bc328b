r"""LaTeX in .bib files beyond what pandoc reads: it drops commands that it does not know whole.

`\textcyrillic{Абай}` would vanish with its argument, `Garc{\'\i}a` get an accent over a dotless i.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from baspa.readers.latex_cyrillic import decode_cyrillic

TABLE = """
    textendash:– textemdash:— textbar:| textless:< textgreater:> textnumero:№ textdegree:°
    textquoteleft:‘ textquoteright:’ textquotesingle:' textquotedblleft:“ textquotedblright:”
    quotedblbase:„ guillemotleft:« guillemotright:» textellipsis:… textperiodcentered:·
    texttrademark:™ textregistered:® textcopyright:© textdagger:† textsection:§ texteuro:€
    textmu:µ texttimes:×
"""
"""Commands that programs write for single signs, and that pandoc drops or knows in braces only."""

SIGNS = dict(pair.split(":") for pair in TABLE.split())

_SIGN = re.compile(
    rf"\{{\\({'|'.join(SIGNS)})\s*\}}|\\({'|'.join(SIGNS)})(?![A-Za-z])(?:\{{\}}|\s+)?"
)
_WRAPPER = re.compile(r"\\(?:text(?:cyrillic|cyr|latin|russian|kazakh)|bibstring)\b")
_DOTLESS = re.compile(r"""(\\["'`^~=.uvH])\s*(?:\{\\([ij])\}|\\([ij])(?![A-Za-z])(?:\{\}|\s+)?)""")
_ENTITY = re.compile(r"\{?\\?&\}?((?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});)")
_UNPRINTED = re.compile(
    r"\\(?:href|foreignlanguage|selectlanguage|textlang|begin|end|cite\w*|ref|label)\s*\{[^{}]*\}|\$[^$]*\$"
)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?\s*|.)")


def readable(value: str) -> str:
    """Return a field's value as pandoc is to see it: Cyrillic macros and entities as letters."""
    plain = _DOTLESS.sub(r"\1{\2\3}", decode_cyrillic(value))
    plain = _SIGN.sub(lambda found: SIGNS[found[1] or found[2]], plain)
    return _ENTITY.sub(_sign, _WRAPPER.sub("", plain))


def _sign(entity: re.Match[str]) -> str:
    sign = html.unescape(f"&{entity[1]}")
    return f"\\{sign}" if sign in "&%#$_{}" else sign


def without_commands(value: str) -> str:
    """Return `value` without LaTeX's commands and braces; what they hold stays."""
    plain = _COMMAND.sub("", re.sub(r"\\([&%$#_])", r"\1", value))
    return " ".join(re.sub(r"[{}]", "", plain).split())


def is_lost(value: str, printed: str, others: Iterable[str]) -> bool:
    """Return whether letters of `value` are missing in what pandoc made of it.

    That is `printed`; or one of the `others`, as a whole.
    """
    plain = re.sub(r"[{}]", "", value)
    if plain in printed:
        return False
    letters, kept = _printed_letters(value), iter(_letters(printed))
    if printed and all(letter in kept for letter in letters):
        return False
    return not letters or all(letters not in _letters(other) for other in others)


def _printed_letters(value: str) -> str:
    """Return the letters that a value prints, without commands, formulas and accents."""
    return _letters(_COMMAND.sub("", _UNPRINTED.sub("", value)))


def _letters(text: str) -> str:
    """Return the letters of `text` without their accents and without tags."""
    plain = unicodedata.normalize("NFKD", re.sub(r"<[^<>]*>", "", text))
    return "".join(sign for sign in plain if sign.isalpha()).lower()
