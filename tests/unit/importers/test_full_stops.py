"""The full stop of an abbreviation stays at the end of a caption or title."""

from __future__ import annotations

import pytest

from baspa.importers.words.full_stops import is_abbreviated


@pytest.mark.parametrize(
    ("title", "abbreviated"),
    [
        ("Статус и оценка, чел.", True),
        ("Надел на душу, дес.", True),
        ("Переселение в начале XX в.", True),
        ("Шығындар, мың.", True),
        ("Обзор источников.", False),
        ("Почвы, воды и лес.", False),
        ("Запасы, доходы.", False),
        ("Results of the trial.", False),
    ],
)
def test_an_abbreviation_is_told_from_the_end_of_a_sentence(title: str, abbreviated: bool) -> None:
    assert is_abbreviated(title) is abbreviated
