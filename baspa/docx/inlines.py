"""The inside of a paragraph: runs, links, references, footnote marks, formulas.

A `Line` collects the inline content of one paragraph. It knows whether the last character was a
blank, so that HTML's white space collapses across element borders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.docx.fields import (
    NO_BREAK_HYPHEN,
    Bookmarks,
    Sequences,
    field_with,
    number_bookmark,
    place_bookmark,
    quoting_field,
    run,
    run_of,
    simple_field,
)
from baspa.docx.formatting import RunFormat
from baspa.docx.formulas import inline_formula
from baspa.docx.holes import Holes
from baspa.docx.markup import Node, Page, classes, first, nodes, tag_of, text_of
from baspa.docx.notes import Notes
from baspa.docx.numbering import Numbering
from baspa.docx.open_numbers import OPEN
from baspa.docx.oxml import Element, make, qualified
from baspa.docx.pictures import Pictures
from baspa.docx.sections import page_format
from baspa.model.pages import PageFormat, PageKind
from baspa.profile import Profile

NumberWriter = Callable[[str, RunFormat], list[Element]]
"""Writes the text of a `.number` as what it is in its place: a field, a bookmark, plain text."""

_EMPHASIS: dict[str, RunFormat] = {
    "em": RunFormat(italic=True),
    "strong": RunFormat(bold=True),
    "dt": RunFormat(bold=True),
    "s": RunFormat(strike=True),
    "sup": RunFormat(position="superscript"),
    "sub": RunFormat(position="subscript"),
    "code": RunFormat(style="CodeCharacter"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What one document under construction consists of, for those who write into it."""

    page: Page
    profile: Profile
    holes: Holes
    bookmarks: Bookmarks
    sequences: Sequences
    numbering: Numbering
    pictures: Pictures
    notes: Notes
    live_numbers: set[str]
    """Ids of the headings whose number Word's numbering prints."""
    findings: Findings

    def page_format(self, html_id: str) -> PageFormat:
        """Return how the page of the element with this id is numbered: as those of its part."""
        part = self.page.part_of(self.page.targets[html_id])
        return page_format(PageKind.of(classes(part)), self.profile)


class Line:
    """The inline content of one paragraph, growing."""

    def __init__(self, writing: Writing, part: Part):
        self._writing = writing
        self._part = part
        """The part that holds the paragraph: relationships of links and pictures belong to it."""
        self._open: list[list[Element]] = [[]]
        self._after_blank = True
        self._last_text: Element | None = None

    def add(
        self,
        content: Sequence[Node],
        format: RunFormat | None = None,
        number: NumberWriter | None = None,
    ) -> Line:
        """Append text and inline elements; `number` writes the `.number` spans among them."""
        for node in content:
            if isinstance(node, str):
                self.text(node, format or RunFormat())
            else:
                self._element(node, self._localised(node, format or RunFormat()), number)
        return self

    def append(self, elements: Sequence[Element]) -> Line:
        """Append finished runs, fields or bookmarks."""
        if elements:
            self._open[-1].extend(elements)
            self._after_blank = False
            self._last_text = None
        return self

    def skip_blank(self) -> Line:
        """Drop the blank that the next text may begin with."""
        self._after_blank = True
        return self

    def text(self, text: str, format: RunFormat) -> None:
        """Append text."""
        if self._after_blank:
            text = text.lstrip(" ")
        if not text:
            return
        written = run(text, format)
        self._open[-1].append(written)
        self._last_text = written
        self._after_blank = text.endswith(" ")

    def finish(self) -> list[Element]:
        """Return what was collected, without a blank at the end."""
        self._trim()
        (elements,) = self._open
        return elements

    def _localised(self, element: Element, format: RunFormat) -> RunFormat:
        language = element.get("lang")
        if language is None:
            return format
        return replace(
            format, language=None if language == self._writing.page.language else language
        )

    def _element(self, element: Element, format: RunFormat, number: NumberWriter | None) -> None:
        tag = tag_of(element)
        if html_id := element.get("id"):
            self._open[-1] += self._writing.bookmarks.around(place_bookmark(html_id), [])
        if tag in _EMPHASIS:
            self.add(nodes(element), _EMPHASIS[tag].over(format), number)
        elif tag == "a":
            self._link(element, format)
        elif tag == "br":
            self._break(format)
        elif tag == "img":
            drawing = self._writing.pictures.drawing(element, self._part)
            if drawing is not None:
                self.append([run_of(drawing, format)])
        elif tag == "math":
            self.append([inline_formula(element)])
        else:
            self._span(element, format, number)

    def _span(self, element: Element, format: RunFormat, number: NumberWriter | None) -> None:
        names = classes(element)
        if "footnote" in names:
            self._note(element, format)
        elif "page-count" in names:
            self.append(page_count(self._writing, format))
        elif "number" in names and number is not None:
            self.append(number(text_of(element), format))
        elif "joined" in names:
            content = nodes(element)
            bound = (n.replace("-", NO_BREAK_HYPHEN) if isinstance(n, str) else n for n in content)
            self.add(list(bound), format, number)
        else:
            self.add(nodes(element), format, number)

    def _break(self, format: RunFormat) -> None:
        self._trim()
        self.append([run_of(make("w:br"), format)])
        self._after_blank = True

    def _trim(self) -> None:
        """Drop the blank at the end of a line."""
        if self._last_text is not None and self._after_blank:
            text = self._last_text[-1]
            text.text = (text.text or "").rstrip(" ")

    def _note(self, element: Element, around: RunFormat) -> None:
        """Append the mark of a note, which is in the language of the text around its mark."""
        format = self._localised(element, RunFormat(language=around.language))
        paragraphs = [e for e in element if "footnote-paragraph" in classes(e)]
        content = [self._note_paragraph(p, format) for p in paragraphs or [element]]
        self.append(self._writing.notes.add(content))

    def _note_paragraph(self, element: Element, format: RunFormat) -> list[Element]:
        line = Line(self._writing, self._writing.notes.part)
        runs = line.add(nodes(element), self._localised(element, format)).finish()
        block_id = element.get("data-block")
        return self._writing.bookmarks.around(block_id, runs) if block_id else runs

    def _link(self, element: Element, format: RunFormat) -> None:
        target = element.get("href", "")
        html_id = target.removeprefix("#")
        if target.startswith("#") and html_id not in self._writing.page.targets:
            self._writing.findings.error("D105", f"nothing in the document has the id {html_id!r}")
            self.add(nodes(element), format)
        elif "note-mark" in classes(element):
            self._note(self._writing.page.targets[html_id], format)
        elif "page-reference" in classes(element):
            self.append(self._page(html_id, format))
        elif "reference" in classes(element) and (numbered := self._numbered(html_id)):
            self.add(nodes(element), format, self._number_of(numbered))
        elif target.startswith("#"):
            self._hyperlink(element, format, make("w:hyperlink", anchor=place_bookmark(html_id)))
        else:
            relation = self._part.relate_to(target, RT.HYPERLINK, is_external=True)
            linked = RunFormat(style="Hyperlink").over(format)
            self._hyperlink(element, linked, make("w:hyperlink", r__id=relation))

    def _page(self, html_id: str, format: RunFormat) -> list[Element]:
        """Return a page number: a field; nothing for a page that does not count.

        LibreOffice writes PAGEREF in arabic figures whatever the page itself prints. It leaves
        QUOTE alone, so that its result stays as it is there; Word works out what it quotes.
        """
        numbered = self._writing.page_format(html_id)
        if numbered == "none":
            return []
        if numbered == "decimal":
            return page_reference(self._writing, html_id, format)
        anchor, label = place_bookmark(html_id), self._writing.holes.page(html_id, format)
        quoted = quoting_field(f"PAGEREF {anchor} \\h", label, format)
        return [make("w:hyperlink", *quoted, anchor=anchor, history=1)]

    def _numbered(self, html_id: str) -> str | None:
        """Return the id of what prints the number that a reference to `html_id` repeats."""
        target = self._writing.page.targets[html_id]
        if "panel" in classes(target):
            target = next(target.iterancestors("figure"))
        return target.get("id") if first(target, "number") is not None else None

    def _number_of(self, html_id: str) -> NumberWriter:
        """Return what writes a reference to the number of the element with this id."""
        if html_id in self._writing.live_numbers:
            instruction = f"REF {place_bookmark(html_id)} \\r \\h"
        else:
            instruction = f"REF {number_bookmark(html_id)} \\h"
        return lambda text, format: simple_field(instruction, text, format)

    def _hyperlink(self, element: Element, format: RunFormat, link: Element) -> None:
        link.set(qualified("w:history"), "1")
        self._open.append([])
        self.add(nodes(element), format)
        link.extend(self._open.pop())
        self._open[-1].append(link)


def page_reference(writing: Writing, html_id: str, format: RunFormat) -> list[Element]:
    """Return the field that prints the page of the element with this id."""
    instruction = f"PAGEREF {place_bookmark(html_id)} \\h"
    format = OPEN.over(format)
    return field_with(instruction, writing.holes.page(html_id, format), format)


def page_count(writing: Writing, format: RunFormat) -> list[Element]:
    """Return the number of pages of the file: a field, which the reader's program keeps true.

    Where page numbers jump it is text: LibreOffice would count the empty pages that it thinks of
    where an even number follows an even one. Without the switch it would write the number as the
    pages around are numbered: `xiv`.
    """
    format = OPEN.over(format)
    total = writing.holes.total(format)
    if writing.holes.counted_anew:
        return [total]
    return field_with("NUMPAGES \\* Arabic", total, format)


def is_blank(content: Sequence[Node]) -> bool:
    """Whether there is nothing to print."""
    return all(isinstance(node, str) and not node.strip(" ") for node in content)
