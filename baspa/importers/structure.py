"""A manuscript becomes an outline of sections, each with its blocks.

What the contents promises and the body lacks becomes a stub; what stands in the body alone is kept
at its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from baspa.importers.attached import with_attached
from baspa.importers.blocks import Block, DefinitionList, ItemList, Landscape, Paragraph
from baspa.importers.breaks import (
    PARAGRAPHS,
    Breaks,
    Layout,
    cut_sources,
    guess_layout,
    paragraphs,
    without_page_numbers,
)
from baspa.importers.capitals import in_small_letters
from baspa.importers.caption_lines import caption_of
from baspa.importers.captions import is_stray_caption, object_block, with_captions
from baspa.importers.contents import (
    Contents,
    Entry,
    Numbers,
    find_contents,
    with_contents_in_lines,
)
from baspa.importers.definitions import read_definitions, with_definitions
from baspa.importers.element_names import squeeze
from baspa.importers.elements import appendix_label, appendix_letter, element_of
from baspa.importers.front_matter import is_form_heading
from baspa.importers.full_stops import is_abbreviated
from baspa.importers.headings import Heading, find_headings
from baspa.importers.ledger import Ledger
from baspa.importers.lexicon import Lexicon
from baspa.importers.lists import nested_lists, read_list, stages
from baspa.importers.manuscript import EMPTY, OBJECTS, Look, Manuscript, Text
from baspa.importers.panels import with_letters
from baspa.importers.places import placed
from baspa.importers.plain_tables import with_tables
from baspa.importers.running_headings import running_headings
from baspa.importers.tidy import tidy
from baspa.importers.typed_notes import with_typed_notes
from baspa.importers.typography import headings_by_looks

_LONGEST_FORM = 4000
"""Characters before the first heading that may be a title page, or another form behind it; more
than that is a text."""

_BEFORE_CONTENTS = ("abstract", "normative-references", "definitions", "abbreviations")
_LISTS = ("list-of-figures", "list-of-tables")
_OF_TERMS = ("definitions", "abbreviations")
_FEWEST_HEADINGS = 3
"""On lines of their own; of fewer the running text is searched."""
_KIND = re.compile(r"\s*\([^()\n]{4,40}\)[^\S\n]*")
_KIND_OF_APPENDIX = re.compile(rf"{_KIND.pattern}(?=\n)")
"""`(обязательное)`, as ГОСТ has it."""
_APPENDICES = ("қосымшалар", "приложения", "appendices")
_LONGEST_APPENDIX_TITLE = 150
"""Characters of a line below `Приложение А` that may be its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it, up to the next heading."""

    title: Text
    level: int
    numbers: Numbers = ()
    element: str | None = None
    letter: str = ""
    """Of an appendix, or of that which it is a part of, as typed."""
    is_unnumbered: bool = False
    """The format says that it has no number."""
    blocks: tuple[Block, ...] = ()
    is_stub: bool = False
    """The contents promises it, the body lacks it: its title is that of the contents."""
    breaks_off: bool = False
    """The source ends inside it."""
    page: int | None = None
    """Where the contents puts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document in sections."""

    manuscript: Manuscript
    """The document, with the tables that were found in its text."""
    front: tuple[Text, ...]
    """The lines before the contents or the first heading: the title page."""
    sections: tuple[Section, ...]
    contents: tuple[Entry, ...] = field(default=())


def find_structure(
    manuscript: Manuscript, lexicon: Lexicon, language: str, ledger: Ledger
) -> Outline:
    """Return the outline of a manuscript whose letters are repaired."""
    if manuscript.is_plain:
        text = without_page_numbers(manuscript.text, ledger)
        manuscript = replace(manuscript, text=text)
    manuscript = with_typed_notes(with_contents_in_lines(manuscript), ledger)
    ledger.objects = manuscript.objects
    contents = find_contents(manuscript)
    entries = contents.entries if contents else ()
    front, body = _divided(manuscript, contents, ledger)
    layout = guess_layout(body.string) if manuscript.is_plain else PARAGRAPHS
    ledger.facts["line breaks"] = str(layout.breaks)
    if manuscript.is_plain and layout.breaks is not Breaks.SWAPPED:
        manuscript, body = with_tables(manuscript, body, ledger)
    by_lines = layout.breaks is not Breaks.SWAPPED
    headings = find_headings(manuscript, body, entries, by_lines=by_lines)
    if by_lines and not entries:
        headings = headings_by_looks(manuscript, body, headings)
    if manuscript.is_plain and not entries and len(headings) < _FEWEST_HEADINGS:
        headings = running_headings(body, ledger) or headings
    headings = placed(headings, has_levels=manuscript.has_levels)
    head = body[: headings[0].start] if headings else body
    forms = sum(is_form_heading(line.string) for line in head.lines())
    if not contents and headings and len(head) < _LONGEST_FORM * (1 + forms):
        front, head = tuple(head.lines()), head[:0]
    reader = _Reader(manuscript, layout, language, lexicon, ledger)
    sections = [*_opening(head, reader)]
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        end = following.start if following else len(body)
        sections.append(_section(heading, body, end, entries, reader))
    promised = _with_stubs(sections, headings, entries, reader)
    promised = _without_heading_of_appendices(_with_whole_list_of_sources(promised, ledger), ledger)
    return Outline(
        manuscript=manuscript, front=front, sections=_ended(promised, ledger), contents=entries
    )


def _divided(
    manuscript: Manuscript, contents: Contents | None, ledger: Ledger
) -> tuple[tuple[Text, ...], Text]:
    """Return the lines of the title page and the text behind it; the contents is dropped."""
    text = manuscript.text
    if contents is None:
        return (), text
    ledger.drop(text[contents.start : contents.end], "the contents as typed: it is made anew")
    before, behind = text[: contents.start], text[contents.end :]
    begin = _first_part(before)
    return tuple(before[:begin].lines()), before[begin:] + behind


def _first_part(before: Text) -> int:
    """Return where the parts begin that stand before the contents, as abstracts do."""
    at = 0
    for line in before.lines():
        if element_of(line.string.strip()) in _BEFORE_CONTENTS:
            return at
        at += len(line) + 1
    return len(before)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to read the blocks of a section."""

    manuscript: Manuscript
    layout: Layout
    language: str
    lexicon: Lexicon
    ledger: Ledger

    def tidy(self, text: Text, *, isbd: bool = False) -> Text:
        """Return a paragraph tidied; `isbd` for the description of a source."""
        return tidy(text, self.lexicon, self.language, self.ledger, isbd=isbd).stripped()

    def blocks(self, text: Text, element: str | None = None) -> tuple[Block, ...]:
        """Return the blocks of one section, which is the structural element `element` if any."""
        parts = paragraphs(text, self.layout, self.lexicon, self.ledger)
        is_one = self.manuscript.is_plain and len(parts) == 1
        if element == "references" and (self.layout.breaks is Breaks.SWAPPED or is_one):
            parts = cut_sources(parts)
        isbd = element == "references"
        parts = [tidied for part in parts if (tidied := self.tidy(part, isbd=isbd)).string]
        blocks = list[Block]()
        for sideways, group in groupby(parts, lambda part: self.manuscript.look(part).landscape):
            read = self._read([*group])
            blocks += [Landscape(read)] if sideways else read
            if element not in _LISTS:
                self._ask_of_strays(read)
        return tuple(blocks)

    def _ask_of_strays(self, blocks: Sequence[Block]) -> None:
        """Ask about captions that stand alone."""
        for block in blocks:
            if isinstance(block, Paragraph) and is_stray_caption(block):
                about = block.text.string[:80]
                self.ledger.ask(block.text.origin, "a caption without its table or picture", about)

    def _read(self, parts: Sequence[Text]) -> tuple[Block, ...]:
        """Return the blocks that a row of paragraphs is."""
        blocks, done, n = list[Block](), 0, 0
        looks = [self.manuscript.look(part) for part in parts]
        while n < len(parts):
            end = _end_of_nested(looks, n)
            single = self._single(parts[n]) if end == n else None
            if end > n or single is not None:
                blocks += read_blocks(parts[done:n], self.language, self.ledger)
                nested = nested_lists(parts[n:end], looks[n:end])
                lettered = with_letters(single, parts[n + 1 : n + 2], self.ledger)
                blocks += [lettered or single] if single is not None else nested
                end += lettered is not None and 2
                done = max(end, n + 1)
            n = max(end, n + 1)
        blocks += read_blocks(parts[done:], self.language, self.ledger)
        return with_attached(with_captions(blocks, self.ledger), self.ledger)

    def _single(self, part: Text) -> Block | None:
        """Return the block that a paragraph is by itself: an object, a caption, a quote."""
        look = self.manuscript.look(part)
        if caption_of(part) is not None or (look.caption and not look.is_item):
            single = object_block(part, self.manuscript, self.ledger)
            return single or Paragraph(part, is_caption=look.caption)
        if look.quote:
            return Paragraph(part, is_quote=True)
        return object_block(part, self.manuscript, self.ledger)


def _end_of_nested(looks: Sequence[Look], start: int) -> int:
    """Return where the list that begins at `start` ends, if it holds others; else `start`."""
    end = start
    while end < len(looks) and (looks[end].is_item or (end > start and looks[end].in_list)):
        end += 1
    return end if any(look.depth for look in looks[start:end]) else start


def read_blocks(parts: Sequence[Text], language: str, ledger: Ledger) -> tuple[Block, ...]:
    """Return the lists, definitions and paragraphs that a row of paragraphs is."""
    blocks, staged, n = list[Block](), stages(parts), 0
    while n < len(parts):
        announced = n > 0 and parts[n - 1].string.endswith(":")
        found: tuple[ItemList | DefinitionList, int] | None
        found = read_list(parts, n, staged, language, ledger)
        found = found or read_definitions(parts, n, announced=announced)
        blocks.append(found[0] if found else Paragraph(parts[n]))
        n += found[1] if found else 1
    return tuple(blocks)


def _opening(head: Text, reader: _Reader) -> list[Section]:
    """Return what stands before the first heading as a section without a title, if anything."""
    blocks = reader.blocks(head)
    if not blocks:
        return []
    reader.ledger.ask(head.origin, "this text stands before the first heading", head.string[:80])
    return [Section(title=head[:0], level=1, blocks=blocks)]


def _section(
    heading: Heading, body: Text, end: int, entries: Sequence[Entry], reader: _Reader
) -> Section:
    """Return the section that a heading opens; its typed number is dropped."""
    number = body[heading.start : heading.title_start]
    reader.ledger.drop(number, "the typed number of a heading: it is made anew")
    title = reader.tidy(body[heading.title_start : heading.end])
    title = (title if is_abbreviated(title.string) else title.stripped(".")).stripped().unstressed()
    promised = entries[heading.entry].title if heading.entry is not None else None
    title = in_small_letters(title, promised, heading.element, reader.lexicon, reader.ledger)
    page = entries[heading.entry].page if heading.entry is not None else None
    rest, letter = body[heading.end : end], heading.letter
    if heading.element == "appendix":
        letter = appendix_letter(title.string)
        title, rest = _appendix_title(title, rest, reader.ledger)
    closing = len(rest.string) - len(rest.string.lstrip(" .:\t"))
    blocks = reader.blocks(rest[closing:], heading.element)
    return Section(
        title=title,
        level=heading.level,
        numbers=heading.numbers,
        element=heading.element,
        letter=letter,
        is_unnumbered=heading.is_unnumbered,
        blocks=with_definitions(blocks, reader.ledger) if heading.element in _OF_TERMS else blocks,
        page=page,
    )


def _appendix_title(title: Text, rest: Text, ledger: Ledger) -> tuple[Text, Text]:
    """Return the title of an appendix without its letter, and the text behind it.

    Where the heading is the letter alone, a short line below it is the title.
    """
    label = appendix_label(title.string)
    if label < len(title):
        ledger.drop(title[:label], "the typed letter of an appendix: it is made anew")
        bare = title[label:]
        said = _KIND.match(bare.string)
        if said and said.end() < len(bare):
            rest = bare[: said.end()] + Text.of("\n", bare.origin) + rest
            bare = bare[said.end() :]
        return bare.stripped().unstressed(), rest
    kind, rest = _kind_of_appendix(rest)
    first = rest.stripped().lines()[0]
    is_title = 0 < len(first) < _LONGEST_APPENDIX_TITLE and first.string[-1] not in ".:;,"
    if is_title and caption_of(first) is None:
        ledger.drop(title, "the typed letter of an appendix: it is made anew")
        start = rest.string.index(first.string)
        return first.stripped().unstressed(), kind + rest[start + len(first) :]
    if appendix_letter(title.string):
        ledger.drop(title, "the typed letter of an appendix: it is made anew")
        title = title[:0]
    return title, kind + rest


def _kind_of_appendix(rest: Text) -> tuple[Text, Text]:
    """Return the line `(обязательное)` that opens an appendix, if any, and what is behind it."""
    kind = _KIND_OF_APPENDIX.match(rest.string)
    return (rest[: kind.end()], rest[kind.end() :]) if kind else (EMPTY, rest)


def _without_heading_of_appendices(sections: list[Section], ledger: Ledger) -> list[Section]:
    """Return the sections without `ПРИЛОЖЕНИЯ` where each appendix has a heading of its own."""
    result = list[Section]()
    around = zip([None, *sections[:-1]], sections, [*sections[1:], None], strict=True)
    for before, section, following in around:
        others = [s for s in (before, following) if s is not None and s.element == "appendix"]
        if (
            section.element == "appendix"
            and not section.blocks
            and others
            and element_of(section.title.string) == "appendix"
            and not appendix_letter(section.title.string)
        ):
            if not section.is_stub:
                ledger.drop(section.title, "the heading above the appendices: each has its own")
        else:
            result.append(section)
    return result


def _with_whole_list_of_sources(sections: Sequence[Section], ledger: Ledger) -> list[Section]:
    """Return the sections; the kinds of sources, each below a heading, are one list."""
    result = list[Section]()
    for section in sections:
        above = result[-1] if result else None
        is_kind = section.element is None and section.level > 1 and not section.is_stub
        if above and above.element == "references" and not above.is_stub and is_kind:
            ledger.drop(section.title, "a heading inside the list of sources")
            result[-1] = replace(above, blocks=(*above.blocks, *section.blocks))
        else:
            result.append(section)
    return result


def _with_stubs(
    sections: list[Section],
    headings: Sequence[Heading],
    entries: Sequence[Entry],
    reader: _Reader,
) -> list[Section]:
    """Return the sections with a stub for every line of the contents that the body lacks.

    A heading of the same words that stands elsewhere than the contents says is no lack.
    """
    opening = len(sections) - len(headings)
    parts = [*zip(sections[opening:], headings, strict=True)]
    elsewhere = Counter(squeeze(s.title.string) for s, h in parts if h.entry is None)
    result, done = sections[:opening], 0
    for section, heading in [*parts, (None, None)]:
        end = len(entries) if heading is None else heading.entry
        if end is not None:
            for entry in entries[done:end]:
                title = squeeze(entry.title.string)
                if title in _APPENDICES and any(h.element == "appendix" for h in headings):
                    continue  # each appendix has a heading of its own
                if elsewhere[title]:
                    elsewhere[title] -= 1
                else:
                    result.append(_stub(entry, reader))
            done = end + 1
        result += [section] if section is not None else []
    return result


def _stub(entry: Entry, reader: _Reader) -> Section:
    """Return an empty section with the title that the contents states.

    The title is added, and the contents dropped: what is repaired in it is booked nowhere else.
    """
    aside = Ledger(skip=reader.ledger.skip, objects=reader.ledger.objects)
    words = [entry.title[n : n + 1] for n, c in enumerate(entry.title.string) if ord(c) < OBJECTS]
    title = tidy(Text.joined(words), reader.lexicon, reader.language, aside).stripped()
    title = in_small_letters(title, None, entry.element, reader.lexicon, aside)
    reader.ledger.ask(
        title.origin, "the contents promises this, the text lacks it: a stub was made", title.string
    )
    return Section(
        title=title,
        level=entry.level,
        numbers=entry.numbers,
        letter=entry.letter,
        element=entry.element,
        is_stub=True,
        page=entry.page,
    )


def _ended(sections: list[Section], ledger: Ledger) -> tuple[Section, ...]:
    """Mark the section in which the source breaks off, if it does."""
    written = [n for n, section in enumerate(sections) if section.blocks]
    last = sections[written[-1]] if written else None
    block = last.blocks[-1] if last else None
    if last and isinstance(block, Paragraph) and last.element not in ("references", "appendix"):
        string = block.text.string
        if re.search(r"(?:…|\.\.\.|[^\W_]|[,;:–-])$", string):
            ledger.ask(block.text.origins[-1], "the source breaks off here", string[-60:])
            sections[written[-1]] = replace(last, breaks_off=True)
    return tuple(sections)
