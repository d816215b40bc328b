"""Theses made by hand, each in another format, are found with all that they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_scores import SCORED, of_project, truth_of
from importer_case import builds, imported, report, sections
from legacy_document import convert
from legacy_theses import COTTON, DAMS, TRANSIT, Legacy

FORMATS = {"cotton": "odt", "transit": "docx", "dams": "rtf"}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, made = tmp_path_factory.mktemp("theses"), dict[str, Path]()
    for legacy in (COTTON, TRANSIT, DAMS):
        source = folder / f"{legacy.name}.fodt"
        source.write_text(legacy.document, encoding="utf-8")
        kind = FORMATS[legacy.name]
        made[legacy.name] = imported(convert(source, (kind,), folder / "profile")[kind])
    return made


@pytest.mark.parametrize("legacy", [COTTON, TRANSIT, DAMS], ids=lambda legacy: legacy.name)
def test_all_is_found_and_nothing_else(projects: dict[str, Path], legacy: Legacy) -> None:
    found, truth = of_project(projects[legacy.name]), truth_of(legacy)

    assert {what: found[what] for what in SCORED} == truth
    letters = report(projects[legacy.name])["letters"]
    assert letters["lost"] == letters["out of nothing"] == {}


def test_kazakh_letters_keep_their_list(projects: dict[str, Path]) -> None:
    assert "а) саланы зерттеу;\nә) өнімді бағалау;\nб) жолдарын ұсыну." in sections(
        projects["cotton"]
    )


def test_nested_lists_merged_cells_and_pictures_in_cells_are_kept(
    projects: dict[str, Path],
) -> None:
    text = sections(projects["dams"])

    assert "- земляные:\n\n    - однородные;\n    - с ядром;\n\n- бетонные." in text
    assert "| Плотина | Высота, м            |\n|         +------------+---------+" in text
    assert "::: {#fig:1}\n![земляная](figures/figure-1.png)" in text
    assert "::: {.note}\nИсточник: данные автора.\n:::" in text


def test_a_citation_by_author_and_year_is_found(projects: dict[str, Path]) -> None:
    assert "Transit matters [@ref2]. It is growing [@ref1, p. 7]." in sections(projects["transit"])


def test_a_thesis_of_each_language_builds(projects: dict[str, Path]) -> None:
    assert builds(projects["cotton"])
    assert builds(projects["transit"])
