"""Word's formulas become LaTeX that makes the same formulas again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import etree

from baspa.importers.omml import latex_of
from baspa.math import to_mathml, to_omml

FORMULAS = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "formulas.yaml").read_text(encoding="utf-8")
)
ALIKE = {
    "decimal comma",  # spaces behind the commas of a list
    "two columns of equations",
    "sulphate ion",  # letters in other runs
    "Kazakh letters",  # bold words
    "overset",
    "linear programme",
}
"""Formulas that come back with other runs or spaces; their letters are the same."""
WORD = (
    """<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{}</m:oMath>"""
)


def run(text: str, properties: str = "") -> str:
    return f"<m:r>{properties}<m:t>{text}</m:t></m:r>"


def letters(formula: etree._Element) -> str:
    return "".join("".join(formula.itertext()).split())


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula["name"])
def test_a_formula_of_ours_comes_back_as_it_was(formula: dict[str, str]) -> None:
    original = to_omml(to_mathml(formula["latex"], display=True))

    (latex,) = latex_of([original])

    assert latex is not None
    again = to_omml(to_mathml(latex, display=True))
    assert letters(again) == letters(original)
    if formula["name"] not in ALIKE:
        assert etree.tostring(again, method="c14n") == etree.tostring(original, method="c14n")


@pytest.mark.parametrize(
    ("omml", "latex"),
    [
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>" + run("i=1")
            + "</m:sub><m:sup>" + run("n") + "</m:sup><m:e>" + run("x") + "</m:e></m:nary>",
            r"\sum_{i = 1}^n x",
        ),
        (
            "<m:func><m:fName>" + run("sin", "<m:rPr><m:sty m:val='p'/></m:rPr>")
            + "</m:fName><m:e>" + run("α") + "</m:e></m:func>",
            r"\sin \alpha",
        ),
        (
            "<m:eqArr><m:e>" + run("a&amp;=b") + "</m:e><m:e>" + run("c&amp;=d")
            + "</m:e></m:eqArr>",
            r"\begin{aligned} a & = b \\ c & = d \end{aligned}",
        ),
        (run("𝑥∈ℝ, 𝐀≤5"), r"x\in \mathbb{R},\ \mathbf{A}\le 5"),
        (run("өсу", "<m:rPr><m:nor/></m:rPr>") + run("=100%"), r"\text{өсу} = 100\%"),
        ("<m:d><m:e>" + run("a") + "</m:e><m:e>" + run("b") + "</m:e></m:d>",
         r"\left( a \middle| b \right)"),
    ],
)  # fmt: skip
def test_a_formula_as_word_writes_it(omml: str, latex: str) -> None:
    assert latex_of([etree.fromstring(WORD.format(omml))]) == [latex]
