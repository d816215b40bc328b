"""The lines before the contents, tables unfolded: what title pages and forms are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from baspa.dataclass import dataclass
from baspa.importers.text.manuscript import Manuscript, Table, Text

_SIGNED = re.compile(
    r"\(\s*(?:қолы|подпись|signature|аты-жөні|Ф\.?И\.?О\.?|күні|дата|date)[^)]*\)", re.IGNORECASE
)
_DAY = re.compile(r"[«\"“]?_{2,}[»\"”]?[_\s]*(?:20_*\s*(?:ж|г)?\.?|20\d\d\s*(?:ж|г)\.?)?")
_BLANK = re.compile(r"[«\"“]\s*_*\s*[»\"”]\s*_+.*|_+\s*20_*.*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table: its cells."""

    cells: tuple[str, ...]
    start: int
    """Where it begins in the source."""
    in_table: bool = False
    table: int = -1
    """The rows of one table have the same."""

    @property
    def text(self) -> str:
        """The line without places to sign and to date, its cells parted by tabs."""
        shown = "\t".join(cell for cell in self.cells if cell.strip())
        shown = _BLANK.sub(" ", _SIGNED.sub(" ", shown))
        return re.sub(r"[^\S\t]*\n[^\S\t]*", "\n", re.sub(r"[^\S\t\n]+", " ", shown)).strip()


def unfolded(front: Sequence[Text], manuscript: Manuscript) -> tuple[Line, ...]:
    """Return the lines of the front matter that hold anything."""
    return tuple(line for line in _lines(front, manuscript) if any(c.strip() for c in line.cells))


def _lines(front: Sequence[Text], manuscript: Manuscript) -> Iterator[Line]:
    for number, text in enumerate(front):
        found = manuscript.object_of(text.string.strip()[:1] or " ")
        if isinstance(found, Table):
            for row in found.rows:
                yield Line(tuple(cell.string for cell in row), text.origin, True, number)
        else:
            plain = "".join(c if manuscript.object_of(c) is None else " " for c in text.string)
            yield Line((plain,), text.origin)
