"""A formula in one line of plain text, for readers who cannot see it.

The notation is that of the linear format of Unicode Technical Note 28: `(a+b)/c`, `x_i`, `x^2`,
`√(x)`, the lines of a system after one another.
"""

from __future__ import annotations

import re

from lxml import etree

from baspa.math.mathml_elements import tag_of

_NEEDLESS_SPACE = re.compile(r" (?=[)\]},;.!^_/])|(?<=[(\[{]) ")
SPACED = frozenset("=<>≤≥≠≈≡∼→⇒⇔∈+−±×⋅,")
"""Signs with a space on both sides, a comma with one behind it."""


def to_linear(mathml: str) -> str:
    """Return a `<math>` element as one line of text."""
    text = " ".join(_row(list(etree.fromstring(mathml))).split())
    return _NEEDLESS_SPACE.sub("", text)


def _row(nodes: list[etree._Element]) -> str:
    return "".join(_text(node) for node in nodes)


def _text(node: etree._Element) -> str:
    parts = [_text(child) for child in node]
    match tag_of(node), parts:
        case "mfrac", [top, bottom]:
            return f"{_grouped(top)}/{_grouped(bottom)}"
        case (("msub" | "munder"), [base, below]):
            return base.strip() + (below if _is_mark(node) else f"_{_grouped(below)} ")
        case (("msup" | "mover"), [base, above]):
            return base.strip() + (above if _is_mark(node) else f"^{_grouped(above)} ")
        case (("msubsup" | "munderover"), [base, below, above]):
            return f"{base.strip()}_{_grouped(below)}^{_grouped(above)} "
        case "msqrt", _:
            return f"√({''.join(parts).strip()})"
        case "mroot", [radicand, degree]:
            return f"√({degree}&{radicand.strip()})"
        case "mtable", _:
            return "; ".join(part.strip() for part in parts)
        case "mtr", _:
            return " ".join(part.strip() for part in parts).strip()
        case "mi", _ if len(node.text or "") > 1:
            return f" {node.text} "
        case "mspace", _:
            return " "
        case "mo", _ if node.get("form") != "prefix":
            return _sign(node.text or "")
        case _:
            return (node.text or "") + "".join(parts)


def _sign(sign: str) -> str:
    if sign not in SPACED:
        return sign
    return ", " if sign == "," else f" {sign} "


def _grouped(text: str) -> str:
    """Return what stands above or below as one operand."""
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _is_mark(node: etree._Element) -> bool:
    """Whether what stands over or under is an accent or a prime, read without a sign of its own."""
    accented = node.get("accent") or node.get("accentunder")
    return bool(accented) or (node[-1].text or "") in tuple("′″‴")
