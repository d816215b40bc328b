"""Headings that no name places: what stands behind the conclusion, or behind the list of sources.

Baspa prints chapters before the conclusion, so a heading behind it must not become one.

| stands behind | becomes |
|---|---|
| the conclusion, and has no typed number: `Практические рекомендации` | a part of the conclusion |
| the list of sources: `Приложение. Опросник`, `Анкета` | an appendix |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.structure.headings import Heading

_MOST = 3
"""Headings behind a conclusion that may belong to it; of more it is the end of a chapter."""


def placed(headings: Sequence[Heading], *, has_levels: bool = False) -> tuple[Heading, ...]:
    """Return headings, those behind the conclusion and the sources where Baspa prints them.

    `has_levels`: their levels are right, so that lower ones head the kinds of sources.
    """
    result = [*headings]
    for element in ("conclusion", "references"):
        start = next((n + 1 for n in _backwards(result) if result[n].element == element), 0)
        end = next((n for n in range(start, len(result)) if result[n].element), len(result))
        behind = result[start:end]
        if not start or not behind or any(h.title_start > h.start for h in behind):
            continue
        if element == "references" and _goes_on(result[end:]):
            continue
        top = min(heading.level for heading in behind)
        if element == "conclusion" and sum(h.level == top for h in behind) <= _MOST:
            result[start:end] = [_part(h, h.level - top + 2) for h in behind]
        elif element == "references" and not (has_levels and top > 1):
            result[start:end] = [
                replace(h, element="appendix", level=1, numbers=())
                if h.level == top
                else _part(h, h.level - top + 1)
                for h in behind
            ]
    return tuple(result)


def _backwards(headings: Sequence[Heading]) -> range:
    return range(len(headings) - 1, -1, -1)


def _goes_on(headings: Sequence[Heading]) -> bool:
    """Tell whether the text goes on behind the sources: these are those of a chapter."""
    return any(h.element not in ("appendix", None) for h in headings)


def _part(heading: Heading, level: int) -> Heading:
    return replace(heading, level=level, numbers=(), is_unnumbered=True)
