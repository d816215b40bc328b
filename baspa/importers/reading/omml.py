r"""Formulas of a DOCX (OMML, ISO/IEC 29500-1 clause 22.1) to LaTeX, element by element.

| OMML | LaTeX |
|---|---|
| `r` | letters and symbols; upright ones `\mathrm`, words `\text`, alphabets `\mathbf`, `\mathbb` |
| `f`, `rad`, `sSub`, `sSup`, `sSubSup`, `sPre` | `\frac`, `\binom`, `\sqrt`, scripts |
| `nary`, `func`, `limLow`, `limUpp` | `\sum`, `\sin`, `\lim`, `\underset` |
| `d`, `m`, `eqArr` | `\left( … \right)`, `pmatrix`, `cases`, `aligned`, `gathered` |
| `acc`, `bar`, `groupChr`, `box`, `borderBox`, `phant` | `\hat`, `\overline`, `\underbrace`, … |

A formula that Baspa could not print is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from baspa.importers.words.omml_symbols import (
    ACCENTS,
    FUNCTIONS,
    GROUPS,
    LIMITS,
    NARY,
    latex_of_text,
    wrapped,
)
from baspa.math import FormulaError, to_mathml

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATRICES = {"()": "pmatrix", "[]": "bmatrix", "{}": "Bmatrix", "||": "vmatrix", "‖‖": "Vmatrix"}
_FENCES = {"{": r"\{", "}": r"\}", "‖": r"\|", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor",
           "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil", "〈": r"\langle", "〉": r"\rangle",
           "": "."}  # fmt: skip

_TOUCHING = re.compile(r"(\\mathrm\{[A-Za-z]+)\}\\mathrm\{(?=[A-Za-z])")
r"""Upright letters one by one: `\mathrm{B}\mathrm{a}`."""


def latex_of(formulas: Sequence[etree._Element]) -> list[str | None]:
    """Return the LaTeX of each `m:oMath`; None for one that Baspa cannot print."""
    return [_printable(_row(formula)) for formula in formulas]


def _printable(latex: str) -> str | None:
    latex = " ".join(latex.split())
    while (joined := _TOUCHING.sub(r"\1", latex)) != latex:
        latex = joined
    try:
        to_mathml(latex, display=True)
    except FormulaError:
        return None
    return latex or None


def _row(parent: etree._Element | None) -> str:
    """Return what the children of an argument read."""
    if parent is None:
        return ""
    parts = [_element(child) for child in parent if isinstance(child.tag, str)]
    return _joined(part for part in parts if part)


def _joined(parts: Iterable[str]) -> str:
    """Return LaTeX put together, a space behind a command that a letter follows."""
    result = ""
    for part in parts:
        gap = re.search(r"\\[a-zA-Z]+$", result) and (part[:1].isalpha() or part[:1].isdigit())
        result += (" " if gap else "") + part
    return result


def _element(node: etree._Element) -> str:
    """Return one element; what is unknown reads as what stands in it."""
    name = etree.QName(node).localname
    if name.endswith("Pr"):
        return ""
    known = _KNOWN.get(name)
    return known(node) if known else _row(node)


def _child(node: etree._Element, name: str) -> str:
    return _row(node.find(M + name))


def _setting(node: etree._Element, name: str) -> str | None:
    """Return the value of a property, an empty one included; None where nothing is said."""
    kind = etree.QName(node).localname
    found = node.find(f"{M}{kind}Pr/{M}{name}")
    return None if found is None else found.get(M + "val", "")


def _is_on(node: etree._Element, name: str) -> bool:
    return _setting(node, name) in ("", "1", "true", "on")


def _run(node: etree._Element) -> str:
    """Return the characters of a run in the alphabet that its properties ask for."""
    text = "".join(t.text or "" for t in node.iter(M + "t"))
    normal = node.find(f"{M}rPr/{M}nor") is not None
    style = node.find(f"{M}rPr/{M}sty")
    script = node.find(f"{M}rPr/{M}scr")
    return latex_of_text(
        text,
        normal=normal,
        style=style.get(M + "val", "") if style is not None else "i",
        script=script.get(M + "val", "") if script is not None else "",
    )


def _fraction(node: etree._Element) -> str:
    above, below = _child(node, "num"), _child(node, "den")
    match _setting(node, "type"):
        case "noBar":
            return rf"\genfrac{{}}{{}}{{0pt}}{{}}{{{above}}}{{{below}}}"
        case "lin" | "skw":
            return f"{wrapped(above)}/{wrapped(below)}"
        case _:
            return rf"\frac{{{above}}}{{{below}}}"


def _radical(node: etree._Element) -> str:
    degree = "" if _is_on(node, "degHide") else _child(node, "deg")
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_child(node, 'e')}}}"


def _scripts(base: str, sub: str, sup: str) -> str:
    base = wrapped(base) if not re.fullmatch(r"\\left.*\\right\W|\(.*\)", base) else base
    sup = sup if not re.fullmatch(r"′+|'+", sup) else r"\prime" * len(sup)
    return base + (f"_{wrapped(sub)}" if sub else "") + (f"^{wrapped(sup)}" if sup else "")


def _script(node: etree._Element) -> str:
    return _scripts(_child(node, "e"), _child(node, "sub"), _child(node, "sup"))


def _prescript(node: etree._Element) -> str:
    return _scripts("{}", _child(node, "sub"), _child(node, "sup")) + wrapped(_child(node, "e"))


def _nary(node: etree._Element) -> str:
    sign = _setting(node, "chr") or "∫"
    command = NARY.get(sign, sign)
    sub = "" if _is_on(node, "subHide") else _child(node, "sub")
    sup = "" if _is_on(node, "supHide") else _child(node, "sup")
    if "int" in command and _setting(node, "limLoc") == "undOvr" and (sub or sup):
        command += r"\limits"
    return _joined([_scripts(command, sub, sup), " " + _child(node, "e")])


def _function(node: etree._Element) -> str:
    name = node.find(M + "fName")
    inner = [child for child in (name if name is not None else ()) if not _is_property(child)]
    limited = inner[0] if len(inner) == 1 else None
    kind = etree.QName(limited).localname if limited is not None else ""
    if limited is not None and kind in ("limLow", "limUpp", "sSub", "sSup", "sSubSup"):
        base = _named(limited.find(M + "e"), limits=kind.startswith("lim"))
        scripts = {script: _child(limited, script) for script in ("sub", "sup", "lim")}
        below = scripts["sub"] or (scripts["lim"] if kind == "limLow" else "")
        above = scripts["sup"] or (scripts["lim"] if kind == "limUpp" else "")
        head = _scripts(base, below, above)
    else:
        head = _named(name, limits=False)
    return _joined([head, " " + _child(node, "e")])


def _is_property(node: etree._Element) -> bool:
    return etree.QName(node).localname.endswith("Pr")


def _named(node: etree._Element | None, *, limits: bool) -> str:
    """Return the name of a function: a command of LaTeX, else `\\operatorname`."""
    text = "".join(t.text or "" for t in node.iter(M + "t")) if node is not None else ""
    text = " ".join(text.split())
    simple = node is not None and all(etree.QName(e).localname == "r" for e in node)
    if not simple:
        return _row(node)
    if text in FUNCTIONS or (limits and text in LIMITS):
        return "\\" + text
    inner = r"\,".join(text.split())
    return (r"\operatorname*" if limits else r"\operatorname") + f"{{{inner}}}"


def _limit(node: etree._Element) -> str:
    low = etree.QName(node).localname == "limLow"
    base = node.find(M + "e")
    inner = [*base] if base is not None else []
    limit = _child(node, "lim")
    if len(inner) == 1 and etree.QName(inner[0]).localname == "groupChr":
        return f"{_element(inner[0])}{'_' if low else '^'}{wrapped(limit)}"
    text = "".join(t.text or "" for t in base.iter(M + "t")) if base is not None else ""
    if text.strip() in LIMITS and all(etree.QName(e).localname == "r" for e in inner):
        return _scripts("\\" + text.strip(), limit if low else "", "" if low else limit)
    return rf"\{'underset' if low else 'overset'}{{{limit}}}{{{_row(base).strip()}}}"


def _delimited(node: etree._Element) -> str:
    begin, end = _setting(node, "begChr"), _setting(node, "endChr")
    begin, end = "(" if begin is None else begin, ")" if end is None else end
    arguments = node.findall(M + "e")
    only = [child for child in arguments[0] if not _is_property(child)] if arguments else []
    kind = etree.QName(only[0]).localname if len(only) == 1 and len(arguments) == 1 else ""
    if kind == "m" and begin + end in _MATRICES:
        return _environment(_MATRICES[begin + end], _rows(only[0]))
    if kind in ("m", "eqArr") and (begin, end) == ("{", "") and _is_left(only[0]):
        return _environment("cases", _rows(only[0]))
    if kind == "f" and (begin, end) == ("(", ")") and _setting(only[0], "type") == "noBar":
        return rf"\binom{{{_child(only[0], 'num')}}}{{{_child(only[0], 'den')}}}"
    separator = _setting(node, "sepChr")
    bar = rf" \middle{_FENCES.get(separator or '|', separator or '|')} "
    content = bar.join(_row(argument) for argument in arguments)
    left, right = _FENCES.get(begin, begin), _FENCES.get(end, end)
    if _setting(node, "grow") in ("0", "false", "off") and begin and end:
        return _joined([left, content, right])
    return rf"\left{left} {content} \right{right}"


def _is_aligned(node: etree._Element) -> bool:
    """Tell whether a matrix is a system of equations: right and left columns by turns."""
    sides = [e.get(M + "val") for e in node.iter(M + "mcJc")]
    return len(sides) > 1 and sides[:2] == ["right", "left"]


def _is_left(node: etree._Element) -> bool:
    """Tell whether all columns are flush left, as those of cases are."""
    sides = {e.get(M + "val") for e in node.iter(M + "mcJc")}
    return sides == {"left"} or etree.QName(node).localname == "eqArr"


def _rows(node: etree._Element) -> list[list[str]]:
    """Return the cells of a matrix or of a stack of equations."""
    if etree.QName(node).localname == "m":
        return [[_row(e) for e in row.findall(M + "e")] for row in node.findall(M + "mr")]
    return [_row(e).replace(r"\&", "&").split("&") for e in node.findall(M + "e")]


def _environment(name: str, rows: list[list[str]], options: str = "") -> str:
    body = r" \\ ".join(" & ".join(cell.strip() for cell in row) for row in rows)
    return rf"\begin{{{name}}}{options} {body} \end{{{name}}}"


def _matrix(node: etree._Element) -> str:
    if _is_aligned(node):
        return _environment("aligned", _rows(node))
    sides = [(e.get(M + "val") or "center")[0] for e in node.iter(M + "mcJc")]
    if set(sides) - {"c"}:
        return _environment("array", _rows(node), f"{{{''.join(sides)}}}")
    return _environment("matrix", _rows(node))


def _equations(node: etree._Element) -> str:
    rows = _rows(node)
    return _environment("aligned" if any(len(row) > 1 for row in rows) else "gathered", rows)


def _accent(node: etree._Element) -> str:
    return rf"\{ACCENTS.get(_setting(node, 'chr') or chr(0x302), 'hat')}{{{_child(node, 'e')}}}"


def _bar(node: etree._Element) -> str:
    command = "underline" if _setting(node, "pos") == "bot" else "overline"
    return rf"\{command}{{{_child(node, 'e')}}}"


def _group(node: etree._Element) -> str:
    sign, inner = _setting(node, "chr") or "⏟", _child(node, "e")
    below = _setting(node, "pos") != "top"
    if sign in GROUPS:
        return rf"\{GROUPS[sign]}{{{inner}}}"
    return rf"\{'underset' if below else 'overset'}{{{latex_of_text(sign)}}}{{{inner}}}"


def _boxed(node: etree._Element) -> str:
    strikes = {"strikeBLTR": "cancel", "strikeTLBR": "bcancel"}
    command = next((c for name, c in strikes.items() if _is_on(node, name)), "boxed")
    return rf"\{command}{{{_child(node, 'e')}}}"


_KNOWN = {
    "r": _run, "f": _fraction, "rad": _radical, "sSub": _script, "sSup": _script,
    "sSubSup": _script, "sPre": _prescript, "nary": _nary, "func": _function, "limLow": _limit,
    "limUpp": _limit, "d": _delimited, "m": _matrix, "eqArr": _equations, "acc": _accent,
    "bar": _bar, "groupChr": _group, "borderBox": _boxed,
}  # fmt: skip
