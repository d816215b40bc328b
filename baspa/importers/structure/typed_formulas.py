"""Formulas that were typed as text, a number behind them: `P = ρSv³/2   (2.1)`.

Only what has a relation, no word, and a number in brackets at its end is one; or words on both
sides of one equals sign, and an operator: `Рентабельность = Прибыль / Выручка × 100 %   (1)`.
"""

from __future__ import annotations

import re
from itertools import groupby

from baspa.importers.text.manuscript import OBJECTS, Form, Formula, Text
from baspa.importers.words.omml_symbols import FUNCTIONS, NARY, latex_of_text, wrapped

_NUMBERED = re.compile(
    r"(?P<f>[^\n]{3,150}?)[\s,;.]*\((?P<n>(?:[А-ЯӘA-Z]\.)?\d{1,3}(?:\.\d{1,3})*)\)\s*[,;.]?"
)
_RELATION = re.compile(r"[=≈≤≥<>]")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_TERM = r"[^=;.?!]"
_WORDED = re.compile(
    rf"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ](?:{_TERM}|\.(?=\d)){{0,60}}\s?=\s?"
    rf"(?=[^=]*(?:\s[/*×·+–−:÷-]\s|[/*×·+÷]))(?:{_TERM}|[.](?=\d))+"
)
_LONGEST_NAME = 6
"""Letters of a variable in capitals: WACC."""
_ROOT = "√"


def typed_formula(paragraph: Text) -> tuple[Formula, str, int] | None:
    """Return a formula, its number, and where it ends; None for running text."""
    match = _NUMBERED.fullmatch(paragraph.string)
    if match is None or not _RELATION.search(match["f"]) or max(map(ord, match["f"])) >= OBJECTS:
        return None
    formula = paragraph[: match.end("f")]
    if _ROOT in formula.string:
        return None
    worded = any(map(_is_word, _baseline_words(formula)))
    if worded and (_WORDED.fullmatch(formula.string) is None or any(formula.forms)):
        return None
    latex = _latex_of_words(formula.string) if worded else _latex(formula)
    return Formula(latex, displayed=True), match["n"], match.end("f")


def _baseline_words(text: Text) -> list[str]:
    """Return the runs of letters that are neither raised nor lowered."""
    moved = Form.SUPERSCRIPT | Form.SUBSCRIPT
    shown = "".join(" " if f & moved else c for c, f in zip(text.string, text.forms, strict=True))
    return _WORD.findall(shown)


def _is_word(letters: str) -> bool:
    """Tell whether letters are a word rather than letters that are multiplied: `на`, not `mv`."""
    if len(letters) == 1 or letters in FUNCTIONS:
        return False
    shortest = 2 if "\u0400" <= letters[-1] <= "\u052f" else 3
    spelt = letters.islower() or letters.istitle()
    return (spelt and len(letters) >= shortest) or len(letters) > _LONGEST_NAME


def _latex_of_words(string: str) -> str:
    """Return a formula of words as LaTeX, its words upright."""
    result, done = "", 0
    for words in _WORDS.finditer(string):
        if any(map(_is_word, _WORD.findall(words[0]))):
            result += f"{_line(string[done : words.start()])}\\text{{{words[0]}}}"
            done = words.end()
    return " ".join((result + _line(string[done:])).split())


def _latex(text: Text) -> str:
    """Return typed characters as LaTeX, what is raised or lowered as exponents and indices."""
    result = ""
    moves = {Form.SUPERSCRIPT: "^", Form.SUBSCRIPT: "_"}
    pairs = zip(text.string, text.forms, strict=True)
    for form, run in groupby(pairs, lambda pair: pair[1] & (Form.SUPERSCRIPT | Form.SUBSCRIPT)):
        string = "".join(character for character, _ in run)
        latex = _line(string)
        sign = moves.get(form, "") if string.strip() else ""
        result += sign + (wrapped(latex) if sign else latex)
    return " ".join(result.split())


def _line(string: str) -> str:
    result = ""
    for part in re.findall(r"[^\W\d_]{2,}|\d+,\d+|[\s\S]", string):
        if re.fullmatch(r"\d+,\d+", part):
            result += part.replace(",", "{,}")
        elif len(part) > 1:
            name = latex_of_text(part, normal=True) if part.isupper() else None
            multiplied = "".join(map(latex_of_text, part))
            result += f"\\{part} " if part in FUNCTIONS else (name or multiplied)
        elif part.isspace():
            result += " "
        else:
            result += NARY.get(part) or latex_of_text(r"·" if part == "*" else part)
    return result
