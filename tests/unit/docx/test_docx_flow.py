"""How pieces flow onto pages: lines, rows and what is held together."""

from dataclasses import replace

from baspa.docx.flow import NOTE_RULE_PT, UNDECIDED_PT, flow
from baspa.docx.galley import Piece
from baspa.docx.regions import Region
from baspa.model import RowPlace

SHEET = Region(blocks=(), top=50.0, foot=250.0)
"""Ten lines of 20 pt, and as many rows less what a part of a table leaves free."""


def lines(count: int, space: float = 0.0) -> list[Piece]:
    """A paragraph, whose first two and last two lines are not parted."""
    held = {1, count - 1} if count > 3 else range(1, count)
    found = [Piece(height=20.0, held=n in held) for n in range(count)]
    return [replace(found[0], space=space), *found[1:]]


def table(rows: int, divided: tuple[int, ...] = (), height: float = 20.0) -> list[Piece]:
    """A table under a caption, whose head takes 20 pt and whose label takes as much again."""
    body = [
        Piece(
            height=height,
            held=n in {0, 1, rows - 1} and n not in divided,
            row=("tbl:a", n),
            repeated=40.0,
            starts_part=n in divided,
        )
        for n in range(rows)
    ]
    return [Piece(height=20.0, is_caption=True), Piece(height=20.0, held=True), *body]


def stand(pieces: list[Piece], top: float = 50.0, turned: tuple[int, ...] = ()) -> list[RowPlace]:
    """Where pieces come to stand that begin at `top` of page 3."""
    begun = [replace(pieces[0], place=RowPlace(3, top)), *pieces[1:]]
    return [place for _, place in flow(begun, SHEET, {("tbl:a", n) for n in turned})]


def pages(places: list[RowPlace]) -> list[int]:
    """How many pieces stand on each page."""
    numbers = [place.page for place in places]
    return [numbers.count(page) for page in sorted(set(numbers))]


def test_no_single_line_is_left_at_the_foot_or_at_the_head_of_a_page():
    assert pages(stand(lines(9) + lines(4))) == [9, 4]
    assert pages(stand(lines(7) + lines(4))) == [9, 2]
    assert pages(stand(lines(8) + lines(3))) == [8, 3]


def test_a_page_swallows_the_room_above_its_first_piece():
    assert stand(lines(10) + lines(1, space=14.0))[-1] == RowPlace(4, 50.0)
    assert stand(lines(8) + lines(1, space=14.0))[-1] == RowPlace(3, 224.0)


def test_leading_may_reach_below_the_foot():
    wide = [replace(line, height=21.0, leading=10.0) for line in lines(10)]
    assert pages(stand(wide)) == [10]


def test_a_footnote_and_its_rule_take_room_from_the_page_of_its_mark():
    noted = [replace(line, notes=(13.65,)) if n == 3 else line for n, line in enumerate(lines(10))]
    assert 13.65 + NOTE_RULE_PT == 20.0
    assert pages(stand(noted)) == [8, 2]  # nine would fit, but the last two stay together
    assert pages(stand([*lines(8), *(replace(line, notes=(13.65,)) for line in lines(2))])) == [
        8,
        2,
    ]


def test_a_heading_goes_overleaf_with_what_follows_it():
    heading = [Piece(height=20.0)]
    held = [replace(line, held=line.held or n == 0) for n, line in enumerate(lines(4))]
    assert pages(stand(lines(8) + heading + held)) == [8, 5]


def test_a_table_goes_on_under_its_label_and_its_head():
    places = stand(table(12))
    assert pages(places) == [9, 5]  # one row more would leave nothing free
    assert places[9] == RowPlace(4, 90.0)


def test_the_first_two_and_the_last_two_rows_stay_together():
    assert pages(stand(lines(7) + table(4))) == [7, 6]
    assert pages(stand(lines(2) + table(6))) == [8, 2]


def test_a_division_that_leaves_little_room_is_kept():
    kept, given_up = stand(table(12, divided=(6,))), stand(table(12, divided=(5,)))
    assert pages(kept) == [8, 6]
    assert pages(given_up) == [9, 5]


def test_a_row_that_began_a_page_in_the_layout_begins_one():
    assert pages(stand(table(10), turned=(3,))) == [5, 7]


def below(room: float, stuck: tuple[str, ...] = ()) -> tuple[RowPlace, float]:
    """Where the caption of a table stands whose first rows end so far above the foot, and by how
    much it is lowered."""
    above = [Piece(height=120.0 - room, place=RowPlace(3, 50.0))]
    found = list(flow(above + table(4), SHEET, stuck=stuck))
    return found[1][1], sum(piece.lowered for piece, _ in found)


def test_a_table_that_misses_the_foot_by_no_more_than_a_rule_is_lowered_and_moved():
    assert below(0.0) == (RowPlace(3, 170.0), 0.0)
    for missed in (0.05, 0.5):
        assert below(-missed) == (RowPlace(4, 50.0), UNDECIDED_PT)
    assert below(-0.7) == (RowPlace(4, 50.0), 0.0)


def test_a_table_that_runs_off_the_sheet_though_it_would_fit_is_lowered_below_the_foot():
    place, lowered = below(5.0, stuck=("tbl:a",))
    assert place == RowPlace(4, 50.0)
    assert 5.0 + UNDECIDED_PT <= lowered < 5.1 + UNDECIDED_PT


def test_a_lowered_caption_stands_lower_under_its_heading_on_the_new_page():
    caption, *rest = table(4)
    heading = Piece(height=20.0)
    pieces = [Piece(height=100.3), heading, replace(caption, held=True), *rest]
    assert stand(pieces)[1:3] == [RowPlace(4, 50.0), RowPlace(4, 70.0 + UNDECIDED_PT)]
