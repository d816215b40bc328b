"""A manuscript becomes an outline of sections, each with its blocks.

What the contents promises and the body lacks becomes a stub; what stands in the body alone is kept
at its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from baspa.importers.front_matter.front_matter import is_form_heading
from baspa.importers.limits import check_headings
from baspa.importers.repair.breaks import (
    PARAGRAPHS,
    Breaks,
    guess_layout,
    without_page_numbers,
)
from baspa.importers.repair.lexicon import Lexicon
from baspa.importers.structure.appendices import appendix_title, without_heading_of_appendices
from baspa.importers.structure.capitals import in_small_letters, in_title_case
from baspa.importers.structure.contents import Contents, find_contents, with_contents_in_lines
from baspa.importers.structure.contents_entries import Entry
from baspa.importers.structure.counted_elements import with_counted_elements
from baspa.importers.structure.definitions import with_definitions
from baspa.importers.structure.headings import Heading
from baspa.importers.structure.line_headings import line_headings
from baspa.importers.structure.look_alikes import with_look_alikes
from baspa.importers.structure.outline import Outline, Section
from baspa.importers.structure.places import placed
from baspa.importers.structure.plain_tables import with_tables
from baspa.importers.structure.promised_headings import promised_headings
from baspa.importers.structure.quoted_captions import with_bare_captions
from baspa.importers.structure.running_headings import running_headings
from baspa.importers.structure.section_blocks import SectionReader
from baspa.importers.structure.stale_contents import with_stale_entries
from baspa.importers.structure.stubs import with_stubs
from baspa.importers.structure.typed_notes import with_typed_notes
from baspa.importers.structure.typography import headings_by_looks
from baspa.importers.text.blocks import Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Manuscript, Text
from baspa.importers.text.verse import without_verse
from baspa.importers.words.element_names import is_thanks, squeeze
from baspa.importers.words.elements import appendix_letter, element_of
from baspa.importers.words.full_stops import is_abbreviated

_LONGEST_FORM = 4000
"""Characters before the first heading that may be a title page, or another form behind it; more
than that is a text."""

_BEFORE_CONTENTS = ("abstract", "normative-references", "definitions", "abbreviations")
_OF_TERMS = ("definitions", "abbreviations")
_FEWEST_LETTERS = 4
"""Of a title whose letters stand apart."""
_FEWEST_HEADINGS = 3
"""On lines of their own; of fewer the running text is searched."""


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
    headings = _headings(manuscript, body, entries, ledger, by_lines=by_lines)
    check_headings(len(headings))
    headings = with_counted_elements(headings, body, language, ledger)
    headings = placed(headings, has_levels=manuscript.has_levels)
    head = body[: headings[0].start] if headings else body
    forms = sum(is_form_heading(line.string) for line in head.lines())
    if not contents and headings and len(head) < _LONGEST_FORM * (1 + forms):
        front, head = tuple(head.lines()), head[:0]
    titles = (body.string[h.title_start : h.end].strip() for h in headings)
    titled = language == "en" and in_title_case(titles)
    reader = SectionReader(manuscript, layout, language, lexicon, ledger, titled)
    sections = [*_opening(head, reader)]
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        end = following.start if following else len(body)
        sections.append(_section(heading, body, end, entries, reader))
    promised = with_stubs(sections, headings, entries, reader)
    promised = with_bare_captions(promised, ledger)
    promised = without_heading_of_appendices(_with_whole_list_of_sources(promised, ledger), ledger)
    return Outline(
        manuscript=manuscript,
        front=tuple(map(without_verse, front)),
        sections=_ended(promised, ledger),
        contents=entries,
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
    begin = _first_part(before, {squeeze(entry.title.string) for entry in contents.entries})
    return tuple(before[:begin].lines()), before[begin:] + behind


def _first_part(before: Text, promised: Set[str]) -> int:
    """Return where the parts begin that stand before the contents, as abstracts and thanks do."""
    at = 0
    for line in before.lines():
        title = line.string.strip()
        named = element_of(title) in _BEFORE_CONTENTS or is_thanks(title)
        if named or (title and squeeze(title) in promised):
            return at
        at += len(line) + 1
    return len(before)


def _headings(
    manuscript: Manuscript,
    body: Text,
    entries: Sequence[Entry],
    ledger: Ledger,
    *,
    by_lines: bool,
) -> tuple[Heading, ...]:
    """Return the headings of `body` in order; `by_lines` where its lines are paragraphs."""
    headings = promised_headings(manuscript, body, entries, by_lines=by_lines)
    if by_lines:
        others = [
            heading
            for heading in line_headings(manuscript, body, deep=bool(entries))
            if not any(p.start < heading.end and heading.start < p.end for p in headings)
        ]
        headings = tuple(sorted([*headings, *others], key=lambda h: h.start))
        headings = with_stale_entries(headings, entries, body, ledger)
        if entries:
            headings = with_look_alikes(manuscript, body, headings)
        else:
            headings = headings_by_looks(manuscript, body, headings)
    if manuscript.is_plain and not entries and len(headings) < _FEWEST_HEADINGS:
        headings = running_headings(body, ledger) or headings
    return tuple(headings)


def _opening(head: Text, reader: SectionReader) -> list[Section]:
    """Return what stands before the first heading as a section without a title, if anything."""
    blocks = reader.blocks(head)
    if not blocks:
        return []
    reader.ledger.ask(head.origin, "this text stands before the first heading", head.string[:80])
    return [Section(title=head[:0], level=1, blocks=blocks)]


def _section(
    heading: Heading, body: Text, end: int, entries: Sequence[Entry], reader: SectionReader
) -> Section:
    """Return the section that a heading opens; its typed number is dropped."""
    number = body[heading.start : heading.title_start]
    reader.ledger.drop(number, "the typed number of a heading: it is made anew")
    title = _together(body[heading.title_start : heading.end], reader.ledger)
    title = reader.tidy(title)
    title = (title if is_abbreviated(title.string) else title.stripped(".")).stripped().unstressed()
    promised = entries[heading.entry].title if heading.entry is not None else None
    title = _small(title, promised, heading.element, reader)
    page = entries[heading.entry].page if heading.entry is not None else None
    rest, letter = body[heading.end : end], heading.letter
    if heading.element == "appendix":
        letter = appendix_letter(title.string) or letter
        title, rest = appendix_title(title, rest, reader.ledger)
        title = _small(title, None, None, reader)
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


def _small(title: Text, promised: Text | None, element: str | None, reader: SectionReader) -> Text:
    return in_small_letters(
        title, promised, element, reader.lexicon, reader.ledger, titled=reader.titled
    )


def _together(title: Text, ledger: Ledger) -> Text:
    """Return a title whose letters were typed apart, `В в е д е н и е`, as words."""
    words = re.split(r"\s{2,}", title.string.strip())
    letters = [word.split() for word in words]
    if sum(map(len, letters)) < _FEWEST_LETTERS or any(len(c) > 1 for w in letters for c in w):
        return title
    spaces = [*re.finditer(r"(?<=\S)[^\S\n](?=\S)", title.string)]
    reason = "letters that were typed apart"
    return ledger.repair(title, "spaces", [(Edit(*m.span(), ""), reason) for m in spaces])


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
