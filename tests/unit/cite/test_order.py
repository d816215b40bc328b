"""The alphabetical order: Kazakh letters at their places, Cyrillic before Latin."""

from __future__ import annotations

from baspa.cite import CitationStyle, cite, load_style
from baspa.cite.order import KAZAKH, alphabetical_key
from baspa.diagnostics import Findings
from baspa.model import Citation, CitationItem
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography


def test_every_letter_of_the_kazakh_alphabet_is_at_its_place() -> None:
    assert sorted(sorted(KAZAKH), key=alphabetical_key) == list(KAZAKH)
    assert len(KAZAKH) == 42


def test_words_sort_by_letters_not_by_code_points() -> None:
    words = [
        "Zorn",
        "Ян",
        "Қ",
        "К",
        "Л",
        "Әуезов",
        "Ав",
        "Ба",
        "Étude",
        "Eton",
        "Ғ",
        "Ё",
        "Е",
        "Ж",
        "І",
        "Ы",
    ]

    assert sorted(words, key=alphabetical_key) == [
        *("Ав", "Әуезов", "Ба", "Ғ", "Е", "Ё", "Ж", "К", "Қ", "Л", "Ы", "І", "Ян"),
        *("Eton", "Étude", "Zorn"),
    ]


def test_a_shorter_name_goes_first_and_marks_do_not_count() -> None:
    names = [
        "Иванова, А.",
        "«Иванов» және К°",
        "Иванов, Б.",
        "Иванов-Петров, А.",
        "2020 жыл",
        "Иванов, А.",
    ]

    assert sorted(names, key=alphabetical_key) == [
        "2020 жыл",
        "Иванов, А.",
        "Иванов, Б.",
        "«Иванов» және К°",
        "Иванов-Петров, А.",
        "Иванова, А.",
    ]


def test_an_alphabetical_list_gives_its_numbers_to_the_citations() -> None:
    findings = Findings()
    library = read_bibliography(
        [
            (
                "a.bib",
                "@book{en, author = {Adams, A.}, title = {A}}\n"
                "@book{kk, author = {Қалиев, Б.}, title = {Өнім}}\n"
                "@book{ru, author = {Козлов, В.}, title = {Труд}}\n"
                "@book{la, author = {Ламин, В.}, title = {Рынок}}\n",
            )
        ],
        findings,
    )
    csl = load_style("gost-7.1-2003", {}, findings)
    assert csl is not None
    style = CitationStyle(csl=csl, language="kk", sort="alphabetical")
    apart = CitationStyle(csl=csl, language="en", sort="alphabetical", alphabets="separate")
    clusters = [Citation(items=(CitationItem(key=key),)) for key in ("en", "la", "kk", "ru")]

    cited = cite(clusters, [], library, style, findings)

    assert [(e.number, e.key) for e in cited.bibliography] == [
        ("1", "ru"),
        ("2", "kk"),
        ("3", "la"),
        ("4", "en"),
    ]
    assert [plain_text(c.content) for c in cited.citations] == ["[4]", "[3]", "[2]", "[1]"]
    separate = cite(clusters, [], library, apart, findings)
    assert [e.key for e in separate.bibliography] == ["en", "kk", "ru", "la"]
