"""What stays of an abstract whose counts are printed anew."""

from __future__ import annotations

import pytest

from baspa.importers.structure.abstracts import read_abstract
from baspa.importers.text.blocks import Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "A model of demand is built. The thesis has 48 pages, 3 tables and 2 figures.",
            ["A model of demand is built."],
        ),
        (
            "Работа содержит 60 с., 5 рис., 4 табл., 20 источников. Предложен способ полива.",
            ["Предложен способ полива."],
        ),
        (
            "Иванов И. И. Полив. – Омск: ОГУ, 2020. – 71 с., 3 рис., 3 табл., библиогр. – 8 наим.",
            ["Иванов И. И. Полив. – Омск: ОГУ, 2020."],
        ),
        (
            "Жұмыста үлгі құрылды. Жұмыс 55 беттен, 3 суреттен, 2 кестеден тұрады. 12 әдебиет бар.",
            ["Жұмыста үлгі құрылды."],
        ),
        ("Объём работы: 60 с., 5 рис., 4 табл.", []),
        ("Опрошено 40 источников в 3 частях области.", None),
    ],
)
def test_only_the_sentence_that_counts_pages_goes(typed: str, kept: list[str] | None) -> None:
    ledger = Ledger()

    _, blocks = read_abstract([Paragraph(Text.of(typed))], ledger, counted=True)

    told = [block.text.string for block in blocks if isinstance(block, Paragraph)]
    assert told == ([typed] if kept is None else kept)
    whole = sorted("".join([*told, *(d.text for d in ledger.dropped)]).replace(" ", ""))
    assert whole == sorted(typed.replace(" ", ""))


def test_index_terms_are_keywords() -> None:
    words = Text.of("Index terms: drying, wheat.")

    keywords, blocks = read_abstract([Paragraph(words)], Ledger(), counted=True)

    assert (keywords, blocks) == (["drying", "wheat"], ())
