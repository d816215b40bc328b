"""Headings that only their looks tell: short lines in capitals, bold or centred.

They are looked for where the contents, styles and numbers name no chapter. Capitals stand above
centred lines, those above bold ones; a title in two lines of one look is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.structure.headings import Heading
from baspa.importers.text.manuscript import OBJECTS, Form, Manuscript, Table, Text
from baspa.importers.words.caption_lines import caption_of

_WRITTEN = re.compile(r"\S")
_LONGEST = 150
_FEWEST = 2


def headings_by_looks(
    manuscript: Manuscript, body: Text, known: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Return `known`, the structural elements, and the headings between them that looks tell."""
    if not known or any(heading.element is None for heading in known):
        return tuple(known)
    found = list[Heading]()
    ends = [*(heading.start for heading in known[1:]), len(body)]
    for heading, end in zip(known, ends, strict=True):
        if heading.element not in ("references", "appendix", "abstract"):
            found += standing_out(manuscript, body, heading.end, end)
    if len(found) < _FEWEST:
        return tuple(known)
    ranks = sorted({heading.weight for heading in found}, reverse=True)
    levelled = (replace(heading, level=1 + ranks.index(heading.weight)) for heading in found)
    return tuple(sorted([*known, *levelled], key=lambda heading: heading.start))


def standing_out(manuscript: Manuscript, body: Text, start: int, end: int) -> list[Heading]:
    """Return the lines of a stretch that stand out and have text below them, weighed by looks.

    What stands below `Table 1`, or above a table, is its title.
    """
    found, at, label = list[Heading](), start, False
    for line in body[start:end].lines():
        begin, at = at, at + len(line) + 1
        weight = 0.0 if label else _weight(manuscript, line)
        if line.string.strip():
            caption = caption_of(line.stripped())
            label = caption is not None and caption.length == len(line.stripped())
        behind = _WRITTEN.search(body.string, at, end) if weight else None
        if behind is None or isinstance(manuscript.object_of(behind[0]), Table):
            continue
        title = line.stripped()
        begin += line.string.index(title.string)
        last = found[-1] if found else None
        if last and last.weight == weight and not body.string[last.end : begin].strip():
            found[-1] = replace(last, end=begin + len(title))
        else:
            heading = Heading(
                start=begin, title_start=begin, end=begin + len(title), level=1, weight=weight
            )
            found.append(heading)
    return found


def _weight(manuscript: Manuscript, line: Text) -> float:
    """Weigh how a line stands out; 0 for one that does not, or is no title."""
    title, look = line.stripped(), manuscript.look(line)
    string = title.string
    if not 3 < len(string) <= _LONGEST or string[-1] in ".:;," or not string[0].isupper():
        return 0.0
    if look.is_item or look.caption or caption_of(title) or ord(max(string)) >= OBJECTS:
        return 0.0
    bold = all(form & Form.BOLD for form, c in zip(title.forms, string, strict=True) if c != " ")
    if string.isupper():
        return 3.0
    return (2.0 if look.centred else 1.0) if bold else 0.0
