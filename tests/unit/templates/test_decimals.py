"""Numbers on their decimal separators: what is a number, and the boxes that it is put into."""

import pytest
from thesis_case import document, face

from baspa.model import Cell, Table
from baspa.model.walk import plain_text
from baspa.templates.decimals import SLACK_MM, decimal_widths, halves
from baspa.templates.measure import Measure

MEASURE = Measure(face=face(), size_pt=12, assets={}, line_mm=170)


def cells(*contents: str) -> list[Cell]:
    rows = "".join(f"| {content} |\n" for content in contents)
    [table] = document(f"| а |\n|---|\n{rows}").sections[0].blocks
    assert isinstance(table, Table)
    return [row.cells[0] for row in table.body]


@pytest.mark.parametrize(
    ("written", "language", "before", "after"),
    [
        ("12,5", "kk", "12", ",5"),
        ("1 234,25", "ru", "1 234", ",25"),
        ("14", "kk", "14", ""),
        ("-3,25", "kk", "−3", ",25"),
        ("≈ 0,5 %", "kk", "≈ 0", ",5 %"),
        ("7 км", "kk", "7", " км"),
        ("**7,5**", "kk", "7", ",5"),
        ("7,5^а^", "kk", "7", ",5а"),
        ("**7,5**^а^", "kk", "7", ",5а"),
        ("1,234.5", "en", "1,234", ".5"),
        ("$1,200", "en", "$1,200", ""),
    ],
)
def test_a_number_is_divided_at_its_separator(
    written: str, language: str, before: str, after: str
) -> None:
    [cell] = cells(written)

    found = halves(cell, language)  # type: ignore[arg-type]

    assert found is not None
    assert tuple(map(plain_text, found)) == (before, after)


@pytest.mark.parametrize("written", ["–", "", "жоқ", "2021–2023", "1.2.3", "25.05.2026", "12,5,1"])
def test_anything_else_is_no_number(written: str) -> None:
    [cell] = cells(written)

    assert halves(cell, "kk") is None


def test_the_boxes_are_as_wide_as_the_widest_halves() -> None:
    found = decimal_widths(cells("1234,5", "7,25", "мәтін"), "kk", MEASURE)

    assert found.before_mm == pytest.approx(MEASURE.text("1234") + SLACK_MM)
    assert found.after_mm == pytest.approx(MEASURE.text(",25") + SLACK_MM)
