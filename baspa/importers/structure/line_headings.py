"""Lines that are headings by themselves: by their style, their number or a known name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from baspa.importers.structure.headings import LONGEST, Heading
from baspa.importers.text.manuscript import EMPTY, OBJECTS, Look, Manuscript, Text
from baspa.importers.words.caption_lines import caption_of
from baspa.importers.words.element_names import is_thanks
from baspa.importers.words.elements import (
    Label,
    Numbers,
    appendix_letter,
    element_of,
    is_appendix_label,
    label_of,
)

_FEWEST_WORDS_OF_PROSE = 12
_FEWEST_WORDS_UNPROMISED = 6
"""Of a sentence in a heading's style, where the contents states the headings."""
_MOST_WORDS = 30
"""Of a title."""
_SENTENCES = re.compile(r"\w{4,}[.!?]\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_LINE = re.compile(rf"\s*\n\s*([^\n]{{3,{LONGEST}}}?)[^\S\n]*(?=\n)")
"""The line below `Глава 1`, which is its title."""


def line_headings(manuscript: Manuscript, body: Text, *, deep: bool) -> Iterator[Heading]:
    """Give the lines that are headings by themselves: by style, number or a known name.

    `deep`: the contents states the chapters, so only what looks like a heading or lies below them.
    """
    at, chapter, done, in_sources = 0, 0, 0, False
    lines = body.lines()
    stop = _end_with_stops([line.string.strip() for line in lines if manuscript.look(line).level])
    for line, following in zip(lines, _following(lines), strict=True):
        start, at = at, at + len(line) + 1
        string = line.string.strip()
        look = manuscript.look(line)
        if start < done or not string or len(string) > LONGEST or look.contents or look.caption:
            continue
        begin = start + line.string.index(string)
        label, title, end = _labelled_title(body, begin, string)
        if not any(c.isalpha() for c in title) or ord(max(string)) >= OBJECTS:
            continue
        fewest = _FEWEST_WORDS_OF_PROSE if not deep else _FEWEST_WORDS_UNPROMISED
        if caption_of(line.stripped()) is not None or (
            not label and _is_prose(title, fewest, stop=stop)
        ):
            continue
        element = element_of(title) if not label or label.is_worded else None
        written = (look.level or 1) if manuscript.has_levels else 1
        if written > 1 and element != "appendix":
            element = None  # the introduction of a chapter
        counted_as = appendix_letter(look.mark) if is_appendix_label(look.mark) else ""
        element = element or ("appendix" if look.is_appendix or counted_as else None)
        if in_sources and not element and look.level != 1 and not manuscript.has_levels:
            continue  # a group of sources: `I. Нормативные акты`
        counted = label_of(f"{look.mark} А") if look.level and look.mark and not label else None
        stated = label or counted
        numbers = stated.numbers if stated else ()
        numbers = (chapter, *numbers[1:]) if numbers[:1] == (0,) else numbers
        alone = not (look.is_item and manuscript.look(following).is_item)
        titled = _is_titled(look, body[begin:end], label, element, deep=deep, alone=alone)
        if look.level or titled:
            chapter, done = numbers[0] if numbers else chapter, end
            in_sources = element == "references"
            yield Heading(
                start=begin,
                title_start=begin + (label.length if label else 0),
                end=end,
                level=1 if element else max(_level(label, numbers, look), written),
                numbers=numbers,
                letter=label.letter if label else counted_as,
                element=element,
                is_unnumbered=look.is_unnumbered,
            )


def _end_with_stops(titles: Sequence[str]) -> bool:
    """Tell whether headings mostly end with a full stop; long ones may be none."""
    short = [title for title in titles if len(title.split()) < _FEWEST_WORDS_OF_PROSE]
    return 2 * sum(title.endswith(".") for title in short) > len(short)


def _is_prose(title: str, fewest: int, *, stop: bool) -> bool:
    """Tell whether a line is a paragraph, though its style may say heading: a long sentence.

    `stop`: the headings of this document end with a full stop, so that one says nothing.
    """
    words = len(title.split())
    if words < fewest:
        return False
    ended = title.endswith((".", "!", "…", ";")) and not stop
    return ended or words >= _MOST_WORDS or bool(_SENTENCES.search(title))


def _following(lines: Sequence[Text]) -> list[Text]:
    """Return the next line that holds anything, for each line; an empty one for the last."""
    result, following = list[Text](), EMPTY
    for line in reversed(lines):
        result.append(following)
        following = line if line.string.strip() else following
    return result[::-1]


def _labelled_title(body: Text, begin: int, string: str) -> tuple[Label | None, str, int]:
    """Return the number that opens a line, the title behind it, and where that ends.

    Where the line is `Глава 1` alone the title is the line below it.
    """
    label = label_of(string)
    title = string[label.length :] if label else string
    end = begin + len(string)
    if label and label.is_worded and not title and (below := _LINE.match(body.string, end)):
        return replace(label, length=below.start(1) - begin), below[1], below.end(1)
    return label, title, end


def _level(label: Label | None, numbers: Numbers, look: Look) -> int:
    """Return the level of a heading by its number, else by its style.

    A number of one part below a chapter, as `§ 2` is, says less than a style.
    """
    if look.level and len(numbers) == 1 and not (label and (label.letter or label.is_worded)):
        return look.level
    return len(numbers) + bool(label and label.letter) or look.level or 1


def _is_titled(
    look: Look, line: Text, label: Label | None, element: str | None, *, deep: bool, alone: bool
) -> bool:
    """Tell whether a line without a heading's style is a heading.

    `alone`: it is no item of a list, or the only one.
    """
    if element == "appendix" and is_appendix_label(line.string) and not look.is_item:
        return True
    title = line.string[label.length :] if label else line.string
    opening = next((c for c in title if c.isalnum()), "")
    if not alone or title.rstrip()[-1] in ";,:" or not (opening.isupper() or opening.isdigit()):
        return False
    stressed = line.is_capital or line.is_bold
    if look.is_item and not (stressed and label):
        return False
    if element:
        return not deep or stressed or look.centred or element == "abstract"
    if label is None and is_thanks(title):
        return stressed or look.centred
    if label is None or (title.rstrip().endswith(".") and not stressed):
        return False
    return len(label.numbers) > 1 or stressed or label.is_worded
