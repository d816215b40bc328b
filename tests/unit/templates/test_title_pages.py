"""The title pages of the dissertations and of Turabian: what stands on them, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from thesis_case import write_project

from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings

KAZAKH = """
profile: kz-dissertation-377
title: Тақырып
author: {name: Автор Аты}
supervisor: {name: Жетекші Аты, degree: профессор}
university: Университет
speciality: {code: 6D050600, name: Экономика}
degree: Философия докторы (PhD)
udc: "330.1"
city: Алматы
year: 2026
"""
RUSSIAN = """
profile: ru-dissertation-7.0.11-2011
language: ru
type: dissertation
title: Тема
author: {name: Автор Имя}
university: Университет
city: Москва
year: 2026
"""
ENGLISH = """
profile: en-turabian
language: en
type: master
title: A Title
author: {name: Ann Author}
university: A University
department: Economics
city: Astana
date: 2026-05-25
year: 2026
"""


def lines(folder: Path, thesis: str) -> list[str]:
    """Return the lines of the title page of a thesis."""
    root = write_project(folder, {"source/thesis.yaml": thesis, "source/1.md": "# A\n"})
    findings, texts = Findings(), dict[str, str]()
    html = typeset(prepare(root, None, findings, texts), findings, texts).html
    assert findings.diagnostics == []
    page = etree.fromstring(html.encode()).find("body/section[@id='title-page']")
    return [" ".join(" ".join(p.itertext()).split()) for p in page.iter("p")]


@pytest.mark.parametrize(
    ("thesis", "printed"),
    [
        (
            KAZAKH,
            [
                "Университет",
                "ӘОЖ 330.1",
                "Қолжазба құқығында",
                "Автор Аты",
                "Тақырып",
                "6D050600 – Экономика",
                "Философия докторы (PhD) дәрежесін алу үшін дайындалған диссертация",
                "Ғылыми жетекші",
                "профессор",
                "Жетекші Аты",
                "Қазақстан Республикасы Алматы, 2026",
            ],
        ),
        (
            RUSSIAN,
            [
                "Университет",
                "На правах рукописи",
                "Автор Имя",
                "Тема",
                "Диссертация",
                "Москва – 2026",
            ],
        ),
        (
            ENGLISH,
            [
                "A University",
                "A Title",
                "Master's thesis",
                "Economics",
                "by",
                "Ann Author",
                "Astana, May 2026",
            ],
        ),
    ],
    ids=["377", "7.0.11", "Turabian"],
)
def test_the_lines_of_a_title_page(tmp_path: Path, thesis: str, printed: list[str]) -> None:
    assert lines(tmp_path, thesis) == printed
