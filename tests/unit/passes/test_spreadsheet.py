"""XLSX files: what is read of them, and what is refused."""

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from baspa.passes.data_cells import DataError
from baspa.passes.spreadsheet import read_sheet


def workbook(*rows: list[Any], merged: tuple[str, ...] = (), title: str = "Деректер") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for reference in merged:
        sheet.merge_cells(reference)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return the file with `old` replaced in one of its parts, as no program would write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        assert part in before.namelist()
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = [["Өңір", "Шығын", None], [None, "жоспар", "нақты"]]


def shown(content: bytes, sheet: str | None = None, area: str | None = None) -> list[list[str]]:
    """Return the cells as `text`, with `·CxR` where one spans; `–` where another reaches."""
    return [
        [
            "–"
            if cell is None
            else cell.text
            + (f"·{cell.colspan}x{cell.rowspan}" if cell.colspan * cell.rowspan > 1 else "")
            for cell in row
        ]
        for row in read_sheet(content, sheet, area, "kk")
    ]


def test_merged_cells_are_spans() -> None:
    content = workbook(*HEAD, ["Алматы", 1.5, 2], merged=("A1:A2", "B1:C1"))

    assert shown(content) == [
        ["Өңір·1x2", "Шығын·2x1", "–"],
        ["–", "жоспар", "нақты"],
        ["Алматы", "1,5", "2"],
    ]


def test_a_range_cuts_what_is_merged_over_its_edge() -> None:
    content = workbook(*HEAD, ["Алматы", 1, 2], merged=("A1:A2", "B1:C1"))

    assert shown(content, area="B1:B3") == [["Шығын"], ["жоспар"], ["1"]]
    assert shown(content, area="$A$2:$B$3") == [["", "жоспар"], ["Алматы", "1"]]


def test_the_named_sheet_is_read_else_the_first() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["бірінші"])
    book.create_sheet("Екінші").append(["екінші"])

    assert shown(saved(book)) == [["бірінші"]]
    assert shown(saved(book), sheet="Екінші") == [["екінші"]]
    with pytest.raises(DataError, match="there is no sheet 'Үшінші'; there are: Sheet, Екінші"):
        shown(saved(book), sheet="Үшінші")


def test_cells_that_only_have_a_look_are_not_printed() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["а", "б"])
    book.active["D9"].number_format = "0.00"

    assert shown(saved(book)) == [["а", "б"]]


def test_a_formula_prints_its_stored_value() -> None:
    content = workbook(["а"], ["=1+1"])
    calculated = rewritten(content, SHEET, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")

    assert shown(calculated) == [["а"], ["2"]]
    with pytest.raises(DataError, match="cell A2 holds a formula without a stored value; open the"):
        shown(content)


def test_an_error_in_a_cell_names_the_cell() -> None:
    with pytest.raises(DataError, match="cell B2 holds the error #DIV/0!"):
        shown(workbook(["а", "б"], [1, "#DIV/0!"]))


@pytest.mark.parametrize("area", ["A", "A:B", "1:3", "қате", "A0:B2", "B2:A1", "B2:"])
def test_what_is_no_range(area: str) -> None:
    with pytest.raises(DataError, match=re.escape(repr(area))):
        shown(workbook(["а", "б"]), area=area)


def test_more_than_can_be_printed_is_refused() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "басы", "соңы"

    with pytest.raises(DataError, match="1048576 rows of 16384 cells are more than a document"):
        shown(saved(book))


def test_endless_merged_cells_are_refused_before_they_are_unfolded() -> None:
    content = workbook(["а", "б"], merged=("A1:B1",))
    endless = rewritten(content, SHEET, 'ref="A1:B1"', 'ref="A1:XFD1048576"')

    with pytest.raises(DataError, match="more cells are merged than a document can print"):
        shown(endless)


def renamed(content: bytes, old: str, new: str) -> bytes:
    """Return the file with one part under another name, wherever it is named."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name).replace(old.encode(), new.encode())
            after.writestr(name.replace(old, new), text)
    return out.getvalue()


def test_they_are_refused_in_a_part_of_any_name() -> None:
    content = rewritten(
        workbook(["а", "б"], merged=("A1:B1",)), SHEET, 'ref="A1:B1"', 'ref="A1:XFD1048576"'
    )

    with pytest.raises(DataError, match="more cells are merged than a document can print"):
        shown(renamed(content, "sheet1.xml", "sheet1.data"))


def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 50_000_000)

    assert len(out.getvalue()) < 100_000
    with pytest.raises(DataError, match="this file unpacks to more than a document can print"):
        shown(out.getvalue())


def with_entity(declared: str) -> bytes:
    """A sheet whose one text is `&x;`."""
    content = rewritten(workbook(["word"]), SHEET, "<t>word</t>", "<t>&x;</t>")
    return rewritten(content, SHEET, "<worksheet", f"<!DOCTYPE w [{declared}]><worksheet")


def test_nothing_outside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("құпия", encoding="utf-8")

    with pytest.raises(DataError, match="this is no XLSX file, or it is damaged"):
        shown(with_entity(f'<!ENTITY x SYSTEM "{secret.as_uri()}">'))


def test_entities_are_not_unfolded() -> None:
    levels = "".join(f'<!ENTITY {a} "{f"&{b};" * 20}">' for a, b in pairwise("xbcdefgh"))

    with pytest.raises(DataError, match="this is no XLSX file, or it is damaged"):
        shown(with_entity(levels + '<!ENTITY h "хаха">'))


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"a,b\n1,2\n"], ids=["empty", "cut", "csv"])
def test_what_is_no_xlsx_file(content: bytes) -> None:
    with pytest.raises(DataError, match="this is no XLSX file, or it is damaged"):
        shown(content)


def test_a_package_of_something_else() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")

    with pytest.raises(DataError, match="this is no XLSX file, or it is damaged"):
        shown(out.getvalue())
