"""The forms that a profile asks for, as semantic HTML: run-in headings, labels, marks, words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from thesis_case import PNG, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings

THESIS = "title: О мере\nauthor: {name: Автор А.}\nlanguage: ru\nprofile: own\n"
ABSTRACT = "---\nrole: abstract\nkeywords: [слово, дело]\n---\nПервый.\n\nВторой.\n"
APPENDIX = "---\nrole: appendix\n---\n# Данные {#app:a}\n\n![Рисунок](a.png){alt=x}\n"


def body(folder: Path, own: str, *sections: str, **files: Any) -> etree._Element:
    """Return the body of a project printed by a profile that says `own` beyond ГОСТ 7.32."""
    head = "extends: ru-gost-7.32-2017\ntitle: own\nstandard: own\n"
    sources = {f"source/{n:02}.md": text for n, text in enumerate(sections, 1)}
    root = write_project(
        folder,
        {"source/thesis.yaml": THESIS, "source/a.png": PNG, "styles/own/profile.yaml": head + own}
        | sources
        | files,
    )
    findings, texts = Findings(), dict[str, str]()
    printable = typeset(prepare(root, None, findings, texts), findings, texts)
    assert findings.diagnostics == []
    return etree.fromstring(printable.html.encode()).find("body")


def part(found: etree._Element, kind: str) -> etree._Element:
    (one,) = found.xpath(f"*[contains(concat(' ', @class, ' '), ' {kind} ')]")
    return one


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def markup(element: etree._Element) -> str:
    """Return an element as it is written, without the ids of blocks (`test_blocks.py`)."""
    written = " ".join(etree.tostring(element, encoding="unicode", with_tail=False).split())
    return re.sub(' data-block="[^"]+"', "", written)


def test_a_run_in_heading_and_its_paragraph(tmp_path: Path) -> None:
    own = "headings: {levels: [{size: 14pt}, {size: 14pt}, {size: 14pt, run_in: true}]}\n"

    chapter = part(
        body(tmp_path, own, "# А\n\n### Б {#b .unnumbered}\n\nТекст.\n\n### В? {#v .unnumbered}\n"),
        "chapter",
    )

    assert [markup(e) for e in chapter][1:] == [
        '<div class="run-in"><h3 id="b" class="unnumbered">Б.</h3> <p>Текст.</p></div>',
        '<h3 id="v" class="unnumbered">В?</h3>',
    ]


def test_an_only_appendix_may_go_without_its_letter(tmp_path: Path) -> None:
    own = (
        'appendices: {single_marked: false, pattern: {ru: "Приложение {number}"}}\n'
        'numbering: {appendix_separator: ""}\n'
    )

    found = body(tmp_path, own, "# Глава\n\n[@app:a]{.prepositional}\n", APPENDIX)

    assert text(part(found, "appendix").find("h1")) == "Приложение Данные"
    assert text(part(found, "appendix").find(".//figcaption")) == "Рисунок А1 – Рисунок"
    assert markup(part(found, "chapter").find("p/a")) == '<a href="#app:a">приложении</a>'
    assert [text(li) for li in part(found, "contents").iter("li")][-1] == "Приложение Данные"


def test_appendices_with_digits(tmp_path: Path) -> None:
    own = 'appendices: {digits: true, pattern: {ru: "{number} приложение"}}\n'
    second = APPENDIX.replace("app:a", "app:b")

    found = body(tmp_path, own, "# Глава\n\n![Рисунок](a.png){alt=x}\n", APPENDIX, second)

    labels = [text(h) for h in found.xpath("//h1[@class='appendix']/span[@class='label']")]
    assert labels == ["1 приложение", "2 приложение"]
    captions = [text(c) for c in found.iter("figcaption")]
    assert captions == ["Рисунок 1 – Рисунок", "Рисунок 1.1 – Рисунок", "Рисунок 2.1 – Рисунок"]


def test_a_caption_in_capitals_and_with_a_word_of_its_own(tmp_path: Path) -> None:
    own = "figure_caption: {label_upper: true, separator: '. '}\nterms: {ru: {figure: рис.}}\n"

    found = body(tmp_path, own, "# Глава\n\n![Карта](a.png){alt=x}\n")

    assert text(part(found, "chapter").find("figure/figcaption")) == "РИС. 1. Карта"


@pytest.mark.parametrize(
    ("own", "printed"),
    [
        (
            "abstracts: {counts: false}",
            [
                "<p class='keywords'><strong>Ключевые слова:</strong> СЛОВО, ДЕЛО.</p>",
                "<p>Первый.</p>",
                "<p>Второй.</p>",
            ],
        ),
        (
            "abstracts: {counts: false, keywords_upper: false, keywords_place: after, "
            "keywords_label: italic, keywords_end: '', first_indent: false}",
            [
                "<p class='continued'>Первый.</p>",
                "<p>Второй.</p>",
                "<p class='keywords'><em>Ключевые слова:</em> слово, дело</p>",
            ],
        ),
        (
            "abstracts: {counts: false, keywords_label: plain}\nterms: {ru: {keywords: Слова}}",
            [
                "<p class='keywords'>Слова: СЛОВО, ДЕЛО.</p>",
                "<p>Первый.</p>",
                "<p>Второй.</p>",
            ],
        ),
    ],
)
def test_the_forms_of_an_abstract(tmp_path: Path, own: str, printed: list[str]) -> None:
    own += "\nvolume: {keywords: {min: 1}}\n"

    abstract = part(body(tmp_path, own, ABSTRACT, "# Глава\n"), "abstract")

    assert [markup(p).replace('"', "'") for p in abstract.iter("p")] == printed


def test_the_word_for_page_over_the_contents(tmp_path: Path) -> None:
    found = body(tmp_path, "contents: {page_word: true}\n", "# Глава\n")

    assert markup(part(found, "contents").find("p")) == '<p class="right">Стр.</p>'


def test_marks_left_to_the_profile_and_marks_typed(tmp_path: Path) -> None:
    own = "lists: {inner_bullets: ['•', '◦']}\n"
    source = (
        "# Глава\n\n#. а\n#. б\n    #. в\n        #. г\n\n"
        "текст\n\n1) д\n\nтекст\n\n- е\n    - ж\n        - з\n            - и\n"
    )

    chapter = part(body(tmp_path, own, source), "chapter")

    marks = [text(m) for m in chapter.xpath(".//span[@class='marker']")]
    assert marks == ["а)", "б)", "1)", "1)", "1)", "–", "•", "◦", "◦"]
    kinds = [(ol.get("class"), ol.get("start")) for ol in chapter.iter("ol")]
    assert kinds == [("letter", "1"), ("decimal", "1"), ("decimal", "1"), ("decimal", "1")]


def test_russian_lists_skip_the_letters_that_gost_forbids(tmp_path: Path) -> None:
    chapter = part(body(tmp_path, "", "# Глава\n\n" + "#. x\n" * 10), "chapter")

    marks = [text(m) for m in chapter.xpath(".//span[@class='marker']")]
    assert "".join(mark.removesuffix(")") for mark in marks) == "абвгдежикл"


def test_the_title_stands_above_the_text(tmp_path: Path) -> None:
    own = "headings: {title_above_text: true}\n"
    introduction = "---\nrole: introduction\n---\n# Введение {#in}\n\nТекст.\n"

    found = body(tmp_path, own, introduction, "# Глава {#ch}\n")

    assert [text(h) for h in found.xpath("section/h1")] == ["О МЕРЕ", "1 Глава"]
    assert part(found, "introduction").find("h1").get("id") == "in"


def test_without_an_introduction_the_title_opens_the_first_chapter(tmp_path: Path) -> None:
    found = body(tmp_path, "headings: {title_above_text: true}\n", "# А {#a}\n", "# Б {#b}\n")

    assert [text(h) for h in found.xpath("section/h1")] == ["О мере", "1 А", "2 Б"]
    assert [text(li) for li in part(found, "contents").iter("li")] == ["1 А", "2 Б"]


def test_english_references_with_a_capital(tmp_path: Path) -> None:
    own = "numbering: {capital_references: true}\n"
    chapter = "---\nlang: en\n---\n# One\n\n![Map](a.png){#fig:a alt=x}\n\nSee @fig:a.\n"

    found = body(tmp_path, own, chapter)

    assert text(part(found, "chapter").find("p/a")) == "Figure 1"


def test_the_dot_after_the_number_of_a_source(tmp_path: Path) -> None:
    book = "@book{a, author = {Абай}, title = {Сөз}, year = 1918}\n"
    thesis = THESIS + "bibliography: [a.bib]\n"

    found = body(
        tmp_path,
        "citations: {after_number: '.', brackets: ['(', ')']}\n",
        "# Глава\n\nСлово [@a].\n",
        **{"source/thesis.yaml": thesis, "source/a.bib": book},
    )

    assert text(part(found, "references").find(".//span[@class='marker']")) == "1."
    assert text(part(found, "chapter").find("p/span")) == "(1)"
