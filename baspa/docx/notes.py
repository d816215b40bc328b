"""`word/footnotes.xml`: native footnotes with their separators."""

from __future__ import annotations

import copy

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from baspa.docx.fields import run, run_of
from baspa.docx.formatting import RunFormat, paragraph
from baspa.docx.oxml import Element, make
from baspa.docx.package import WordPackage

_MARK = RunFormat(style="FootnoteReference")
SEPARATORS = (-1, 0)
"""The ids of the rule above footnotes, and of the one above a footnote that goes on."""


class Footnotes:
    """The footnotes part; ids count from 1 in the order of the text, as Word numbers them."""

    def __init__(self, package: WordPackage, after_mark: str):
        """`after_mark` is what follows the numeral: nothing, or a bracket."""
        root = make(
            "w:footnotes",
            _separator(SEPARATORS[0], "separator", "w:separator"),
            _separator(SEPARATORS[1], "continuationSeparator", "w:continuationSeparator"),
        )
        self.part = package.add("footnotes", CT.WML_FOOTNOTES, RT.FOOTNOTES, root)
        self._count = 0
        self._after_mark = [run(after_mark, _MARK)] if after_mark else []

    def add(self, paragraphs: list[list[Element]]) -> list[Element]:
        """Add a footnote, each paragraph given by its runs; return the mark for the text."""
        self._count += 1
        first, *rest = paragraphs
        mark = run_of(make("w:footnoteRef"), _MARK)
        blank = make("w:r", make("w:t", xml__space="preserve"))
        blank[0].text = " "
        content = [[mark, *copy.deepcopy(self._after_mark), blank, *first], *rest]
        note = make(
            "w:footnote", *(paragraph(runs, "FootnoteText") for runs in content), id=self._count
        )
        self.part.root.append(note)
        reference = run_of(make("w:footnoteReference", id=self._count), _MARK)
        return [reference, *copy.deepcopy(self._after_mark)]


def _separator(number: int, kind: str, mark: str) -> Element:
    line = paragraph([run_of(make(mark))], "FootnoteText")
    return make("w:footnote", line, type=kind, id=number)
