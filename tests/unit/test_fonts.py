"""Faces: found by name with all Kazakh letters, measured from the file."""

import subprocess

import pytest
from thesis_case import face

from baspa.fonts import figure_width, find_face
from baspa.system import KAZAKH_LETTERS


def test_the_first_family_that_is_installed_is_taken() -> None:
    found = find_face(("No Such Face", "Liberation Serif"))

    assert found is not None
    assert found.family == "Liberation Serif"
    assert found.lacks(KAZAKH_LETTERS) == ""


def test_another_face_in_the_place_of_a_missing_one_is_not_taken() -> None:
    assert find_face(("No Such Face",)) is None


def test_no_face_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert find_face(("Liberation Serif",)) is None


def test_the_line_height_is_that_of_times() -> None:
    # ascent 1825, descent -443, line gap 87 of 2048, as Times New Roman has them
    assert face().line_height == pytest.approx((1825 + 443 + 87) / 2048)


def test_widths_are_those_of_times() -> None:
    found = face()

    assert found.advances[ord("0")] / found.units_per_em == pytest.approx(0.5)
    assert found.advances[ord(" ")] / found.units_per_em == pytest.approx(0.25)


def test_letters_that_a_face_lacks_are_named_once_and_in_order() -> None:
    assert face().lacks("Ә😀ж漢😀\n") == "漢😀"


def test_fontconfig_gives_the_file_of_the_upright_weight() -> None:
    style = subprocess.run(
        ["fc-scan", "-f", "%{style[0]}", face().file], capture_output=True, text=True, check=True
    ).stdout

    assert style == "Regular"


def test_figures_of_times_are_half_as_wide_as_they_are_high() -> None:
    assert figure_width("Liberation Serif") == 0.5
