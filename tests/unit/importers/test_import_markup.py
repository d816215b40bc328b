"""Markdown and HTML as others write them, read by pandoc."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from importer_case import imported, report, sections
from thesis_case import PNG


def test_a_folder_of_markdown_brings_its_own_pictures_and_no_others(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    (folder / "chapters").mkdir(parents=True)
    (folder / "figures").mkdir()
    (folder / "figures/a.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "chapters/01.md").write_text(
        "# Введение\n\nСноска[^1] и $x^2$.\n\n[^1]: Примечание.\n\n![Схема](../figures/a.png)\n\n"
        "![Чужая](../../secret.png) и ![внешняя](http://127.0.0.1:9/x.png).\n",
        encoding="utf-8",
    )
    (folder / "chapters/02.md").write_text(
        "# Теория\n\n| а | б |\n|---|---|\n| 1 | 2 |\n\n: Таблица чисел\n", encoding="utf-8"
    )

    project = imported(folder)

    text = sections(project)
    assert "Сноска[^1] и $x^2$." in text
    assert "[^1]: Примечание." in text
    assert "![Схема](figures/figure-1.png){#fig:" in text
    assert "Чужая и внешняя." in text
    assert "| а | б |\n|---|---|\n| 1 | 2 |\n\nTable: Таблица чисел {#tbl:" in text
    assert [p.name for p in (project / "source/figures").iterdir()] == ["figure-1.png"]
    assert report(project)["letters"]["lost"] == {}


def test_a_page_of_html_loses_its_scripts(tmp_path: Path) -> None:
    page = tmp_path / "thesis.html"
    page.write_text(
        "<h1>Введение</h1><p>Текст <b>жирный</b>.</p><h2>Раздел</h2><ul><li>а</li></ul>"
        "<script>alert(1)</script>",
        encoding="utf-8",
    )

    assert sections(imported(page)) == (
        "---\nrole: introduction\n---\n\n# Введение {#sec:introduction}\n\nТекст **жирный**.\n\n"
        "## Раздел {#sec:section}\n\n- а\n"
    )


def test_a_picture_in_the_address_itself_is_read_and_a_damaged_one_left_out(tmp_path: Path) -> None:
    page = tmp_path / "thesis.html"
    png = b64encode(PNG).decode()
    page.write_text(
        f'<h1>A</h1><p><img alt="B" src="data:image/png;base64,{png}"></p>'
        '<p><img alt="C" src="data:image/png;base64,AAA"></p>',
        encoding="utf-8",
    )

    project = imported(page)

    assert '![](figures/figure-1.png){alt="B"}\n\nC\n' in sections(project)
    assert (project / "source/figures/figure-1.png").read_bytes() == PNG
    assert "data:" not in sections(project)


def test_a_reference_to_a_page_stays_one(tmp_path: Path) -> None:
    source = tmp_path / "thesis.tex"
    source.write_text(
        r"\documentclass{report}\begin{document}\chapter{Intro}\label{ch:a}"
        r" See page~\pageref{ch:a}.\end{document}"
    )

    text = sections(imported(source))

    assert "See page [@sec:a]{.page}." in text
