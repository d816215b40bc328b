"""Finding: what a reader means by the words that he types, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from preview_case import shown, write_pdf

from baspa.preview.finding import Box, Texts, folded
from baspa.preview.words import words_of


def compared(text: str) -> str:
    return "".join(letter for letter, _ in folded(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("өңір", "ӨҢІР"),
        ("ёлка", "Елка"),
        ("5 км", "5\N{NO-BREAK SPACE}\r\nкм"),
        ("мектептерде", "мектеп\ufffe\r\nтерде"),  # as PDFium tells a broken word
        ("қағаз-қалам", "қағаз\ufffe\r\nқалам"),  # broken at its own hyphen
        ("2013-2024", "2013–2024"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_a_reader_means_is_the_same(typed: str, printed: str) -> None:
    assert compared(typed) == compared(printed)


@pytest.mark.parametrize(("typed", "printed"), [("қала", "кала"), ("ай", "аи"), ("ab", "a b")])
def test_other_letters_are_other_words(typed: str, printed: str) -> None:
    assert compared(typed) != compared(printed)


def test_each_place_is_where_its_words_stand(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", "<p>Бір сөз, екі<br>СӨЗ.</p>", "<p>Үш сөзден.</p>")
    with pypdfium2.PdfDocument(file) as document:
        texts = Texts()

        def boxes(page: int, wanted: str) -> list[list[Box]]:
            return texts.find(document, f"page {page}", page, wanted)

        assert [len(boxes(page, "сөз")) for page in (1, 2)] == [2, 1]
        [[first, second]] = boxes(1, "екі сөз")
        _, _, two, word = (each[1:5] for each in words_of(document, 1))
        assert _inside(first, two)
        assert _inside(second, word)
        assert first[2] == pytest.approx(two[2], abs=1)
        assert boxes(1, "жоқ") == boxes(1, "–") == boxes(1, " ") == []


def _inside(box: Box, room: Box) -> bool:
    (left, top, width, height), (x, y, w, h) = box, room
    return (
        x - 1 <= left and y - 1 <= top and left + width <= x + w + 1 and top + height <= y + h + 1
    )


def test_an_edition_is_searched_page_by_page(tmp_path: Path) -> None:
    session = shown(tmp_path, "<p>One two.</p>", "<p>Three.</p>", "<p>Two.</p>")
    edition = session.editions[-1]

    found = {digest: len(places) for digest, places in session.find(edition.id, "two")}

    assert list(found) == list(edition.pages)
    assert list(found.values()) == [1, 0, 1]
    assert list(session.find("replaced long ago", "two")) == []
    session.close()


def test_a_drawing_process_that_was_killed_has_a_successor(tmp_path: Path) -> None:
    session = shown(tmp_path, "<p>One.</p>")
    [digest] = session.editions[-1].pages
    before = session.picture(digest, 100)
    killed = session.pictures._process
    assert killed is not None

    killed.kill()

    assert session.words(digest)
    assert session.picture(digest, 101) is not None
    assert session.picture(digest, 100) == before
    assert session.pictures._process is not killed
    session.close()
