r"""LaTeX to presentation MathML (W3C MathML 3), by latex2mathml.

latex2mathml's tree is made regular, so that the writers of OMML and SVG meet one form of each
thing: characters instead of references, `<mi>` for identifiers and function names, `<mo>` for
operators, `<mover accent="true">` for accents, `<munder>` and `<mover>` instead of scripts where a
sum or a limit stands in display style, `<mtext>` for text only, no empty rows.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

import latex2mathml.exceptions
from latex2mathml.converter import convert_to_element
from lxml import etree

from baspa.math.errors import FormulaError
from baspa.math.latex import FIRST_PLACEHOLDER, Atom, AtomKind, prepare

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

ACCENTS = frozenset("´¯˘ˇ˙¨⃛⃜`˚―~^ˆ→←↔⏞⏟⏜⏝")
"""The marks that accent commands put over or under their operand."""
SPREADING_ACCENTS = frozenset("¯―→←↔⏞⏟⏜⏝")
"""Accents as wide as what they stand on."""
LARGE_OPERATORS = frozenset("∑∏∐⋂⋃⋀⋁⨀⨁⨂⨃⨄⨅⨆")
"""Operators whose limits stand above and below in display style; an integral's do not."""
LIMIT_FUNCTIONS = frozenset(
    {"lim", "sup", "inf", "max", "min", "det", "gcd", "Pr", "plim", "arg max", "arg min"}
    | {"lim sup", "lim inf", "inj lim", "proj lim"}
)
"""Functions that take a limit below them in display style."""
ORDINARY = frozenset("∞∅∂∇ℏ°%‰№…⋯⋮⋱&#$§")
"""Signs that stand for something, like a letter, and take no space around them."""
PRIMES = frozenset("′″‴⁗")
NAMED_SPACES = {
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
}
OVER_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
OPERANDS = {
    **{"msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3},
    **{"mfrac": 2, "mroot": 2},
}
"""How many children an element has."""
MISTAKES = {
    "DoubleSubscriptsError": "two subscripts at one symbol; put the first part into braces",
    "DoubleSuperscriptsError": "two superscripts at one symbol; put the first part into braces",
    "LimitsMustFollowMathOperatorError": r"\limits stands behind an operator such as \sum only",
}


def to_mathml(latex: str, *, display: bool) -> str:
    """Return `latex` (without dollar signs) as a `<math>` element.

    `display` says whether the formula stands on a line of its own. Raises FormulaError for what
    cannot be converted.
    """
    prepared = prepare(latex)
    mode = "block" if display else "inline"
    try:
        tree = convert_to_element(prepared.latex, display=mode)
    except tuple(vars(latex2mathml.exceptions)[name] for name in MISTAKES) as error:
        raise FormulaError(MISTAKES[type(error).__name__]) from error
    math = etree.Element(_name("math"), {"display": mode}, nsmap={None: NAMESPACE})
    math.extend(_Regular(prepared.atoms).row(tree, display))
    return etree.tostring(math, encoding="unicode")


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _element(
    tag: str, children: Iterable[etree._Element] = (), text: str | None = None, **attributes: str
) -> etree._Element:
    """Return a MathML element."""
    element = etree.Element(_name(tag), attributes, nsmap={None: NAMESPACE})
    element.text = text
    element.extend(children)
    return element


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname


@dataclass(frozen=True, slots=True)
class _Regular:
    """Rewrites latex2mathml's tree.

    `display` says everywhere whether the element stands in display style.
    """

    atoms: tuple[Atom, ...]

    def row(self, parent: ElementTree.Element, display: bool) -> list[etree._Element]:
        """Return the children of `parent`, decimal numbers joined and negated signs composed."""
        row: list[etree._Element] = []
        negated = False
        for child in parent:
            if child.tag == "mpadded" and child.findtext("mtext") == "&#x029F8;":
                negated = True
                continue
            for node in self.nodes(child, display):
                if negated:
                    node.text = unicodedata.normalize("NFC", (node.text or "") + "\u0338")
                    negated = False
                if _is_number(node, row[-2:]):
                    number = row[-2]
                    number.text = f"{number.text},{node.text}"
                    row.pop()
                else:
                    row.append(node)
        if negated:
            raise FormulaError(r"\not stands before a relation sign")
        return row

    def single(self, element: ElementTree.Element, display: bool) -> etree._Element:
        """Return `element` as exactly one element."""
        nodes = self.nodes(element, display)
        return nodes[0] if len(nodes) == 1 else _element("mrow", nodes)

    def nodes(self, element: ElementTree.Element, display: bool) -> list[etree._Element]:
        """Return what takes the place of `element`: nothing, one element, seldom several."""
        tag, attributes = element.tag, dict(element.attrib)
        if len(element) != OPERANDS.get(tag, len(element)):
            raise FormulaError("an operand is missing, or it is empty")
        match tag:
            case "mi" | "mn" | "mo" | "mtext":
                return self.leaf(element)
            case "mrow":
                return self.group(element, display)
            case "mspace":
                width = attributes.get("width", "0em")
                return [_element("mspace", width=NAMED_SPACES.get(width, width))]
            case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
                return [self.scripts(element, display)]
            case "mfrac" | "mroot":
                return [_element(tag, [self.single(c, False) for c in element], **attributes)]
            case "mtable":
                return [self.table(element)]
            case "mpadded":  # latex2mathml pads what stands over an arrow
                return self.nodes(element[0], display)
            case "mstyle":
                display = attributes.get("displaystyle", str(display).lower()) == "true"
                return [_element(tag, self.row(element, display), **attributes)]
            case "msqrt" | "menclose" | "mphantom":
                return [_element(tag, self.row(element, display), **attributes)]
            case _:
                raise AssertionError(f"latex2mathml wrote <{tag}>")

    def group(self, element: ElementTree.Element, display: bool) -> list[etree._Element]:
        """Return a braced group; what one fence pair holds always stays together."""
        row = self.row(element, display)
        if len(row) == 1 and row[0].text == "," and _tag(row[0]) == "mo":
            row[0].set("lspace", "0em")
            row[0].set("rspace", "0em")
        return row if len(row) < 2 else [_element("mrow", row)]

    def scripts(self, element: ElementTree.Element, display: bool) -> etree._Element:
        """Return a base with what stands beside, over or under it."""
        base = self.single(element[0], display)
        others = [self.single(child, False) for child in element[1:]]
        tag = element.tag
        movable = base.attrib.pop("movablelimits", "") == "true" or base.text in LARGE_OPERATORS
        if movable and display:
            tag = OVER_UNDER.get(tag, tag)
        mark = others[0].text or ""
        if tag in ("mover", "munder") and mark in ACCENTS and _tag(others[0]) == "mo":
            return self.accented(tag, base, mark, wide=element.attrib.get("accent") != "true")
        return _element(tag, [base, *others])

    def accented(self, tag: str, base: etree._Element, mark: str, wide: bool) -> etree._Element:
        r"""Return `base` under or over an accent; latex2mathml marks `\hat`, but not `\widehat`."""
        if mark == "^" and not wide:
            mark = "ˆ"
        stretchy = mark in SPREADING_ACCENTS or mark == "^"
        accent = _element("mo", text=mark, stretchy=str(stretchy).lower())
        if tag == "munder":
            return _element(tag, [base, accent], accentunder="true")
        return _element(tag, [base, accent], accent="true")

    def table(self, element: ElementTree.Element) -> etree._Element:
        """Return a table; only aligned lines stand in display style."""
        display = element.attrib.get("displaystyle") == "true"
        rows = [
            _element("mtr", [_element("mtd", self.row(c, display), **c.attrib) for c in row])
            for row in element
        ]
        attributes = {"displaystyle": str(display).lower(), **element.attrib}
        return _element("mtable", rows, **attributes)

    def leaf(self, element: ElementTree.Element) -> list[etree._Element]:
        """Return an identifier, a number, an operator or a text."""
        text = html.unescape(element.text or "")
        attributes = dict(element.attrib)
        index = ord(text[0]) - FIRST_PLACEHOLDER if text else -1
        if 0 <= index < len(self.atoms):
            return [_atom(self.atoms[index], attributes.get("mathvariant", "normal"))]
        if not text:  # the invisible side of \left. and \right., or a filler of latex2mathml
            return [_element("mo", text="", **attributes)] if "form" in attributes else []
        if "\\" in text:
            raise FormulaError(f"unknown command {text}")
        if element.tag == "mtext":
            return [_element("mspace", width="0.25em")]
        return [_symbol(element.tag, text.replace("\u2009", "\u2006"), attributes)]


def _is_number(node: etree._Element, before: list[etree._Element]) -> bool:
    """Whether `node` holds the decimals of the number and the comma before it."""
    if [_tag(n) for n in (*before, node)] != ["mn", "mo", "mn"]:
        return False
    return before[1].text == "," and before[1].get("rspace") == "0em"


def _atom(atom: Atom, variant: str) -> etree._Element:
    """Return the element of text that did not pass through latex2mathml."""
    match atom.kind:
        case AtomKind.TEXT:
            attributes = {"mathvariant": atom.variant} if atom.variant else {}
            return _element("mtext", text=atom.text, **attributes)
        case AtomKind.WORD:
            return _element("mi", text=atom.text, mathvariant=variant)
        case AtomKind.OPERATOR:
            return _element("mi", text=atom.text)
        case AtomKind.OPERATOR_WITH_LIMITS:
            return _element("mi", text=atom.text, movablelimits="true")


def _symbol(tag: str, text: str, attributes: dict[str, str]) -> etree._Element:
    """Return `text` as the kind of symbol that it is, whatever latex2mathml took it for."""
    text = {"-": "−", "*": "∗"}.get(text, text)
    plain = text.replace("\u2006", " ")
    if plain in LIMIT_FUNCTIONS:
        return _element("mi", text=text, movablelimits="true")
    if text in PRIMES:
        return _element("mo", text=text)
    if tag == "mi" and len(text) == 1 and not text.isalpha() and text not in ORDINARY:
        tag = "mo"
    elif tag == "mo" and text in ORDINARY:
        tag = "mi"
    if tag == "mi" and (text in ORDINARY or "Α" <= text <= "Ω"):
        attributes.setdefault("mathvariant", "normal")
    return _element(tag, text=text, **attributes)
