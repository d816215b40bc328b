"""Typography: quotes, dashes, ranges and no-break spaces, as the language of the text has them.

Words and marks are data (`baspa/locales/typography.yaml`); the shapes of the rules stand in
`rules.py`. No rule changes a letter or a digit, save the `x` of `3x4`, and a text that is set
already stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from baspa.model import (
    AnySection,
    Definition,
    Figure,
    Heading,
    Inline,
    Language,
    Panel,
    Paragraph,
    Reference,
    ResolvedCitation,
    Table,
    Text,
)
from baspa.model.walk import transform
from baspa.passes.typography.line import Line, Spoken, set_leaves
from baspa.passes.typography.quotes import pair_quotes
from baspa.passes.typography.rules import NO_BREAK_SPACE, ellipses, rules_of, short_last_word

LINES = 1 << 14
"""Lines that a process knows how to set: those of a thesis, of which an edit changes one."""
_GAP_BEFORE_NUMBER = re.compile(r"(?<=\.) (?=\d)")


_SET = (Paragraph, Heading, Figure, Panel, Table, Definition)
"""The nodes that hold running text of their own."""


def set_typography(sections: tuple[AnySection, ...]) -> tuple[AnySection, ...]:
    """Return `sections` with the text of every paragraph, heading, caption and cell set.

    Code, formulas, addresses, super- and subscripts stay as they are, and so does every node in
    which nothing changes.
    """
    return tuple(
        replace(
            section,
            blocks=transform(section.blocks, _Setting(section.language), *_SET),
            keywords=tuple(set_words(word, section.language) for word in section.keywords),
        )
        for section in sections
    )


def set_inlines(
    content: tuple[Inline, ...], language: Language, *, is_block: bool = False
) -> tuple[Inline, ...]:
    """Return one stretch of running text in `language`, set.

    The last line of a block is not left to a short word alone.
    """
    return set_leaves(content, language, partial(_set_line, is_block=is_block))


@lru_cache(maxsize=LINES)
def _set_line(text: str, leaves: tuple[Spoken, ...], *, is_block: bool) -> tuple[str, ...]:
    """Return the text of each leaf of a line, set."""
    line = Line(text, leaves)
    languages = line.languages()
    if not languages:
        return line.texts()
    for spoken in languages:
        line.edit(ellipses(line.text), only=spoken)
    line.edit(pair_quotes(line.text, line.language_at))
    for spoken in languages:
        for rule in rules_of(spoken):
            line.edit(rule(line.text), only=spoken)
    if is_block:
        line.edit(short_last_word(line.text))
    return line.texts()


class _Setting:
    """Sets the nodes that hold running text of their own."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, node: Any) -> Any:
        match node:
            case Paragraph() | Heading():
                return self.field(node, "content", is_block=True)
            case Figure() | Panel() | Table():
                return self.field(node, "caption", is_block=True)
            case Definition():
                return self.field(node, "term", is_block=False)
            case _:
                return node

    def field(self, node: Any, name: str, *, is_block: bool) -> Any:
        old = getattr(node, name)
        new = set_inlines(old, self.language, is_block=is_block)
        return node if new is old else replace(node, **{name: new})


def set_words(words: str, language: Language, *, is_block: bool = False) -> str:
    """Return a stretch of text without markup, set."""
    [text] = set_inlines((Text(value=words),), language, is_block=is_block) or (Text(value=words),)
    return text.value if isinstance(text, Text) else words


def bind_printed(
    node: Reference | ResolvedCitation,
) -> Reference | ResolvedCitation:
    """Return it with no-break spaces in what it prints: `рисунок 1`, `[2, б. 5]`."""
    match node:
        case Reference(before=before, after=after):
            if before.endswith(" "):
                before = before[:-1] + NO_BREAK_SPACE
            if after.startswith(" "):
                after = NO_BREAK_SPACE + after[1:]
            return replace(node, before=before, after=after)
        case ResolvedCitation(content=content):
            return replace(node, content=transform(content, _bind_locator, Text))


def _bind_locator(node: Text) -> Text:
    value = _GAP_BEFORE_NUMBER.sub(NO_BREAK_SPACE, node.value)
    return node if value == node.value else replace(node, value=value)
