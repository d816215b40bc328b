"""What an author is told about a formula that cannot be converted, and where."""

from pathlib import Path

import pytest

from baspa.math import FormulaError, to_mathml, to_svg

TEXT_FACE = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


@pytest.mark.parametrize(
    ("latex", "message", "position"),
    [
        ("", "the formula is empty", 0),
        ("{ }", "the formula is empty", 0),
        (r"a + \foo{b}", r"unknown command \foo", 4),
        (r"\color{red} x", r"unknown command \color", 0),
        (r"\frac{a}{", "{ is never closed", 8),
        ("a}", "} closes nothing: there is no { before it", 1),
        ("x^", "nothing follows ^: its operand is missing", 1),
        ("{x^}", "nothing follows ^: its operand is missing", 2),
        (r"1 + \sqrt", r"nothing follows \sqrt: its operand is missing", 4),
        (r"\frac{a}", "an operand is missing, or it is empty", None),
        ("x_a_b", "two subscripts at one symbol; put the first part into braces", None),
        ("x^a^b", "two superscripts at one symbol; put the first part into braces", None),
        (r"\left( a", r"\left is never closed", 0),
        (r"a \right)", r"\right closes nothing: there is no \left before it", 2),
        (r"\frac{\left( a}{b}", r"\left is not closed before }", 6),
        (r"\left a", r"\left needs a delimiter such as ( or [ or . after it", 0),
        (r"\begin{cases} 1", r"\begin{cases} is never closed", 0),
        (r"\begin{array} a \end{array}", r"\begin{array} needs the alignment of its columns, such as {lcr}; rules between columns are not supported", 0),  # noqa: E501
        (r"a & b", r"& outside of an environment; put the lines into \begin{aligned}", 2),
        (r"\sqrt{a \\ b}", r"a line ends inside { …", 8),
        ("5%", r"a bare % begins a comment in LaTeX; the sign itself is \%", 1),
        ("$x$", r"a dollar sign inside a formula; the sign itself is \$", 0),
        (r"\text{a \frac b}", r"the command \frac cannot stand inside text", 8),
        (r"\text a", r"\text needs a text in braces", 0),
        ("a\\", "a backslash without a command after it", 1),
        ("a\x07", "U+0007 is no printable character", 1),
        (r"\sqrt[3]", r"nothing follows \sqrt: its operand is missing", 0),
        (r"\begin{aligned} \end{aligned}", "an environment holds nothing", None),
        (r"\not a", r"\not stands before a relation sign such as = or \in only", None),
        ("{" * 21 + "x" + "}" * 21, "the formula is nested too deeply; give its inner parts names of their own", 20),  # noqa: E501
        (r"\hat" * 999 + " x", "the formula is nested too deeply; give its inner parts names of their own", None),  # noqa: E501
        (r"\not", r"nothing follows \not: its operand is missing", 0),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(latex: str, message: str, position: int | None) -> None:
    with pytest.raises(FormulaError) as caught:
        to_mathml(latex, display=True)

    assert (caught.value.message, caught.value.position) == (message, position)


def test_an_unknown_environment_is_answered_with_those_that_exist() -> None:
    with pytest.raises(FormulaError, match=r"unknown environment tikzpicture; known are Bmatrix, "):
        to_mathml(r"\begin{tikzpicture} \end{tikzpicture}", display=True)


def test_a_letter_that_no_font_has_is_not_printed_as_a_box() -> None:
    with pytest.raises(FormulaError, match=r"no font has the letter 字 \(U\+5B57\)"):
        to_svg(to_mathml(r"\text{字}", display=False), size_pt=14, text_font=TEXT_FACE)
