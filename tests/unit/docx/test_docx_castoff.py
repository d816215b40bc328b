"""Casting off: where the text of a DOCX will stand, worked out without a layout."""

from __future__ import annotations

import pytest
import uharfbuzz
from docx_case import chapter, draft, write

from baspa.docx.body import Body
from baspa.docx.castoff import cast_off
from baspa.docx.effective import Letters
from baspa.docx.fields import row_bookmark
from baspa.docx.pagination import first_pages
from baspa.docx.typesetting import Typesetter
from baspa.fonts import face_file
from baspa.model import RowPlace

LINE_PT, FOOT_PT = 16.1, 771.0
"""A line of 14 pt in the single spacing of a Kazakh diploma, and where the text of a page ends."""


def stand(body: str, profile_id: str = "kz-diploma") -> list[RowPlace]:
    """Where the lines and rows of one part stand, below its heading."""
    written = write(chapter(f'<h1 id="sec:a">A</h1>{body}'), profile_id=profile_id)
    _, *places = [place for _, place in cast_off(Body.read(written.content, ["tbl:a"]))]
    return places


def lines(text: str) -> int:
    return len(stand(f"<p>{text}</p>"))


def test_a_line_takes_as_many_words_as_fit():
    """The text is 9,638 twips wide, its indent 709; a figure of Times takes 140, a blank 70."""
    word = "0" * 9 + " "
    assert (9638 - 709) // (9 * 140 + 70) == 6
    assert [lines(word * count) for count in (6, 7)] == [1, 2]
    assert 7 * (9 * 140) + 6 * 70 <= 9638  # the blank at the end takes no room
    assert [lines(word * count) for count in (13, 14)] == [2, 3]


@pytest.mark.parametrize("bold", [False, True])
def test_a_word_is_as_wide_as_harfbuzz_sets_it(bold: bool) -> None:
    family = "Times New Roman"
    file = face_file(family, bold, False)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file)))
    for word in ("Ғылыми", "ТАРАУ", "AVATAR", "Tomorrow", "ГОСТ", "office", "№7.32–2017", "Ә̆й "):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {"liga": False})
        units = sum(each.x_advance for each in buffer.glyph_positions)
        letters = Letters(family=family, half_points=28, bold=bold)
        assert Typesetter().width(word, letters) == 280 * units / font.scale[0], word


@pytest.mark.parametrize(
    ("between", "expected"),
    [(" ", 2), ("-", 2), ("\N{EN DASH}", 2), ("\N{NO-BREAK SPACE}", 3), ("/", 3)],
)
def test_a_line_ends_behind_a_blank_or_a_dash(between: str, expected: int):
    """Of the words at its sides the second does not fit on the line of the first."""
    assert lines(f"{'а' * 30} {'а' * 25}{between}{'а' * 25} {'а' * 40}") == expected


def test_what_is_longer_than_a_line_is_broken_anywhere():
    assert lines("0" * 200) == 3


def test_small_type_and_capitals_are_measured_as_they_are_set():
    assert lines("л" * 60) == 1
    assert lines(f"<strong>{'л' * 60}</strong>") == 2


def test_a_page_holds_as_many_lines_as_fit():
    places = stand("<p>Сөз.</p>" * 100)
    first = [place for place in places if place.page == 1]
    assert places[len(first)] == RowPlace(2, 56.7)
    assert first[-1].top_pt + LINE_PT <= FOOT_PT < first[-1].top_pt + 2 * LINE_PT


def test_a_footnote_takes_room_from_the_page_of_its_mark():
    note = '<span class="footnote" id="fn-1"><span class="footnote-paragraph">Бір.</span></span>'
    plain, noted = (stand(f"<p>Сөз{each}.</p>" + "<p>Сөз.</p>" * 99) for each in ("", note))
    on_first = [sum(place.page == 1 for place in each) for each in (plain, noted)]
    assert on_first[0] - on_first[1] in {1, 2}


ROWS = "".join(f'<tr id="tbl:a/row-{n}"><td>{n}</td></tr>' for n in range(1, 61))
TABLE = (
    '<table id="tbl:a"><caption><span class="label">Кесте <span class="number">1</span></span>'
    '</caption><thead><tr class="continuation"><td>1-кестенің жалғасы</td></tr>'
    f"<tr><th>Аты</th></tr></thead><tbody>{ROWS}</tbody></table>"
)


def test_a_table_is_divided_where_its_rows_reach_the_foot():
    pages = first_pages(draft(chapter(f'<h1 id="sec:a">A</h1>{TABLE}')))

    [first] = pages.divisions["tbl:a"].starts
    rows = pages.rows["tbl:a"]
    assert {row.page for row in rows[:first]} == {1}
    assert {row.page for row in rows[first:]} == {2}
    assert rows[1].top_pt - rows[0].top_pt == pytest.approx(13.8 + 2 * 0.85 + 0.5)
    assert (pages.labels["sec:a"], pages.labels["tbl:a"], pages.total) == ("1", "1", 2)


def test_the_places_of_a_table_are_those_of_its_rows():
    written = write(chapter(TABLE)).content
    marks = {
        mark: place
        for piece, place in cast_off(Body.read(written, ["tbl:a"]))
        for mark in piece.marks
    }
    assert marks[row_bookmark("tbl:a", 1)].page == 1
    assert marks[row_bookmark("tbl:a", 60)].page == 2
