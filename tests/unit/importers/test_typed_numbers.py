"""What stays as typed while its number is made anew is asked about; a row is live as a whole."""

from __future__ import annotations

import pytest

from baspa.importers.references.references import references
from baspa.importers.references.typed_numbers import ask_of_typed
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text

LINES = [Text.of("Петров П. П. Сады. – М., 1990"), Text.of("Иванов И. И. Реки. – М., 1974")]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("как в [2, прил. Б] сказано", "[2, прил. Б] – Иванов И. И. Реки. – М., 1974"),
        ("[см. 1]", "[см. 1] – Петров П. П. Сады. – М., 1990"),
        ("(Иванову, 1974, гл. 3)", "(Иванову, 1974, гл. 3) – Иванов И. И. Реки. – М., 1974"),
        ("[17, прил. Б] и (Сидоров, 1980)", None),
        ("отрезок [0,5] короче", None),
    ],
)
def test_a_citation_that_stays_is_asked_about_with_its_source(
    typed: str, asked: str | None
) -> None:
    ledger = Ledger()

    ask_of_typed(Text.of(typed), [], LINES, {}, "ru", ledger)

    assert [q.about for q in ledger.questions] == ([asked] if asked else [])


def test_a_citation_that_became_live_is_not_asked_about() -> None:
    ledger = Ledger()

    ask_of_typed(Text.of("в [2]."), [Edit(2, 5, "[@ref2]")], LINES, {}, "ru", ledger)

    assert ledger.questions == []


@pytest.mark.parametrize(
    ("typed", "becomes", "asked"),
    [
        ("на рис. 1.1, 1.2.", "на рис. 1.1, 1.2.", ["рис. 1.1, 1.2"]),
        ("по формулам (1.1)–(1.2)", "по формулам (1.1)–(1.2)", ["формулам (1.1)–(1.2)"]),
        ("в таблице 1, 25 человек", "в таблице [-@tbl:1], 25 человек", []),
        ("на рис. 1.1, 1.3", "на [@fig:1-1; @fig:1-3]{.short}", []),
    ],
)
def test_a_row_of_references_is_live_as_a_whole(typed: str, becomes: str, asked: list[str]) -> None:
    targets = {"fig:1.1": "fig:1-1", "fig:1.3": "fig:1-3", "eq:1.1": "eq:1-1", "tbl:1": "tbl:1"}
    text, ledger = Text.of(typed), Ledger()

    edits = [edit for edit, _ in references(text, targets, "ru")]
    ask_of_typed(text, edits, [], targets, "ru", ledger)

    assert text.edited(edits).string == becomes
    assert [q.about for q in ledger.questions] == asked
