"""Captions and the numbers of formulas: live numbers under bookmarks that references point to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from baspa.docx.fields import number_bookmark, place_bookmark, run
from baspa.docx.formatting import RunFormat, paragraph
from baspa.docx.inlines import Line, NumberWriter, Writing
from baspa.docx.markup import Page, classes, first, nodes, text_of
from baspa.docx.oxml import Element
from baspa.docx.place import Place

Kind = Literal["figure", "table", "equation"]

_EQUATION_WORDS = {"kk": "Формула", "ru": "Формула", "en": "Equation"}
_STYLES = {"figure": "FigureCaption", "table": "TableCaption"}


def sequence_identifiers(page: Page) -> dict[str, str]:
    """Return the SEQ identifier of each kind: the word of its first caption, as Word would."""
    found = {"figure": "Figure", "table": "Table", "equation": _EQUATION_WORDS[page.language]}
    for kind, tag in (("figure", "figcaption"), ("table", "caption")):
        labels = (first(caption, "label") for caption in page.body.iter(tag))
        label = next((each for each in labels if each is not None), None)
        word = re.search(r"[^\W\d_]+", _without_number(label)) if label is not None else None
        if word:
            found[kind] = word[0].capitalize()
    return found


def _without_number(label: Element) -> str:
    texts = [node if isinstance(node, str) else "" for node in nodes(label)]
    return "".join(texts)


def caption_paragraph(
    writing: Writing,
    caption: Element,
    html_id: str,
    kind: Literal["figure", "table"],
    place: Place,
    marked: Callable[[list[Element]], list[Element]],
) -> Element:
    """Return the caption of a figure or table; `marked` adds the bookmarks that wait for it."""
    rules = writing.profile.figure_caption if kind == "figure" else writing.profile.table_caption
    label = RunFormat(bold=True) if rules.label_bold else RunFormat()
    title = RunFormat(bold=rules.title_bold or None, italic=rules.title_italic or None)
    line = Line(writing, writing.pictures.package.document)
    place = place.inside(caption, writing.page.language)
    number = _numbered(writing, kind, html_id, in_appendix=place.in_appendix)
    for node in nodes(caption):
        names = [] if isinstance(node, str) else classes(node)
        look = label if "label" in names else title if "title" in names else RunFormat()
        line.add([node], look.over(place.run), number)
    content = line.finish()
    if html_id:
        content = writing.bookmarks.around(place_bookmark(html_id), content)
    return paragraph(marked(content), _STYLES[kind])


def _numbered(writing: Writing, kind: Kind, html_id: str, *, in_appendix: bool) -> NumberWriter:
    """Return what writes a caption's number: a field under the bookmark of its references."""

    def write(text: str, format: RunFormat) -> list[Element]:
        fields = writing.sequences.fields(kind, text, format, in_appendix=in_appendix)
        if not html_id:
            return fields
        return writing.bookmarks.around(number_bookmark(html_id), fields)

    return write


def equation_number(
    writing: Writing, equation: Element, number: Element, place: Place
) -> list[Element]:
    """Return `(3)` with the number in a field, the whole under the formula's own bookmark."""
    printed = re.fullmatch(r"(\W*)(.*?)(\W*)", text_of(number))
    assert printed is not None, "the pattern matches every text"
    before, digits, after = printed.groups()
    html_id, format = equation.get("id", ""), place.run
    numbered = _numbered(writing, "equation", html_id, in_appendix=place.in_appendix)
    content = numbered(digits, format)
    content = [
        *([run(before, format)] if before else []),
        *content,
        *([run(after, format)] if after else []),
    ]
    if html_id:
        content = writing.bookmarks.around(place_bookmark(html_id), content)
    return content
