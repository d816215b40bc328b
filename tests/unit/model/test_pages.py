"""Page numbers from where the parts of a document begin."""

import pytest

from baspa.model.pages import PageKind, PageRun, number_runs, page_label, roman

FRONT, SILENT_FRONT = PageKind(front=True), PageKind(front=True, numbered=False)
UNCOUNTED = PageKind(numbered=False, counted=False)
BODY = PageKind()


def labels(starts: list[tuple[int, PageKind]], total: int, front: str = "lower-roman") -> list[str]:
    runs = number_runs(starts, front)
    return [page_label(page, runs) for page in range(1, total + 1)]


def test_pages_count_on_from_part_to_part() -> None:
    assert labels([(1, PageKind(numbered=False)), (2, BODY), (4, BODY)], 5) == [*"12345"]


def test_the_count_begins_again_behind_the_front_matter() -> None:
    starts = [(1, SILENT_FRONT), (2, FRONT), (5, BODY), (7, BODY)]

    assert labels(starts, 8) == ["i", "ii", "iii", "iv", "1", "2", "3", "4"]
    assert labels(starts, 8, "decimal") == [*"12341234"]


def test_pages_that_do_not_count_have_no_number_and_are_stepped_over() -> None:
    starts = [(1, BODY), (2, UNCOUNTED), (4, UNCOUNTED), (5, BODY), (6, UNCOUNTED), (7, BODY)]

    assert labels(starts, 8) == ["1", "", "", "", "2", "", "3", "4"]


def test_the_body_begins_at_1_behind_uncounted_pages_too() -> None:
    uncounted_front = PageKind(numbered=False, counted=False, front=True)

    assert labels([(1, FRONT), (3, uncounted_front), (4, BODY)], 5) == ["i", "ii", "", "1", "2"]
    assert labels([(1, FRONT), (3, UNCOUNTED), (4, BODY)], 5) == ["i", "ii", "", "1", "2"]


def test_parts_that_share_a_page() -> None:
    assert labels([(1, BODY), (2, BODY), (2, BODY), (3, BODY)], 4) == [*"1234"]


def test_a_page_before_every_part_has_its_place_for_a_number() -> None:
    assert page_label(3, []) == "3"
    assert page_label(3, [PageRun(4, 1, "lower-roman")]) == "3"


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        (BODY, []),
        (PageKind(numbered=False), ["unnumbered-page"]),
        (UNCOUNTED, ["uncounted-page"]),
        (FRONT, ["front-page"]),
        (SILENT_FRONT, ["unnumbered-page", "front-page"]),
    ],
)
def test_a_kind_is_written_as_classes_and_read_back(kind: PageKind, classes: list[str]) -> None:
    assert kind.classes == classes
    assert PageKind.of(["chapter", *classes]) == kind


def test_roman_numerals() -> None:
    numbers = (1, 3, 4, 9, 14, 40, 49, 90, 400, 1994)
    numerals = "i iii iv ix xiv xl xlix xc cd mcmxciv"
    assert [roman(number) for number in numbers] == numerals.split()
