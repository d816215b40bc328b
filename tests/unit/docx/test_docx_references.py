import re

import pytest
from docx_case import chapter, text_of, value, write

from baspa.docx.fields import number_bookmark, place_bookmark
from baspa.model import PageMap


def figure(number: str) -> str:
    return (
        f'<figure id="fig:{number}"><figcaption><span class="label">Сурет '
        f'<span class="number">{number}</span></span><span class="separator"> – </span>'
        '<span class="title">Атауы</span></figcaption></figure>'
    )


def test_a_reference_is_a_field_on_exactly_the_number_between_its_words():
    written = write(
        chapter(
            figure("1")
            + '<p>Қараңыз: <a class="reference" href="#fig:1"><span class="number">1</span>-суретте'
            '</a> (<a class="page-reference" href="#fig:1"></a>-бет).</p>'
        ),
        pages=PageMap(labels={"fig:1": "8"}, total=9),
    )

    number = number_bookmark("fig:1")
    assert written.paragraphs()[-1] == ("BodyText", "Қараңыз: 1-суретте (8-бет).")
    assert written.instructions() == [
        "SEQ Сурет \\* ARABIC",
        f"REF {number} \\h",
        f"PAGEREF {place_bookmark('fig:1')} \\h",
    ]
    start = written.find(f"//w:bookmarkStart[@w:name='{number}']")[0]
    covered = ""
    for sibling in start.itersiblings():
        if sibling.tag.endswith("bookmarkEnd"):
            break
        covered += text_of(sibling)
    assert covered == "1"


def test_a_reference_to_a_section_asks_for_the_number_that_its_paragraph_has():
    written = write(
        chapter(
            '<h1 id="sec:a" class="numbered"><span class="number">1</span> Теория</h1>'
            '<p><a class="reference" href="#sec:a"><span class="number">1</span>-бөлімде</a></p>'
        )
    )

    assert written.instructions()[0] == f"REF {place_bookmark('sec:a')} \\r \\h"
    assert written.paragraphs()[1] == ("BodyText", "1-бөлімде")


def test_numbers_per_chapter_take_the_chapter_from_its_heading():
    written = write(chapter(figure("1.1") + figure("1.2") + figure("2.1")))

    chapter_number, counted = "STYLEREF 1 \\s", "SEQ Сурет \\* ARABIC"
    assert written.instructions()[:6] == [
        *(chapter_number, counted),
        *(chapter_number, counted),
        *(chapter_number, f"{counted} \\r 1"),
    ]
    assert [text for _, text in written.paragraphs()] == [
        "Сурет 1.1 – Атауы",
        "Сурет 1.2 – Атауы",
        "Сурет 2.1 – Атауы",
    ]


def test_in_an_appendix_the_letter_is_text_and_the_count_begins_again():
    written = write(chapter(figure("1") + figure("А.1") + figure("А.2")))

    assert written.instructions()[:3] == [
        "SEQ Сурет \\* ARABIC",
        "SEQ Сурет \\* ARABIC \\r 1",
        "SEQ Сурет \\* ARABIC",
    ]


def test_the_number_of_a_formula_stands_at_the_right_and_can_be_referred_to():
    written = write(
        chapter(
            '<div class="equation" id="eq:i"><math display="block"><mi>I</mi></math>'
            '<span class="number">(1)</span></div>'
            '<p><a class="reference" href="#eq:i">(<span class="number">1</span>)-формула</a></p>'
        )
    )

    cells = written.find("//w:tc")
    assert [text_of(cell) for cell in cells] == ["", "I", "(1)"]
    assert len(cells[1].findall(".//{*}oMathPara")) == 1
    assert written.instructions()[:2] == [
        "SEQ Формула \\* ARABIC",
        f"REF {number_bookmark('eq:i')} \\h",
    ]
    assert sum(int(w) for w in written.find("//w:gridCol/@w:w")) == 9638


@pytest.mark.parametrize(
    "html_id", ["sec:a", "sec_a", "sec-a", "тарау", "x" * 200, "x" * 201, "ref-ключ"]
)
def test_a_bookmark_name_is_one_that_word_accepts(html_id):
    assert re.fullmatch(r"_Toc_[A-Za-z0-9_]{1,35}", place_bookmark(html_id))


def test_different_ids_have_different_bookmarks():
    ids = ["sec:a", "sec_a", "sec-a", "тарау", "бөлім", "x" * 200, "x" * 201]
    assert len({place_bookmark(i) for i in ids} | {number_bookmark(i) for i in ids}) == 14


@pytest.mark.parametrize(
    ("kind", "label", "fields"),
    [
        ("chapter", "7", ["PAGEREF {} \\h"]),
        ("abstract front-page", "iv", ["QUOTE", "PAGEREF {} \\h"]),
        ("abstract uncounted-page", "", []),
    ],
)
def test_a_page_is_a_field_whatever_figures_it_prints(
    kind: str, label: str, fields: list[str]
) -> None:
    pages = PageMap(labels={"a": label}, total=9)
    body = (
        f'<section class="{kind}" id="one"><p id="a">бір</p></section>'
        '<section class="chapter" id="two"><p>Сөз <a class="page-reference" href="#a"></a> бет</p>'
        "</section>"
    )
    written = write(body, pages=pages, profile_id="en-turabian")

    assert written.instructions() == [field.format(place_bookmark("a")) for field in fields]
    assert written.paragraphs()[1] == ("BodyText", " ".join(f"Сөз {label} бет".split()))


def test_what_points_nowhere_is_reported_and_stays_text():
    written = write(chapter('<p>Мына <a href="#none">жерде</a>.</p>'))

    assert written.codes == ["D105"]
    assert written.paragraphs() == [("BodyText", "Мына жерде.")]
    assert written.find("//w:hyperlink") == []


def test_a_citation_links_to_the_entry_in_the_list_of_sources():
    written = write(
        chapter(
            '<p><span class="citation">[<a href="#ref-a">1</a>, б. 25]</span></p>'
            '<ol class="bibliography"><li id="ref-a"><span class="marker">1</span> Кітап</li></ol>'
        )
    )

    assert written.paragraphs() == [("BodyText", "[1, б. 25]"), ("Bibliography", "Кітап")]
    link = written.find("//w:hyperlink")[0]
    assert value(link, ".@anchor") == place_bookmark("ref-a")
    sources = written.find("//w:lvl[w:pStyle/@w:val='Bibliography']", "word/numbering.xml")[0]
    assert value(sources, "w:lvlText") == "%1"


def test_each_number_of_a_range_is_a_field_of_its_own():
    written = write(
        chapter(
            figure("1") + figure("2") + figure("3") + '<p>Қараңыз: <a class="reference" '
            'href="#fig:1"><span class="number">1</span></a>–<a class="reference" href="#fig:3">'
            '<span class="number">3</span>-суреттерде</a>.</p>'
        )
    )

    assert written.paragraphs()[-1] == ("BodyText", "Қараңыз: 1–3-суреттерде.")
    assert written.instructions()[-2:] == [
        f"REF {number_bookmark('fig:1')} \\h",
        f"REF {number_bookmark('fig:3')} \\h",
    ]
