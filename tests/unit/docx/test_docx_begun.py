import io
import zipfile
from pathlib import Path

import pytest

from baspa.diagnostics import Findings
from baspa.docx.begun import Begun
from baspa.docx.pagination import paginate
from baspa.libreoffice import LayoutError, Office
from baspa.model import PageMap, TableDivision


def pages(total: int = 20, starts: tuple[int, ...] = (3,), **labels: str) -> PageMap:
    return PageMap(
        labels=labels,
        places={key: int(label) if label.isdecimal() else 12 for key, label in labels.items()},
        total=total,
        divisions={"tbl:a": TableDivision(starts=starts)},
    )


@pytest.mark.parametrize(
    ("now", "alike"),
    [
        (pages(a="7", b="12"), True),
        (pages(a="8", b="13", total=21), True),
        (pages(a="7", b="9"), False),
        (pages(a="7"), False),
        (pages(a="7", b="12", c="14"), False),
        (pages(a="7", b="12", total=100), False),
        (pages(a="7", b="12", starts=(4,)), False),
        (pages(a="7", b="xi"), False),
    ],
    ids=["same", "as long", "shorter", "gone", "new", "longer total", "other rows", "roman"],
)
def test_a_file_looks_like_another_one_whose_numbers_are_as_long(now: PageMap, alike: bool) -> None:
    begun = Begun(docx=b"", pages=pages(a="7", b="12"))

    assert begun.looks_like(now) is alike


class FailingOffice(Office):
    """Remembers what it is to lay out."""

    asked: bytes = b""

    def lay_out(self, docx: bytes) -> bytes:
        self.asked = docx
        raise LayoutError("no layout")


def package(number: str) -> bytes:
    run = f'<w:r><w:rPr><w:kern w:val="0"/></w:rPr><w:t>{number}</w:t></w:r>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("word/document.xml", run)
    return content.getvalue()


@pytest.mark.parametrize(
    ("begun", "room", "expected"),
    [("13", 3, "13"), ("13", 0, "12"), ("7", 3, "12")],
    ids=["figures alike", "figures of several widths", "another length"],
)
def test_what_was_begun_counts_where_it_has_the_layout_of_the_first_file(
    begun: str, room: int, expected: str
) -> None:
    office = FailingOffice(soffice=Path("soffice"))

    def write(_: PageMap) -> bytes:
        return package("12")

    paginate(write, pages(), Findings(), office, package(begun), lambda: room)

    assert office.asked == package(expected)
