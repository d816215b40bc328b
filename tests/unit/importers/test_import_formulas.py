"""Word's formulas become LaTeX that makes the same formulas again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from importer_case import imported, report, sections
from lxml import etree

from baspa.importers.reading.omml import latex_of
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
        (run("a") + run(" = ") + run("b + 0,15"), r"a = b + 0{,}15"),
        (run("өсу", "<m:rPr><m:nor/></m:rPr>") + run("=100%"), r"\text{өсу} = 100\%"),
        ("<m:d><m:e>" + run("a") + "</m:e><m:e>" + run("b") + "</m:e></m:d>",
         r"\left( a \middle| b \right)"),
    ],
)  # fmt: skip
def test_a_formula_as_word_writes_it(omml: str, latex: str) -> None:
    assert latex_of([etree.fromstring(WORD.format(omml))]) == [latex]


def test_a_formula_of_words_html_is_read_and_its_picture_dropped(tmp_path: Path) -> None:
    span = "<i style='mso-bidi-font-style:normal'><span lang=EN-US><m:r>{}</m:r></span></i>"
    power = f"<m:sSup><m:e>{span.format('x')}</m:e><m:sup>{span.format('2')}</m:sup></m:sSup>"
    root = f"<m:rad><m:radPr><m:degHide m:val=on /></m:radPr><m:deg/><m:e>{power}</m:e></m:rad>"
    sum_ = "<m:r><m:rPr><m:sty m:val='p'/></m:rPr>=0,5&nbsp;&pi;</m:r>"
    picture = (
        "<![if !msEquation]><span><!--[if gte vml 1]><v:shape/><![endif]-->"
        '<![if !vml]><img src="image002.png"><![endif]></span><![endif]>'
    )
    inline = f"<!--[if gte msEquation 12]><m:oMath>{root}{sum_}</m:oMath><![endif]-->{picture}"
    shown = (
        f"<!--[if gte msEquation 12]><m:oMathPara><m:oMath>{power}</m:oMath></m:oMathPara>"
        f"<![endif]-->{picture}"
    )
    file = tmp_path / "thesis.html"
    file.write_text(
        f"<html><h1>Sums</h1><p>Where {inline} holds.</p><p>{shown}</p><p>All is said.</p></html>",
        encoding="utf-8",
    )
    project = imported(file)
    assert r"Where $\sqrt{x^2} = 0{,}5" in sections(project)
    assert "$$ x^2 $$\n\nAll is said." in sections(project)
    assert not [q for q in report(project)["questions"] if "picture" in q["question"]]
