"""RIS: what publishers and databases export, and what is broken in it."""

from __future__ import annotations

from baspa.diagnostics import Findings, format_diagnostic
from baspa.readers.bibliography import read_bibliography

ARTICLE = """TY  - JOUR
AU  - Сәтбаев, Қ. И.
AU  - Smith, John, Jr.
A2  - Ескендіров, М.
TI  - Жезқазған кен орындарының
  геологиясы
T2  - Хабаршы
DA  - 1962/05/03/
PY  - 1962///
VL  - 3
IS  - 4
SP  - 19
EP  - 25
DO  - https://doi.org/10.1000/X_1
UR  - https://x.kz/a_b
Y2  - 2024/03/05
N2  - Аннотация
ER  -
"""


def read(text: str) -> tuple[dict[str, dict[str, object]], list[str]]:
    findings = Findings()
    library = read_bibliography([("a.ris", text)], findings)
    shown = [format_diagnostic(d, {"a.ris": text}).splitlines()[0] for d in findings.diagnostics]
    return {key: dict(entry.item) for key, entry in library.entries.items()}, shown


def test_an_article_becomes_csl_under_a_key_of_name_and_year() -> None:
    items, told = read("\ufeff" + ARTICLE)

    assert told == []
    assert items == {
        "сәтбаев1962": {
            "id": "сәтбаев1962",
            "type": "article-journal",
            "language": "kk-KZ",
            "title": "Жезқазған кен орындарының геологиясы",
            "container-title": "Хабаршы",
            "author": [
                {"family": "Сәтбаев", "given": "Қ. И."},
                {"family": "Smith", "given": "John", "suffix": "Jr."},
            ],
            "editor": [{"family": "Ескендіров", "given": "М."}],
            "issued": {"date-parts": [[1962, 5, 3]]},
            "accessed": {"date-parts": [[2024, 3, 5]]},
            "volume": "3",
            "issue": "4",
            "page": "19-25",
            "DOI": "10.1000/X_1",
            "URL": "https://x.kz/a_b",
        }
    }


def test_kinds_of_records() -> None:
    items, told = read(
        "TY  - CHAP\nID  - a\nAU  - Kline, S.\nED  - Landau, R.\nTI  - Overview\nBT  - Book\n"
        "PY  - 1986\nER  - \n"
        "TY  - BOOK\nID  - b\nAU  - World Bank\nT1  - Atlas\nSP  - 231\nSN  - 978-5\nER  - \n"
        "TY  - CONF\nID  - c\nTI  - Proceedings\nER  - \n"
        "TY  - CONF\nID  - d\nTI  - Paper\nT2  - Proceedings\nER  - \n"
        "TY  - QQQQ\nID  - e\nTI  - Odd\nIS  - 7\nER  - \n"
    )

    assert told == []
    assert [item["type"] for item in items.values()] == [
        *("chapter", "book", "book", "paper-conference", "document")
    ]
    assert items["a"]["editor"] == [{"family": "Landau", "given": "R."}]
    assert items["b"]["author"] == [{"literal": "World Bank"}]
    assert items["b"]["number-of-pages"] == "231"
    assert items["b"]["ISBN"] == "978-5"
    assert items["e"]["number"] == "7"


def test_two_records_of_one_name_and_year_get_two_keys() -> None:
    record = "TY  - BOOK\nAU  - Solow, R.\nTI  - {}\nPY  - 1957\nER  - \n"

    items, told = read(record.format("One") + record.format("Two"))

    assert [*items] == ["solow1957", "solow1957b"]
    assert told == []


def test_nothing_is_swallowed() -> None:
    items, told = read(
        "AU  - Nobody\n"
        "TY  - BOOK\nID  - open\nTI  - No end\n"
        "TY  - BOOK\nID  - good\nTI  - Good\nER  -\n"
        "TI  - Between\n"
        "TY  - BOOK\nID  - last\nTI  - Cut off"
    )

    assert {key: item["title"] for key, item in items.items()} == {
        "open": "No end",
        "good": "Good",
        "last": "Cut off",
    }
    assert told == [
        "a.ris:1:1: warning[C201]: these lines belong to no record",
        "a.ris:2:1: warning[C213]: this record has no last line ER",
        "a.ris:9:1: warning[C201]: these lines belong to no record",
        "a.ris:10:1: warning[C213]: this record has no last line ER",
    ]


def test_what_publishers_put_where_it_does_not_belong() -> None:
    items, told = read(
        "TY  - CONF\nTI  - Deep nets\nT2  - Conference on X\nAU  - J. Deng\nAU  - Иванов И.И.\n"
        "AU  - World Bank\nPY  - 2010\nY1  - 20-25 June 2010\nM3  - https://doi.org/10.1109/C.1\n"
        "IS  - \nSP  - 248\nEP  - 255\nER  - \n"
        "TY  - THES\nTI  - Growth that is\n told on two lines\nPY  - 2015\nSP  - 150\n"
        "M3  - PhD\nER  -"
    )

    first, second = items.values()
    assert first["author"] == [
        {"family": "Deng", "given": "J."},
        {"family": "Иванов", "given": "И.И."},
        {"literal": "World Bank"},
    ]
    assert first["issued"] == {"date-parts": [[2010]]}
    assert (first["DOI"], first.get("genre"), first["page"]) == ("10.1109/C.1", None, "248-255")
    assert (second["title"], second["genre"]) == ("Growth that is told on two lines", "PhD")
    assert second["number-of-pages"] == "150"
    assert told == []
