"""Lengths on paper: what an author may write, and the units of the two outputs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baspa.dataclass import dataclass
from baspa.length import Length, parse_extent
from baspa.yaml import Strict
from baspa.yaml.validating import settings_from


@pytest.mark.parametrize(
    ("text", "mm"),
    [("30mm", 30), ("1.25cm", 12.5), ("72pt", 25.4), ("1in", 25.4), (" 14 mm ", 14), ("-5mm", -5)],
)
def test_lengths_are_read(text: str, mm: float) -> None:
    assert Length.parse(text).mm == pytest.approx(mm)


@pytest.mark.parametrize("text", ["30", "30px", "1,25cm", "mm", "", "30mm 2"])
def test_anything_else_is_no_length(text: str) -> None:
    with pytest.raises(ValueError, match="is no length; write it like"):
        Length.parse(text)


def test_units_of_word() -> None:
    inch = Length.parse("1in")

    assert (inch.pt, inch.twips, inch.emu) == (pytest.approx(72), 1440, 914400)


@given(st.integers(1, 10_000))
def test_a_length_written_out_reads_the_same(twentieths: int) -> None:
    length = Length(twentieths / 20)

    assert Length.parse(str(length)).mm == pytest.approx(length.mm, rel=1e-3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Strict):
    side: Length


def test_a_bare_zero_needs_no_unit() -> None:
    assert settings_from(Box, {"side": 0}).side == Length(0.0)


@pytest.mark.parametrize("value", [5, 2.5, True, False, None])
def test_a_bare_number_does(value: object) -> None:
    with pytest.raises(ValueError, match="write it with its unit"):
        settings_from(Box, {"side": value})


def test_the_extent_of_a_picture_is_a_length_or_a_share() -> None:
    assert parse_extent("80mm", whole_mm=160) == 80
    assert parse_extent("62.5 %", whole_mm=160) == 100


@pytest.mark.parametrize("text", ["0%", "0mm", "-3mm", "wide", "80"])
def test_an_extent_that_leaves_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no length|nothing to see"):
        parse_extent(text, whole_mm=160)
