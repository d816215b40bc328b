"""Lists and the list of sources: native numbering where it prints the same marks, else text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from baspa.docx.fields import run_of
from baspa.docx.formatting import ParagraphFormat
from baspa.docx.inlines import Writing
from baspa.docx.markup import Node, classes, first, is_block, nodes, tag_of, text_of
from baspa.docx.numbering import ListFormat, list_continuation, list_format, list_paragraph
from baspa.docx.oxml import Element, make
from baspa.docx.place import FORM_STYLE, Place

if TYPE_CHECKING:
    from baspa.docx.blocks import BlockWriter


_SMALL_PRINT = ("TableText", "TableHead", "Note", FORM_STYLE)
"""Styles of places where a list keeps the size and spacing of what is around it."""


class ListWriter:
    """Writes `ul` and `ol`."""

    def __init__(self, writing: Writing, blocks: BlockWriter):
        self._writing = writing
        self._blocks = blocks

    def write(self, element: Element, place: Place) -> list[Element]:
        """Return a list as paragraphs; endnotes stand in a part of their own, by their marks."""
        if "notes" in classes(element):
            return []
        items = [child for child in element if tag_of(child) == "li"]
        if "bibliography" in classes(element):
            return self._sources(items, place)
        marks = [text_of(first(item, "marker")) for item in items]
        format = self._format(element, marks)
        number = None
        if format is not None:
            start = int(element.get("start") or 1)
            number = self._writing.numbering.new_list(format, place.depth, start)
        style = "ListBullet" if tag_of(element) == "ul" else "ListNumber"
        if place.style in _SMALL_PRINT:
            style = place.style
        found: list[Element] = []
        for item in items:
            found += self._item(item, place, style, number)
        return found

    def _format(self, element: Element, marks: list[str]) -> ListFormat | None:
        if tag_of(element) == "ul":
            return ListFormat("bullet", marks[0]) if marks and len(set(marks)) == 1 else None
        kind = next(iter(classes(element)), "decimal")
        return list_format(kind, marks, int(element.get("start") or 1))

    def _item(
        self, item: Element, place: Place, style: str, number: tuple[int, int] | None
    ) -> list[Element]:
        """Return one item: its first paragraph with the mark, then what else it holds."""
        place = self._announced(item, place)
        profile = self._writing.profile
        opening, rest = _opening(item)
        if number is not None:
            format = ParagraphFormat(number=number)
            line = self._blocks.line().add(_without_mark(opening), place.run)
        else:
            format = replace(list_paragraph(profile, place.depth), number=(0, 0))
            line = self._blocks.line().add([text_of(first(item, "marker"))], place.run)
            line.append([run_of(make("w:tab"), place.run)]).skip_blank()
            line.add(_without_mark(opening), place.run)
        head = self._blocks.paragraph(line, place, style=style, format=format)
        inner = replace(
            place,
            style=place.style if place.style in _SMALL_PRINT else "ListContinue",
            paragraph=list_continuation(profile, place.depth).over(place.paragraph),
            depth=place.depth + 1,
        )
        return [head, *self._further(rest, place, inner)]

    def _further(self, rest: list[Node], place: Place, inner: Place) -> list[Element]:
        """Return the further blocks of an item; a nested list has indents of its own."""
        found: list[Element] = []
        for node in rest:
            if not isinstance(node, str) and tag_of(node) in {"ul", "ol"}:
                nested = replace(place, depth=place.depth + 1)
                found += self._blocks.flow([node], nested)
            else:
                found += self._blocks.flow([node], inner)
        return found

    def _sources(self, items: list[Element], place: Place) -> list[Element]:
        marks = [text_of(first(item, "marker")) for item in items]
        live = [mark.strip(".") for mark in marks] == [str(n + 1) for n in range(len(items))]
        if live and marks:
            self._writing.numbering.bibliography(marks[0])
        found: list[Element] = []
        for item in items:
            inner = self._announced(item, place)
            content = _without_mark(nodes(item)) if live else nodes(item)
            format = None if live or not any(marks) else ParagraphFormat(number=(0, 0))
            line = self._blocks.line().add(content, inner.run)
            found.append(self._blocks.paragraph(line, inner, style="Bibliography", format=format))
        return found

    def _announced(self, item: Element, place: Place) -> Place:
        self._blocks.announce(item)
        return place.inside(item, self._writing.page.language)


def _opening(item: Element) -> tuple[list[Node], list[Node]]:
    """Return the inline content of an item's first paragraph, and the blocks after it."""
    content = nodes(item)
    at = next((n for n, node in enumerate(content) if is_block(node)), len(content))
    opening, rest = content[:at], content[at:]
    blank = all(isinstance(node, str) and not node.strip(" ") for node in opening)
    if blank and rest and not isinstance(rest[0], str) and tag_of(rest[0]) == "p":
        return nodes(rest[0]), rest[1:]
    return opening, rest


def _without_mark(content: list[Node]) -> list[Node]:
    return [n for n in content if isinstance(n, str) or "marker" not in classes(n)]
