"""MathML to SVG: sizes, the baseline and the letters of the text face."""

from pathlib import Path

import pytest
from lxml import etree

from baspa.math import Svg, to_mathml, to_svg

TEXT_FACE = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


def svg(latex: str, size_pt: float = 14, display: bool = True) -> Svg:
    return to_svg(to_mathml(latex, display=display), size_pt=size_pt, text_font=TEXT_FACE)


def outlines(picture: Svg) -> list[str]:
    return [e.get("d") for e in etree.fromstring(picture.markup).iter("{*}path")]


def test_a_picture_measures_what_it_says() -> None:
    picture = svg(r"\frac{a}{b}")
    tree = etree.fromstring(picture.markup)

    assert tree.get("width") == f"{picture.width_pt:.3f}pt"
    assert tree.get("height") == f"{picture.height_pt:.3f}pt"
    left, top, width, height = (float(n) for n in tree.get("viewBox").split())
    assert (width, height) == pytest.approx((picture.width_pt, picture.height_pt), abs=0.001)
    assert top + height == pytest.approx(picture.depth_pt, abs=0.001)
    assert left <= 0


def test_a_picture_grows_with_the_size() -> None:
    small, large = svg("x^2", 10), svg("x^2", 20)

    assert large.width_pt == pytest.approx(2 * small.width_pt, rel=0.01)
    assert large.height_pt == pytest.approx(2 * small.height_pt, rel=0.01)


def test_the_baseline_is_that_of_the_line() -> None:
    assert svg("M").depth_pt == 0
    assert 3 < svg("y").depth_pt < 5
    assert svg(r"\frac{a}{b}").depth_pt > svg("y").depth_pt


def test_a_sign_above_the_baseline_keeps_its_place_over_it() -> None:
    assert svg("-").depth_pt == 0
    assert svg("-").height_pt > 3


def test_a_quad_is_as_wide_as_the_letters_are_high() -> None:
    assert svg(r"a\quad b").width_pt - svg("ab").width_pt == pytest.approx(14, abs=0.1)


def test_words_are_set_in_the_text_face() -> None:
    kazakh = svg(r"\text{әғқңөұүһі}")

    assert len(set(outlines(kazakh))) == 9
    assert outlines(svg(r"\text{x}")) != outlines(svg(r"\mathrm{x}"))


def test_bold_words_are_set_in_the_bold_face_of_the_family() -> None:
    assert outlines(svg(r"\textbf{құны}")) != outlines(svg(r"\text{құны}"))
    assert svg(r"\textbf{құны}").width_pt > svg(r"\text{құны}").width_pt


def test_the_same_formula_gives_the_same_picture() -> None:
    assert svg(r"\hat{\beta}_{баға} = \sum_i x_i") == svg(r"\hat{\beta}_{баға} = \sum_i x_i")
