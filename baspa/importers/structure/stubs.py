"""Stubs: what the contents promises and the body lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from baspa.importers.repair.tidy import tidy
from baspa.importers.structure.capitals import in_small_letters
from baspa.importers.structure.contents_entries import Entry
from baspa.importers.structure.headings import Heading
from baspa.importers.structure.outline import Section
from baspa.importers.structure.section_blocks import SectionReader
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import OBJECTS, Text
from baspa.importers.words.element_names import squeeze

_APPENDICES = (
    "қосымшалар", "приложения", "appendices", "қосымша", "приложение", "appendix",
)  # fmt: skip
"""What names the appendices together, or the only one, without a letter."""


def with_stubs(
    sections: list[Section],
    headings: Sequence[Heading],
    entries: Sequence[Entry],
    reader: SectionReader,
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


def _stub(entry: Entry, reader: SectionReader) -> Section:
    """Return an empty section with the title that the contents states.

    The title is added, and the contents dropped: what is repaired in it is booked nowhere else.
    """
    aside = Ledger(skip=reader.ledger.skip, objects=reader.ledger.objects)
    words = [entry.title[n : n + 1] for n, c in enumerate(entry.title.string) if ord(c) < OBJECTS]
    title = tidy(Text.joined(words), reader.lexicon, reader.language, aside).stripped()
    title = in_small_letters(
        title, None, entry.element, reader.lexicon, aside, titled=reader.titled
    )
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
