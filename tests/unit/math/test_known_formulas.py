"""Formulas that were drawn before: told apart by all that they are made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from thesis_case import face

from baspa.math import known, svg
from baspa.math.svg import Svg, to_svg

WORD = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>әріп</mtext></math>'


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn with an empty store, in order."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found, draw = list[str](), svg._draw

    def note(text: str, size_pt: float, text_font: Path) -> Svg:
        found.append(text)
        return draw(text, size_pt, text_font)

    monkeypatch.setattr(svg, "_draw", note)
    svg._drawn.cache_clear()
    return found


def test_another_process_does_not_draw_it_again(drawn: list[str]) -> None:
    first = to_svg(WORD, size_pt=14, text_font=face().file)
    svg._drawn.cache_clear()  # another process knows nothing

    assert to_svg(WORD, size_pt=14, text_font=face().file) == first
    assert drawn == [WORD]


def test_another_size_and_another_font_file_in_the_same_place_are_drawn(
    drawn: list[str], tmp_path: Path
) -> None:
    font = tmp_path / "font.ttf"
    bold = Path(face().file).with_name("LiberationSerif-Bold.ttf")
    shutil.copy(face().file, font)
    regular = to_svg(WORD, size_pt=14, text_font=font)

    larger = to_svg(WORD, size_pt=16, text_font=font)
    shutil.copy(bold, font)
    other = to_svg(WORD, size_pt=14, text_font=font)

    assert drawn == [WORD] * 3
    assert larger.width_pt > regular.width_pt
    assert other.markup != regular.markup


def test_a_converted_formula_is_known(drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = known.known_mathml("x^2", display=False)
    monkeypatch.setattr("baspa.math.mathml.to_mathml", lambda *_, **__: "another")

    assert known.known_mathml("x^2", display=False) == first
    assert known.known_mathml("x^2", display=True) == "another"
    assert drawn == []
