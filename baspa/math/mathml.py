r"""LaTeX to presentation MathML (W3C MathML 3), by latex2mathml.

latex2mathml's tree is made regular, so that the writers of OMML and SVG meet one form of each
thing: characters instead of references, `<mi>` for identifiers and function names, `<mo>` for
operators, `<mover accent="true">` for accents, `<munder>` and `<mover>` instead of scripts where a
sum or a limit stands in display style, `<mtext>` for text only, no empty rows.
"""

from __future__ import annotations

import html
import unicodedata
from xml.etree import ElementTree

import latex2mathml.exceptions
from latex2mathml.converter import convert_to_element
from lxml import etree

from baspa.dataclass import dataclass
from baspa.math.errors import FormulaError
from baspa.math.latex import FIRST_PLACEHOLDER, TOO_DEEP, Atom, AtomKind, prepare
from baspa.math.mathml_elements import new_element, tag_of, text_of

ACCENTS = frozenset("´¯˘ˇ˙¨⃛⃜`˚―~^→←↔⏞⏟⏜⏝")
"""The marks that accent commands put over or under their operand."""
SPREADING_ACCENTS = frozenset("¯―→←↔⏞⏟⏜⏝\u0302\u0303")
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
UPRIGHT_FENCES = frozenset("()[]{}⟨⟩⌊⌋⌈⌉|‖↑↓↕⇑⇓⇕")
"""Signs that grow with what they enclose only behind `\\left`, `\\right` and `\\big`."""
SIGNS = frozenset("+−±∓")
"""Operators that stand before a term as well as between two."""
CLOSING = frozenset(")]}⟩⌋⌉!") | PRIMES
"""Operators that end a term, so that a sign after them stands between two."""
NAMED_SPACES = {
    "negativethinmathspace": "-0.167em",
    "negativemediummathspace": "-0.222em",
    "negativethickmathspace": "-0.278em",
    "thinmathspace": "0.167em",
    "thickmathspace": "0.278em",
}
OVER_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
OPERANDS = {
    **dict.fromkeys(("msub", "msup", "munder", "mover", "mfrac", "mroot"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""How many children an element has."""
NOT_BEFORE_RELATION = r"\not stands before a relation sign such as = or \in only"
MISSING_OPERAND = "an operand is missing, or it is empty"
MISTAKES = {
    "DoubleSubscriptsError": "two subscripts at one symbol; put the first part into braces",
    "DoubleSuperscriptsError": "two superscripts at one symbol; put the first part into braces",
    "LimitsMustFollowMathOperatorError": r"\limits stands behind an operator such as \sum only",
    "RecursionError": TOO_DEEP,
}
REFUSALS: tuple[type[Exception], ...] = (
    *(e for e in vars(latex2mathml.exceptions).values() if isinstance(e, type)),
    *(StopIteration, RecursionError),
)
"""What latex2mathml raises; an operand that ends before its time is a StopIteration."""
MAX_DEPTH = 20
"""Levels of elements in a formula; the time to draw it doubles with each."""


def to_mathml(latex: str, *, display: bool) -> str:
    """Return `latex` (without dollar signs) as a `<math>` element.

    `display` says whether the formula stands on a line of its own. Raises FormulaError for what
    cannot be converted.
    """
    prepared = prepare(latex)
    mode = "block" if display else "inline"
    try:
        tree = convert_to_element(prepared.latex, display=mode)
    except REFUSALS as error:
        raise FormulaError(MISTAKES.get(type(error).__name__, MISSING_OPERAND)) from error
    math = new_element("math", attributes={"display": mode})
    math.extend(_Regular(prepared.atoms).row(tree, display))
    if any(sum(1 for _ in element.iterancestors()) > MAX_DEPTH for element in math.iter()):
        raise FormulaError(TOO_DEEP)
    return etree.tostring(math, encoding="unicode")


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
                if negated and tag_of(node) != "mo":
                    raise FormulaError(NOT_BEFORE_RELATION)
                if negated:
                    node.text = unicodedata.normalize("NFC", (node.text or "") + "\u0338")
                    negated = False
                if _is_sign_of_term(node, row):
                    node.set("form", "prefix")
                if _is_number(node, row[-2:]):
                    number = row[-2]
                    number.text = f"{number.text},{node.text}"
                    row.pop()
                else:
                    row.append(node)
        if negated:
            raise FormulaError(NOT_BEFORE_RELATION)
        return row

    def single(self, element: ElementTree.Element, display: bool) -> etree._Element:
        """Return `element` as exactly one element."""
        nodes = self.nodes(element, display)
        return nodes[0] if len(nodes) == 1 else new_element("mrow", nodes)

    def nodes(self, element: ElementTree.Element, display: bool) -> list[etree._Element]:
        """Return what takes the place of `element`: nothing, one element, seldom several."""
        tag, attributes = element.tag, dict(element.attrib)
        if len(element) != OPERANDS.get(tag, len(element)):
            raise FormulaError(MISSING_OPERAND)
        match tag:
            case "mi" | "mn" | "mo" | "mtext":
                return self.leaf(element)
            case "mrow":
                return self.group(element, display)
            case "mspace":
                width = attributes.get("width", "0em")
                return [new_element("mspace", attributes={"width": NAMED_SPACES.get(width, width)})]
            case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
                return [self.scripts(element, display)]
            case "mfrac" | "mroot":
                return [
                    new_element(
                        tag, [self.single(c, False) for c in element], attributes=attributes
                    )
                ]
            case "mtable":
                return [self.table(element)]
            case "mpadded":  # latex2mathml pads what stands over an arrow
                return self.nodes(element[0], display)
            case "mstyle":
                display = attributes.get("displaystyle", str(display).lower()) == "true"
                row = self.row(element, display)
                return [new_element(tag, row, attributes=attributes)] if row else []
            case "msqrt" | "menclose" | "mphantom":
                return [new_element(tag, self.row(element, display), attributes=attributes)]
            case _:
                raise AssertionError(f"latex2mathml wrote <{tag}>")

    def group(self, element: ElementTree.Element, display: bool) -> list[etree._Element]:
        """Return a braced group; what one fence pair holds always stays together."""
        row = self.row(element, display)
        if len(row) == 1 and text_of(row[0], "mo") == ",":
            row[0].set("lspace", "0em")
            row[0].set("rspace", "0em")
        return row if len(row) < 2 else [new_element("mrow", row)]

    def scripts(self, element: ElementTree.Element, display: bool) -> etree._Element:
        """Return a base with what stands beside, over or under it."""
        base = self.single(element[0], display)
        others = [self.single(child, False) for child in element[1:]]
        tag = element.tag
        movable = base.attrib.pop("movablelimits", "") == "true" or base.text in LARGE_OPERATORS
        if movable and display:
            tag = OVER_UNDER.get(tag, tag)
        mark = others[0].text or ""
        if tag in ("mover", "munder") and mark in ACCENTS and tag_of(others[0]) == "mo":
            return _accented(tag, base, _mark(mark, element))
        return new_element(tag, [base, *others])

    def table(self, element: ElementTree.Element) -> etree._Element:
        """Return a table; only aligned lines stand in display style."""
        if not len(element):
            raise FormulaError("an environment holds nothing")
        display = element.attrib.get("displaystyle") == "true"
        rows = []
        for row in element:
            cells = [new_element("mtd", self.row(c, display), attributes=c.attrib) for c in row]
            for cell in cells[1:] if display else ():
                if len(cell) and cell[0].text in SIGNS:
                    cell[0].set("form", "infix")  # a line broken at an operator repeats it
            rows.append(new_element("mtr", cells))
        spacing = {"rowspacing": "0.4em", "columnspacing": "1em"} | dict(element.attrib)
        if display:
            spacing["rowspacing"] = "0.6em"
        return new_element(
            "mtable", rows, attributes=spacing | {"displaystyle": str(display).lower()}
        )

    def leaf(self, element: ElementTree.Element) -> list[etree._Element]:
        """Return an identifier, a number, an operator or a text."""
        text = html.unescape(element.text or "")
        attributes = dict(element.attrib)
        index = ord(text[0]) - FIRST_PLACEHOLDER if text else -1
        if 0 <= index < len(self.atoms):
            return [_atom(self.atoms[index], attributes.get("mathvariant", "normal"))]
        if not text:  # the invisible side of \left. and \right., or a filler of latex2mathml
            return (
                [new_element("mo", text="", attributes=attributes)] if "form" in attributes else []
            )
        if len(text) > 1 and text.startswith("\\"):
            raise FormulaError(f"unknown command {text}")
        if element.tag == "mtext":
            return [new_element("mspace", attributes={"width": "0.25em"})]
        return [_symbol(element.tag, text.replace("\u2009", "\u2006"), attributes)]


def _mark(mark: str, element: ElementTree.Element) -> str:
    r"""Return an accent as narrow or wide as asked, told by the attributes that latex2mathml sets.

    `\hat` has `accent`, `\tilde` is not stretchy, `\vec` is; their wide sisters have nothing.
    """
    stretchy = element[1].attrib.get("stretchy")
    match mark:
        case "^":
            return "ˆ" if element.attrib.get("accent") == "true" else "\u0302"
        case "~":
            return "~" if stretchy == "false" else "\u0303"
        case "→":
            return "\u20d7" if stretchy == "true" else "→"
        case _:
            return mark


def _accented(tag: str, base: etree._Element, mark: str) -> etree._Element:
    """Return `base` with an accent over (`mover`) or under it (`munder`)."""
    accent = new_element(
        "mo", text=mark, attributes={"stretchy": str(mark in SPREADING_ACCENTS).lower()}
    )
    name = "accent" if tag == "mover" else "accentunder"
    return new_element(tag, [base, accent], attributes={name: "true"})


def _is_sign_of_term(node: etree._Element, before: list[etree._Element]) -> bool:
    """Whether `node` is a plus or minus that stands before a term, not between two."""
    if tag_of(node) != "mo" or node.text not in SIGNS:
        return False
    if before and text_of(before[-1], "mo") == "|":  # the second of two bars closes
        return sum(text_of(sign, "mo") == "|" for sign in before) % 2 == 1
    return not before or (tag_of(before[-1]) == "mo" and before[-1].text not in CLOSING)


def _is_number(node: etree._Element, before: list[etree._Element]) -> bool:
    """Whether `node` holds the decimals of the number and the comma before it."""
    if [tag_of(n) for n in (*before, node)] != ["mn", "mo", "mn"]:
        return False
    return before[1].text == "," and before[1].get("rspace") == "0em"


def _atom(atom: Atom, variant: str) -> etree._Element:
    """Return the element of text that did not pass through latex2mathml."""
    match atom.kind:
        case AtomKind.TEXT:
            attributes = {"mathvariant": atom.variant} if atom.variant else {}
            return new_element("mtext", text=atom.text, attributes=attributes)
        case AtomKind.WORD:
            return new_element("mi", text=atom.text, attributes={"mathvariant": variant})
        case AtomKind.OPERATOR:
            return new_element("mi", text=atom.text)
        case AtomKind.OPERATOR_WITH_LIMITS:
            return new_element("mi", text=atom.text, attributes={"movablelimits": "true"})


def _symbol(tag: str, text: str, attributes: dict[str, str]) -> etree._Element:
    """Return `text` as the kind of symbol that it is, whatever latex2mathml took it for."""
    text = {"-": "−", "*": "∗", "·": "⋅", "⧵": "∖"}.get(text, text)
    plain = text.replace("\u2006", " ")
    if plain in LIMIT_FUNCTIONS:
        return new_element("mi", text=text, attributes={"movablelimits": "true"})
    if text in PRIMES:
        return new_element("mo", text=text)
    if tag == "mi" and text not in ORDINARY and unicodedata.category(text[0])[0] in "PS":
        tag = "mo"
    elif tag == "mo" and text in ORDINARY:
        tag = "mi"
    if tag == "mi" and (text in ORDINARY or "Α" <= text <= "Ω"):
        attributes.setdefault("mathvariant", "normal")
    if text in UPRIGHT_FENCES and not attributes.keys() & {"form", "fence", "minsize"}:
        attributes["stretchy"] = "false"
    return new_element(tag, text=text, attributes=attributes)
