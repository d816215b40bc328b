"""Both outputs of every formula of tests/data/formulas.yaml show the same symbols in one order."""

import re
import unicodedata
from itertools import chain
from pathlib import Path

import pytest
import yaml
from lxml import etree

from baspa.math import to_mathml, to_omml, to_svg

FORMULAS = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "formulas.yaml").read_text(encoding="utf-8")
)
TEXT_FACE = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
COMBINING = dict(
    zip(
        "´`¯˘ˇ˙¨˚~ˆ→",
        "\u0301\u0300\u0305\u0306\u030c\u0307\u0308\u030a\u0303\u0302\u20d7",
        strict=True,
    )
)
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SETTINGS = {
    "d": ("begChr", "sepChr", "endChr"),
    "nary": ("chr",),
    "acc": ("chr",),
    "groupChr": ("chr",),
}

every_formula = pytest.mark.parametrize(
    ("latex", "display"),
    [pytest.param(f["latex"], f.get("display", True), id=f["name"]) for f in FORMULAS],
)


def plain(symbols: list[str]) -> list[str]:
    """One entry for each character, whatever its style, spaces left out."""
    text = unicodedata.normalize("NFKC", "".join(symbols))
    return [c for c in text if not c.isspace()]


def mathml_symbols(node: etree._Element) -> list[str]:
    """The characters of a MathML tree in document order."""
    symbols = [node.text or ""]
    accent = node.get("accent") or node.get("accentunder")
    for child in node:
        inner = mathml_symbols(child)
        symbols += [COMBINING.get(s, s) for s in inner] if accent and child is node[1] else inner
    return symbols


def omml_symbols(node: etree._Element) -> list[str]:
    """The characters of an OMML tree, each structure in the order in which MathML writes it."""
    name = etree.QName(node).localname
    if name == "t":
        return [node.text or ""]
    if name.endswith("Pr"):
        return []
    parts = [omml_symbols(child) for child in node if not child.tag.endswith("Pr")]
    joined = list(chain.from_iterable(parts))
    marks = {s: node.find(f"{M}{name}Pr/{M}{s}") for s in SETTINGS.get(name, ())}
    values = {s: "" if e is None else e.get(f"{M}val") for s, e in marks.items()}
    match name:
        case "d":
            inner: list[str] = []
            for part in parts:
                inner += [*([values["sepChr"]] if inner else []), *part]
            return [values["begChr"], *inner, values["endChr"]]
        case "nary":
            return [values["chr"], *joined]
        case "acc" | "groupChr":
            return [*joined, values["chr"]]
        case "bar":
            return [*joined, "―"]
        case "rad":
            return [*parts[1], *parts[0]]
        case _:
            return joined


@every_formula
def test_word_shows_the_symbols_of_the_mathml_in_their_order(latex: str, display: bool) -> None:
    mathml = to_mathml(latex, display=display)

    assert plain(omml_symbols(to_omml(mathml))) == plain(mathml_symbols(etree.fromstring(mathml)))


@every_formula
def test_the_pdf_gets_outlines_alone(latex: str, display: bool) -> None:
    svg = to_svg(to_mathml(latex, display=display), size_pt=14, text_font=TEXT_FACE)
    tree = etree.fromstring(svg.markup)

    names = {etree.QName(element).localname for element in tree.iter()}
    assert names <= {"svg", "g", "path", "rect"}
    assert "path" in names
    assert 0 <= svg.depth_pt < svg.height_pt
    assert re.fullmatch(r"[\d.]+pt", tree.get("width"))


@pytest.mark.parametrize(
    ("latex", "symbols"),
    [
        (r"NPV = \sum_{t=0}^{n} \frac{CF_t}{(1+r)^t} - I_0", "NPV=∑t=0nCFt(1+r)t−I0"),
        (r"Z_{жалпы} \cdot 12{,}75\%", "Zжалпы⋅12,75%"),
        (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "limx→0sinxx=1"),
        (r"\left\{ \begin{aligned} x &= 1 \\ y &= 2 \end{aligned} \right.", "{x=1y=2"),
    ],
)
def test_word_shows_what_the_author_wrote(latex: str, symbols: str) -> None:
    assert "".join(plain(omml_symbols(to_omml(to_mathml(latex, display=True))))) == symbols
