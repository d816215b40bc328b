"""Formulas get their MathML; one that cannot be read is told at its sign."""

from thesis_case import arranged

from baspa.diagnostics import Findings, line_and_column
from baspa.model import Math, MathBlock
from baspa.model.walk import walk
from baspa.passes.formulas import convert_formulas


def test_inline_and_displayed_formulas_become_mathml() -> None:
    findings = Findings()

    [section] = convert_formulas(arranged("# А\n\n$x_i$\n\n$$ y^2 $$ {#eq:y}\n"), {}, findings)

    inline, display = [n for n in walk(section.blocks) if isinstance(n, Math | MathBlock)]
    assert findings.diagnostics == []
    assert "<msub>" in inline.mathml
    assert 'display="block"' not in inline.mathml
    assert "<msup>" in display.mathml
    assert 'display="block"' in display.mathml


def test_mistakes_are_all_told_at_the_sign_inside_the_formula() -> None:
    text = "# А\n\nмұнда $a + \\foo$ және\n\n$$ \\frac{a}{b $$ {#eq:b}\n"
    findings = Findings()

    convert_formulas(arranged(text), {"1.md": text}, findings)

    told = [(d.code, *line_and_column(text, d.span.start)) for d in findings.diagnostics]
    assert told == [("X401", 3, 12), ("X401", 5, 12)]


def test_without_the_text_the_whole_formula_is_the_place() -> None:
    text = "# А\n\n$\\foo$\n"
    findings = Findings()

    convert_formulas(arranged(text), {}, findings)

    [told] = findings.diagnostics
    assert text[told.span.start : told.span.end] == "$\\foo$"
