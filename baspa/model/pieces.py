"""Pieces: a text that was put together of others, told apart again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain

from baspa.dataclass import dataclass

_BEGINNING = 64
"""Letters of a piece that are looked for; the others are compared."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces."""

    around: tuple[str, ...]
    """What stands before, between and behind them: one more than there are pieces."""
    pieces: tuple[str, ...]

    @property
    def starts(self) -> list[int]:
        """Where each piece begins."""
        steps = zip(self.around, ("", *self.pieces), strict=True)
        return list(accumulate(len(before) + len(piece) for before, piece in steps))[:-1]

    @property
    def text(self) -> str:
        """The whole."""
        return "".join(chain(*zip(self.around, (*self.pieces, ""), strict=True)))

    def framing(self, mark: str) -> str:
        """Return what stands around the pieces, with `mark` in the place of each."""
        return mark.join(self.around)


def pieces_of(text: str, pieces: Iterable[str]) -> Pieces | None:
    """Return a text as `pieces` and what is around them; None where they are not found in it."""
    around, found, end = [], [], 0
    for piece in pieces:
        start = text.find(piece[:_BEGINNING], end)
        if start < 0 or not text.startswith(piece, start):
            start = text.find(piece, end)
        if start < 0:
            return None
        around.append(text[end:start])
        found.append(piece)
        end = start + len(piece)
    return Pieces((*around, text[end:]), tuple(found))
