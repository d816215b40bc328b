"""A paragraph of a DOCX becomes a line with its look; one that was broken by hand, several lines.

| inside a paragraph | becomes |
|---|---|
| a break of the page or column | the end of the line |
| a break of the line behind a sentence, a page number, a bold title; before a mark | the same |
| the breaks of a poem or an address | line separators, where its lines end |
| any other break of the line | a space |
| a picture beside words | a line of its own, above a caption, else where it stood |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from baspa.importers.reading.docx.known import HARD, SOFT, Reading
from baspa.importers.reading.docx.runs import inlines
from baspa.importers.reading.docx.styles import W, depth_of, mark_of, value, whole
from baspa.importers.text.manuscript import EMPTY, OBJECTS, Form, Look, Picture, Text
from baspa.importers.text.verse import VERSE, is_verse
from baspa.importers.words.caption_lines import caption_of
from baspa.importers.words.elements import is_appendix_label

_CONTENTS_STYLE = re.compile(r"(?:toc|contents|оглавление|содержание) \d")
_CAPTION_STYLE = re.compile(
    r"caption|название|подпис|(?:^|\s)(?:table|figure|illustration|drawing)$"
    r"|^(?:таблиц|рисун|кесте|сурет)",
    re.IGNORECASE,
)
_QUOTE_STYLES = ("quote", "quotations", "intense quote", "block text")
_ENDED = re.compile(r"(?:[.:;!?…]|(?:\t|[.…]{3,}|\s{2,})\s*\d{1,3})[»”\")]?\s*$")
"""What ends a line that was broken by hand: a sentence, or a page number of the contents."""
_MARKED = re.compile(r"\s*(?:[-–—•·]\s|\[?\d{1,3}(?:\.\d{1,2})*[.)\]]\s|[^\W\d_]\)\s)")
"""What opens one: the mark of an item, the number of a heading or a source."""
_TWIPS_PER_MM = 1440 / 25.4
_NARROWEST_MM = 25.0
"""A picture that is narrower may be a sign in its line."""


def paragraph(element: etree._Element, reading: Reading) -> Text:
    """Return the line of a paragraph, or its lines, and note what it looks like."""
    start, was_contents = reading.length, reading.in_contents
    style = reading.styles[value(element, "pPr/pStyle")]
    level = _level(element, style.level)
    mark = mark_of(element, style.numbering, reading.numbering)
    is_item = bool(mark) and not level and not is_appendix_label(mark)
    text = reading.write(mark + " ", 0) if mark and not level else EMPTY
    form = Form.CAPITALS if style.capitals else 0
    form |= Form.BOLD if style.bold and not level else 0
    text += inlines(element, reading, form)
    name = style.name.lower()
    look = Look(
        level=level,
        mark=mark,
        is_item=is_item,
        depth=depth_of(element, style.numbering) if is_item else 0,
        centred=(value(element, "pPr/jc") or ("center" if style.centred else "")) == "center",
        indent_mm=_indent(element, value(element, "pPr/pStyle"), reading),
        contents=was_contents or reading.in_contents or bool(_CONTENTS_STYLE.match(name)),
        caption=bool(_CAPTION_STYLE.search(name)),
        quote=name in _QUOTE_STYLES,
        landscape=reading.landscape,
    )
    reading.looks.add(start, look)
    parent = element.getparent()
    may_be_verse = parent is not None and parent.tag == W + "body"
    return _set_off(_broken(text, look, may_be_verse=may_be_verse), reading)


def _level(element: etree._Element, by_style: int | None) -> int | None:
    """Return the outline level of a paragraph: its own, else that of its style."""
    own = value(element, "pPr/outlineLvl")
    if own is None:
        return by_style
    return level + 1 if 0 <= (level := whole(own)) < 9 else None


def _indent(element: etree._Element, style: str | None, reading: Reading) -> float:
    """Return how far a paragraph's first line begins from the margin, in mm."""
    own = element.find(f"{W}pPr/{W}ind")
    said = [*([] if own is None else [own]), *reading.styles.elements(style, "pPr/ind")]
    twips = 0
    for names in (("left", "start"), ("firstLine",), ("hanging",)):
        found = (v for ind in said for name in names if (v := ind.get(W + name)))
        length = next(found, "")
        twips += -whole(length) if names == ("hanging",) else whole(length)
    return twips / _TWIPS_PER_MM


def _broken(text: Text, look: Look, *, may_be_verse: bool) -> Text:
    """Return a paragraph whose breaks are the ends of lines, or spaces; verse stays lines."""
    string, single = text.string, look.level or look.is_item
    if may_be_verse and not single and _is_verse(text, look):
        return replace(text, string=string.replace(SOFT, VERSE))
    cuts = [n for n, c in enumerate(string) if c in (SOFT, HARD)]
    characters = [*string]
    for before, at, after in zip([-1, *cuts], cuts, [*cuts[1:], len(string)], strict=False):
        ends = string[at] == HARD or (
            not single and _parts(text[before + 1 : at], text[at + 1 : after])
        )
        characters[at] = "\n" if ends else " "
    return replace(text, string="".join(characters))


def _is_verse(text: Text, look: Look) -> bool:
    lines = text.string.split(SOFT)
    labelled = look.centred or look.caption or look.contents or caption_of(text) is not None
    marked = any(_MARKED.match(line) for line in lines)
    has_objects = ord(max(text.string, default=" ")) >= OBJECTS
    plain = HARD not in text.string and not labelled and not marked and not has_objects
    return plain and len({form & Form.BOLD for form in text.forms}) == 1 and is_verse(lines)


def _parts(above: Text, below: Text) -> bool:
    """Tell whether a break of the line parts two paragraphs."""
    label = caption_of(above.stripped())
    if not above.string.strip() or not below.string.strip():
        return False
    if label is not None and label.length == len(above.stripped()):
        return False
    if _ENDED.search(above.string) or _MARKED.match(below.string):
        return True
    return above.is_bold and not below.is_bold


def _set_off(text: Text, reading: Reading) -> Text:
    """Return lines in which no picture stands beside words, those that float among them."""
    afloat, reading.afloat = Text.joined(reading.afloat), []
    lines = [part for line in text.lines() for part in _by_themselves(line, reading)]
    if len(afloat):
        worded = [n for n, line in enumerate(lines) if line.string.strip()]
        above = bool(worded) and caption_of(lines[worded[0]].stripped()) is not None
        lines = [afloat, *lines] if above else [*lines, afloat]
        lines = [line for line in lines if len(line)]
    end = Text.of("\n", lines[0].origin if lines else 0)
    return Text.joined([part for line in lines for part in (line, end)][:-1]) if lines else EMPTY


def _by_themselves(line: Text, reading: Reading) -> Iterator[Text]:
    """Give the parts of a line: pictures that are no signs, and what stands between them."""
    figures = [n for n, c in enumerate(line.string) if _is_figure(c, reading)]
    if not figures or not any(reading.thing(c) is None and not c.isspace() for c in line.string):
        yield line
        return
    done = 0
    for start, end in _rows(figures, line.string):
        yield from (part for part in (line[done:start], line[start:end]) if part.string.strip())
        done = end
    if line.string[done:].strip():
        yield line[done:]


def _is_figure(character: str, reading: Reading) -> bool:
    """Tell whether a character stands for a picture that is more than a sign in its line."""
    thing = reading.thing(character)
    if not isinstance(thing, Picture) or ord(character) - OBJECTS in reading.small:
        return False
    return thing.width_mm is None or thing.width_mm >= _NARROWEST_MM


def _rows(places: Sequence[int], string: str) -> Iterator[tuple[int, int]]:
    """Give where each row of pictures begins and ends; white space does not end a row."""
    start = places[0]
    for place, following in zip(places, [*places[1:], None], strict=False):
        if following is None or string[place + 1 : following].strip():
            yield start, place + 1
            start = following or 0
