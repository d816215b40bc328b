"""Where styles come from, and that ours are whole."""

from __future__ import annotations

import pytest
from lxml import etree

from baspa.cite import CitationStyle, Cited, cite, load_style
from baspa.diagnostics import Findings, Span
from baspa.model import Citation, CitationItem
from baspa.model.walk import plain_text
from baspa.readers.bibliography import read_bibliography

CSL = "{http://purl.org/net/xbiblio/csl}"
OURS = ["gost-7.1-2003", "gost-7.1-2003-short", "gost-r-7.0.100-2018", "gost-r-7.0.5-2008"]

OWN_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<!-- A project's own style: the title in brackets. -->
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography>
    <layout><text variable="citation-number" suffix=") "/><text variable="title"/></layout>
  </bibliography>
</style>
"""


def print_list(csl: str, findings: Findings) -> Cited:
    library = read_bibliography([("a.json", '[{"id": "a", "title": "T : sub"}]')], findings)
    return cite([], ["a"], library, CitationStyle(csl=csl, language="ru"), findings)


def test_a_style_of_the_project_wins_over_a_shipped_one() -> None:
    findings = Findings()

    csl = load_style("gost-7.1-2003", {"gost-7.1-2003": OWN_STYLE}, findings)

    assert csl == OWN_STYLE
    cited = print_list(csl, findings)
    assert plain_text(cited.bibliography[0].content) == "T: sub"
    assert findings.diagnostics == []


@pytest.mark.parametrize(
    "name", [*OURS, "apa", "gost-r-7-0-5-2008-numeric", "nature-digest", "apa.csl"]
)
def test_shipped_and_public_styles_are_found_by_name(name: str) -> None:
    findings = Findings()

    csl = load_style(name, {}, findings)

    assert csl is not None
    assert len(print_list(csl, findings).bibliography) == 1
    assert findings.diagnostics == []


PAIR = '[{"id": "a", "title": "T", "author": [{"family": "Ay"}, {"family": "Be"}]}]'


def test_names_in_the_sentence_are_joined_by_the_word() -> None:
    library = read_bibliography([("a.json", PAIR)], Findings())
    csl = load_style("apa", {}, Findings()) or ""
    style = CitationStyle(csl=csl, language="en", numbered=False)
    items = (CitationItem(key="a", suffix=""),)

    cited = cite(
        [Citation(items=items, textual=True), Citation(items=items)], [], library, style, Findings()
    )

    told = [plain_text(c.content) for c in cited.citations]
    assert told == ["Ay and Be (n.d.)", "(Ay & Be, n.d.)"]


@pytest.mark.parametrize(
    ("brackets", "separator", "printed"),
    [(None, None, "[1; 2]"), (("(", ")"), ", ", "(1, 2)"), (None, ", ", "[1, 2]")],
)
def test_a_profile_may_say_how_numbers_are_cited(
    brackets: tuple[str, str] | None, separator: str | None, printed: str
) -> None:
    text = '[{"id": "a", "title": "T"}, {"id": "b", "title": "U"}]'
    library = read_bibliography([("a.json", text)], Findings())
    csl = load_style("gost-7.1-2003", {}, Findings()) or ""
    style = CitationStyle(csl=csl, language="ru", brackets=brackets, separator=separator)
    items = tuple(CitationItem(key=key, suffix="") for key in "ab")

    cited = cite([Citation(items=items)], [], library, style, Findings())

    assert [plain_text(c.content).replace("\u00a0", " ") for c in cited.citations] == [printed]


def test_an_unknown_style_is_named_with_the_nearest() -> None:
    findings = Findings()

    assert load_style("gost-7.1-2033", {}, findings, Span("p.yaml", 3, 9)) is None

    (found,) = findings.diagnostics
    assert (found.code, found.span) == ("C103", Span("p.yaml", 3, 9))
    assert found.help == "did you mean 'gost-7.1-2003'?"


@pytest.mark.parametrize("text", ["no xml", "<style/>", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_damaged_style_is_told(text: str) -> None:
    findings = Findings()

    assert print_list(text, findings).bibliography == ()

    assert [d.code for d in findings.diagnostics] == ["C104"]


@pytest.mark.parametrize("name", OURS)
def test_our_styles_use_each_macro_and_have_each_term_in_three_languages(name: str) -> None:
    text = load_style(name, {}, Findings())
    assert text is not None
    style = etree.fromstring(text.encode())

    macros = {macro.get("name") for macro in style.iter(f"{CSL}macro")}
    called = {node.get("macro") for node in style.iter(f"{CSL}text")} - {None}
    terms = {node.get("term") for node in style.iter(f"{CSL}text")} - {None}
    locales = [
        {term.get("name") for term in locale.iter(f"{CSL}term")}
        for locale in style.iter(f"{CSL}locale")
    ]

    assert macros == called
    assert len(locales) == 3
    assert all(terms <= locale for locale in locales)


def test_a_list_that_is_not_numbered_prints_no_numbers_of_its_style() -> None:
    cited = printed_by("gost-r-7-0-5-2008")

    assert [plain_text(entry.content)[:4] for entry in cited.bibliography] == ["Abel", "Roe\u00a0"]


def test_what_a_style_displays_apart_stays_apart() -> None:
    cited = printed_by("american-anthropological-association")

    assert [plain_text(entry.content) for entry in cited.bibliography] == [
        "Abel, Ann 2001 First. London: Pin.",
        "Roe, Rob 1999 Second. London: Pin.",
    ]


@pytest.mark.parametrize(
    ("url", "tail"),
    [
        ("https://doi.org/10.1000/AB", "DOI 10.1000/ab. – Text : unmediated."),
        ("https://x.kz/1", "DOI 10.1000/ab. – URL: https://x.kz/1. – Text : electronic."),
    ],
)
def test_an_address_that_only_says_the_doi_again_is_not_printed(url: str, tail: str) -> None:
    item = f'[{{"id": "a", "type": "book", "title": "T", "DOI": "10.1000/ab", "URL": "{url}"}}]'
    library = read_bibliography([("a.json", item)], Findings())
    csl = load_style("gost-r-7.0.100-2018", {}, Findings()) or ""

    cited = cite([], ["a"], library, CitationStyle(csl=csl, language="ru"), Findings())

    assert plain_text(cited.bibliography[0].content).replace("\u00a0", " ") == f"T. – {tail}"


def printed_by(name: str) -> Cited:
    """Print two books in a style that cites by author and date."""
    findings = Findings()
    text = (
        "@book{a, author = {Roe, Rob}, title = {Second}, year = 1999, location = {London}, "
        "publisher = {Pin}}@book{b, author = {Abel, Ann}, title = {First}, year = 2001, "
        "location = {London}, publisher = {Pin}}"
    )
    library = read_bibliography([("a.bib", text)], findings)
    csl = load_style(name, {}, findings) or ""
    style = CitationStyle(csl=csl, language="en", numbered=False, sort="alphabetical")
    cited = cite([], ["*"], library, style, findings)
    assert findings.diagnostics == []
    return cited
