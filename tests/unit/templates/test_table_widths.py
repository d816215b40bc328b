"""How a table's columns share the line, and how high it gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thesis_case import document, face, profile

from baspa.model import Table
from baspa.templates.measure import Measure
from baspa.templates.tables import ColumnLayout, lay_out_columns, row_heights

LINE = 170.0


def read(*rows: str) -> Table:
    [table] = document("\n".join(rows) + "\n").sections[0].blocks
    assert isinstance(table, Table)
    return table


def measure(line_mm: float = LINE) -> Measure:
    return Measure(face=face(), size_pt=12, assets={}, line_mm=line_mm)


def columns(*rows: str, line_mm: float = LINE) -> list[ColumnLayout]:
    return lay_out_columns(read(*rows), profile(), "kk", measure(line_mm))


def shares(*rows: str, line_mm: float = LINE) -> list[float]:
    return [column.share for column in columns(*rows, line_mm=line_mm)]


def test_a_column_of_long_lines_gets_more_than_one_of_numbers() -> None:
    number, words = shares(
        "| № | Атауы |", "|---|---|", "| 1 | ғылыми-техникалық прогресс пен инновация саясаты |"
    )

    assert number < 0.15
    assert words > 0.85


def test_equal_columns_share_the_line_evenly() -> None:
    assert shares("| аа | аа |", "|---|---|", "| б | б |") == pytest.approx([0.5, 0.5])


def test_no_column_is_narrower_than_its_longest_word() -> None:
    long, line_mm = "өнеркәсіптендірілмегендіктен", 90.0

    first, _ = shares(f"| {long} | б |", "|---|---|", "| а | " + "сөз " * 15 + "|", line_mm=line_mm)

    width_mm = sum(face().advances[ord(c)] for c in long) / face().units_per_em * 12 / 72 * 25.4
    assert width_mm <= first * line_mm < line_mm * 0.8


def test_widths_of_the_author_are_kept() -> None:
    left, right = shares(
        "| а | б |", "|" + "-" * 30 + "|" + "-" * 90 + "|", "| в | " + "г " * 60 + "|"
    )

    assert left / right == pytest.approx(1 / 3)


cells = st.text(alphabet="аә ж", max_size=30)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4), st.floats(20, 300))
def test_the_shares_of_any_table_fill_the_line(
    rows: list[tuple[str, str, str]], line_mm: float
) -> None:
    lines = ["| а | ә | б |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]

    found = shares(*lines, line_mm=line_mm)

    assert sum(found) == pytest.approx(1)
    assert all(share > 0 for share in found)


def height(*rows: str) -> float:
    return sum(row_heights(read(*rows), columns(*rows), profile(), measure()))


def test_a_table_of_three_single_lines_is_three_lines_of_12_points_high() -> None:
    lines = height("| а | б |", "|---|---|", "| в | г |", "| д | е |")

    assert lines == pytest.approx(3 * (12 / 72 * 25.4 * face().line_height + 0.8))


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    short = height("| а | б |", "|---|---|", "| в | г |")

    assert height("| а | б |", "|---|---|", "| в | " + "сөз " * 150 + "|") > 3 * short
