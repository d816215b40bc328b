import pytest

from baspa.docx.begun import Begun
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
