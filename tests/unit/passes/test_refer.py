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
    return last_line(sections[0])


def last_line(section: ResolvedSection) -> str:
    """Return the text of the last block with its references."""
    return "".join(
        node.before + node.number + node.after if isinstance(node, Reference) else node.value
        for node in walk([section.blocks[-1]])
        if isinstance(node, Reference | Text)
    )


def resolved(words: str, findings: Findings, language: str = "kk") -> tuple[ResolvedSection, ...]:
    front = f"---\nlang: {language}\n---\n"
    result = numbered(front + TARGETS + words + "\n", APPENDIX)
    return refer(result.sections, result.targets, findings).sections


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
        ("[@fig:map; @fig:plan; @tbl:x]", "1 және 2-суреттер және 1-кесте"),
        ("[@fig:map; @fig:map]{.locative}", "1-суретте"),
        ("[@fig:map]{.short}", "1-сур."),
        ("[@app:a]{.short}", "А қос."),
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
        ("[@fig:map]{.capital}", "Рисунок 1"),
        ("[@fig:map]{.short}", "рис. 1"),
        ("[@eq:i]{.short .dative}", "формуле (1)"),
    ],
)
def test_references_in_russian(written: str, ru: str) -> None:
    assert printed(written, "ru") == ru


def test_english_has_one_case() -> None:
    assert printed("[@fig:map]{.locative} and @Tbl:x", "en") == "figure 1 and Table 1"


MANY = (
    "# А\n\n"
    + "".join(f"![С](a.png){{#fig:{i}}}\n\n" for i in range(1, 7))
    + "".join(f"$$ x $$ {{#eq:{i}}}\n\n" for i in range(1, 5))
    + "## Б {#sec:1}\n\n## В {#sec:2}\n\n## Г {#sec:3}\n\n## Ғ {#sec:w .unnumbered}\n\n"
)
APPENDICES = tuple(
    f"---\nrole: appendix\n---\n# Мәлімет {{#app:{i}}}\n\n![С](a.png){{#fig:a{i}}}\n"
    for i in range(1, 4)
)


def printed_of_many(words: str, language: str) -> str:
    """Return how `words` print after six figures, four formulas, three sections."""
    front = f"---\nlang: {language}\n---\n"
    findings = Findings()
    result = numbered(front + MANY + words + "\n", *APPENDICES)
    sections = refer(result.sections, result.targets, findings).sections
    assert findings.diagnostics == []
    return last_line(sections[0])


@pytest.mark.parametrize(
    ("written", "kk", "ru", "en"),
    [
        ("[@fig:1; @fig:2]", "1 және 2-суреттер", "рисунки 1 и\xa02", "figures 1 and 2"),
        ("[@fig:1; @fig:2; @fig:3]", "1–3-суреттер", "рисунки 1–3", "figures 1–3"),
        ("[@fig:3; @fig:1; @fig:2]", "1–3-суреттер", "рисунки 1–3", "figures 1–3"),
        (
            "[@fig:1; @fig:3; @fig:5]",
            "1, 3 және 5-суреттер",
            "рисунки 1, 3 и\xa05",
            "figures 1, 3 and 5",
        ),
        (
            "[@fig:1; @fig:2; @fig:3; @fig:6]",
            "1–3 және 6-суреттер",
            "рисунки 1–3 и\xa06",
            "figures 1–3 and 6",
        ),
        (
            "[@eq:1; @eq:2; @eq:3]",
            "(1)–(3)-формулалар",
            "формулы (1)–(3)",
            "equations (1)–(3)",
        ),
        ("[@sec:1; @sec:2; @sec:3]", "1.1–1.3-бөлімдер", "разделы 1.1–1.3", "sections 1.1–1.3"),
        (
            "[@app:1; @app:2; @app:3]",
            "А–Б қосымшалары",
            "приложения А–Б",
            "appendices А–Б",
        ),
        (
            "[@fig:a1; @fig:a2; @fig:a3]",
            "А.1, Ә.1 және Б.1-суреттер",
            "рисунки А.1, Ә.1 и\xa0Б.1",
            "figures А.1, Ә.1 and Б.1",
        ),
        (
            "[@fig:1; @fig:2; @eq:1]",
            "1 және 2-суреттер және (1)-формула",
            "рисунки 1 и\xa02 и\xa0формула (1)",
            "figures 1 and 2 and equation (1)",
        ),
        (
            "[@sec:w; @sec:1]",
            "«Ғ» бөлімі және 1.1-бөлім",
            "раздел «Ғ» и\xa0раздел 1.1",
            "the section “Ғ” and section 1.1",
        ),
        ("[-@fig:1; -@fig:2; -@fig:3]", "1–3", "1–3", "1–3"),
        ("[@Fig:1; @fig:2]", "1 және 2-суреттер", "Рисунки 1 и\xa02", "Figures 1 and 2"),
        ("[@fig:1; @fig:2]{.short}", "1 және 2-сур.", "рис. 1 и\xa02", "figs. 1 and 2"),
    ],
)
def test_several_of_a_kind_share_a_noun(written: str, kk: str, ru: str, en: str) -> None:
    assert [printed_of_many(written, language) for language in ("kk", "ru", "en")] == [kk, ru, en]


@pytest.mark.parametrize(
    ("case", "kk", "ru"),
    [
        ("genitive", "1–3-суреттердің", "рисунков 1–3"),
        ("dative", "1–3-суреттерге", "рисункам 1–3"),
        ("accusative", "1–3-суреттерді", "рисунки 1–3"),
        ("locative", "1–3-суреттерде", "рисунках 1–3"),
        ("ablative", "1–3-суреттерден", "рисунков 1–3"),
        ("instrumental", "1–3-суреттермен", "рисунками 1–3"),
        ("prepositional", "1–3-суреттер туралы", "рисунках 1–3"),
    ],
)
def test_the_case_stands_on_the_noun_in_the_plural(case: str, kk: str, ru: str) -> None:
    written = f"[@fig:1; @fig:2; @fig:3]{{.{case}}}"

    assert printed_of_many(written, "kk") == kk
    assert printed_of_many(written, "ru") == ru


def test_the_ends_of_a_range_link_to_what_they_name() -> None:
    result = numbered(MANY + "[@fig:2; @fig:3; @fig:4; @fig:6]{.locative}\n")

    [section] = refer(result.sections, result.targets, Findings()).sections

    assert section.blocks[-1].content == (  # type: ignore[union-attr]
        Reference(target="fig:2", before="", number="2", after=""),
        Text(value="–"),
        Reference(target="fig:4", before="", number="4", after=""),
        Text(value=" және "),
        Reference(target="fig:6", before="", number="6", after="-суреттерде"),
    )


def test_numbers_of_two_chapters_make_no_range() -> None:
    chapter = "# {0} {{#sec:{0}}}\n\n## Б {{#sec:{0}a}}\n\n## В {{#sec:{0}b}}\n\n"
    written = "[@sec:Aa; @sec:Ab; @sec:Ba; @sec:Bb]\n"
    result = numbered(chapter.format("A"), chapter.format("B") + written)

    *_, last = refer(result.sections, result.targets, Findings()).sections

    assert last_line(last) == "1.1, 1.2, 2.1 және 2.2-бөлімдер"


def test_a_page_has_its_word_where_a_case_is_given() -> None:
    sections = resolved("[@fig:map; @tbl:x]{.page .locative}", Findings())

    assert sections[0].blocks[-1].content == (  # type: ignore[union-attr]
        PageReference(target="fig:map"),
        Text(value=" және "),
        PageReference(target="tbl:x"),
        Text(value="-беттерде"),
    )


def test_a_page_is_left_to_the_writers() -> None:
    sections = resolved("[@fig:map]{.page}", Findings())

    assert [n.target for n in walk(sections[0].blocks) if isinstance(n, PageReference)] == [
        "fig:map"
    ]


def test_a_heading_without_a_number_is_named_by_its_title() -> None:
    findings = Findings()
    result = numbered("# А {#sec:a}\n\n## Сөз {#sec:w .unnumbered}\n\n[@sec:w]{.locative}\n")

    [section] = refer(result.sections, result.targets, findings).sections

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
