"""The books of an import."""

from __future__ import annotations

from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text


def test_what_goes_piece_by_piece_is_told_as_one() -> None:
    text, ledger = Text.of("Спросить у Иванова про табл. 3"), Ledger()

    for start, end in ((0, 3), (3, 19), (20, 30)):
        ledger.drop(text[start:end], "hidden text")

    assert [dropped.text for dropped in ledger.dropped] == ["Спросить у Иванова ", "ро табл. 3"]
