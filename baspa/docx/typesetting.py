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
        self._faces: dict[tuple[str, bool, bool], uharfbuzz.Font | None] = {}
        self._widths: dict[Letters, dict[str, float]] = {}

    def width(self, text: str, letters: Letters) -> float:
        """Return the width of a text on one line."""
        widths = self._widths.setdefault(letters, {})
        if text not in widths:
            size = letters.half_points * _HALF_POINT * (_RAISED if letters.raised else 1.0)
            widths[text] = size * self._ems(text.upper() if letters.upper else text, letters)
        return widths[text]

    def _ems(self, text: str, letters: Letters) -> float:
        """Return the width of a text over its size."""
        face = self._face(letters.family, letters.bold, letters.italic)
        if face is None or not text:
            return _USUAL_EM * len(text)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(face, buffer, _FEATURES)
        return float(sum(each.x_advance for each in buffer.glyph_positions) / face.scale[0])

    def _face(self, *style: Any) -> uharfbuzz.Font | None:
        if style not in self._faces:
            file = face_file(*style)
            blob = uharfbuzz.Blob.from_file_path(file) if file is not None else None
            face = uharfbuzz.Font(uharfbuzz.Face(blob)) if blob is not None else None
            self._faces[style] = face
        return self._faces[style]


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
        for piece in _pieces(text):
            word = piece.rstrip(" ")
            whole = self.typesetter.width(piece, letters)
            visible = whole if word == piece else self.typesetter.width(word, letters)
            self._word += visible
            if piece.endswith(_ENDS):
                self._set()
                self._blank += whole - visible

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


def _pieces(text: str) -> Iterator[str]:
    return (found[0] for found in _PIECE.finditer(text) if found[0])
