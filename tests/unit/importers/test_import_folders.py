"""Folders of Markdown and LaTeX, laid out as theses on public repositories are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from importer_case import builds, imported, report, sections
from thesis_case import PNG

BIB = """@book{smith, author={Smith, John}, title={Rivers}, location={London}, year=1999}
@article{lee, author={Lee, K.}, title={Flow}, journaltitle={Hydrology}, year=2001, pages={1--5}}
"""
MARKDOWN = {
    "README.md": "# How to build\n\nRun make.\n",
    "style/notes.md": "# Not the thesis\n",
    "source/metadata.yml": "---\ntitle: Rivers of the Steppe\nauthor: Jane Doe\n"
    "date: January 2015\ninstitution: Steppe University\n---\n",
    "source/refs.bib": BIB,
    "source/02_introduction.md": """# Introduction {#sec:intro}

Rivers matter [@smith, p. 5; @lee], says @lee. See \\cite{smith} and \\citep[p.~3]{lee}; [@nobody].

- one
    1. inner
    2. second
- two

A [link](https://example.org/x), `code` and a note.[^n]

[^n]: With $x^2$.
""",
    "source/10_results.md": """# Results

Section \\ref{sec:intro}, Figure \\ref{map}, @fig:detail, table @tbl:flow, \\eqref{eq:flow}.

![The basin \\label{map}](source/figures/map.png "Short"){ width=50% }

\\begin{figure}[h]
\\includegraphics[width=0.5\\textwidth]{figures/detail}
\\caption[Short]{A detail \\cite{smith}}\\label{fig:detail}
\\end{figure}

| River | Flow |
|:------|-----:|
| Talas | 0.81 |

Table: The flow. {#tbl:flow}

\\begin{equation}\\label{eq:flow} Q = v A \\end{equation}

\\section{In LaTeX}\\label{sec:latex}

As @sec:latex says.
""",
    "source/9_method.md": "# Method\n\nBefore the tenth.\n",
    "source/20_appendix.md": "\\appendix\n\n# Raw data {#app:raw}\n\nSee @app:raw.\n",
    "source/30_references.md": "# References {.unnumbered}\n",
}
LATEX = {
    "main.tex": r"""\documentclass{report}
\newcommand{\rr}{\mathbb{R}}
\title{Малые реки}\author{Иванов П. С.}
\begin{document}\maketitle\tableofcontents
\chapter*{Введение}
Реки важны \cite{smith}, $x \in \rr$, см. рис.~\ref{fig:map} и табл.~\ref{tab:t}.
\input{chapters/one}
\input{../../outside}
\bibliography{refs}
\appendix
\chapter{Данные}\label{app:data}
Числа.
\end{document}
""",
    "chapters/one.tex": r"""\chapter{Обзор}
Термин <<река>>\footnote{Сноска.} известен. % не для печати
\begin{figure}\includegraphics{img/map}\caption{Карта}\label{fig:map}\end{figure}
\begin{table}\caption{Сток}\label{tab:t}\begin{tabular}{lc}
\multicolumn{2}{c}{Реки} \\ Талас & 0,81 \\ \end{tabular}\end{table}
\begin{equation}\label{eq:q} Q = v A, \end{equation}
где $v$ --- скорость; $A$ --- площадь.
""",
    "refs.bib": BIB,
}


def folder_of(folder: Path, files: dict[str, str], pictures: tuple[str, ...]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in pictures:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PNG)
    return folder


@pytest.fixture(scope="module")
def markdown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pictures = ("source/figures/map.png", "source/figures/detail.png")
    return imported(folder_of(tmp_path_factory.mktemp("md") / "thesis", MARKDOWN, pictures))


@pytest.fixture(scope="module")
def latex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tex")
    (folder / "outside.tex").write_text("СЕКРЕТ", encoding="utf-8")
    return imported(folder_of(folder / "thesis", LATEX, ("img/map.png",)))


def test_markdown_files_are_read_in_the_order_of_their_numbers(markdown: Path) -> None:
    headings = [line for line in sections(markdown).splitlines() if line.startswith("#")]

    assert headings == [
        "# Introduction {#sec:intro}",
        "# Method {#sec:section}",
        "# Results {#sec:section-2}",
        "## In LaTeX {#sec:latex}",
        "# Raw data {#app:raw}",
    ]


def test_the_metadata_becomes_the_title_page(markdown: Path) -> None:
    thesis = yaml.safe_load((markdown / "source/thesis.yaml").read_text(encoding="utf-8"))

    assert thesis["title"] == "Rivers of the Steppe"
    assert thesis["author"] == {"name": "Jane Doe"}
    assert (thesis["university"], thesis["year"]) == ("Steppe University", 2015)
    assert thesis["bibliography"] == ["refs.bib"]


def test_citations_of_markdown_and_latex_stay_citations(markdown: Path) -> None:
    text = sections(markdown)

    assert (
        "Rivers matter [@smith, p. 5; @lee], says @lee. See [@smith] and [@lee, p. 3]; "
        "\\[\\@nobody\\]."
    ) in text
    asked = {(q["question"], q["about"]) for q in report(markdown)["questions"]}
    assert ("no such source in the bibliography", "nobody") in asked


def test_references_find_what_they_name_in_either_language(markdown: Path) -> None:
    assert (
        "[@sec:intro]{.capital}, Figure [-@fig:map], [@fig:detail], table [-@tbl:flow], "
        "[-@eq:flow]." in sections(markdown)
    )


def test_figures_tables_and_formulas_keep_caption_and_label(markdown: Path) -> None:
    text = sections(markdown)

    assert "![The basin](figures/figure-1.png){#fig:map width=80mm}" in text
    assert "![A detail [@smith]](figures/figure-1.png){#fig:detail width=80mm}" in text
    assert "| Talas | 0.81 |\n\nTable: The flow. {#tbl:flow}" in text
    assert "$$ Q = v A $$ {#eq:flow}" in text


def test_lists_links_code_and_notes_are_kept(markdown: Path) -> None:
    text = sections(markdown)

    assert "- one\n\n    1. inner\n    2. second\n\n- two" in text
    assert "A [link](https://example.org/x), `code` and a note.[^1]" in text
    assert "[^1]: With $x^2$." in text


def test_a_document_of_latex_is_read_with_the_files_that_it_includes(latex: Path) -> None:
    text = sections(latex)

    assert "Реки важны [@smith], $x \\in \\mathbb{R}$, см. рис. [-@fig:map]" in text
    assert "# Обзор" in text
    assert "Термин «река»[^1] известен." in text
    assert "+--------------+\n| Реки         |\n" in text
    assert "$$ Q = v A, $$ {#eq:q}\n\n::: {.where}\n- $v$ – скорость;\n- $A$ – площадь.\n:::" in (
        text.replace("—", "–")
    )
    assert "role: appendix\n---\n\n# Данные {#app:data}" in text
    assert "СЕКРЕТ" not in text


def test_both_build_once_the_author_has_described_the_pictures(markdown: Path, latex: Path) -> None:
    for project in (markdown, latex):
        for file in (project / "source").glob("*.md"):
            text = file.read_text(encoding="utf-8")
            described = re.sub(r"(\.png\)\{[^}]*)\}", r'\1 alt="Rivers"}', text)
            file.write_text(described, encoding="utf-8")
        assert builds(project)


def test_every_letter_is_accounted_for(markdown: Path, latex: Path) -> None:
    for project in (markdown, latex):
        letters = report(project)["letters"]
        assert letters["lost"] == letters["out of nothing"] == {}


def test_the_longer_of_notes_and_latex_is_the_thesis_and_slides_are_none(tmp_path: Path) -> None:
    files = {
        "AGENTS.md": "# Conventions\n\nUse latexmk.\n",
        "defence/slides.tex": "\\documentclass{beamer}\n\\begin{document}\n" + "% x\n" * 99
        + "\\end{document}\n",
        "main.tex": "\\documentclass[12pt]{book}\n\\input{preamble}\n\\begin{document}\n"
        "\\include{chapters/parts}\n\\end{document}\n",
        "preamble.tex": "\\newacronym{iot}{IoT}{Internet of Things}\n\\title{Sensors}\n",
        "chapters/parts.tex": r"""\chapter{Parts}
The \gls{iot} has parts, see \cref{fig:radio} of figure~\ref{fig:parts}.
\begin{figure}
  \begin{subfigure}{0.4\textwidth}\includegraphics{a}\caption{Radio}\label{fig:radio}\end{subfigure}
  \begin{subfigure}{0.4\textwidth}\includegraphics{b}\caption{Clock}\label{fig:clock}\end{subfigure}
  \caption{The parts}\label{fig:parts}
\end{figure}
""",
    }  # fmt: skip
    folder = folder_of(tmp_path / "thesis", files, ("a.png", "b.png"))

    text = sections(imported(folder, "--skip", "spelling"))

    assert "# Parts" in text and "Conventions" not in text
    assert "The IoT has parts, see [@fig:parts-a] of figure [-@fig:parts]." in text
    assert "::: {#fig:parts}\n![Radio](figures/figure-1.png){#fig:parts-a}\n![Clock](" in text
    assert "\n\nThe parts\n:::" in text
