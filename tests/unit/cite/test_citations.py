"""Citations in the text: numbers, locators, unknown keys, links."""

from __future__ import annotations

import pytest

from baspa import pandoc
from baspa.cite import CitationStyle, Cited, cite, load_style, reference_id
from baspa.diagnostics import Findings, Span
from baspa.model import Citation, CitationItem, Link, ResolvedCitation, Text
from baspa.model.document import Language
from baspa.model.library import Library
from baspa.model.walk import plain_text, walk
from baspa.readers.bibliography import read_bibliography

SOURCES = """
@book{abai, author = {Құнанбаев, Абай}, title = {Қара сөз}, year = 1918}
@book{ivanov, author = {Иванов, И. И.}, title = {Теория}, year = 2001}
@book{porter, author = {Porter, Michael}, title = {Advantage}, year = 1990}
@book{author2020, author = {Author, Ann}, title = {First}, year = 2020}
@book{author2020b, author = {Author, Ann}, title = {Second}, year = 2020}
"""


def library(text: str = SOURCES) -> Library:
    findings = Findings()
    read = read_bibliography([("a.bib", text)], findings)
    assert findings.diagnostics == []
    return read


def style(name: str = "gost-7.1-2003", language: Language = "kk") -> CitationStyle:
    csl = load_style(name, {}, Findings())
    assert csl is not None
    return CitationStyle(csl=csl, language=language)


def citation(*items: tuple[str, str], textual: bool = False) -> Citation:
    """A citation of (key, suffix) pairs."""
    return Citation(
        items=tuple(CitationItem(key=key, suffix=suffix) for key, suffix in items), textual=textual
    )


def printed(cited: Cited) -> list[str]:
    return [plain_text(c.content).replace("\u00a0", " ") for c in cited.citations]


def test_sources_are_numbered_by_first_mention() -> None:
    findings = Findings()
    clusters = [
        citation(("porter", "")),
        citation(("abai", ""), ("porter", "")),
        citation(("ivanov", ""), ("porter", ""), ("abai", "")),
    ]

    cited = cite(clusters, ["author2020"], library(), style(), findings)

    assert printed(cited) == ["[1]", "[1; 2]", "[1; 2; 3]"]
    assert [(e.number, e.key) for e in cited.bibliography] == [
        ("1", "porter"),
        ("2", "abai"),
        ("3", "ivanov"),
        ("4", "author2020"),
    ]
    assert findings.diagnostics == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "kk",
            ["1, б. 25", "1, б. 3–7; 2, б. 7", "1, т. 2, б. 25", "1, тар. 3", "1, 5-бап, 4-бөлім"],
        ),
        (
            "ru",
            ["1, с. 25", "1, с. 3–7; 2, с. 7", "1, т. 2, с. 25", "1, гл. 3", "1, ст. 5, разд. 4"],
        ),
        (
            "en",
            ["1, p. 25", "1, p. 3–7; 2, p. 7", "1, vol. 2, p. 25", "1, ch. 3", "1, art. 5, sec. 4"],
        ),
    ],
)
def test_a_locator_prints_in_the_language_of_the_thesis(
    language: Language, expected: list[str]
) -> None:
    clusters = [
        citation(("abai", "с. 25")),
        citation(("abai", "бб. 3-7"), ("ivanov", "p. 7")),
        citation(("abai", "т. 2, 25-бет")),
        citation(("abai", "chapter 3")),
        citation(("abai", "ст. 5, sec. 4")),
    ]

    cited = cite(clusters, [], library(), style(language=language), Findings())

    assert printed(cited) == [f"[{text}]" for text in expected]


def test_words_that_are_no_locator_stand_as_typed() -> None:
    clusters = [
        citation(("abai", "§ 3")),
        citation(("abai", "б. 5, қараңыз")),
        citation(("abai", "{p. 3} тармақша")),
        Citation(items=(CitationItem(key="abai", prefix="қараңыз"),)),
    ]

    cited = cite(clusters, [], library(), style(), Findings())

    assert printed(cited) == ["[1, § 3]", "[1, б. 5, қараңыз]", "[1, б. 3 тармақша]", "[қараңыз 1]"]


def test_an_unknown_key_is_named_with_the_nearest_and_the_rest_goes_on() -> None:
    findings = Findings()
    item = CitationItem(key="ivnov", span=Span("a.md", 10, 16))
    clusters = [
        Citation(items=(item, CitationItem(key="abai"))),
        citation(("nobody", "б. 3")),
    ]

    cited = cite(clusters, [], library(), style(), findings)

    assert printed(cited) == ["[1] [?ivnov]", "[?nobody]"]
    assert [c.keys for c in cited.citations] == [("abai",), ()]
    first, second = findings.diagnostics
    assert (first.code, first.span, first.help) == (
        "C101",
        Span("a.md", 10, 16),
        "did you mean @ivanov?",
    )
    assert second.message == "no source has the key 'nobody'"


def test_damage_stops_what_cites_it_and_nothing_else() -> None:
    findings = Findings()
    sources = read_bibliography(
        [("a.bib", SOURCES + "@book{open, title = {Open\n@book{abai, title = {Other}}")], Findings()
    )
    item = CitationItem(key="open", span=Span("a.md", 3, 8))

    sound = cite([citation(("porter", ""))], [], sources, style(), findings)
    assert findings.diagnostics == []
    cite([Citation(items=(item,)), citation(("abai", ""))], [], sources, style(), findings)

    assert len(sound.bibliography) == 1
    assert [(d.code, d.span, d.message) for d in findings.diagnostics if d.code == "C108"] == [
        (
            "C108",
            Span("a.md", 3, 8),
            "the source 'open' cannot be cited: its entry at a.bib:7 is damaged",
        ),
        (
            "C108",
            Span("", 0, 0),
            "the source 'abai' cannot be cited: it stands for two entries, at a.bib:2 and a.bib:8",
        ),
    ]
    assert findings.failed


def test_a_cited_number_links_to_its_entry() -> None:
    odd = library("@book{кітап:1, title = {T}}")
    cited = cite([citation(("кітап:1", "б. 5"))], [], odd, style(), Findings())

    target = reference_id("кітап:1")

    assert cited.citations == (
        ResolvedCitation(
            keys=("кітап:1",),
            content=(
                Text(value="["),
                Link(url=f"#{target}", content=(Text(value="1, б. 5"),)),
                Text(value="]"),
            ),
        ),
    )


def test_ids_of_entries_are_plain_and_never_meet() -> None:
    keys = [
        "smith2020",
        "smith:2020",
        "smith/2020",
        "Әуезов",
        "Абай",
        "smith-2020",
        "ref-smith2020",
    ]

    ids = [reference_id(key) for key in keys]

    assert ids[0] == "ref-smith2020"
    assert len(set(ids)) == len(keys)
    assert all(id.isascii() and set(id) <= set(id) - set(" :/.#") for id in ids)


def test_an_entry_links_to_its_address() -> None:
    web = library("@online{a, title = {T}, url = {https://x.kz/a_b?c=1}}")
    doi = library("@article{a, title = {T}, journaltitle = {J}, doi = {10.1/x_y}}")

    urls = [
        [
            (node.url, plain_text(node.content))
            for node in walk(cite([], ["a"], given, style(), Findings()).bibliography[0].content)
            if isinstance(node, Link)
        ]
        for given in (web, doi)
    ]

    assert urls == [
        [("https://x.kz/a_b?c=1", "https://x.kz/a_b?c=1")],
        [("https://doi.org/10.1/x_y", "10.1/x_y")],
    ]


def test_formatting_of_a_title_is_kept() -> None:
    given = library(r"@book{a, title = {On \emph{Homo} and H\textsubscript{2}O}}")

    content = cite([], ["a"], given, style(), Findings()).bibliography[0].content

    assert [type(node).__name__ for node in content] == [
        *("Text", "Emphasis", "Text", "Subscript", "Text")
    ]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("gost-7.1-2003", "Москва\N{NO-BREAK SPACE}; Алматы"),
        ("harvard-cite-them-right-no-et-al", "Москва; Алматы"),
    ],
)
def test_two_places_are_parted_as_the_kind_of_style_has_it(name: str, places: str) -> None:
    text = "@book{a, title={Шолу}, location={Москва and Алматы}, publisher={Мектеп}, date={2001}}"
    how = CitationStyle(csl=load_style(name, {}, Findings()) or "", language="kk")

    [entry] = cite([citation(("a", ""))], [], library(text), how, Findings()).bibliography

    assert places in plain_text(entry.content)


def test_apa_names_authors_and_years() -> None:
    findings = Findings()
    apa = CitationStyle(csl=style("apa").csl, language="en", sort="alphabetical", numbered=False)
    clusters = [
        citation(("porter", "p. 25")),
        citation(("author2020", ""), ("author2020b", "")),
        citation(("abai", "б. 3"), textual=True),
    ]

    cited = cite(clusters, [], library(), apa, findings)

    assert printed(cited) == [
        "(Porter, 1990, p. 25)",
        "(Author, 2020a, 2020b)",
        "Құнанбаев (1918, p. 3)",
    ]
    assert [plain_text(e.content).replace("\u00a0", " ") for e in cited.bibliography] == [
        "Құнанбаев, А. (1918). Қара сөз.",
        "Author, A. (2020a). First.",
        "Author, A. (2020b). Second.",
        "Porter, M. (1990). Advantage.",
    ]
    assert [e.number for e in cited.bibliography] == ["", "", "", ""]
    assert findings.diagnostics == []


def test_names_in_running_text_are_joined_by_and_those_in_brackets_by_a_sign() -> None:
    apa = CitationStyle(csl=style("apa").csl, language="en", sort="alphabetical", numbered=False)
    given = library(
        "@book{kline, author = {Kline, Stephen and Rosenberg, Nathan}, title = {T}, year = 1986}"
    )
    clusters = [citation(("kline", "")), citation(("kline", "p. 2"), textual=True)]

    cited = cite(clusters, [], given, apa, Findings())

    assert printed(cited) == ["(Kline & Rosenberg, 1986)", "Kline and Rosenberg (1986, p. 2)"]


def test_each_entry_of_an_author_date_list_speaks_its_own_language() -> None:
    apa = CitationStyle(csl=style("apa").csl, language="ru", sort="alphabetical", numbered=False)
    given = library(
        "@collection{ru, editor = {Иванов, И. И.}, title = {Наука}, year = 2001}"
        "@collection{en, editor = {Brown, A.}, title = {Science}, year = 2002}"
        "@collection{kk, editor = {Әлиев, Ғ.}, title = {Ғылым}, year = 2003}"
    )

    cited = cite([], ["*"], given, apa, Findings())

    assert [plain_text(e.content).replace("\u00a0", " ") for e in cited.bibliography] == [
        "Әлиев, Ғ. (Ред.). (2003). Ғылым.",
        "Иванов, И. И. (Ред.). (2001). Наука.",
        "Brown, A. (Ed.). (2002). Science.",
    ]


def test_hundreds_of_works_print_as_they_would_in_one_run() -> None:
    apa = CitationStyle(csl=style("apa").csl, language="en", sort="alphabetical", numbered=False)
    names = [f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]
    given = library(
        "".join(
            f"@book{{k{n}, author = {{{a}, B.}}, title = {{T}}, year = 2000}}"
            for n, a in enumerate(names)
        )
        + "@book{twin, author = {Nameaa, B.}, title = {U}, year = 2000}"
    )
    clusters = [citation((f"k{n}", "")) for n in range(200)]

    cited = cite(clusters, ["twin"], given, apa, Findings())

    assert printed(cited) == [
        "(Nameaa, 2000a)",
        *(f"({name}, 2000)" for name in names[1:]),
    ]
    assert [e.key for e in cited.bibliography[:3]] == ["k0", "twin", "k1"]


def test_a_numbered_style_of_our_own_divides_works_by_semicolons() -> None:
    clusters = [citation(("abai", "б. 3"), ("ivanov", "с. 25"))]

    cited = cite(clusters, [], library(), style("gost-r-7.0.5-2008", "ru"), Findings())

    assert printed(cited) == ["[1, с. 3; 2, с. 25]"]


def test_a_public_style_speaks_kazakh_in_a_kazakh_thesis() -> None:
    apa = CitationStyle(csl=style("apa").csl, language="kk", numbered=False)

    cited = cite([citation(("porter", "25"))], [], library(), apa, Findings())

    assert printed(cited) == ["(Porter, 1990, б. 25)"]


def test_a_public_numbered_style_loses_its_own_number_and_keeps_its_brackets() -> None:
    cited = cite([citation(("porter", ""))], [], library(), style("ieee", "en"), Findings())

    entry = cited.bibliography[0]
    assert printed(cited) == ["[1]"]
    assert entry.number == "1"
    assert plain_text(entry.content).replace("\u00a0", " ") == "M. Porter, Advantage. 1990."


def test_a_work_that_a_style_cannot_cite_prints_its_key() -> None:
    findings = Findings()
    name = CitationStyle(csl=style("zoomorphology").csl, language="en", numbered=False)
    given = library("@online{web, title = {T}, url = {https://x.kz}}")

    cited = cite([citation(("web", ""), textual=True)], [], given, name, findings)

    assert printed(cited) == ["[web]"]
    assert {d.code for d in findings.diagnostics} == {"C105"}


def test_every_source_is_listed_even_one_without_a_title() -> None:
    findings = Findings()
    bare = read_bibliography([("a.json", '[{"id": "bare", "type": "book"}]')], findings)

    cited = cite([citation(("bare", ""))], [], bare, style(), findings)

    assert plain_text(cited.bibliography[0].content) == "[bare]"
    assert [d.code for d in findings.diagnostics] == ["C106"]


def test_a_cited_source_without_what_its_kind_needs_is_told() -> None:
    findings = Findings()
    given = library(
        "@article{a, title = {T}, year = 2001}@online{b, title = {T}}@book{c, title = {T}}"
    )

    cite([citation(("a", ""), ("b", ""))], [], given, style(), findings)

    assert [(d.code, d.message) for d in findings.diagnostics] == [
        (
            "C107",
            "the source 'a' (article-journal) lacks the journal, newspaper or book that holds it",
        ),
        ("C107", "the source 'b' (webpage) lacks the address"),
    ]


def test_a_pandoc_out_of_time_is_told_and_leaves_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = Findings()
    monkeypatch.setattr(pandoc, "TIME_LIMIT_SECONDS", 0.0001)
    given = read_bibliography([("a.json", '[{"id": "a", "title": "T"}]')], findings)

    cited = cite([citation(("a", ""))], [], given, style(), findings)

    assert printed(cited) == ["[?]"]
    assert cited.bibliography == ()
    assert [d.code for d in findings.diagnostics] == ["C102"]


def test_nothing_cited_prints_nothing() -> None:
    assert cite([], [], library(), style(), Findings()) == Cited(citations=(), bibliography=())
