"""MathML to Office Math (OMML, ECMA-376 part 1, 22.1), the native formulas of Word.

| MathML                          | OMML                                                  |
|---------------------------------|-------------------------------------------------------|
| mi, mn, mo, mtext, mspace       | r                                                     |
| brackets, mtable within them    | d                                                     |
| msub, msup, msubsup             | sSub, sSup, sSubSup; sPre before the base             |
| sum, integral with their limits | nary, which holds the term that follows               |
| function names                  | func, which holds the term that follows               |
| munder, mover, munderover       | limLow, limUpp; acc, bar, groupChr for accents        |
| mfrac, msqrt, mroot             | f, rad                                                |
| mtable                          | eqArr for lines, m for matrices                       |
| menclose, mphantom              | borderBox, phant                                      |
"""

from __future__ import annotations

import copy

from lxml import etree

from baspa.math.fences import SCRIPTS, fold
from baspa.math.mathml_elements import tag_of, text_of
from baspa.math.omml_elements import (
    ACCENT_MARKS,
    LIBREOFFICE_WORDS,
    NO_OPERAND,
    capitals,
    math_element,
    name_run,
    properties,
    space_run,
    symbol_run,
    words_run,
)

NARY = frozenset("∑∏∐∫∬∭∮∯∰⋂⋃⋀⋁⨀⨁⨂⨃⨄⨅⨆")
"""Operators that Word writes together with their operand."""
WITHIN_TERM = frozenset("·⋅×∗/÷!′″‴⁗∘∇∂∀∃¬%") | NARY
"""Operators that do not end the operand of a sum or a function."""
BINARY = frozenset("=+<>≤≥≠≈≡∼≃≅±∓×÷·⋅∗∘∈∉⊂⊆⊃⊇∪∩→⇒⇔↔∧∨∝")
"""Operators that LibreOffice draws with a question mark where an operand is missing."""
STRIKES = {"updiagonalstrike": "strikeBLTR", "downdiagonalstrike": "strikeTLBR"}


def to_omml(mathml: str | etree._Element) -> etree._Element:
    """Return a `<math>` element, as text or as a tree, as `<m:oMath>`."""
    tree = etree.fromstring(mathml) if isinstance(mathml, str) else copy.deepcopy(mathml)
    return math_element("oMath", *_row(list(tree)))


def _row(nodes: list[etree._Element]) -> list[etree._Element]:
    """Return a row of MathML as OMML, nothing as one run that hardly shows.

    Word draws a dotted box where nothing stands, LibreOffice an inverted question mark.
    """
    folded = fold(nodes)
    written = _sequence(folded)
    if not written or text_of(folded[0], "mo") in BINARY:
        written.insert(0, words_run(NO_OPERAND))
    if folded and text_of(folded[-1], "mo") in BINARY:
        written.append(words_run(NO_OPERAND))
    return written


def _argument(name: str, *nodes: etree._Element) -> etree._Element:
    """Return the element `name` (`e`, `num`, `sub` …) around a row."""
    return math_element(name, *_row(list(nodes)))


def _sequence(nodes: list[etree._Element]) -> list[etree._Element]:
    """Return folded nodes as OMML; operators and functions take the term that follows them."""
    written: list[etree._Element] = []
    rest = list(nodes)
    while rest:
        node = rest.pop(0)
        base = _base(node)
        if text_of(base, "mo") in NARY:
            written.append(_nary(node, _take_term(rest)))
        elif _is_function(base):
            term = _take_term(rest, stop_at_function=True)
            written.extend(_function(node, term))
        elif tag_of(node) in ("msub", "msup", "msubsup") and _is_empty(base) and rest:
            written.append(_prescript(node, rest.pop(0)))
        else:
            written.extend(_node(node))
    return _join_capitals(written)


def _join_capitals(written: list[etree._Element]) -> list[etree._Element]:
    """Put a name in capitals, such as NPV, into one run.

    LibreOffice sets a gap between runs. Words of its own language stay apart, since it would read
    them as such.
    """
    joined: list[etree._Element] = []
    for element in written:
        before = capitals(joined[-1]) if joined else ""
        name = before + capitals(element)
        if before and len(name) > len(before) and name not in LIBREOFFICE_WORDS:
            joined[-1] = name_run(name)
        else:
            joined.append(element)
    return joined


def _take_term(rest: list[etree._Element], stop_at_function: bool = False) -> list[etree._Element]:
    """Remove the leading term from `rest` and return it: up to a sum, relation, comma or text."""
    end = 0
    while end < len(rest):
        node = rest[end]
        signs_so_far = all(tag_of(n) == "mspace" or _is_sign(n) for n in rest[:end])
        if tag_of(node) == "mo" and node.text not in WITHIN_TERM:
            if not (_is_sign(node) and signs_so_far):
                break
        elif tag_of(node) == "mtext" or _breaks_term(node, stop_at_function and end > 0):
            break
        end += 1
    while end and tag_of(rest[end - 1]) == "mspace":
        end -= 1
    term = rest[:end]
    del rest[:end]
    return term


def _is_sign(node: etree._Element) -> bool:
    return text_of(node, "mo") in ("+", "−", "±")


def _breaks_term(node: etree._Element, stop_at_function: bool) -> bool:
    """Whether `node`, which is no plain operator, begins something new."""
    if stop_at_function and _is_function(_base(node)):
        return True
    wide = tag_of(node) == "mspace" and node.get("width", "") in ("1em", "2em")
    return wide or (_base(node) is not node and text_of(_base(node), "mo") in BINARY)


def _base(node: etree._Element) -> etree._Element:
    """Return what scripts and limits stand at."""
    while tag_of(node) in SCRIPTS and node.get("accent", node.get("accentunder")) is None:
        node = node[0]
    return node


def _is_function(node: etree._Element) -> bool:
    """Whether `node` is a function name: several letters and no style of their own."""
    return len(text_of(node, "mi")) > 1 and node.get("mathvariant") is None


def _is_empty(node: etree._Element) -> bool:
    return tag_of(node) == "mrow" and len(node) == 0


def _nary(node: etree._Element, operand: list[etree._Element]) -> etree._Element:
    """Return an operator such as a sum with its limits and the term that it works on."""
    scripts = dict(zip(_script_places(node), list(node)[1:], strict=True)) if len(node) else {}
    under_over = tag_of(node).startswith(("munder", "mover"))
    settings = {
        "chr": _base(node).text or "",
        "limLoc": "undOvr" if under_over else "subSup",
        "subHide": "0" if "sub" in scripts else "1",
        "supHide": "0" if "sup" in scripts else "1",
    }
    return math_element(
        "nary",
        properties("nary", **settings),
        *(math_element(p, *(_row([scripts[p]]) if p in scripts else [])) for p in ("sub", "sup")),
        _argument("e", *operand),
    )


def _script_places(node: etree._Element) -> tuple[str, ...]:
    """Return where the children of a script element after its base stand."""
    places = {"msub": ("sub",), "munder": ("sub",), "msup": ("sup",), "mover": ("sup",)}
    return places.get(tag_of(node), ("sub", "sup"))


def _function(node: etree._Element, term: list[etree._Element]) -> list[etree._Element]:
    """Return a function with its argument; its name alone where nothing follows."""
    name = _node(node)
    if not term:
        return name
    return [math_element("func", math_element("fName", *name), _argument("e", *term))]


def _prescript(scripts: etree._Element, base: etree._Element) -> etree._Element:
    """Return `base` with scripts before it."""
    given = dict(zip(_script_places(scripts), list(scripts)[1:], strict=True))
    places = (_argument(p, *([given[p]] if p in given else [])) for p in ("sub", "sup"))
    return math_element("sPre", *places, _argument("e", base))


def _node(node: etree._Element) -> list[etree._Element]:
    """Return one MathML element, its brackets folded, as OMML."""
    match tag_of(node):
        case "mi" | "mn" | "mo" | "mtext":
            return [symbol_run(node)] if node.text else []
        case "mspace":
            return space_run(node.get("width", "0em"))
        case "mfenced":
            return [_delimiters(node)]
        case "mfrac":
            kind = {"type": "noBar"} if node.get("linethickness") == "0" else {}
            parts = (_argument("num", node[0]), _argument("den", node[1]))
            return [math_element("f", properties("f", **kind), *parts)]
        case "msqrt":
            hidden = (properties("rad", degHide="1"), math_element("deg"))
            return [math_element("rad", *hidden, _argument("e", *node))]
        case "mroot":
            shown = properties("rad", degHide="0")
            return [math_element("rad", shown, _argument("deg", node[1]), _argument("e", node[0]))]
        case "mtable":
            return [_table(node)]
        case "menclose":
            return [_enclosed(node)]
        case "mphantom":
            return [math_element("phant", properties("phant", show="0"), _argument("e", *node))]
        case "msub" | "msup" | "msubsup":
            return [_scripts(node)]
        case "munder" | "mover" | "munderover":
            return [_over_under(node)]
        case "mrow":
            return _row(list(node))
        case tag:
            raise AssertionError(f"no OMML for <{tag}>")


def _scripts(node: etree._Element) -> etree._Element:
    """Return a base with a subscript, a superscript or both."""
    name = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}[tag_of(node)]
    pairs = zip(_script_places(node), list(node)[1:], strict=True)
    return math_element(name, _argument("e", node[0]), *(_argument(p, n) for p, n in pairs))


def _over_under(node: etree._Element) -> etree._Element:
    """Return an accent, or a base with limits below and above it."""
    if node.get("accent", node.get("accentunder")):
        return _accented(node)
    base, limits = node[0], list(node)[1:]
    element = math_element("e", *_sequence(fold([base])))  # an operator alone keeps its place
    for place, limit in zip(_script_places(node), limits, strict=True):
        name = "limLow" if place == "sub" else "limUpp"
        whole = math_element(name, element, _argument("lim", limit))
        element = math_element("e", whole)
    return whole


def _accented(node: etree._Element) -> etree._Element:
    """Return a letter with its accent, or a stretch with a line, brace or arrow."""
    mark = node[1].text or ""
    element = _argument("e", node[0])
    place = "top" if tag_of(node) == "mover" else "bot"
    if mark == "―":
        return math_element("bar", properties("bar", pos=place), element)
    if mark in ACCENT_MARKS and place == "top":
        return math_element("acc", properties("acc", chr=ACCENT_MARKS[mark]), element)
    aligned = "bot" if place == "top" else "top"
    return math_element(
        "groupChr", properties("groupChr", chr=mark, pos=place, vertJc=aligned), element
    )


def _delimiters(node: etree._Element) -> etree._Element:
    r"""Return what brackets hold, divided where `\middle` stands."""
    parts: list[list[etree._Element]] = [[]]
    separator = ""
    for child in node:
        if text_of(child, "mo") and child.get("fence") == "true" and child.get("form") is None:
            separator = child.text or ""
            parts.append([])
        else:
            parts[-1].append(child)
    settings = {"begChr": node.get("open", "")}
    if separator:
        settings["sepChr"] = separator
    settings |= {"endChr": node.get("close", ""), "grow": str(int(node.get("stretchy") == "true"))}
    return math_element("d", properties("d", **settings), *(_argument("e", *p) for p in parts))


def _enclosed(node: etree._Element) -> etree._Element:
    """Return a formula in a frame or struck out."""
    strikes = [STRIKES[name] for name in node.get("notation", "").split() if name in STRIKES]
    hidden = {f"hide{side}": "1" for side in ("Top", "Bot", "Left", "Right")} if strikes else {}
    settings = hidden | dict.fromkeys(sorted(strikes), "1")
    return math_element("borderBox", properties("borderBox", **settings), _argument("e", *node))


def _table(node: etree._Element) -> etree._Element:
    """Return centred lines as an array of equations, any other table as a matrix.

    Aligned lines are a matrix without gaps too: LibreOffice prints the alignment mark of an array.
    """
    alignments = max(([c.get("columnalign", "center") for c in row] for row in node), key=len)
    if alignments == ["center"]:
        return math_element("eqArr", *(_argument("e", *row[0]) for row in node))
    lines = node.get("displaystyle") == "true"
    gap = {"cGpRule": "3", "cGp": "0"} if lines else {}
    columns = [properties("mc", count="1", mcJc=alignment) for alignment in alignments]
    settings = properties("m", plcHide="1", **gap)
    settings.append(math_element("mcs", *(math_element("mc", column) for column in columns)))
    rows = []
    for row in node:
        cells = [_argument("e", *cell) for cell in row]
        cells += [math_element("e") for _ in alignments[len(cells) :]]
        for cell in cells[2::2] if lines else ():
            cell[:0] = space_run("2em")
        rows.append(math_element("mr", *cells))
    return math_element("m", settings, *rows)
