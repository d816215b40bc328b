"""MathML to OMML: the structures that Word edits."""

from lxml import etree

from baspa.math import to_mathml, to_omml

DECLARED = (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)
FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'


def omml(latex: str, display: bool = True) -> str:
    """The inside of `<m:oMath>`, runs shortened: `[x]` maths, `"x"` normal text."""
    text = etree.tostring(to_omml(to_mathml(latex, display=display)), encoding="unicode")
    text = text.replace(DECLARED, "").replace(FONT, "").replace(' xml:space="preserve"', "")
    text = text.removeprefix("<m:oMath>").removesuffix("</m:oMath>")
    text = text.replace("<m:r><m:rPr><m:nor/></m:rPr><m:t>", '"').replace("<m:r><m:t>", "[")
    return text.replace("</m:t></m:r>", "]").replace("m:", "")


def test_a_power_of_brackets_stands_at_what_they_enclose() -> None:
    assert omml("(a)^2") == (
        '<sSup><e><d><dPr><begChr val="("/><endChr val=")"/><grow val="0"/></dPr>'
        "<e>[a]</e></d></e><sup>[2]</sup></sSup>"
    )


def test_a_sum_holds_the_term_that_follows() -> None:
    assert omml(r"\sum_i a + b") == (
        '<nary><naryPr><chr val="∑"/><limLoc val="undOvr"/><subHide val="0"/><supHide val="1"/>'
        "</naryPr><sub>[i]</sub><sup/><e>[a]</e></nary>[+][b]"
    )


def test_an_integral_keeps_its_limits_beside_it() -> None:
    assert '<limLoc val="subSup"/>' in omml(r"\int_0^1 x\,dx")


def test_a_limit_is_a_function_of_the_term_that_follows() -> None:
    assert omml(r"\lim_n a = 1") == (
        '<func><fName><limLow><e>"lim]</e><lim>[n]</lim></limLow></fName><e>[a]</e></func>[=][1]'
    )


def test_a_function_ends_at_the_next_one() -> None:
    assert omml(r"\ln x \ln y") == (
        '<func><fName>"ln]</fName><e>[x]</e></func><func><fName>"ln]</fName><e>[y]</e></func>'
    )


def test_a_square_root_has_a_hidden_degree() -> None:
    assert omml(r"\sqrt{x}") == '<rad><radPr><degHide val="1"/></radPr><deg/><e>[x]</e></rad>'


def test_a_missing_left_side_is_filled_without_width() -> None:
    assert omml("= a") == '"\u200a][=][a]'


def test_cases_open_with_a_brace_and_close_with_nothing() -> None:
    assert omml(r"\begin{cases} 1, & x \\ 0, & y \end{cases}") == (
        '<d><dPr><begChr val="{"/><endChr val=""/><grow val="1"/></dPr><e>'
        '<m><mPr><plcHide val="1"/><mcs><mc><mcPr><count val="1"/><mcJc val="left"/></mcPr></mc>'
        '<mc><mcPr><count val="1"/><mcJc val="left"/></mcPr></mc></mcs></mPr>'
        "<mr><e>[1][,]</e><e>[x]</e></mr><mr><e>[0][,]</e><e>[y]</e></mr></m></e></d>"
    )


def test_scripts_before_a_letter_stand_before_it() -> None:
    assert omml(r"{}^{2}_{1}a") == "<sPre><sub>[1]</sub><sup>[2]</sup><e>[a]</e></sPre>"


def test_words_are_normal_text_in_the_font_of_the_paragraph() -> None:
    text = etree.tostring(to_omml(to_mathml("Пайда", display=False)), encoding="unicode")
    assert text == (
        f"<m:oMath{DECLARED}><m:r><m:rPr><m:nor/></m:rPr><m:t>Пайда</m:t></m:r></m:oMath>"
    )


def test_letters_are_italic_upright_and_bold_as_the_author_asks() -> None:
    assert omml(r"x \mathrm{d} \mathbf{A} \mathbb{R}") == (
        '[x]"d]<r><rPr><sty val="b"/></rPr><t>A]<r><rPr><sty val="p"/></rPr><t>ℝ]'
    )


def test_an_underbrace_has_its_text_below() -> None:
    assert omml(r"\underbrace{a}_{b}") == (
        '<limLow><e><groupChr><groupChrPr><chr val="⏟"/><pos val="bot"/><vertJc val="top"/>'
        "</groupChrPr><e>[a]</e></groupChr></e><lim>[b]</lim></limLow>"
    )


def test_a_tree_is_taken_as_well_as_text_and_left_as_it_was() -> None:
    tree = etree.fromstring(to_mathml("(a)^2", display=True))
    before = etree.tostring(tree)

    assert etree.tostring(to_omml(tree)) == etree.tostring(to_omml(before.decode()))
    assert etree.tostring(tree) == before
