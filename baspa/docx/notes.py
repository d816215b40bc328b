"""`word/footnotes.xml` or `word/endnotes.xml`: native notes with their separators."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Literal

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from baspa.docx.fields import run, run_of
from baspa.docx.formatting import RunFormat, paragraph
from baspa.docx.oxml import Element, make
from baspa.docx.package import WordPackage

Kind = Literal["footnote", "endnote"]
SEPARATORS = (-1, 0)
"""The ids of the rule above notes, and of the one above a note that goes on."""
_PARTS = {
    "footnote": (CT.WML_FOOTNOTES, RT.FOOTNOTES),
    "endnote": (CT.WML_ENDNOTES, RT.ENDNOTES),
}


def note_properties(kind: Kind, separators: Sequence[int] = ()) -> Element | None:
    """Return how notes are numbered, for the settings (Word) and for each section (LibreOffice).

    Endnotes would be roman without it; footnotes are arabic by themselves.
    """
    format = make("w:numFmt", val="decimal") if kind == "endnote" else None
    if format is None and not separators:
        return None
    return make(f"w:{kind}Pr", format, *(make(f"w:{kind}", id=number) for number in separators))


class Notes:
    """The notes part; ids count from 1 in the order of the text, as Word numbers them."""

    def __init__(self, package: WordPackage, kind: Kind, after_mark: str):
        """`after_mark` is what follows the numeral: nothing, or a bracket."""
        self._kind = kind
        self._style = f"{kind.capitalize()}Text"
        self._mark = RunFormat(style=f"{kind.capitalize()}Reference")
        root = make(
            f"w:{kind}s",
            self._separator(SEPARATORS[0], "separator", "w:separator"),
            self._separator(SEPARATORS[1], "continuationSeparator", "w:continuationSeparator"),
        )
        self.part = package.add(f"{kind}s", *_PARTS[kind], root)
        self._count = 0
        self._after_mark = [run(after_mark, self._mark)] if after_mark else []

    def add(self, paragraphs: list[list[Element]]) -> list[Element]:
        """Add a note, each paragraph given by its runs; return the mark for the text."""
        self._count += 1
        first, *rest = paragraphs
        mark = run_of(make(f"w:{self._kind}Ref"), self._mark)
        blank = make("w:r", make("w:t", xml__space="preserve"))
        blank[0].text = " "
        content = [[mark, *copy.deepcopy(self._after_mark), blank, *first], *rest]
        written = (paragraph(runs, self._style) for runs in content)
        self.part.root.append(make(f"w:{self._kind}", *written, id=self._count))
        reference = run_of(make(f"w:{self._kind}Reference", id=self._count), self._mark)
        return [reference, *copy.deepcopy(self._after_mark)]

    def _separator(self, number: int, kind: str, mark: str) -> Element:
        line = paragraph([run_of(make(mark))], self._style)
        return make(f"w:{self._kind}", line, type=kind, id=number)
