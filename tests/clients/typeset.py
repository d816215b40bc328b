"""Finds the paragraphs of a DOCX on the pages that were made of it, or of the same text.

The styles of the DOCX say what each paragraph is; the printed lines, of LibreOffice's PDF or of
ours, say where it stands. So a rule of a norm is written once and measured in both files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element as Element
from ruler import MM_PER_PT, Glyph, Line, Sheet, key

WINDOW = 600
"""How many lines may stand between two paragraphs of running text: a table's, at the most."""
SHORT = 6
"""A paragraph of so few letters is looked for in the next lines only: it may stand anywhere."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the DOCX."""

    style: str
    """The id of its style."""
    text: str
    level: int
    """How deep its list is nested, from 0."""
    drawn: bool
    """Whether it holds a formula or a picture: in our PDF these are drawings, not text."""
    in_cell: bool
    kept: bool
    """Whether it stays on the page of what follows: a list or a formula that it leads in."""
    own_indent: float | None
    """The first-line indent in millimetres that it states itself, as the lines of forms do."""

    @property
    def key(self) -> str:
        """What both files print of it: numbers that Word sets and page numbers are left out."""
        return key(self.text.rpartition("\t")[0] if self.listed else self.text)

    @property
    def listed(self) -> bool:
        """Whether it is an entry of the contents or of a list, with a page number."""
        return re.fullmatch(r"TOC\d|TableofFigures", self.style) is not None


@dataclass(frozen=True)
class Block:
    """A paragraph, and where it is printed."""

    paragraph: Paragraph
    lines: tuple[Line, ...]
    """Empty where it was not found."""

    @property
    def style(self) -> str:
        return self.paragraph.style

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @cached_property
    def mark(self) -> tuple[Glyph, ...]:
        """The number or mark that stands before its text on the first line."""
        own = _squeezed(self.paragraph.text.rpartition("\t")[2])
        glyphs = self.first.upright
        for n in range(len(glyphs)):
            if own.startswith(_squeezed("".join(g.text for g in glyphs[n:])).rstrip("-")):
                return glyphs[:n]
        raise AssertionError(f"{self.first.text!r} does not begin {self.paragraph.text!r}")

    @property
    def mark_text(self) -> str:
        return "".join(g.text for g in self.mark)

    @property
    def text_left(self) -> float:
        """Where its text begins, behind a number or mark."""
        return self.first.upright[len(self.mark)].left


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def read_body(file: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the document, those in cells among them, in their order."""
    body = docx.Document(str(file)).element.body
    return tuple(_paragraph(p) for p in body.iter(qn("w:p")))


def read_footnotes(file: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of all footnotes."""
    parts = docx.Document(str(file)).part.package.iter_parts()
    roots = [docx.oxml.parse_xml(p.blob) for p in parts if p.partname == "/word/footnotes.xml"]
    notes = [note for root in roots for note in root if note.get(qn("w:type")) is None]
    return tuple(_paragraph(p) for note in notes for p in note.iter(qn("w:p")))


def _paragraph(element: Element) -> Paragraph:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    level = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    return Paragraph(
        style="Normal" if style is None else style.get(qn("w:val")),
        text="".join(_texts(element)),
        level=0 if level is None else int(level.get(qn("w:val"))),
        drawn=any(True for _ in element.iter(qn("m:oMath"), qn("w:drawing"))),
        in_cell=any(True for _ in element.iterancestors(qn("w:tc"))),
        kept=element.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None,
        own_indent=_own_indent(element),
    )


def _own_indent(paragraph: Element) -> float | None:
    indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    twips = None if indent is None else indent.get(qn("w:firstLine"))
    return None if twips is None else int(twips) * MM_PER_PT / 20


SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
"""Elements of a run that print a character."""


def _texts(paragraph: Element) -> Iterator[str]:
    for run in paragraph.iter(qn("w:r")):
        if run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is None:
            for thing in run:
                if thing.tag == qn("w:t"):
                    yield thing.text or ""
                else:
                    yield SIGNS.get(thing.tag, "")


def place(paragraphs: Sequence[Paragraph], sheets: Iterable[Sheet]) -> tuple[Block, ...]:
    """Return each paragraph with the lines that print it."""
    lines = [line for sheet in sheets for line in sheet.lines]
    blocks, cursor = [], 0
    for paragraph in paragraphs:
        found: tuple[int, ...] = ()
        if paragraph.key and not paragraph.drawn and not paragraph.in_cell:
            found = _find(paragraph, lines, cursor)
            if paragraph.listed and found:
                found = _with_page_number(found, lines)
        blocks.append(Block(paragraph, tuple(lines[n] for n in found)))
        cursor = found[-1] + 1 if found else cursor
    return tuple(blocks)


def _find(paragraph: Paragraph, lines: Sequence[Line], cursor: int) -> tuple[int, ...]:
    """Return the places of the lines that read as the paragraph does, from `cursor` on."""
    window = WINDOW if len(paragraph.key) > SHORT else SHORT
    for start in range(cursor, min(cursor + window, len(lines))):
        for prefix in range(5):  # the number or the mark that Word sets
            rest = lines[start].key[prefix:]
            if rest and (paragraph.key.startswith(rest) or rest.startswith(paragraph.key)):
                found = _follow(paragraph.key, prefix, lines, start)
                if found:
                    return found
    return ()


def _follow(text: str, prefix: int, lines: Sequence[Line], start: int) -> tuple[int, ...]:
    """Return the lines that spell `text`, with no more than a page's foot or head among them."""
    found: list[int] = []
    sheet = lines[start].sheet
    for n in range(start, len(lines)):
        printed = lines[n].key[prefix:] if n == start else lines[n].key
        if lines[n].sheet > sheet + 1:
            break
        if printed and (text.startswith(printed) or _ends(printed, text)):
            found.append(n)
            text, sheet = text[len(printed) :], lines[n].sheet
            if not text:
                return tuple(found)
        elif n == start:
            break
    return ()


def _with_page_number(found: tuple[int, ...], lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the places of an entry's lines, with a last one that holds the number alone."""
    follows = found[-1] + 1
    alone = follows < len(lines) and re.fullmatch(r"[\s.…]*\w{1,5}", lines[follows].text)
    own = re.search(r"[\s.…](\d+|[ivxlc]+)$", lines[found[-1]].text)
    return (*found, follows) if alone and not own else found


def _ends(printed: str, text: str) -> bool:
    """Whether a line prints the end of `text`, and perhaps the number of a page."""
    number = printed.removeprefix(text)
    return printed.startswith(text) and (number.isdigit() or set(number) <= set("ivxlc"))
