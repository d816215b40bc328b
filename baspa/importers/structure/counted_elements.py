"""Structural elements that are counted as chapters: `1 Введение`, `5 References`.

| counted | becomes |
|---|---|
| the introduction as chapter 1, chapter 2 behind it, in Kazakh and Russian | the introduction |
| the same in English | a chapter: else chapter 2 would be printed as the first |
| the conclusion as the last chapter, in Kazakh and Russian | the conclusion |
| the list of sources behind the last chapter | the list of sources |

What becomes an element has no number, nor have its parts; chapters are counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from baspa.importers.structure.headings import Heading
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Text
from baspa.importers.words.element_names import name_of_element


def with_counted_elements(
    headings: Sequence[Heading], body: Text, language: str, ledger: Ledger
) -> tuple[Heading, ...]:
    """Return the headings of `body`, those of counted elements as the language has them."""
    result = [*headings]
    counted = [n for n, heading in enumerate(headings) if _is_chapter(heading)]
    names = {n: _name(headings[n], body) for n in counted}
    for n in counted:
        if names[n] == "introduction" and n == counted[0] and _is_first(headings, n):
            if language == "en":
                result[n] = _chapter(headings, n, body)
            else:
                result[n:] = _without_number(result[n:], "introduction")
                has_parts = any(h.numbers == (1, 1) for h in headings)
                _tell(result[n], body, ledger, has_parts=has_parts)
        last = n == counted[-1] or [names[m] for m in counted if m > n] == ["references"]
        if (names[n] == "references" and last) or (
            names[n] == "conclusion" and last and language != "en"
        ):
            result[n:] = _without_number(result[n:], names[n])
    return tuple(result)


def _is_chapter(heading: Heading) -> bool:
    typed = heading.entry is not None or heading.title_start > heading.start
    return typed and heading.level == 1 and len(heading.numbers) == 1


def _name(heading: Heading, body: Text) -> str:
    title = body.string[heading.title_start : heading.end].strip().rstrip(".")
    return heading.element or name_of_element(title) or ""


def _is_first(headings: Sequence[Heading], n: int) -> bool:
    """Tell whether a heading is chapter 1 and chapter 2 is behind it."""
    return headings[n].numbers == (1,) and any(
        _is_chapter(h) and h.numbers == (2,) for h in headings[n + 1 :]
    )


def _chapter(headings: Sequence[Heading], n: int, body: Text) -> Heading:
    """Return an introduction as a chapter, where parts of chapters or its own word say so."""
    heading = headings[n]
    worded = any(c.isalpha() for c in body.string[heading.start : heading.title_start])
    has_parts = any(h.numbers in ((1, 1), (2, 1)) for h in headings)
    return replace(heading, element=None) if worded or has_parts else heading


def _without_number(headings: Sequence[Heading], element: str) -> list[Heading]:
    """Return headings of which the first is an element, the numbered parts below it its parts."""
    first, *others = headings
    parts = 0
    while parts < len(others) and others[parts].level > 1 and not others[parts].element:
        parts += 1
    below = [replace(h, numbers=(), is_unnumbered=True) for h in others[:parts]]
    return [replace(first, element=element, numbers=()), *below, *others[parts:]]


def _tell(heading: Heading, body: Text, ledger: Ledger, *, has_parts: bool) -> None:
    said = "the introduction was chapter 1: it has no number now, and the chapters count from 1"
    said += "; what refers to its parts by number was left as typed" if has_parts else ""
    ledger.ask(
        body.origins[heading.start],
        said,
        body.string[heading.start : heading.end],
    )
