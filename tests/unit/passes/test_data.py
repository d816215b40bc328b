"""CSV files to rows, rows to tables, numbers as each language writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baspa.model import DataTable, Text
from baspa.model.walk import plain_text, walk
from baspa.passes.cell_formats import format_number
from baspa.passes.data import TableOptions, build_table, read_cells, read_csv
from baspa.passes.data_cells import DataError
from baspa.yaml.validating import settings_from

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_head(sign: str) -> None:
    text = f"Жыл{sign}Құны\n2020{sign}1.5\n\n"

    assert read_csv(text.encode()) == [["Жыл", "Құны"], ["2020", "1.5"]]


def test_quoted_cells_keep_delimiters_and_line_ends() -> None:
    assert read_csv('а,б\n"1, 2","в\nг"\n'.encode()) == [["а", "б"], ["1, 2", "в\nг"]]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert read_csv(b"\xef\xbb\xbfa,b\r\n1,2\r\n")[0] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,2\n3\n", "row 3 has 1 cells, the head row 2"),
        (b"a,b\n1,2,3\n", "row 2 has 3 cells, the head row 2"),
        (b"a,b\n", "a data file needs a head row and at least one row of data"),
        (b"", "a data file needs a head row and at least one row of data"),
        (b"\xff\xfe\x00", "this data file is no UTF-8 text"),
        (b'a,b\n"1,2\n', "row 2 has 1 cells, the head row 2"),
        (b"a,b\n" + b"1,2\n" * 20_000, "20001 rows are more than a document can print"),
    ],
    ids=["short", "long", "head", "empty", "binary", "quote", "many"],
)
def test_a_data_file_that_does_not_fit(content: bytes, told: str) -> None:
    with pytest.raises(DataError, match=re.escape(told)):
        read_csv(content)


@pytest.mark.parametrize(
    ("text", "kk", "en"),
    [
        ("1.5", "1,5", "1.5"),
        ("1234", "1234", "1234"),
        ("12345.50", f"12{NBSP}345,50", "12,345.50"),
        ("1234567", f"1{NBSP}234{NBSP}567", "1,234,567"),
        ("-3.25", f"{MINUS}3,25", f"{MINUS}3.25"),
        ("007", "007", "007"),
        ("1e5", "1e5", "1e5"),
        ("2020–2021", "2020–2021", "2020–2021"),
        ("көп", "көп", "көп"),
        ("1" * 30, "1" * 30, "1" * 30),
    ],
)
def test_numbers_as_the_language_writes_them(text: str, kk: str, en: str) -> None:
    assert format_number(text, "kk").replace(NNBSP, NBSP) == kk
    assert format_number(text, "ru").replace(NNBSP, NBSP) == kk
    assert format_number(text, "en") == en


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from(["kk", "en"]))
def test_no_digit_of_a_number_is_lost(number: object, language: str) -> None:
    text = f"{number:f}"

    written = format_number(text, language)  # type: ignore[arg-type]

    assert re.sub(r"\D", "", written) == re.sub(r"\D", "", text)
    assert (written[0] == MINUS) == (text[0] == "-")


ROWS = [["Аймақ", "Құны", "Үлесі"], ["Атырау", "12345.5", "10"], ["Ақтау", "7", "көп"]]


def table(**options: object) -> list[list[str]]:
    """Return alignment letters and widths of a table's columns, then its rows."""
    wanted = settings_from(TableOptions, {"data": "d.csv", "caption": "К"} | options)
    grid = read_cells("\n".join(map(",".join, ROWS)).encode(), wanted, "kk")
    built = build_table(grid, wanted, (Text(value="К"),), DataTable(options=""), "kk")
    rows = [
        [
            "".join(plain_text(n.content) for n in walk(cell.blocks) if hasattr(n, "content"))
            for cell in row.cells
        ]
        for row in (*built.head, *built.body)
    ]
    return [[c.align.value for c in built.columns], [str(c.width) for c in built.columns], *rows]


def test_columns_of_numbers_stand_right_or_by_the_separator_where_their_digits_differ() -> None:
    assert table() == [
        ["left", "decimal", "left"],
        ["None"] * 3,
        ["Аймақ", "Құны", "Үлесі"],
        ["Атырау", f"12{NBSP}345,5", "10"],
        ["Ақтау", "7", "көп"],
    ]


def test_the_author_says_how_columns_stand_and_how_wide_they_are() -> None:
    aligns, widths, *_ = table(align="rcl", widths=[3, 1, 1])

    assert aligns == ["right", "center", "left"]
    assert widths == ["0.6", "0.2", "0.2"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"align": "lr"}, "align names 2 columns, the data has 3"),
        ({"widths": [1, 2, 3, 4]}, "widths names 4 columns, the data has 3"),
    ],
)
def test_options_that_do_not_fit_the_columns(options: dict[str, object], told: str) -> None:
    with pytest.raises(DataError, match=told):
        table(**options)
