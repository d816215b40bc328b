"""`@fig:map` becomes words and a number, in the right case; a reference to nothing is told."""

import pytest
from thesis_case import numbered

from baspa.diagnostics import Findings
from baspa.model import Link, PageReference, Reference, ResolvedSection, Text
from baspa.model.walk import plain_text, walk
from baspa.passes.refer import refer

TARGETS = (
    "# Теория {#sec:theory}\n\n## Мәні {#sec:essence}\n\n![Карта](a.png){#fig:map}\n\n"
    "![Сызба](b.png){#fig:plan}\n\n"
    "| а |\n|---|\n| б |\n\nTable: Деректер {#tbl:x}\n\n$$ I $$ {#eq:i}\n\n"
)
APPENDIX = "---\nrole: appendix\n---\n# Мәлімет {#app:a}\n"


def printed(words: str, language: str = "kk") -> str:
    """Return how `words` print at the end of a text that has one target of each kind."""
    findings = Findings()
    sections = resolved(words, findings, language)
    assert findings.diagnostics == []
    last = sections[0].blocks[-1]
    return "".join(
        node.before + node.number + node.after if isinstance(node, Reference) else node.value
        for node in walk([last])
        if isinstance(node, Reference | Text)
    )


def resolved(words: str, findings: Findings, language: str = "kk") -> tuple[ResolvedSection, ...]:
    front = f"---\nlang: {language}\n---\n"
    result = numbered(front + TARGETS + words + "\n", APPENDIX)
    return refer(result.sections, result.targets, findings)


@pytest.mark.parametrize(
    ("written", "kk"),
    [
        ("@fig:map", "1-сурет"),
        ("[@fig:map]{.locative}", "1-суретте"),
        ("[@fig:map]{.genitive}", "1-суреттің"),
        ("[@tbl:x]{.locative}", "1-кестеде"),
        ("[@eq:i]{.dative}", "(1)-формулаға"),
        ("[@sec:essence]{.locative}", "1.1-бөлімде"),
        ("[@sec:theory]{.ablative}", "1-бөлімнен"),
        ("[@app:a]{.locative}", "А қосымшасында"),
        ("[-@fig:map]", "1"),
        ("[@fig:map]{.title}", "Карта"),
        ("[@fig:map; @fig:plan]", "1-сурет және 2-сурет"),
        ("[@fig:map; @fig:plan; @tbl:x]", "1-сурет, 2-сурет және 1-кесте"),
    ],
)
def test_references_in_kazakh(written: str, kk: str) -> None:
    assert printed(written) == kk


@pytest.mark.parametrize(
    ("written", "ru"),
    [
        ("@fig:map", "рисунок 1"),
        ("[@fig:map]{.prepositional}", "рисунке 1"),
        ("[@tbl:x]{.instrumental}", "таблицей 1"),
        ("[@eq:i]{.dative}", "формуле (1)"),
        ("[@sec:essence]{.genitive}", "раздела 1.1"),
        ("@Fig:map", "Рисунок 1"),
    ],
)
def test_references_in_russian(written: str, ru: str) -> None:
    assert printed(written, "ru") == ru


def test_english_has_one_case() -> None:
    assert printed("[@fig:map]{.locative} and @Tbl:x", "en") == "figure 1 and Table 1"


def test_a_page_is_left_to_the_writers() -> None:
    sections = resolved("[@fig:map]{.page}", Findings())

    assert [n.target for n in walk(sections[0].blocks) if isinstance(n, PageReference)] == [
        "fig:map"
    ]


def test_a_heading_without_a_number_is_named_by_its_title() -> None:
    findings = Findings()
    result = numbered("# А {#sec:a}\n\n## Сөз {#sec:w .unnumbered}\n\n[@sec:w]{.locative}\n")

    [section] = refer(result.sections, result.targets, findings)

    [link] = [n for n in walk(section.blocks) if isinstance(n, Link)]
    assert (link.url, plain_text(link.content)) == ("#sec:w", "«Сөз» бөлімінде")
    assert findings.diagnostics == []


def test_references_to_nothing_are_all_told_with_the_nearest_label() -> None:
    findings = Findings()

    resolved("@fig:mapp, [мәтін](#qqqq)", findings)

    assert [(d.code, d.message, d.help) for d in findings.diagnostics] == [
        ("X201", "nothing is labelled 'fig:mapp'", "did you mean 'fig:map' (1.md)?"),
        ("X201", "nothing is labelled 'qqqq'", None),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("## Сөз {#sec:w .unnumbered}\n\n[-@sec:w]\n", "refer to it by its title: @sec:w"),
        ("![](a.png){#fig:w}\n\n@fig:w\n", "give it a caption"),
    ],
)
def test_what_has_no_number_cannot_be_referred_to_by_it(text: str, hint: str) -> None:
    findings = Findings()
    result = numbered("# А {#sec:a}\n\n" + text)

    refer(result.sections, result.targets, findings)

    assert [(d.code, d.help) for d in findings.diagnostics] == [("X204", hint)]


def test_the_text_of_a_link_to_nothing_stays() -> None:
    sections = resolved("қараңыз: [мәтін](#qqqq)", Findings())

    assert plain_text(sections[0].blocks[-1].content) == "қараңыз: мәтін"  # type: ignore[union-attr]


PANELS = "::: {#fig:g}\n![Бір](a.png){#fig:g-a}\n![Екі](b.png){#fig:g-b}\n\nБірге\n:::\n\n"


@pytest.mark.parametrize(
    ("written", "language", "told"),
    [
        ("[@fig:g-b]{.locative}", "kk", "3ә-суретте"),
        ("[@fig:g]{.locative}", "kk", "3-суретте"),
        ("[-@fig:g-a]", "kk", "3а"),
        ("[@fig:g-b]{.prepositional}", "ru", "рисунке 3,\u00a0б"),
        ("@Fig:g-a", "en", "Figure 3a"),
    ],
)
def test_one_picture_of_a_figure(written: str, language: str, told: str) -> None:
    assert printed(f"{PANELS}{written}", language) == told
