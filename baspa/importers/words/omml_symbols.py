r"""The characters of Word's formulas as commands of LaTeX."""

from __future__ import annotations

import re
import unicodedata

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "vartheta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "∆": "Delta", "Θ": "Theta",
    "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_SIGNS = {
    "≤": "le", "⩽": "leqslant", "≥": "ge", "⩾": "geqslant", "≠": "ne", "≈": "approx", "≡": "equiv",
    "∼": "sim", "≃": "simeq", "≅": "cong", "∝": "propto", "±": "pm", "∓": "mp", "×": "times",
    "÷": "div", "⋅": "cdot", "·": "cdot", "∗": "ast", "∘": "circ", "→": "to", "←": "leftarrow",
    "↔": "leftrightarrow", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow",
    "↦": "mapsto", "↑": "uparrow", "↓": "downarrow", "∞": "infty", "∂": "partial", "∇": "nabla",
    "∀": "forall", "∃": "exists", "∈": "in", "∉": "notin", "⊂": "subset", "⊃": "supset",
    "⊆": "subseteq", "⊇": "supseteq", "∪": "cup", "∩": "cap", "∅": "emptyset", "∖": "setminus",
    "∧": "wedge", "∨": "vee", "¬": "neg", "∣": "mid", "∥": "parallel", "⊥": "perp", "…": "dots",
    "⋯": "cdots", "⋮": "vdots", "⋱": "ddots", "ℓ": "ell", "ℏ": "hbar", "°": "degree",
    "≪": "ll", "≫": "gg", "⊕": "oplus", "⊗": "otimes", "∠": "angle", "∴": "therefore",
    "ℝ": "mathbb{R}", "ℕ": "mathbb{N}", "ℤ": "mathbb{Z}", "ℚ": "mathbb{Q}", "ℂ": "mathbb{C}",
    "{": "{", "}": "}", "%": "%", "#": "#", "$": "$", "_": "_", "&": "&", "\\": "backslash",
    "−": "-", "–": "-", "⟨": "langle", "⟩": "rangle", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil",
    "⌉": "rceil", "‖": "|", "′": "prime",
}  # fmt: skip
SPACES = {
    "\u2009": r"\,", "\u205f": r"\:", "\u2005": r"\:", "\u2004": r"\;",
    "\u2003": r"\quad ", "\u2001": r"\quad ", "\u2002": r"\enspace ", " ": r"\ ", "\u00a0": r"\ ",
    "\u200a": "", "\u200b": "",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2060": "", "\u200c": "",
}  # fmt: skip
FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth ln lg log exp det dim ker "
    "deg arg gcd hom lim max min sup inf Pr".split()
)
LIMITS = frozenset("lim max min sup inf det gcd Pr".split())
NARY = {
    "∑": r"\sum", "∏": r"\prod", "∐": r"\coprod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint",
    "∮": r"\oint", "⋃": r"\bigcup", "⋂": r"\bigcap", "⋁": r"\bigvee", "⋀": r"\bigwedge",
    "⨁": r"\bigoplus", "⨂": r"\bigotimes",
}  # fmt: skip
ACCENTS = {
    "\u0302": "hat", "^": "hat", "ˆ": "hat", "\u0303": "tilde", "~": "tilde", "˜": "tilde",
    "\u0304": "bar", "\u0305": "bar", "¯": "bar", "‾": "bar", "\u0307": "dot", "˙": "dot",
    "\u0308": "ddot", "¨": "ddot", "\u20d7": "vec", "→": "vec", "\u0306": "breve", "˘": "breve",
    "\u030c": "check", "ˇ": "check", "\u0301": "acute", "´": "acute", "\u0300": "grave",
    "`": "grave", "\u030a": "mathring", "˚": "mathring", "\u20db": "dddot",
}  # fmt: skip
GROUPS = {"⏟": "underbrace", "⏞": "overbrace"}
_SCRIPTS = {"double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
            "sans-serif": "mathsf", "monospace": "mathtt"}  # fmt: skip
_STYLES = {"b": "mathbf", "bi": "boldsymbol", "p": "mathrm"}
_SPECIAL = re.compile(r"[%#$&_{}]")
_FOLDED = (
    ("DOUBLE-STRUCK", "mathbb"), ("FRAKTUR", "mathfrak"), ("SCRIPT", "mathcal"),
    ("SANS-SERIF", "mathsf"), ("MONOSPACE", "mathtt"),
    ("BOLD ITALIC", "boldsymbol"), ("BOLD", "mathbf"),
)  # fmt: skip
"""The alphabets of U+1D400 and following, by their names."""

_SPACED_SIGN = re.compile(r" *([=<>+±×·⋅÷≤≥≈≠−–-]) *")
"""A sign with typed spaces, which LaTeX sets itself."""
_DECIMAL = re.compile(r"(?<![\d,.])(\d+),(\d+)(?![\d,])")
"""A decimal comma, behind which LaTeX would leave a space."""


def latex_of_text(text: str, *, normal: bool = False, style: str = "i", script: str = "") -> str:
    """Return the characters of a run; `normal` ones are words, not letters of a formula."""
    command = _SCRIPTS.get(script) or _STYLES.get(style)
    if normal:
        return _words(text)
    result, text = "", _SPACED_SIGN.sub(r"\1", text)
    for part in re.findall(r"[^\W\d_]+|[^\W_]|[\s\S]", text):
        if not part[0].isalpha() or (len(part) == 1 and _alphabet(part)):
            piece = _symbol(part)
            piece = rf"\mathbf{{{piece}}}" if style in ("b", "bi") and part.isdigit() else piece
        elif command:
            piece = rf"\{command}{{{''.join(map(_symbol, part)).strip()}}}"
        elif any("\u0400" <= c <= "\u052f" for c in part):
            piece = part
        else:
            piece = "".join(map(_symbol, part))
        result += piece
    return _DECIMAL.sub(r"\1{,}\2", result)


def _words(text: str) -> str:
    """Return upright text: spaces, symbols, `\\mathrm` for Latin letters, `\\text` for words."""
    if not text.strip(" \u00a0" + "".join(SPACES)):
        return "".join(SPACES.get(c, " ") for c in text)
    if not any(c.isalpha() for c in text) or (len(text) == 1 and text in _GREEK):
        return _DECIMAL.sub(r"\1{,}\2", "".join(map(_symbol, text)).strip())
    if text.strip() == "mod":
        return r"\bmod "
    if text.isascii() and text.isalnum():
        return rf"\mathrm{{{text}}}"
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return rf"\text{{{escaped}}}"


def _symbol(character: str) -> str:
    """Return one character, as a command where LaTeX has one."""
    if character in SPACES:
        return SPACES[character]
    name = _GREEK.get(character) or _SIGNS.get(character)
    if name == "-":
        return " - "
    if name:
        return f"\\{name}" + (" " if name[-1].isalpha() else "")
    if character in "=<>+":
        return f" {character} "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and (alphabet := _alphabet(character)):
        return rf"\{alphabet}{{{_symbol(plain).strip()}}}"
    return _symbol(plain).strip() if 0x1D400 <= ord(character) <= 0x1D7FF else character


def _alphabet(character: str) -> str:
    """Return the command of the alphabet that a letter such as 𝔤 or ℒ belongs to."""
    if not 0x1D400 <= ord(character) <= 0x1D7FF and not 0x2100 <= ord(character) <= 0x214F:
        return ""
    said = unicodedata.name(character, "")
    return next((command for word, command in _FOLDED if word in said), "")


def wrapped(latex: str) -> str:
    """Return an argument in braces, where it is more than one character or command."""
    latex = latex.strip() if not latex.endswith("\\ ") else latex
    if len(latex) == 1 or re.fullmatch(r"\{\}|\\[a-zA-Z]+\*?(?:\{[^{}]*\})?(?:\\limits)?", latex):
        return latex
    return f"{{{latex}}}"
