"""The semantic HTML of a small thesis, read back as XML: parts, headings, captions, lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from thesis_case import PNG, write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings, StopBuild

ABSTRACT = "---\nrole: abstract\nlang: ru\nkeywords: [слово, дело]\n---\nТекст реферата.\n"
INTRODUCTION = "---\nrole: introduction\n---\n# Кіріспе {#sec:intro}\n\nМәтін.\n"
APPENDIX = "---\nrole: appendix\n---\n# Мәлімет {#app:a}\n\nҚосымша мәтін.\n"
THESIS = "title: {kk: Тақырып, ru: Тема}\nauthor: {name: Автор А.}\nyear: 2026\ncity: Атырау\n"


def html(folder: Path, *sections: str, **files: Any) -> etree._Element:
    """Return the root of the HTML of a project of these sections; it must be without findings."""
    findings, texts = Findings(), dict[str, str]()
    sources = {f"source/{n:02}.md": text for n, text in enumerate(sections, 1)}
    root = write_project(
        folder, {"source/thesis.yaml": THESIS, "source/a.png": PNG} | sources | files
    )
    prepared = prepare(root, None, findings, texts)
    printable = typeset(prepared, findings, texts)
    assert findings.diagnostics == []
    return etree.fromstring(printable.html.encode())


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def markup(element: etree._Element) -> str:
    """Return an element as it is written, without the ids of blocks (`test_blocks.py`)."""
    written = " ".join(etree.tostring(element, encoding="unicode", with_tail=False).split())
    return re.sub(' data-block="[^"]+"', "", written)


def test_parts_in_order_with_their_kind_language_and_page_numbers(tmp_path: Path) -> None:
    root = html(tmp_path, APPENDIX, "# А {#sec:a}\n", INTRODUCTION, ABSTRACT)

    assert [(p.tag, p.get("class"), p.get("id"), p.get("lang")) for p in root.find("body")] == [
        ("section", "title-page unnumbered-page", "title-page", None),
        ("section", "abstract unnumbered-page", "part-abstract-ru", "ru"),
        ("nav", "contents unnumbered-page", "contents", None),
        ("section", "introduction", "part-sec:intro", None),
        ("section", "chapter", "part-sec:a", None),
        ("section", "appendix", "part-app:a", None),
    ]


OWN = """\
extends: kz-diploma
page:
  run_on: [introduction, chapter]
  number: {uncounted: [abstract], first_visible: contents, restart_at: introduction}
"""


def test_parts_say_how_their_pages_count_and_where_they_run_on(tmp_path: Path) -> None:
    own = {"source/thesis.yaml": THESIS + "profile: own\n", "styles/own/profile.yaml": OWN}

    root = html(tmp_path, INTRODUCTION, "# А {#sec:a}\n", ABSTRACT, APPENDIX, **own)

    assert [part.get("class") for part in root.find("body")] == [
        "title-page unnumbered-page front-page",
        "abstract uncounted-page front-page",
        "contents front-page",
        "introduction run-on",
        "chapter run-on",
        "appendix",
    ]


def test_what_the_head_tells(tmp_path: Path) -> None:
    own = ABSTRACT.replace("lang: ru\n", "")

    head = html(tmp_path, own, **{"source/thesis.yaml": THESIS + "date: 2026-05-25\n"}).find("head")

    assert text(head.find("title")) == "Тақырып"
    assert {m.get("name"): m.get("content") for m in head.iter("meta") if m.get("name")} == {
        "author": "Автор А.",
        "keywords": "слово, дело",
        "dcterms.created": "2026-05-25",
    }


def test_headings(tmp_path: Path) -> None:
    root = html(
        tmp_path,
        INTRODUCTION,
        "# Теория {#sec:t}\n\n## Мәні {#sec:m}\n\n## Түйін {#sec:u .unnumbered}\n",
        APPENDIX,
    )

    assert [markup(h) for h in root.iter("h1", "h2") if "heading" not in h.get("id")] == [
        '<h1 id="sec:intro" class="structural">КІРІСПЕ</h1>',
        '<h1 id="sec:t" class="numbered"><span class="number">1</span> Теория</h1>',
        '<h2 id="sec:m" class="numbered"><span class="number">1.1</span> Мәні</h2>',
        '<h2 id="sec:u" class="unnumbered">Түйін</h2>',
        '<h1 id="app:a" class="appendix"><span class="label">ҚОСЫМША '
        '<span class="number">А</span></span><br/> Мәлімет</h1>',
    ]


def test_the_contents_say_what_the_headings_say(tmp_path: Path) -> None:
    root = html(tmp_path, INTRODUCTION, "# Теория {#sec:t}\n\n## Мәні {#sec:m}\n", APPENDIX)

    entries = root.findall(".//nav/ol/li")
    assert [(e.get("class"), e.find("a").get("href"), text(e)) for e in entries] == [
        ("level-1", "#sec:intro", "КІРІСПЕ"),
        ("level-1", "#sec:t", "1 Теория"),
        ("level-2", "#sec:m", "1.1 Мәні"),
        ("level-1", "#app:a", "ҚОСЫМША А Мәлімет"),
    ]


def test_a_caption_stands_below_a_figure_and_above_a_table(tmp_path: Path) -> None:
    root = html(
        tmp_path,
        '# А {#sec:a}\n\n![Карта](a.png){#fig:m alt="карта"}\n\n'
        "| а | б |\n|:--|--:|\n| в | 5 |\n\nTable: Деректер {#tbl:x}\n",
    )

    figure, table = root.find(".//figure"), root.find(".//table")
    assert [child.tag for child in figure] == ["img", "figcaption"]
    assert (figure.get("id"), figure.find("img").get("alt")) == ("fig:m", "карта")
    assert markup(figure.find("figcaption")) == (
        '<figcaption><span class="label">Сурет <span class="number">1</span></span>'
        '<span class="separator"> – </span><span class="title">Карта</span></figcaption>'
    )
    assert table[0].tag == "caption"
    assert [(c.tag, c.get("class"), text(c)) for c in table.iter("th", "td")] == [
        ("th", "center", "а"),
        ("th", "center", "б"),
        ("td", "left", "в"),
        ("td", "right", "5"),
    ]


def test_lists_have_their_marks(tmp_path: Path) -> None:
    root = html(
        tmp_path, "# А {#sec:a}\n\n- бір\n\n    1) екі\n    2) үш\n\nмәтін\n\nа) төрт\nә) бес\n"
    )

    marks = [
        (m.getparent().getparent().tag, text(m)) for m in root.iterfind(".//*[@class='marker']")
    ]
    assert marks == [("ul", "–"), ("ol", "1)"), ("ol", "2)"), ("ol", "а)"), ("ol", "ә)")]


def test_an_abstract_counts_and_names_keywords_in_its_language(tmp_path: Path) -> None:
    root = html(tmp_path, ABSTRACT, '# А {#sec:a}\n\n![К](a.png){#fig:m alt="x"}\n')

    heading, counts, keywords, body = root.find(".//section[@class='abstract unnumbered-page']")
    assert heading.get("class") == "structural unlisted"
    assert text(heading) == "РЕФЕРАТ"
    assert text(counts) == "Объём работы: с., 1 рис."
    assert counts.find(".//span[@class='page-count']") is not None
    assert text(keywords) == "Ключевые слова: слово, дело."
    assert text(body) == "Текст реферата."


def test_a_paragraph_goes_on_after_a_formula_when_it_begins_small(tmp_path: Path) -> None:
    root = html(
        tmp_path, "# А {#sec:a}\n\nМұнда\n\n$$ a $$\n\nболады.\n\n$$ b $$ {#eq:b}\n\nЖаңа сөйлем.\n"
    )

    chapter = root.find(".//section[@class='chapter']")
    assert [(p.get("class"), text(p)) for p in chapter.iter("p")] == [
        (None, "Мұнда"),
        ("continued", "болады."),
        (None, "Жаңа сөйлем."),
    ]
    plain, labelled = chapter.findall("div[@class='equation']")
    assert (plain.get("id"), plain.find("span")) == (None, None)
    assert (labelled.get("id"), text(labelled.find("span"))) == ("eq:b", "(1)")


def test_a_formula_is_as_wide_as_its_line_at_most(tmp_path: Path) -> None:
    terms = [f"b_{{{n}}} X_{{{n}}}" for n in range(10, 22)]
    sums = {n: " + ".join(terms[:n]) for n in (6, 7, 12)}
    formulas = "".join(f"$$ Y = {text} $$ {{#eq:{n}}}\n\n" for n, text in sums.items())

    root = html(tmp_path, f"# А {{#sec:a}}\n\n{formulas}")

    found = root.findall(".//div[@id]")
    assert [(e.get("class"), len(e.findall(".//{*}mtr"))) for e in found] == [
        ("equation", 0),
        ("equation wide", 0),
        ("equation wide", 2),
    ]


def test_a_formula_that_is_too_wide_is_told_with_the_excess(tmp_path: Path) -> None:
    wide = r"$$ \frac{\text{" + "сөз " * 40 + r"}}{2} $$ {#eq:w}"
    files = {"source/thesis.yaml": THESIS, "source/1.md": f"# А {{#sec:a}}\n\n{wide}\n"}
    findings, texts = Findings(), dict[str, str]()

    typeset(prepare(write_project(tmp_path, files), None, findings, texts), findings, texts)

    [found] = findings.diagnostics
    assert (found.code, found.span.file) == ("X402", "source/1.md")
    assert re.match(r"this formula is 1\d\d mm wider than the 150 mm of its line", found.message)


def test_the_explanation_of_a_formula_begins_with_its_word(tmp_path: Path) -> None:
    root = html(
        tmp_path, "# А {#sec:a}\n\n$$ a $$\n\n::: {.where}\n- $a$ – бір;\n- $b$ – екі.\n:::\n"
    )

    first, second = root.find(".//div[@class='where']")
    assert text(first.find("span[@class='where-word']")) == "мұндағы"
    assert second.find("span[@class='where-word']") is None


def test_list_of_figures_and_tables_where_the_thesis_wants_them(tmp_path: Path) -> None:
    wanted = {"source/thesis.yaml": THESIS + "lists: [figures, tables]\n"}

    root = html(tmp_path, '# А {#sec:a}\n\n![Карта](a.png){#fig:m alt="x"}\n', **wanted)

    navs = {nav.get("class").split()[0]: nav for nav in root.iter("nav")}
    assert set(navs) == {"contents", "list-of-figures"}
    assert text(navs["list-of-figures"].find("ol/li")) == "Сурет 1 – Карта"


def test_every_reference_inside_has_its_target(tmp_path: Path) -> None:
    root = html(
        tmp_path,
        INTRODUCTION,
        "# А {#sec:a}\n\n[@app:a]{.locative}, [@sec:intro]{.page}, @eq:e.[^1]\n\n"
        "$$ e $$ {#eq:e}\n\n[^1]: Ескерту.\n",
        APPENDIX,
    )

    ids = [e.get("id") for e in root.iter() if e.get("id")]
    links = [a.get("href") for a in root.iter("a")]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)


def test_html_that_is_not_well_formed_names_the_template(tmp_path: Path) -> None:
    part = '<section class="title-page" id="t" data-template="title-page.html.j2"><p>x</section>'
    findings, texts = Findings(), dict[str, str]()
    root = write_project(
        tmp_path, {"templates/title-page.html.j2": part, "source/1.md": "# А {#sec:a}\n"}
    )
    prepared = prepare(root, None, findings, texts)

    with pytest.raises(StopBuild):
        typeset(prepared, findings, texts)

    [told] = findings.diagnostics
    assert told.code == "T102"
    assert told.message.startswith("what templates/title-page.html.j2 writes is not well-formed")
    assert texts[told.span.file][: told.span.start].endswith("<p>x</section>")
