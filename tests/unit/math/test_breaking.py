"""A formula wider than its line is broken at an operator, which the next line repeats."""

from pathlib import Path

import pytest
from lxml import etree

from baspa.length import Length
from baspa.math import fit, to_mathml

TEXT_FACE = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


def lines(latex: str, room_mm: float) -> list[str]:
    """Return the symbols of each line that `latex` takes in a room of that width."""
    mathml = to_mathml(latex, display=True)
    fitted = fit(mathml, Length(room_mm), size_pt=14, text_font=TEXT_FACE)
    assert fitted.width.mm <= room_mm
    math = etree.fromstring(fitted.mathml)
    rows = math.findall(".//{*}mtr") or [math]
    return ["".join(row.itertext()) for row in rows]


@pytest.mark.parametrize(
    ("latex", "room_mm", "expected"),
    [
        pytest.param("a = b + c", 60, ["a=b+c"], id="room enough"),
        pytest.param("aaa + bbb + ccc", 33, ["aaa+bbb+", "+ccc"], id="the last sign"),
        pytest.param("aaaa + b = cc + dddd", 46, ["aaaa+b=", "=cc+dddd"], id="a relation first"),
        pytest.param("y = aaaa + bbbb + cccc", 50, ["y=aaaa+bbbb+", "+cccc"], id="full lines"),
        pytest.param("y = aaaa + bbbb + cccc", 34, ["y=aaaa+", "+bbbb+", "+cccc"], id="three"),
        pytest.param(r"aaaa \cdot bbbb \cdot cccc", 31, ["aaaa⋅bbbb⋅", "⋅cccc"], id="a product"),
        pytest.param("(aa + bb)(cc + dd) + eee", 51, ["(aa+bb)(cc+dd)+", "+eee"], id="brackets"),
        pytest.param("|aaa + bbb| + ccc", 33, ["|aaa+bbb|+", "+ccc"], id="modulus"),
        pytest.param(r"aaaa = b, \quad cccc = d", 45, ["aaaa=b,", "cccc=d"], id="a list"),
        pytest.param("aaaaa = -bbbbb + c", 44, ["aaaaa=", "=−bbbbb+c"], id="the sign of a term"),
    ],
)
def test_where_a_formula_is_broken(latex: str, room_mm: float, expected: list[str]) -> None:
    assert lines(latex, room_mm) == expected


@pytest.mark.parametrize(
    "latex",
    [
        pytest.param(r"\frac{aaaaaaaaaaaa + bbbbbbbbbbbb}{c}", id="a wide fraction"),
        pytest.param(r"\begin{aligned} a &= bbbbbbbbbbbbbbb \\ &+ c \end{aligned}", id="own lines"),
        pytest.param("(aaaaaaaaaa + bbbbbbbbbb)", id="all in brackets"),
    ],
)
def test_what_cannot_be_broken_stays_and_tells_its_width(latex: str) -> None:
    mathml = to_mathml(latex, display=True)

    fitted = fit(mathml, Length(20), size_pt=14, text_font=TEXT_FACE)

    assert fitted.mathml == mathml
    assert fitted.width.mm > 20
