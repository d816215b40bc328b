"""A text is told apart into what it was put together of, or nothing is said of it."""

from __future__ import annotations

import pytest

from baspa.model.pieces import Pieces, pieces_of

LONG = "а" * 200


@pytest.mark.parametrize(
    ("around", "pieces"),
    [
        (("<p>", ", ", "</p>"), ("бір", "екі")),
        (("", "", ""), ("бір", "бір")),
        (("<p>",), ()),
        (("", "\n", ""), ("", "екі")),
        ((f"{LONG}б, ", "."), (f"{LONG}в",)),
    ],
)
def test_pieces_are_found_in_what_was_made_of_them(
    around: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    made = Pieces(around, pieces)

    found = pieces_of(made.text, pieces)

    assert found == made
    assert [made.text[start:][: len(p)] for start, p in zip(made.starts, pieces, strict=True)] == [
        *pieces
    ]


def test_pieces_that_a_template_changed_are_not_found() -> None:
    assert pieces_of("<p>БІР</p>", ["бір"]) is None
    assert pieces_of("<p>екі, бір</p>", ["бір", "екі"]) is None


def test_what_stands_around_pieces_has_a_mark_for_each() -> None:
    assert Pieces(("<p>", "<b/>", "</p>"), ("бір", "екі")).framing("|") == "<p>|<b/>|</p>"
