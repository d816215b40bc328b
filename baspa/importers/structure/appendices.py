"""Appendices: the title apart from the letter, and the heading above all of them."""

from __future__ import annotations

import re

from baspa.importers.structure.outline import Section
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, Text
from baspa.importers.words.caption_lines import caption_of
from baspa.importers.words.elements import appendix_label, appendix_letter, element_of

_KIND = re.compile(r"\s*\([^()\n]{4,40}\)[^\S\n]*")
_KIND_OF_APPENDIX = re.compile(rf"{_KIND.pattern}(?=\n)")
"""`(обязательное)`, as ГОСТ has it."""
_LONGEST_APPENDIX_TITLE = 150
"""Characters of a line below `Приложение А` that may be its title."""


def appendix_title(title: Text, rest: Text, ledger: Ledger) -> tuple[Text, Text]:
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


def without_heading_of_appendices(sections: list[Section], ledger: Ledger) -> list[Section]:
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
