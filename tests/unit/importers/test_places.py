"""Headings that no name places come where they stood: behind the conclusion, behind the sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer_case import imported

from baspa.importers.structure.headings import Heading
from baspa.importers.structure.places import placed


def heading(at: int, level: int = 1, *, element: str | None = None, typed: int = 0) -> Heading:
    numbers = (at,) if element is None else ()
    return Heading(
        start=at, title_start=at + typed, end=at + 9, level=level, element=element, numbers=numbers
    )


CHAPTER, CONCLUSION = heading(1, typed=2), heading(2, element="conclusion")
SOURCES = heading(5, element="references")


def test_a_heading_behind_the_conclusion_is_a_part_of_it() -> None:
    _, _, behind, inner, _ = placed([CHAPTER, CONCLUSION, heading(3), heading(4, 2), SOURCES])

    assert (behind.element, behind.level, behind.numbers) == (None, 2, ())
    assert (inner.level, inner.is_unnumbered) == (3, True)


def test_a_heading_behind_the_sources_is_an_appendix() -> None:
    *_, behind, inner = placed([CHAPTER, CONCLUSION, SOURCES, heading(6, 2), heading(7, 3)])

    assert (behind.element, behind.level) == ("appendix", 1)
    assert (inner.element, inner.level) == (None, 2)


@pytest.mark.parametrize(
    "headings",
    [
        [CONCLUSION, heading(3, typed=2), SOURCES],
        [CONCLUSION, *(heading(n) for n in range(10, 14)), SOURCES],
        [SOURCES, heading(6), heading(7, element="conclusion")],
        [CHAPTER, CONCLUSION, SOURCES, heading(6, element="appendix"), heading(7, 2)],
    ],
    ids=["a typed number", "too many", "sources of a chapter", "parts of an appendix"],
)
def test_other_headings_stay(headings: list[Heading]) -> None:
    assert placed(headings) == tuple(headings)


def test_a_project_has_them_in_that_order(tmp_path: Path) -> None:
    file = tmp_path / "thesis.md"
    file.write_text(
        "# Введение\n\nТекст.\n\n# Сады\n\nТекст.\n\n# Выводы\n\nТекст.\n\n"
        "# Практические рекомендации\n\nПоливать.\n\n# Список литературы\n\n"
        "1. Петров П. П. Сады. – М., 1990.\n2. Иванов И. И. Реки. – М., 1974.\n\n"
        "# Опросник\n\nВопрос.\n",
        encoding="utf-8",
    )

    files = {f.name: f.read_text(encoding="utf-8") for f in imported(file).rglob("*.md")}

    conclusion = next(text for text in files.values() if "role: conclusion" in text)
    assert "## Практические рекомендации" in conclusion
    appendix = next(text for text in files.values() if "role: appendix" in text)
    assert "# Опросник" in appendix
