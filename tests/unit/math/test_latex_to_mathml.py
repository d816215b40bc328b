"""LaTeX to MathML: what the author writes and what both writers get."""

import pytest

from baspa.math import to_mathml

NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'


def mathml(latex: str, display: bool = False) -> str:
    """The inside of the `<math>` element."""
    mode = "block" if display else "inline"
    text = to_mathml(latex, display=display)
    return text.removeprefix(f'<math{NAMESPACE} display="{mode}">').removesuffix("</math>")


def test_a_formula_is_a_math_element_that_tells_whether_it_has_a_line_of_its_own() -> None:
    assert to_mathml("x", display=True) == f'<math{NAMESPACE} display="block"><mi>x</mi></math>'
    assert to_mathml("x", display=False) == f'<math{NAMESPACE} display="inline"><mi>x</mi></math>'


def test_a_comma_between_digits_belongs_to_the_number() -> None:
    assert mathml("0,25") == mathml("0{,}25") == "<mn>0,25</mn>"


def test_a_comma_before_a_space_separates_a_list() -> None:
    assert mathml("1, 2") == "<mrow><mn>1</mn><mo>,</mo><mn>2</mn></mrow>"


def test_text_keeps_its_letters_spaces_and_signs() -> None:
    assert (
        mathml(r"\text{егер 5\% \& {a} болса}")
        == "<mtext>егер\u00a05%\u00a0&amp;\u00a0a\u00a0болса</mtext>"
    )


def test_a_cyrillic_word_is_one_upright_identifier() -> None:
    assert mathml("Z_{жалпы}") == '<msub><mi>Z</mi><mi mathvariant="normal">жалпы</mi></msub>'


def test_an_operator_may_have_a_kazakh_name() -> None:
    assert mathml(r"\operatorname{орта}x") == "<mrow><mi>орта</mi><mi>x</mi></mrow>"


def test_a_unit_after_a_number_is_letters_not_a_length() -> None:
    assert mathml("2 mm") == "<mrow><mn>2</mn><mi>m</mi><mi>m</mi></mrow>"


def test_one_upright_letter_stays_upright() -> None:
    assert mathml(r"\mathrm{d}") == '<mi mathvariant="normal">d</mi>'


@pytest.mark.parametrize(("display", "tag"), [(True, "munder"), (False, "msub")])
def test_a_limit_stands_below_in_display_and_beside_in_the_line(display: bool, tag: str) -> None:
    assert (
        mathml(r"\lim_n a", display)
        == f"<mrow><{tag}><mi>lim</mi><mi>n</mi></{tag}><mi>a</mi></mrow>"
    )


def test_limits_are_beside_the_sum_inside_a_fraction() -> None:
    assert mathml(r"\frac{\sum_i}{2}", display=True) == (
        "<mfrac><msub><mo>∑</mo><mi>i</mi></msub><mn>2</mn></mfrac>"
    )


def test_a_minus_before_a_term_is_marked_as_its_sign() -> None:
    assert mathml("-a-b") == ('<mrow><mo form="prefix">−</mo><mi>a</mi><mo>−</mo><mi>b</mi></mrow>')


def test_not_negates_the_sign_after_it() -> None:
    assert mathml(r"\not\in \not=") == "<mrow><mo>∉</mo><mo>≠</mo></mrow>"


def test_hats_are_accents_narrow_and_wide() -> None:
    assert (
        mathml(r"\hat{y}") == '<mover accent="true"><mi>y</mi><mo stretchy="false">ˆ</mo></mover>'
    )
    assert mathml(r"\widehat{y}") == (
        '<mover accent="true"><mi>y</mi><mo stretchy="true">\u0302</mo></mover>'
    )


def test_aligned_lines_are_a_table_without_gaps() -> None:
    assert mathml(r"\begin{aligned} a &= b \\[2mm] &= c \end{aligned}") == (
        '<mtable rowspacing="0.6em" columnspacing="0em 2em" displaystyle="true">'
        '<mtr><mtd columnalign="right"><mi>a</mi></mtd>'
        '<mtd columnalign="left"><mo>=</mo><mi>b</mi></mtd></mtr>'
        '<mtr><mtd columnalign="right"/>'
        '<mtd columnalign="left"><mo>=</mo><mi>c</mi></mtd></mtr></mtable>'
    )


def test_lines_need_no_environment() -> None:
    assert mathml(r"a \\ b", display=True) == mathml(
        r"\begin{gathered} a \\ b \end{gathered}", display=True
    )


def test_signs_of_xml_are_escaped() -> None:
    assert mathml(r"a < \&") == (
        '<mrow><mi>a</mi><mo>&lt;</mo><mi mathvariant="normal">&amp;</mi></mrow>'
    )
