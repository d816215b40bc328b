"""Folders of Markdown as their authors leave them: order, side files, HTML, LaTeX, bad habits."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from importer_case import imported, report, sections
from test_import_folders import folder_of

from baspa.importers.reading.latex_source import file_inside, with_units, without_boxes
from baspa.importers.reading.markdown_source import readable, sound, title_and_rest, with_own_notes

BANNER = "> **Автор.** Еңбек. Бөлім: {}.\n>\n> [Оглавление архива](README.md)\n\n"
RUSSIAN = {
    "README.md": "# Архив\n",
    "CLAUDE.md": "# Как писать\n\nКоротко.\n",
    "план.md": "# План\n\nДописать.\n",
    "введение.md": BANNER.format("1") + "# Введение\n\nРеки важны[^1].\n\n[^1]: Первая сноска.\n",
    "1_1_обзор.md": BANNER.format("2")
    + """# 1 Обзор

# 1.1 Методы

Расход находят по формуле (1.1), сноска[^1], см. таблицу 1.1:
- вёслами;
- поплавком [2].

$$ Q = v A \\tag{1.1} $$

[^1]: Вторая сноска.

**Таблица 1.1**

**Сток рек, %**

<table><thead><tr><th colspan="2"><strong>Реки</strong><a href="#fn1" class="footnote-ref"
id="fnref1" role="doc-noteref"><sup>1</sup></a></th></tr></thead>
<tbody><tr><td>Талас</td><td>0,8<br>м<sup>3</sup></td></tr></tbody></table>
<section id="footnotes" class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>За год.<a
href="#fnref1" class="footnote-back" role="doc-backlink">↩</a></p></li></ol></section>
""",
    "bibliography.md": BANNER.format("3")
    + """# Список используемой литературы

## I. Книги

1. Иванов И. И. Реки. – М.: Наука, 1990. – 200 с.

## II. Статьи

2. Петров П. П. Сток. – М.: Мир, 1991. – 100 с.
""",
    "приложения/приложение-1.md": "# ПРИЛОЖЕНИЕ 1\n\n**Таблица 1**\n\nДанные.\n",
}
PAGED = {
    "README.md": "# Fields of the Northern Steppe\n\nBachelor's thesis, 2021\n",
    "01-soils.md": """---
title: "1. Soils"
---

## 1.1 Loam

[Chapter 2](02-crops.md) gives the crops, as (1.1) shows:

```math
q = v \\cdot A \\tag{1.1}
```

where $`v`$ is the speed.
""",
    "02-crops.md": """---
title: "2. Crops"
layout: page
---

## 2.1 Wheat

> [!NOTE]
> Mind the frost.

| Field | Yield |
|---|---|
| East | 12 |

Table: Table 2.1. Yields

```python
# no heading
```
""",
}
ENGLISH = {
    "Makefile": "thesis: text/front.md text/theory.md text/ending.md\n\tpandoc $^\n",
    "text/theory.md": """\\chapter{Theory of sets}

# Basic terms

Chapter \\ref{theory-of-sets}, Figure~\\ref{fig:pair}; \\glspl{api}; $x \\in \\R$,
$\\SI{5}{\\kilo\\metre}$.

\\begin{figure}
\\begin{subfigure}{.4\\textwidth}\\fbox{\\includegraphics{a}}\\caption{Left}\\end{subfigure}
\\begin{subfigure}{.4\\textwidth}\\colorbox{red}{\\includegraphics{b}}\\caption{Right}\\end{subfigure}
\\caption{A pair}\\label{fig:pair}
\\end{figure}

\\input{tables/one}

```{r plot, echo=FALSE}
plot(x)
```

## Introduction

$\\unheard{x}$ is left.
""",
    "text/front.md": "---\ntitle: Sets\nauthor: Ann Lee\n---\n"
    "\\chapter{Introduction}\n\nIt begins.\n",
    "text/ending.md": "---\ntitle: The end\n---\nIt ends here.\n",
    "text/theory_backup.md": "# Old theory\n\nOld.\n",
    "tables/one.tex": "\\begin{table}\\caption{One}"
    "\\begin{tabular}{l}a\\\\b\\end{tabular}\\end{table}\n",
    "preamble.tex": "\\newcommand{\\R}{\\mathbb{R}}\n\\newacronym{api}{API}{interface}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(folder_of(tmp_path_factory.mktemp("ru") / "thesis", RUSSIAN, ()))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(
        folder_of(tmp_path_factory.mktemp("en") / "thesis", ENGLISH, ("a.png", "b.png"))
    )


def headings(project: Path) -> list[str]:
    return [line.split(" {")[0] for line in sections(project).splitlines() if line[:1] == "#"]


def test_files_without_numbers_stand_where_their_names_belong(russian: Path) -> None:
    assert headings(russian) == ["# Введение", "# Обзор", "## Методы", "#"]


def test_files_beside_the_thesis_are_left_out_and_asked_about(russian: Path) -> None:
    asked = {q["question"]: q["about"] for q in report(russian)["questions"]}

    assert asked["these files beside the thesis were left out: are they parts of it?"] == (
        "CLAUDE.md, план.md"
    )
    assert "Оглавление" not in sections(russian)
    assert "the quotation at the head of each file was left out" in asked


def test_footnotes_of_two_files_do_not_meet(russian: Path) -> None:
    text = sections(russian)

    assert "Реки важны[^1].\n\n[^1]: Первая сноска.\n" in text
    assert "[^1]: Вторая сноска.\n" in text


def test_a_table_of_html_is_a_table_with_its_caption_and_note(russian: Path) -> None:
    text = sections(russian)

    assert "| Талас | 0,8 м^3^ |" in text
    assert "Table: Сток рек, % {#tbl:1-1}" in text
    assert "[^2]: За год." in text
    assert "[@tbl:1-1]{.accusative}" in text


def test_a_tag_numbers_a_formula_and_a_list_needs_no_blank_line(russian: Path) -> None:
    text = sections(russian)

    assert "$$ Q = v A $$ {#eq:1-1}" in text
    assert "находят по [@eq:1-1]{.prepositional}, сноска[^1]" in text
    assert "- вёслами;\n- поплавком [@ref2]." in text


def test_the_kinds_of_sources_are_one_list(russian: Path) -> None:
    bibliography = (russian / "source/references.bib").read_text(encoding="utf-8")

    assert bibliography.count("@book{") == 2
    assert "II. Статьи" not in bibliography


def test_a_makefile_says_which_files_there_are_and_in_what_order(english: Path) -> None:
    assert headings(english) == [
        "# Introduction", "# Theory of sets", "## Basic terms", "### Introduction", "# The end",
    ]  # fmt: skip
    thesis = yaml.safe_load((english / "source/thesis.yaml").read_text(encoding="utf-8"))
    assert (thesis["title"], thesis["author"]["name"]) == ("Sets", "Ann Lee")


def test_latex_of_other_files_is_known_in_the_text(english: Path) -> None:
    text = sections(english)

    assert "APIs; $x \\in \\mathbb{R}$, $5\\,\\mathrm{km}$." in text
    assert "Chapter [-@sec:theory-of-sets], Figure [-@fig:pair];" in text
    assert "Table: One" in text


def test_boxed_pictures_are_pictures(english: Path) -> None:
    text = sections(english)

    assert "::: {#fig:pair}\n![Left](figures/figure-1.png){#fig:pair-a" in text
    assert "A pair\n:::" in text


def test_a_formula_that_cannot_be_read_is_kept_as_code_and_asked_about(english: Path) -> None:
    assert "`\\unheard{x}` is left." in sections(english)
    questions = [q["question"] for q in report(english)["questions"]]
    assert "this formula cannot be read: write it anew" in questions


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("#One\n\ntext\n", "# One\n\ntext\n"),
        ("# One\n\n#hashtag\n", "# One\n\n#hashtag\n"),
        ("Said:\n- one\n", "Said:\n\n- one\n"),
        ("Said\n- one\n", "Said\n- one\n"),
        ("- said:\n- one\n", "- said:\n- one\n"),
        ("```{r a, b=1}\n#x\n```\n", "``` {.r}\n#x\n```\n"),
        ("``` {.python}\nSaid:\n- one\n```\n", "``` {.python}\nSaid:\n- one\n```\n"),
        ("*[API]: an interface\n", "\nAPI\n:   an interface\n\n"),
        ("see \\@ref(fig:a)", "see \\ref{fig:a}"),
    ],
)
def test_markdown_is_made_readable(typed: str, read: str) -> None:
    assert readable(typed) == read


def test_labels_of_notes_stay_where_they_stand_once() -> None:
    assert with_own_notes(["a[^x]\n\n[^x]: 1", "b[^y]\n\n[^y]: 2"]) == [
        "a[^x]\n\n[^x]: 1", "b[^y]\n\n[^y]: 2",
    ]  # fmt: skip


def test_the_only_first_heading_is_the_title() -> None:
    text = "# Ұлы жол\n\n## 1 A\n\nx\n\n## 2 B\n\n### C\n\n## 3 D\n"

    assert title_and_rest(text) == ("Ұлы жол", "\n\n# 1 A\n\nx\n\n# 2 B\n\n## C\n\n# 3 D\n")
    assert title_and_rest("# A\n\n# B\n\n## C\n")[0] == ""


def test_units_and_boxes_are_written_out() -> None:
    assert with_units(r"\SI{3}{\metre\per\second} \num{5}") == r"3\,\mathrm{m/s} 5"
    assert without_boxes(r"\fbox{\resizebox{1cm}{!}{\includegraphics{a}}} \fbox{b}") == (
        r"\includegraphics{a} \fbox{b}"
    )


def test_front_matter_that_is_no_yaml_keeps_what_it_says_plainly() -> None:
    assert sound("title: A: b\n\t- c\nauthor: 'Ann'\nx: {y\n") == 'title: "A: b"\nauthor: "Ann"'
    assert sound("title: A\nlang: ru\n") == "title: A\nlang: ru\n"


def test_a_name_that_no_file_can_have_leads_nowhere(tmp_path: Path) -> None:
    assert file_inside(tmp_path, tmp_path / ("а" * 300)) is None
    assert file_inside(tmp_path, tmp_path / "a\0b") is None
    assert file_inside(tmp_path, tmp_path / "../x") is None


def test_a_chapter_may_be_named_in_front_matter_alone(tmp_path: Path) -> None:
    project = imported(folder_of(tmp_path, PAGED, ()), "--skip", "spelling")

    text = sections(project)

    assert "# Soils {#sec:chapter-1}" in text
    assert "# Crops {#sec:chapter-2}" in text
    assert "## Wheat {#sec:section-2-1}" in text
    assert "gives the crops, as [-@eq:1-1] shows" in text
    assert "Table: Yields {#tbl:2-1}" in text
    assert "Mind the frost." in text
    assert "NOTE" not in text
    settings = yaml.safe_load((project / "source/thesis.yaml").read_text())
    assert settings["title"] == "Fields of the Northern Steppe"
