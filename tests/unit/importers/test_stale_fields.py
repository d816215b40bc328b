"""References of Word that nobody updated lead where their bookmarks are."""

from __future__ import annotations

from lxml import etree

from baspa.importers.reading.docx.stale_fields import stale_fields
from baspa.importers.reading.docx.styles import Numbering, Styles
from baspa.importers.text.ledger import Ledger

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def marked(name: str, words: str, before: str = "") -> str:
    """Return a paragraph with a bookmark around its last words."""
    return (
        f'<w:p><w:r><w:t>{before}</w:t></w:r><w:bookmarkStart w:id="{name}" w:name="{name}"/>'
        f'<w:r><w:t>{words}</w:t></w:r><w:bookmarkEnd w:id="{name}"/></w:p>'
    )


def field(instruction: str, shown: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{char.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{char.format('separate')}<w:r><w:t>{shown}</w:t></w:r>{char.format('end')}</w:p>"
    )


def updated(*paragraphs: str) -> tuple[list[str], Ledger]:
    """Return what is to stand in the stale references of paragraphs."""
    body = etree.fromstring(f"<w:body {_W}>{''.join(paragraphs)}</w:body>")
    ledger = Ledger()
    stale = stale_fields([body], body, Styles(None), Numbering(None), ledger)
    return [*stale.values()], ledger


def test_a_reference_shows_the_number_that_its_bookmark_stands_around() -> None:
    assert updated(marked("r", "4", "Рисунок "), field(r" REF r \h ", "2"))[0] == ["4"]


def test_the_words_of_a_reference_stay_as_their_author_inflected_them() -> None:
    assert updated(marked("r", "Рисунок 4"), field("REF r", "рисунке 2"))[0] == ["рисунке 4"]
    assert updated(marked("r", "Қосымша Б"), field("REF r", "Қосымша А-да"))[0] == ["Қосымша Б-да"]


def test_a_reference_that_is_right_or_bears_no_number_stays() -> None:
    assert updated(marked("r", "2.1-кесте"), field("REF r", "2.1-кестеде"))[0] == []
    assert updated(marked("r", "Results of 2020"), field("REF r", "Results"))[0] == []
    assert updated(marked("r", "4"), field("PAGEREF r", "17"))[0] == []


def test_an_error_gives_way_to_its_target_or_is_asked_about() -> None:
    error = "Ошибка! Источник ссылки не найден."

    assert updated(marked("r", "Table 3"), field("REF r", error))[0] == ["Table 3"]
    new, ledger = updated(field("REF gone", error))

    assert new == []
    assert [q.text for q in ledger.questions] == ["a reference leads nowhere: its bookmark is gone"]


def test_a_title_that_opens_with_one_letter_has_no_number() -> None:
    assert updated(marked("r", "И снова о поле"), field("REF r", "О поле"))[0] == []
