"""Theses in Word, each with other habits, are found with all that they hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from import_scores import SCORED, of_project, precision_and_recall, truth_of
from importer_case import builds, imported, report, sections
from legacy_theses import Legacy
from wild_theses import FACTORY, HELD_OUT, WILD
from word_document import Word


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, made = tmp_path_factory.mktemp("wild"), dict[str, Path]()
    for legacy in (*WILD, *HELD_OUT):
        assert isinstance(legacy.document, bytes)
        file = folder / f"{legacy.name}.docx"
        file.write_bytes(legacy.document)
        made[legacy.name] = imported(file, "--skip", "spelling")
    return made


@pytest.mark.parametrize("legacy", WILD, ids=lambda legacy: legacy.name)
def test_all_is_found_and_nothing_else(projects: dict[str, Path], legacy: Legacy) -> None:
    found, truth = of_project(projects[legacy.name]), truth_of(legacy)

    assert {what: found[what] for what in SCORED} == truth
    letters = report(projects[legacy.name])["letters"]
    assert letters["lost"] == letters["out of nothing"] == {}


def test_theses_that_were_held_out_reach_the_goals(projects: dict[str, Path]) -> None:
    right = found = true = 0
    for legacy in HELD_OUT:
        ours, truth = of_project(projects[legacy.name]), truth_of(legacy)
        for what in SCORED:
            scores = precision_and_recall(ours[what], truth[what])
            right, found, true = right + scores[0], found + scores[1], true + scores[2]

    assert right / found >= 0.95
    assert right / true >= 0.98


def test_a_thesis_with_charts_and_a_landscape_page_builds(projects: dict[str, Path]) -> None:
    text = sections(projects[FACTORY.name])

    assert (
        '``` {.chart #fig:1}\ntype: bar\ndata: data/chart-1.csv\nx: "x"\ny: ["Выручка", "Прибыль"]'
        in text
    )
    data = projects[FACTORY.name] / "source/data/chart-1.csv"
    assert data.read_text() == "x,Выручка,Прибыль\n2015,410,38\n2016,455.5,41\n2017,502,55.5\n"
    assert "::: {.landscape}" in text
    assert builds(projects[FACTORY.name])


def of_word(folder: Path, document: Word) -> Path:
    file = folder / "thesis.docx"
    file.write_bytes(document.document())
    return imported(file, "--skip", "spelling")


def test_a_chart_without_data_is_asked_about_and_gaps_are_said(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Текст.")
    document.chart("bar", ["а"]).chart("line", ["а", "б"], Ряд=[1])

    project = of_word(tmp_path, document)

    asked = [q["question"] for q in report(project)["questions"] if "chart" in str(q)]
    assert "a picture was not taken over: linked, or of a kind that cannot be printed" in asked
    assert "look at this chart: it has gaps: they are drawn as 0" in asked


def test_raised_powers_are_no_citations(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Площадь 5 м{sup:2} велика{sup:2}.")
    document.h(1, "Список литературы").ps("1. Иванов И. И. Реки. М., 1990.", "2. Реки. М., 1991.")

    text = sections(of_word(tmp_path, document))

    assert "Площадь 5 м^2^ велика[@ref2]." in text


def test_a_raised_number_that_opens_a_paragraph_is_a_footnote(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Слово{sup:1} и знак*.")
    document.p("{sup:1} Первое примечание.").p("* Второе примечание.").p("Дальше.")

    project = of_word(tmp_path, document)

    assert "Слово[^1] и знак[^2].\n\nДальше.\n" in sections(project)
    assert of_project(project)["footnotes"] == Counter(["Первое примечание.", "Второе примечание."])


def test_a_chapter_of_a_law_is_no_reference(tmp_path: Path) -> None:
    document = Word().h(1, "Глава 2. Права").p("Это глава 2 Гражданского кодекса, а не глава 2.")

    text = sections(of_word(tmp_path, document))

    assert "глава 2 Гражданского кодекса, а не глава [-@sec:chapter-2]" in text


def test_a_chart_above_its_caption_in_cells_is_a_figure(tmp_path: Path) -> None:
    document = Word().h(1, "Введение").p("Текст.").chart("bar", ["а", "б"], Ряд=[1, 2])
    document.table((document.body.pop(),), ("Рисунок 1 – Рост",))

    text = sections(of_word(tmp_path, document))

    assert "``` {.chart #fig:1}" in text
    assert 'caption: "Рост"' in text
