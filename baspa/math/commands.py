r"""The LaTeX commands that a formula may use: what latex2mathml knows, less what a thesis may not.

Refused are commands that define others, set colours, sizes or lengths, or number an equation: the
house style decides on those, and Word formulas could not follow.
"""

from __future__ import annotations

from latex2mathml import commands as table
from latex2mathml.converter import MOVABLE_LIMIT_TEXTS, OPERATORS
from latex2mathml.symbols_parser import SYMBOLS

TEXT_COMMANDS = {
    r"\text": "",
    r"\textrm": "",
    r"\textnormal": "",
    r"\textup": "",
    r"\mbox": "",
    r"\hbox": "",
    r"\textbf": "bold",
    r"\textit": "italic",
    r"\emph": "italic",
}
"""Commands whose argument is text, with the `mathvariant` that they ask for."""


def _environment(name: str, left: str = "", right: str = "", columns: str = "") -> tuple[str, str]:
    r"""Return an environment of latex2mathml's, between brackets where any are given."""
    opener, closer = (rf"\left{left} ", rf"\right{right} ") if left else ("", "")
    return rf"{opener}\begin{{{name}}}{columns}", rf"\end{{{name}}}{closer}"


ENVIRONMENTS = {
    **{name: _environment("align*") for name in ("aligned", "align", "align*", "split")},
    **{
        name: _environment("displaylines")
        for name in ("gathered", "gather", "gather*", "multline", "multline*")
    },
    **{name: _environment(name) for name in ("array", "matrix", "smallmatrix")},
    "cases": _environment("array", r"\{", ".", columns="{ll}"),
    "pmatrix": _environment("matrix", "(", ")"),
    "bmatrix": _environment("matrix", "[", "]"),
    "Bmatrix": _environment("matrix", r"\{", r"\}"),
    "vmatrix": _environment("matrix", "|", "|"),
    "Vmatrix": _environment("matrix", r"\|", r"\|"),
}
"""How each environment begins and ends for latex2mathml; none of them prints equation numbers."""

DELIMITERS = {
    **{mark: mark for mark in ("(", ")", "[", "]", "|", ".", "/")},
    **{rf"\{mark}": rf"\{mark}" for mark in ("{", "}", "|")},
    **{
        name: name
        for name in (r"\langle", r"\rangle", r"\lfloor", r"\rfloor", r"\lceil", r"\rceil")
    },
    **{name: name for name in (r"\lbrace", r"\rbrace", r"\lbrack", r"\rbrack", r"\vert", r"\Vert")},
    **{name: name for name in (r"\uparrow", r"\downarrow", r"\updownarrow")},
    r"\lvert": "|",
    r"\rvert": "|",
    r"\lVert": r"\|",
    r"\rVert": r"\|",
    "<": r"\langle",
    ">": r"\rangle",
}
"""What may follow `\\left`, `\\middle` and `\\right`, as latex2mathml is to read it."""

_SPACES = {
    r"\,",
    r"\:",
    r"\;",
    r"\!",
    r"\>",
    r"\ ",
    r"\quad",
    r"\qquad",
    r"\enspace",
    r"\thinspace",
}
_BRACED_FONTS = {
    *(r"\mathrm", r"\mathbf", r"\mathit", r"\mathbb", r"\mathcal", r"\mathfrak", r"\mathscr"),
    *(r"\mathsf", r"\mathtt", r"\mathnormal", r"\boldsymbol", r"\bm"),
}
_STRUCTURES = {
    *(r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\binom", r"\dbinom", r"\tbinom", r"\sqrt"),
    *(r"\overset", r"\underset", r"\stackrel", r"\substack", r"\boxed", r"\cancel", r"\bcancel"),
    *(r"\xcancel", r"\phantom", r"\xrightarrow", r"\xleftarrow", r"\pmod", r"\not"),
    *(set(table.DIACRITICS) - {table.OVERBRACKET, table.UNDERBRACKET, table.UNDERBAR}),
}
REFUSED = dict.fromkeys(
    (r"\tag", r"\label", r"\nonumber", r"\notag", r"\ref", r"\eqref"),
    "numbers and labels are set behind the formula: $$ … $$ {#eq:name}",
)
"""Commands of LaTeX that have another form in a thesis, and that form."""
SWITCHES = frozenset({r"\displaystyle", r"\textstyle", r"\limits"})
"""Commands that change what follows or precedes and print nothing."""
_LARGE_DELIMITERS = {*table.BIG, *table.BIG_OPEN_CLOSE}

OPERAND_COMMANDS = frozenset(_STRUCTURES | _BRACED_FONTS | _LARGE_DELIMITERS)
"""Commands that take at least one operand."""

_SYMBOLS = {name for name in (*SYMBOLS, *OPERATORS, *MOVABLE_LIMIT_TEXTS) if name.startswith("\\")}
_REFUSED_SYMBOLS = {name for name in _SYMBOLS if name.startswith((r"\math", r"\text"))}

KNOWN_COMMANDS = frozenset(
    (_SYMBOLS - _REFUSED_SYMBOLS)
    | {*table.FUNCTIONS, *table.LIMIT}
    | _SPACES
    | OPERAND_COMMANDS
    | SWITCHES
    | {r"\bmod"}
)
"""Every command but those for text, environments and delimiters."""
