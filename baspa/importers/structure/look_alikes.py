"""Headings without style and number that look as others do, which the contents names.

| a short line that stands out, in a thesis whose sections only their looks tell | is |
|---|---|
| with the look of headings of one level | a heading of that level |
| with a look of its own, italic where the one above it is upright | one level deeper |

So a thesis in the style of APA has them: centred and bold; at the margin and bold; the same in
italics. A look is capitals, alignment, weight, slope and indent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baspa.dataclass import dataclass
from baspa.importers.structure.headings import Heading
from baspa.importers.structure.typography import standing_out
from baspa.importers.text.manuscript import Form, Manuscript, Text

_FEWEST = 2
"""Headings that only their looks tell, for others to be sought."""
_INDENT_MM = 5.0
"""Indents that differ by less are one."""
_SKIPPED = ("references", "appendix", "abstract", "abbreviations", "definitions")


@dataclass(frozen=True, slots=True)
class _Style:
    """How a line looks."""

    capital: bool
    centred: bool
    bold: bool
    italic: bool
    indent: int

    def slanted(self) -> _Style:
        return replace(self, italic=True)


def with_look_alikes(
    manuscript: Manuscript, body: Text, known: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Return the headings, and the lines between them that look like some of them."""
    levels = dict[_Style, set[int]]()
    for heading in known:
        line = body[heading.start : heading.end]
        if not heading.element and not heading.numbers and not manuscript.look(line).level:
            levels.setdefault(_style(manuscript, line), set()).add(heading.level)
    told = sum(not h.element and not h.numbers for h in known)
    numbered = sum(len(h.numbers) > 1 for h in known)
    level_of = {style: min(some) for style, some in levels.items() if len(some) == 1}
    if told < max(_FEWEST, numbered) or not level_of:
        return tuple(known)
    deeper = {style.slanted(): level + 1 for style, level in level_of.items() if not style.italic}
    level_of = deeper | level_of
    found = list[Heading]()
    ends = [*(heading.start for heading in known[1:]), len(body)]
    for heading, end in zip(known, ends, strict=True):
        if heading.element not in _SKIPPED:
            for one in standing_out(manuscript, body, heading.end, end):
                level = level_of.get(_style(manuscript, body[one.start : one.end]))
                found += [replace(one, level=level, weight=0.0)] if level else []
    return tuple(sorted([*known, *found], key=lambda heading: heading.start))


def _style(manuscript: Manuscript, line: Text) -> _Style:
    look = manuscript.look(line)
    pairs = zip(line.string, line.forms, strict=True)
    return _Style(
        capital=line.is_capital,
        centred=look.centred,
        bold=line.is_bold,
        italic=all(form & Form.ITALIC for c, form in pairs if not c.isspace()),
        indent=0 if look.centred else round(look.indent_mm / _INDENT_MM),
    )
