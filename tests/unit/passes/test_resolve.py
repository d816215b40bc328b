"""All passes in their order: nothing is left to look up."""

from collections.abc import Callable, Sequence
from dataclasses import replace

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
    Link,
    MathBlock,
    Reference,
    ResolvedCitation,
    ResolvedDocument,
    SectionFile,
)
from baspa.model.walk import plain_text, walk
from baspa.passes.again import Again
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Sources
from baspa.passes.outline import outline_of_resolved
from baspa.passes.resolve import Citing, resolve
from baspa.passes.set_file import SetSection, Setting, set_section
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


def resolved(
    text: str, findings: Findings, form: Callable[[SetSection], SectionFile] = SetSection.text
) -> ResolvedDocument:
    return resolved_files(files(text, findings=findings), findings, form)


def files(*texts: str, findings: Findings) -> list[SetSection]:
    sources = Sources(
        read=lambda _: "Жыл,Құны\n2020,1\n2021,2\n".encode(),
        names=lambda: ["d.csv"],
        read_inlines=lambda text, *_: document(text).sections[0].blocks[0].content,  # type: ignore[union-attr]
        chart_face=ChartFace(file=face().file, size_pt=11),
    )
    setting = Setting(sources=sources, tables=profile().tables, in_notes=False)
    return [set_section(each, setting, {}, findings) for each in document(*texts).sections]


def resolved_files(
    files: Sequence[SetSection],
    findings: Findings,
    form: Callable[[SetSection], SectionFile] = SetSection.text,
    again: Again | None = None,
) -> ResolvedDocument:
    style = CitationStyle(csl=load_style("gost-7.1-2003", {}, findings) or "", language="kk")
    library = read_bibliography([("references.bib", BIB)], findings)
    citing = Citing(style=style, library=library, nocite=(), print=cite)
    headings = {Part.REFERENCES: "ӘДЕБИЕТТЕР"}
    return resolve(
        files, profile(), citing, {}, findings, headings=headings, form=form, again=again
    )


def test_nothing_is_left_to_look_up() -> None:
    findings = Findings()

    document = resolved(TEXT, findings)

    nodes = [n for s in document.sections for n in walk(s.blocks)]
    assert findings.diagnostics == []
    assert not [n for n in nodes if isinstance(n, Chart | DataTable | Citation | CrossReference)]
    assert all(n.mathml for n in nodes if isinstance(n, MathBlock))
    links = {n.url[1:] for n in nodes if isinstance(n, Link)}
    assert links == {"ref-abai", "ref-eco"}
    assert {n.target for n in nodes if isinstance(n, Reference)} == {"fig:c", "eq:i"}


def outlined(file: SetSection) -> SectionFile:
    return file.outline.value


def only_first(file: SetSection) -> SectionFile:
    return file.text() if file.file == "1.md" else outlined(file)


def sketched(file: SetSection) -> SectionFile:
    return file.text({each.stretch.name for each in file.stretches.value})


@pytest.mark.parametrize("form", [outlined, sketched])
def test_an_outline_comes_to_the_same_as_the_whole_file(
    form: Callable[[SetSection], SectionFile],
) -> None:
    text = (
        f"{TEXT}\n- тармақ[^1] [@eco]\n\n> дәйексөз, @tbl:t\n\n"
        "| А | Б |\n|---|---|\n| 1 | [@abai] |\n\nTable: Кесте {#tbl:u}\n\n"
        '[^1]: Ескерту [@abai].\n\n## Бөлім {#sec:b}\n\n[ҚР]{.abbr title="Республика"} @sec:b\n'
    )

    whole, outlines = resolved(text, Findings()), resolved(text, Findings(), form)

    assert outlines.sections != whole.sections
    assert [repr(outline_of_resolved(s)) for s in outlines.sections] == [
        repr(outline_of_resolved(s)) for s in whole.sections
    ]
    assert (outlines.contents, outlines.figures, outlines.tables, outlines.counts) == (
        whole.contents,
        whole.figures,
        whole.tables,
        whole.counts,
    )


def test_what_is_resolved_again_is_as_if_it_were_for_the_first_time() -> None:
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
        anew, found = (Findings(), Findings())
        whole = resolved_files([edited, unedited], anew)
        remembered = resolved_files([edited, unedited], found, only_first, again)

        assert [repr(outline_of_resolved(s)) for s in remembered.sections] == [
            repr(outline_of_resolved(s)) for s in whole.sections
        ]
        assert remembered.sections[0] == whole.sections[0]
        assert replace(remembered, sections=()) == replace(whole, sections=())
        assert found == anew


def test_an_edit_that_only_moves_what_others_refer_to_leaves_them_the_very_same() -> None:
    first = "# Бір {#sec:1}\n\nМәтін.\n\n$$ a $$ {#eq:1}\n"
    second = "# Екі {#sec:2}\n\n@sec:1, @eq:1 [@abai].\n"
    again, [before, unedited] = Again(), files(first, second, findings=Findings())
    [edited, _] = files(first.replace("Мәтін", "Ұзақ мәтін"), second, findings=Findings())

    known = resolved_files([before, unedited], Findings(), only_first, again)
    now = resolved_files([edited, unedited], Findings(), only_first, again)

    assert now.sections[0] != known.sections[0]
    assert now.sections[1] is known.sections[1]


def test_sources_are_numbered_by_first_mention() -> None:
    document = resolved(TEXT, Findings())

    cited = [
        n for s in document.sections for n in walk(s.blocks) if isinstance(n, ResolvedCitation)
    ]
    assert [plain_text(n.content) for n in cited] == ["[1]", "[2, б.\u00a05]", "[2]"]
    assert [(e.number, e.key) for e in document.bibliography] == [("1", "abai"), ("2", "eco")]


def test_counts_are_filled_in_save_the_pages() -> None:
    document = resolved(TEXT, Findings())

    counted = [n for s in document.sections for n in walk(s.blocks) if isinstance(n, Count)]
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

    assert document.bibliography == ()
    assert [e.target for e in document.contents] == ["sec:a"]
