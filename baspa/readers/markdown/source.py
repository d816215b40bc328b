"""Where a text that was cut out of a file stands in that file.

A paragraph inside a block quote loses its `> `, a cell of a grid table is cut out of many lines.
What is left is parsed as a text of its own; a `SourceMap` leads each of its characters back.
"""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.ruler import StateBase

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Language


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of the lines of a text; inside a line, text and file run in step."""

    starts: tuple[int, ...]
    """Offset in the text at which each line begins; the first is 0."""
    places: tuple[int, ...]
    """Offset in the file of the same character."""

    def at(self, offset: int) -> int:
        """Return the offset in the file of the character at `offset` in the text."""
        line = bisect_right(self.starts, offset) - 1
        return self.places[line] + offset - self.starts[line]


WHOLE_FILE = SourceMap((0,), (0,))
"""The map of a text that is the file itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text being parsed: its file, its place there, and where its mistakes go."""

    file: str
    language: Language
    """Which alphabet numbers a lettered list."""
    findings: Findings
    map: SourceMap = WHOLE_FILE

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the file that holds the characters `start` to `end` of the text."""
        first = self.map.at(start)
        return Span(self.file, first, self.map.at(end - 1) + 1 if end > start else first)

    def cut(self, lines: list[tuple[int, int]], text: str) -> tuple[str, Source]:
        """Return the stretches `lines` of `text`, one a line, as a text with a source of its own.

        `lines` holds the start and end offsets in `text`, which is the text of this source.
        """
        starts, length = [], 0
        for start, end in lines:
            starts.append(length)
            length += end - start + 1
        places = tuple(self.map.at(start) for start, _ in lines)
        joined = "\n".join(text[start:end] for start, end in lines)
        cut = SourceMap(tuple(starts), places)
        return joined, Source(self.file, self.language, self.findings, cut)


def source_of(state: StateBase) -> Source:
    """Return the source of the text that `state` parses."""
    source = state.env["source"]
    assert isinstance(source, Source)
    return source
