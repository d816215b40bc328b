"""How a table's columns share the line, and how high it gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thesis_case import document, face, profile

from baspa.diagnostics import Findings
from baspa.model import Table
from baspa.templates.measure import Measure
from baspa.templates.tables import ColumnLayout, lay_out_columns, placed, row_heights
from baspa.templates.wide_tables import report_wide

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


def test_widths_of_the_author_give_way_to_words_that_would_be_broken() -> None:
    long = "өнеркәсіптендірілмегендіктен"
    first, second = shares(
        f"| {long} | б |", "|" + "-" * 10 + "|" + "-" * 90 + "|", "| а | " + "сөз " * 20 + "|"
    )

    assert first * LINE == pytest.approx(measure().text(long) + 2.4)
    assert first + second == pytest.approx(1)


def test_words_of_a_no_break_space_are_one_but_a_hyphen_divides() -> None:
    [joined] = columns("| 12\u00a0345\u00a0678 |", "|---|", "| а |")
    [divided] = columns("| ғылыми-техникалық |", "|---|", "| а |")

    assert joined.least.what == "«12\u00a0345\u00a0678»"
    assert divided.least.what == "«техникалық»"


def test_cells_beside_a_row_span_belong_to_their_own_columns() -> None:
    table = read(
        "+-----+-----+",
        "| а   | б   |",
        "+=====+=====+",
        "| в   | г   |",
        "|     +-----+",
        "|     | д   |",
        "+-----+-----+",
    )

    assert [[column for _, column in cells] for _, cells in placed(table.body)] == [[0, 1], [1]]


def wide(*rows: str, line_mm: float) -> list[str]:
    findings = Findings()
    report_wide(read(*rows), columns(*rows, line_mm=line_mm), line_mm, findings)
    return [f"{d.code} {d.message}" for d in findings.diagnostics]


def test_a_table_wider_than_the_text_is_told_with_the_excess() -> None:
    long = "өнеркәсіптендірілмегендіктен"
    rows = (f"| {long} | б |", "|---|---|", "| а | б |")
    least = measure().text(long) + measure().text("б") + 2 * 2.4

    assert wide(*rows, line_mm=least + 1) == []
    assert wide(*rows, line_mm=least - 7.5) == [
        f"W122 this table is 7.5 mm wider than the text ({least - 7.5:.1f} mm), and words in it "
        f"will be broken: column 1 for «{long}» {measure().text(long) + 2.4:.1f} mm, "
        f"column 2 for «б» {measure().text('б') + 2.4:.1f} mm"
    ]
