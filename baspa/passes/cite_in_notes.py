"""Cite in notes: a style that cites in footnotes gets a footnote for each citation of the text.

`… text [@a, 25].` becomes a mark behind «text» whose note holds the citation; `@a [25]` keeps the
name in the text and gets a note behind it. In English a mark follows the punctuation, in Russian
and Kazakh it stands before it. A citation inside a footnote of the author's stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from baspa.model import AnySection, Citation, Note, Paragraph, SoftBreak, Text
from baspa.model.document import Language
from baspa.model.inlines import Node
from baspa.model.walk import child_fields

_PUNCTUATION = re.compile(r"[.,;:!?…”’»)]+")


def cite_in_notes(sections: tuple[AnySection, ...]) -> tuple[AnySection, ...]:
    """Return `sections` with a note for each citation."""
    return tuple(replace(s, blocks=_with_notes(s.blocks, s.language)) for s in sections)


def _with_notes(nodes: tuple[Any, ...], language: Language) -> tuple[Any, ...]:
    result: list[Any] = []
    for node in nodes:
        if isinstance(node, Citation):
            _add_note(result, node)
        elif isinstance(node, Text) and language == "en" and _ends_in_citation(result):
            result[-1:] = _after_punctuation(node, result[-1])
        elif isinstance(node, tuple):
            result.append(_with_notes(node, language))
        elif isinstance(node, Node) and not isinstance(node, Note):
            kind: Any = type(node)
            changes: dict[str, Any] = {
                name: _with_notes(getattr(node, name), language) for name in child_fields(kind)
            }
            result.append(replace(node, **changes) if changes else node)
        else:
            result.append(node)
    return tuple(result)


def _add_note(before: list[Any], citation: Citation) -> None:
    """Append the note of `citation`, behind the name that stands in the text or the last word."""
    if citation.textual:
        before.append(replace(citation, items=citation.items[:1], alone=True))
    elif before and isinstance(before[-1], SoftBreak):
        before.pop()
    elif before and isinstance(before[-1], Text):
        before[-1] = replace(before[-1], value=before[-1].value.rstrip(" \u00a0"))
    alone = replace(citation, textual=False, alone=True)
    before.append(
        Note(blocks=(Paragraph(content=(alone,), span=citation.span),), span=citation.span)
    )


def _ends_in_citation(nodes: list[Any]) -> bool:
    match nodes[-1:]:
        case [Note(blocks=(Paragraph(content=(Citation(alone=True),)),))]:
            return True
    return False


def _after_punctuation(text: Text, note: Note) -> Iterable[Any]:
    """Return the marks that `text` begins with, the note, and the rest."""
    marks = _PUNCTUATION.match(text.value)
    end = marks.end() if marks else 0
    first, rest = replace(text, value=text.value[:end]), replace(text, value=text.value[end:])
    return [node for node in (first, note, rest) if not isinstance(node, Text) or node.value]
