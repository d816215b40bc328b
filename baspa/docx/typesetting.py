"""How wide text is, and into which lines it breaks: as LibreOffice sets it, near enough.

HarfBuzz tells the widths, kerning included. A line takes as many words as fit; blanks at its end
take no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import uharfbuzz

from baspa.dataclass import dataclass
from baspa.docx.effective import Letters
from baspa.fonts import face_file

_HALF_POINT = 10
"""In twips, in which all measures here are given."""
_USUAL_EM = 0.5
"""The width of a letter over its size, where no face is known."""
_FEATURES = {"liga": False}
_RAISED = 0.58
"""The size of raised letters over that of the others, as LibreOffice sets them."""
_PIECE = re.compile(r"[^ \u2013\u2014-]*(?:[\u2013\u2014]+ *|-+(?![0-9]) *|-| +|$)")
"""Letters up to where a line may end: behind blanks and dashes, but not between - and a figure."""
_ENDS = (" ", "-", "\N{EN DASH}", "\N{EM DASH}")


class Typesetter:
    """Measures text."""

    def __init__(self) -> None:
        self._faces: dict[tuple[str, bool, bool], _Face | None] = {}
        self._known: dict[Letters, dict[str, tuple[float, float, bool]]] = {}

    def width(self, text: str, letters: Letters) -> float:
        """Return the width of a text on one line."""
        size = letters.half_points * _HALF_POINT * (_RAISED if letters.raised else 1.0)
        return size * self._ems(text.upper() if letters.upper else text, letters)

    def pieces(self, text: str, letters: Letters) -> Iterator[tuple[float, float, bool]]:
        """Yield the letters of a text up to where a line may end, piece by piece: their width, that
        of the blanks behind, and whether a line may end there."""
        known = self._known.setdefault(letters, {})
        for piece in _PIECE.findall(text):
            if piece:
                measures = known.get(piece)
                if measures is None:
                    measures = known[piece] = self._measured(piece, letters)
                yield measures

    def _measured(self, piece: str, letters: Letters) -> tuple[float, float, bool]:
        word = piece.rstrip(" ")
        width = self.width(word, letters)
        blank = 0.0 if word == piece else self.width(piece, letters) - width
        return width, blank, piece.endswith(_ENDS)

    def _ems(self, text: str, letters: Letters) -> float:
        """Return the width of a text over its size."""
        face = self._face(letters.family, letters.bold, letters.italic)
        return face.width(text) if face is not None else _USUAL_EM * len(text)

    def _face(self, *style: Any) -> _Face | None:
        if style not in self._faces:
            file = face_file(*style)
            self._faces[style] = _Face(file) if file is not None else None
        return self._faces[style]


class _Face(dict[tuple[str, str], int]):
    """By how much a letter makes a text wider that ends with the one before it, in font units.

    So are letters kerned, and HarfBuzz is asked for each pair once.
    """

    def __init__(self, file: str) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file))
        self._font = uharfbuzz.Font(face)

    def __missing__(self, pair: tuple[str, str]) -> int:
        before, letter = pair
        self[pair] = self._shaped(before + letter) - (self["", before] if before else 0)
        return self[pair]

    def width(self, text: str) -> float:
        """Return the width of a text over its size."""
        units = sum(map(self.__getitem__, zip(("", *text), text, strict=False)))
        return float(units / self._font.scale[0])

    def _shaped(self, text: str) -> int:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        return sum(each.x_advance for each in buffer.glyph_positions or ())


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is broken into lines while it is read. Measures are in twips."""

    typesetter: Typesetter
    left: float
    """Where lines begin, from the margin."""
    first: float
    """Where the first one does."""
    end: float
    """Where they end."""
    tabs: tuple[int, ...]
    default_tab: int
    pitch: float
    """The height of a line of text."""
    heights: list[float] = field(default_factory=list)
    """Of the lines so far."""
    marks: list[tuple[int, str]] = field(default_factory=list)
    """What was marked, and in which line it stands."""
    _at: float = 0.0
    """How far the line is filled."""
    _blank: float = 0.0
    """The width of the blanks behind that."""
    _word: float = 0.0
    """The width of what must stand on one line, as far as it is read."""
    _tall: float = 0.0
    """How high it is, where it is higher than a line."""
    _marked: list[str] = field(default_factory=list)
    """The marks in it."""

    def __post_init__(self) -> None:
        self.heights.append(self.pitch)
        self._at = self.first

    def text(self, text: str, letters: Letters) -> None:
        """Read text."""
        for width, blank, may_end in self.typesetter.pieces(text, letters):
            self._word += width
            if may_end:
                self._set()
                self._blank += blank

    def box(self, width: float, height: float) -> None:
        """Read a picture or a formula; lines may end beside it."""
        self._word += width
        self._tall = max(self._tall, height)

    def mark(self, name: str) -> None:
        """Read something that takes no room."""
        self._marked.append(name)

    def tab(self) -> None:
        """Read a tab."""
        self._set()
        at = self._at + self._blank
        stops = [stop for stop in (*self.tabs, self.left) if stop > at]
        default = (at // self.default_tab + 1) * self.default_tab
        self._at, self._blank = min(stops, default=default), 0.0

    def line(self) -> None:
        """Read the end of a line."""
        self._set()
        self._turn()

    def finish(self) -> None:
        """Read the end."""
        self._set()

    def _set(self) -> None:
        """Set a word: on this line, if there is room for it, else on the next."""
        if self._word > 0:
            room = self.end - self._at - self._blank
            begun = self._at > (self.first if len(self.heights) == 1 else self.left)
            if self._word > room and begun:
                self._turn()
            self._at += self._blank + self._word
            while self._at > self.end and self.end > self.left + self.pitch:
                over = self._at - self.end
                self._turn()
                self._at = self.left + over
            self._word, self._blank = 0.0, 0.0
        self.heights[-1] = max(self.heights[-1], self._tall)
        self.marks += ((len(self.heights) - 1, each) for each in self._marked)
        self._tall, self._marked = 0.0, []

    def _turn(self) -> None:
        self.heights.append(self.pitch)
        self._at, self._blank = self.left, 0.0
