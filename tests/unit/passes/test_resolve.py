"""All passes in their order: nothing is left to look up."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from thesis_case import document, face, profile

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.model import (
    Chart,
    Citation,
    Count,
    CrossReference,
    DataTable,
    Figure,
    Heading,
    Link,
    MathBlock,
    Note,
    Reference,
    ResolvedCitation,
    ResolvedDocument,
    ResolvedSection,
    Table,
)
from baspa.model.later import Later
from baspa.model.walk import plain_text, walk
from baspa.passes.again import Again
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.resolve import Citing, Resolving, resolve
from baspa.passes.set_file import SetSection, Setting, set_file
from baspa.profile import Part
from baspa.readers.bibliography import read_bibliography

BIB = (
    "@book{eco, author={Эко, Умберто}, title={Диплом жұмысы}, year={2015}, langid={kazakh}}\n"
    "@book{abai, author={Абай, Құнанбаев}, title={Қара сөз}, year={2005}, langid={kazakh}}\n"
)
TEXT = (
    "# Тарау {#sec:a}\n\nМәтін [@abai] және [@eco, б. 5], @fig:c, @eq:i.\n\n"
    "``` {.chart #fig:c}\ntype: line\ndata: d.csv\nx: Жыл\ny: Құны\ncaption: Баға\nalt: к\n```\n\n"
    "``` {.table #tbl:t}\ndata: d.csv\ncaption: Деректер [@eco]\n```\n\n"
    "$$ I $$ {#eq:i}\n\nСурет саны []{.count of=figures}, бет саны []{.count of=pages}.\n"
)


def resolved(text: str, findings: Findings) -> ResolvedDocument:
    return resolve(resolving(files(text, findings=findings)), CITING, HEADINGS, findings)


def files(*texts: str, findings: Findings) -> list[SetSection]:
    sources = Sources(
        read=lambda _: "Жыл,Құны\n2020,1\n2021,2\n".encode(),
        names=lambda: ["d.csv"],
        read_inlines=lambda text, *_: document(text).sections[0].blocks[0].content,  # type: ignore[union-attr]
        chart_face=ChartFace(file=face().file, size_pt=11),
    )
    setting = Setting(sources=sources, tables=profile().tables, in_notes=False)
    return [
        set_file(text, f"{number}.md", "kk", setting, None, findings)
        for number, text in enumerate(texts, 1)
    ]


def resolving(files: Sequence[SetSection]) -> Resolving:
    return Resolving(
        files={file.file: file for file in files}, profile=profile(), language="kk", texts={}
    )


CITING = Citing(
    style=CitationStyle(csl=load_style("gost-7.1-2003", {}, Findings()) or "", language="kk"),
    library=read_bibliography([("references.bib", BIB)], Findings()),
    nocite=(),
    print=cite,
)
HEADINGS = {Part.REFERENCES: "ӘДЕБИЕТТЕР"}


def text_of(document: ResolvedDocument) -> list[ResolvedSection]:
    return [section.whole for section in document.sections]


def test_nothing_is_left_to_look_up() -> None:
    findings = Findings()

    document = resolved(TEXT, findings)

    nodes = [n for s in text_of(document) for n in walk(s.blocks)]
    assert findings.diagnostics == []
    assert not [n for n in nodes if isinstance(n, Chart | DataTable | Citation | CrossReference)]
    assert all(n.mathml for n in nodes if isinstance(n, MathBlock))
    links = {n.url[1:] for n in nodes if isinstance(n, Link)}
    assert links == {"ref-abai", "ref-eco"}
    assert {n.target for n in nodes if isinstance(n, Reference)} == {"fig:c", "eq:i"}


def test_a_section_is_resolved_alone_as_it_is_with_its_outline() -> None:
    text = (
        f"{TEXT}\n- тармақ[^1] [@eco]\n\n> дәйексөз, @tbl:t\n\n"
        "| А | Б |\n|---|---|\n| 1 | [@abai] |\n\nTable: Кесте {#tbl:u}\n\n"
        '[^1]: Ескерту [@abai].\n\n## Бөлім {#sec:b}\n\n[ҚР]{.abbr title="Республика"} @sec:b\n'
    )

    made = files(text, findings=Findings())
    names = {each.stretch.name for file in made for each in file.stretches.value}

    for section in resolve(resolving(made), CITING, HEADINGS, Findings()).sections:
        sketch = section.text(names)
        assert kept(section.whole) == kept(sketch) == kept(section.outline.value)
        assert [b.span for b in sketch.blocks] == [b.span for b in section.whole.blocks]


def kept(section: ResolvedSection) -> list[str]:
    """Return what an outline holds, resolved: with words around it or not."""
    kinds = (Heading, Figure, Table, MathBlock, Note, Reference, ResolvedCitation, Count)
    found = [
        node
        for node in walk(section.blocks, *kinds)
        if not isinstance(node, MathBlock) or node.label
    ]
    return [repr(replace(n, head=(), body=()) if isinstance(n, Table) else n) for n in found]


def test_what_is_surveyed_again_is_as_if_it_were_for_the_first_time() -> None:
    first = "# Бір {#sec:1}\n\nМәтін [@eco], @sec:2, @eq:2.\n"
    second = "# Екі {#sec:2}\n\n$$ a $$ {#eq:2}\n\n[@abai], @sec:1[^1].\n\n[^1]: @eq:2.\n"
    before = "# Кіріспе {#sec:0}\n\n$$ b $$ {#eq:0}\n\nСөз[^2].\n\n[^2]: Т.\n\n"
    edits = [
        first,
        first.replace("Мәтін", "Сөз"),
        first.replace("[@eco]", "[@abai]"),
        before + first,
        first.replace("sec:1", "sec:3"),
        first,
    ]
    again, [_, unedited] = Again(), files(first, second, findings=Findings())

    for text in edits:
        [edited, _] = files(text, second, findings=Findings())
        both, anew, found = resolving([edited, unedited]), Findings(), Findings()

        assert both.survey(CITING, HEADINGS, found, again) == both.survey(CITING, HEADINGS, anew)
        assert found == anew


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Мәтін", "Ұзақ мәтін"),
        ("Мәтін", "Жаңа абзац.\n\nМәтін"),
        ("Соңы.", "Соңы *екпінмен*."),
        ("role: introduction", "role:   introduction"),
    ],
)
def test_words_are_not_surveyed_and_stand_where_they_stand(old: str, new: str) -> None:
    texts = [
        "---\nrole: introduction\n---\nМәтін [@abai], @eq:2, @sec:екі.\n",
        "# Бір {#sec:1}\n\nМәтін [@eco][^1], [ҚР]{.abbr title='Республика'} @eq:2.\n\n[^1]: Т.\n",
        "Мәтін жалғасы.\n\n# Екі\n\n$$ a $$ {#eq:2}\n\n@sec:1.\n\nСоңы.\n",
    ]
    library = Later(lambda: CITING.library)
    survey = resolving(files(*texts, findings=Findings())).survey(CITING, HEADINGS, Findings())
    known = pickle.loads(pickle.dumps(survey))

    edited = resolving(files(*(t.replace(old, new) for t in texts), findings=Findings()))
    anew = edited.document(edited.survey(CITING, HEADINGS, Findings()), library)
    found = edited.document(known, library)

    assert laid_open(found) == laid_open(anew)
    assert edited.survey(CITING, HEADINGS, Findings()) == survey


def laid_open(document: ResolvedDocument) -> list[Any]:
    """Return what a document says, with the place of each node of its text."""
    texts = [each for s in document.sections for each in (s.outline.value, s.whole)]
    places = [[(type(n), n.span) for n in walk(text.blocks)] for text in texts]
    return [replace(document, blocks=Later(dict)), document.blocks.value, places]


def test_sources_are_numbered_by_first_mention() -> None:
    document = resolved(TEXT, Findings())

    cited = [
        n for s in text_of(document) for n in walk(s.blocks) if isinstance(n, ResolvedCitation)
    ]
    assert [plain_text(n.content) for n in cited] == ["[1]", "[2, б.\u00a05]", "[2]"]
    assert [(e.number, e.key) for e in document.bibliography.value] == [("1", "abai"), ("2", "eco")]


def test_counts_are_filled_in_save_the_pages() -> None:
    document = resolved(TEXT, Findings())

    counted = [n for s in text_of(document) for n in walk(s.blocks) if isinstance(n, Count)]
    assert [(n.of, n.value) for n in counted] == [("figures", 1), ("pages", None)]
    assert document.counts.sources == 2


def test_mistakes_of_every_pass_are_told_in_one_run() -> None:
    findings = Findings()

    resolved(
        "# А {#sec:a}\n\n## Б {#sec:a}\n\n@fig:none [@nobody] $\\foo$\n\n"
        "``` {.chart #fig:c}\ntype: lien\n```\n",
        findings,
    )

    assert sorted({d.code for d in findings.diagnostics}) == [
        "C101",
        "X201",
        "X202",
        "X304",
        "X401",
    ]


def test_without_citations_there_is_no_bibliography() -> None:
    document = resolved("# А {#sec:a}\n", Findings())

    assert document.bibliography.value == ()
    assert [e.target for e in document.contents] == ["sec:a"]
