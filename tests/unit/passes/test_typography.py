"""Typography: texts before and after stand in tests/spec/typography/, what holds for all here."""

import re
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thesis_case import THESIS, arranged, document, numbered, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings
from baspa.locales import LANGUAGES
from baspa.locales.typography import load_typography
from baspa.model import (
    Heading,
    Language,
    Paragraph,
    Reference,
    ResolvedCitation,
    ResolvedSection,
    Role,
    SoftBreak,
    Text,
)
from baspa.model.walk import plain_text, walk
from baspa.passes.refer import refer
from baspa.passes.typography import bind_printed, set_inlines, set_typography
from baspa.readers.markdown import read_section

SPEC = Path(__file__).parents[2] / "spec" / "typography"


def pairs() -> list[tuple[str, str, str]]:
    """The language, the text before and the text after of each line between fences."""
    return [
        (language, *line.split(" → "))  # type: ignore[misc]
        for language in LANGUAGES
        for fenced in (SPEC / f"{language}.md").read_text("utf-8").split("```")[1::2]
        for line in fenced.strip().splitlines()
    ]


def read(text: str, language: str) -> tuple[Any, ...]:
    """The inlines of a paragraph."""
    [paragraph] = read_section(text, "1.md", language, Findings()).blocks  # type: ignore[arg-type]
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


@pytest.mark.parametrize(("language", "before", "after"), pairs())
def test_text_is_set_as_its_language_has_it(language: Language, before: str, after: str) -> None:
    printed = plain_text(set_inlines(read(before, language), language))

    assert printed.replace("\u00a0", "⍽") == plain_text(read(after, language))


def test_quotes_and_gaps_are_found_across_the_borders_of_nodes() -> None:
    content = read('"Бірінші *екінші" және* **5** км, [Ә.](https://a.kz) Жұмабаев', "kk")

    printed = set_inlines(content, "kk")

    assert plain_text(printed) == "«Бірінші екінші» және 5\u00a0км, Ә.\u00a0Жұмабаев"
    assert [type(node) for node in printed] == [type(node) for node in content]


def test_a_line_end_of_the_source_becomes_a_no_break_space() -> None:
    [before, gap, after] = read("бағасы 5\nкм", "kk")

    [set_before, set_gap, set_after] = set_inlines((before, gap, after), "kk")

    assert isinstance(gap, SoftBreak)
    assert set_gap == Text(value="\u00a0")
    assert set_gap.span == gap.span
    assert (set_before, set_after) == (before, after)


def test_a_span_in_another_language_has_its_own_marks() -> None:
    content = read('"қазақ [the "word" p. 5 - a 2.5 km]{lang=en} 2.5 км"', "kk")

    printed = plain_text(set_inlines(content, "kk")).replace("\u00a0", "⍽")

    assert printed == "«қазақ the “word” p.⍽5⍽– a 2.5⍽km 2,5⍽км»"


def test_a_language_that_is_not_known_is_left_alone() -> None:
    content = read('[das "Wort" - 5 km]{lang=de}', "kk")

    assert set_inlines(content, "kk") is content


def test_what_does_not_change_is_the_same_node() -> None:
    content = read("бір *екі* 5 км **үш** `төрт`", "kk")

    printed = set_inlines(content, "kk")

    changed = [n for n, (new, old) in enumerate(zip(printed, content, strict=True)) if new != old]
    assert changed == [2]
    assert all(new is old for new, old in zip(printed, content, strict=True) if new == old)
    assert printed[2].span == content[2].span


def test_headings_captions_cells_notes_terms_and_keywords_are_set() -> None:
    text = (
        '---\nrole: abstract\nkeywords: [\'"а" сөзі\']\n---\n# "Т"\n\n![5 км](a.png)\n\n'
        "| 5 км |\n|---|\n| 6 км |\n\nTable: 7 км\n\nСөз[^1]\n\n[^1]: 8 км\n\n9 км\n:   10 км\n"
    )

    [section] = set_typography(arranged(text))

    printed = [n.value for n in walk(section.blocks) if isinstance(n, Text)]
    expected = ["«Т»", "5 км", "7 км", "5 км", "6 км", "Сөз", "8 км", "9 км", "10 км"]
    assert printed == [words.replace(" ", "\u00a0") for words in expected]
    assert section.keywords == ("«а» сөзі",)


def test_no_heading_caption_or_paragraph_ends_in_a_line_of_one_short_word() -> None:
    text = "# Бірінші мән\n\n![Екінші күн](a.png)\n\nҮшінші сөз.\n\nТөртінші сөйлем.\n"

    [section] = set_typography(arranged(text))

    printed = [n.value for n in walk(section.blocks) if isinstance(n, Text)]
    assert printed == [
        "Бірінші\u00a0мән",
        "Екінші\u00a0күн",
        "Үшінші\u00a0сөз.",
        "Төртінші сөйлем.",
    ]


def test_alternative_text_code_and_keys_are_not_touched() -> None:
    text = '```\n"5 км"\n```\n\n![](a.png){#fig:a-1 alt="5 км"}\n\n[@a-1, б. 5] [«x»](#sec:1-2)\n'
    section = ResolvedSection(
        id="a", role=Role.CHAPTER, language="kk", blocks=document(text).sections[0].blocks
    )

    assert set_typography((section,)) == (section,)


def test_numbers_of_references_and_pages_of_citations_stay_with_their_words() -> None:
    result = numbered("---\nlang: ru\n---\n# А {#sec:a}\n\n![к](a.png){#fig:a}\n\n@fig:a\n")
    [section] = refer(result.sections, result.targets, Findings()).sections
    cited = ResolvedCitation(keys=("a",), content=(Text(value="[2, с. 5]"),))

    [reference] = [bind_printed(n) for n in walk(section.blocks) if isinstance(n, Reference)]
    bound = bind_printed(cited)

    assert isinstance(reference, Reference) and reference.before == "рисунок\u00a0"
    assert isinstance(bound, ResolvedCitation) and plain_text(bound.content) == "[2, с.\u00a05]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_a_language_is_one_that_fonts_or_text_comparison_trip_over(
    language: str,
) -> None:
    habits = load_typography()[language]

    assert not re.search("[\u200b\u00ad\u2011\u202f]", repr(asdict(habits)))


@pytest.mark.parametrize(
    ("setting", "printed"),
    [("", "«Сөз»\u00a0– [1, б.\u00a05]"), ("typography: false\n", '"Сөз" - [1, б. 5]')],
)
def test_the_thesis_may_switch_it_off(tmp_path: Path, setting: str, printed: str) -> None:
    files: dict[str, str | bytes] = {
        "source/thesis.yaml": THESIS + "bibliography: [a.bib]\n" + setting,
        "source/1.md": '# А\n\n"Сөз" - [@a, б. 5]\n',
        "source/a.bib": "@book{a, author={Абай}, title={Қара сөз}, year={2005}, langid={kazakh}}",
    }
    findings, texts = Findings(), dict[str, str]()
    prepared = prepare(write_project(tmp_path, files), None, findings, texts)

    html = typeset(prepared, findings, texts).html

    assert findings.diagnostics == []
    assert unescape(re.sub("<.*?>", "", html)).count(printed) == 1


FRAGMENTS = [
    "сөз", "word", "Ә.", "Ж. К.", "Үлгібай", "в", "и", "же", "т. б.", "№", "б.", "рис.", "км",
    "млн", "теңге", "%", "°C", "°", "₸", "ж.", "XIX", "5", "12", "1990", "2000", "12345", "0.5",
    "2.5", "1,5", "1.2.3", "25.05.2024", "https://x.kz/a-b", "a@b.kz", "`x`", "$x$",
    "[@a, б. 5]", "@fig:a", "^2^", "*", "**", "[", "]{lang=en}", "]{lang=ru}", "[^1]", "\\\n",
    " ", " ", " ", "\n", "\u00a0", '"', '"', "'", "«", "»", "“", "”", "„", "‘", "’", "-", " - ",
    "--", " -- ", "---", "–", " — ", ".", "...", "…", ",", ":", "(", ")", "/",
]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join), st.text())
MARKS = re.compile("[\\s\"'«»“”„‘’.,…–—-]")


def leaves(sections: tuple[ResolvedSection, ...]) -> str:
    return "".join(n.value for s in sections for n in walk(s.blocks) if isinstance(n, Text))


def any_section(text: str, language: Language) -> tuple[ResolvedSection, ...]:
    blocks = read_section(text, "1.md", language, Findings()).blocks
    return (ResolvedSection(id="a", role=Role.CHAPTER, language=language, blocks=blocks),)


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(max_examples=500, deadline=None)
def test_what_is_set_stays_as_it_is(text: str, language: Language) -> None:
    once = set_typography(any_section(text, language))

    assert set_typography(once) == once


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(max_examples=500, deadline=None)
def test_letters_and_digits_never_change(text: str, language: Language) -> None:
    before = any_section(text, language)

    after = set_typography(before)

    assert MARKS.sub("", leaves(after)) == MARKS.sub("", leaves(before))
    assert set(leaves(after)) <= set(leaves(before)) | set("\u00a0–…«»“”„‘’, ")


def test_a_long_paragraph_takes_time_in_proportion_to_its_length() -> None:
    """Each of these has been the death of some regular expression."""
    for piece in ("1 ", "A. ", "- ", '"а ', "5-", "т. ", " ", "12 345 ", ".", "я ", '"', "«", "а'"):
        assert isinstance(set_inlines((Text(value=piece * 20_000),), "ru")[0], Text)


def test_headings_keep_their_ids() -> None:
    [section] = set_typography(arranged('# "Сөз" - 5 км\n'))

    [heading] = section.blocks
    assert isinstance(heading, Heading)
    assert heading.attributes.id == "sec:сөз-5-км"
