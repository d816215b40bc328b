"""Citations and references that stay as typed: the numbers that they name are made anew.

| typed | asked |
|---|---|
| `[5, табл. 3]`, where it was not understood | which source had the number 5 |
| `(Smith, 2020)`, `[Щерба 1974, с. 30]`, where a source begins with that name | the same |
| `рис. 1.1, 1.2`, where one of the two has no target | the whole row stays, and is asked about |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from baspa.importers.references.reference_words import typed_words
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text
from baspa.model.document import Language

_NUMBERED = re.compile(r"\[[^\[\]\n\d]{0,20}(?P<n>\d{1,3})(?![\d.]\d)[^\[\]\n]{0,120}\]")
_DATED = re.compile(
    r"[(\[](?P<name>[^\W\d_][\w’'-]{3,})[^()\[\]\n]{0,80}?(?:1[89]|20)\d\d[^()\[\]\n]{0,60}[)\]]"
)
_STEM = 4
"""Letters at the beginning of a name that its cases share."""
_SHOWN = 150
"""Characters of a source that tell which it is."""


def ask_of_typed(
    text: Text,
    made: Sequence[Edit],
    lines: Sequence[Text],
    targets: Mapping[str, str],
    language: Language,
    ledger: Ledger,
) -> None:
    """Ask about what of `text` refers to something and is none of the edits that were `made`.

    `lines` are the sources in the order of their typed numbers.
    """
    for start, end, source in _citations(text.string, lines):
        if not any(edit.start < end and start < edit.end for edit in made):
            question = "this citation stays as typed, but sources get new numbers; it may mean"
            cited = f"{text.string[start:end]} – {source[:_SHOWN]}"
            ledger.ask(text.origins[start], question, cited)
    asked = 0
    for start, end, edits in sorted(typed_words(text.string, targets, language), key=itemgetter(0)):
        is_made = any(edit.start < end and start < edit.end for edit in made)
        if not edits and not is_made and start >= asked:
            asked = end
            question = "one of these numbers is of nothing here: all stay as typed"
            ledger.ask(text.origins[start], question, text.string[start:end])


def _citations(string: str, lines: Sequence[Text]) -> Iterator[tuple[int, int, str]]:
    """Give the places of what reads like a citation, and the line of the source it may mean."""
    for match in _NUMBERED.finditer(string):
        if 1 <= int(match["n"]) <= len(lines):
            yield *match.span(), lines[int(match["n"]) - 1].string
    for match in _DATED.finditer(string):
        stem = match["name"][:_STEM].casefold()
        named = (line.string for line in lines if line.string.casefold().startswith(stem))
        if (source := next(named, None)) is not None:
            yield *match.span(), source
