"""Import a file: the stages in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from baspa.dataclass import dataclass
from baspa.importers.project.project import Project, make_project
from baspa.importers.repair.lexicon import build_lexicon
from baspa.importers.repair.residues import repair_residues
from baspa.importers.repair.scripts import guess_language, normalise, repair_scripts
from baspa.importers.repair.spelling import suggest_spelling
from baspa.importers.structure.outline import Outline
from baspa.importers.structure.structure import find_structure
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Link, Manuscript, Note, Object, Picture, Table, Text
from baspa.model.document import Language

STEPS = {
    "normalise": "a letter and its accent became one character",
    "letters": "letters of the wrong alphabet that look right",
    "residues": "letters that an old 8-bit encoding left behind",
    "breaks": "line breaks that stood for something else",
    "capitals": "headings in capitals",
    "spaces": "white space, rows of dots, invisible characters",
    "dashes": "hyphens that are dashes",
    "ranges": "ranges of numbers",
    "quotes": "straight quotation marks",
    "glued": "words that touched",
    "references": "citations and references that became live",
    "spelling": "nothing is changed: suggestions only",
}
"""The repairs, each of which may be left out, and what each was about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import made."""

    manuscript: Manuscript
    """As it was read, before any repair."""
    outline: Outline
    project: Project
    language: Language
    ledger: Ledger


def import_manuscript(manuscript: Manuscript, ledger: Ledger) -> Imported:
    """Return the project that a manuscript becomes; every change is in the ledger."""
    language = guess_language(manuscript.text.string)
    ledger.facts["language"] = language
    repaired = _with_repaired_letters(manuscript, language, ledger)
    ledger.objects = repaired.objects
    lexicon = build_lexicon(repaired.text.string, language, ledger)
    outline = find_structure(repaired, lexicon, language, ledger)
    suggest_spelling(repaired.text, lexicon, language, ledger)
    project = make_project(outline, outline.manuscript, language, ledger)
    return Imported(
        manuscript=manuscript, outline=outline, project=project, language=language, ledger=ledger
    )


_BETWEEN = "\x1e"
"""Stands between the texts of a document while its letters are repaired all at once."""


def _with_repaired_letters(manuscript: Manuscript, language: str, ledger: Ledger) -> Manuscript:
    """Return the manuscript with the letters of its text, its cells and its notes repaired."""
    texts = [*map(_without_separator, [manuscript.text, *_inner_texts(manuscript.objects)])]
    between = Text.of(_BETWEEN)
    whole = Text.joined([part for text in texts for part in (text, between)][:-1])
    whole = normalise(whole, ledger)
    whole = repair_scripts(whole, language, ledger)
    whole = repair_residues(whole, language, ledger)
    cuts = [-1, *(n for n, c in enumerate(whole.string) if c == _BETWEEN), len(whole)]
    first, *rest = [whole[a + 1 : b] for a, b in pairwise(cuts)]
    repaired = iter(rest)
    objects = tuple(_with_texts(thing, repaired) for thing in manuscript.objects)
    return replace(manuscript, text=first, objects=objects)


def _without_separator(text: Text) -> Text:
    """Return a text in which nothing can be taken for the end of one.

    U+001E is what old Word files have for a hyphen that does not break.
    """
    return replace(text, string=text.string.replace(_BETWEEN, "-"))


def _inner_texts(objects: Iterable[Object]) -> Iterator[Text]:
    """Give the texts of cells, captions, notes and links."""
    for thing in objects:
        if isinstance(thing, Table):
            yield from (cell for row in thing.rows for cell in row)
        if isinstance(thing, Table | Picture) and thing.caption is not None:
            yield thing.caption
        elif isinstance(thing, Note | Link):
            yield thing.text


def _with_texts(thing: Object, texts: Iterator[Text]) -> Object:
    """Return an object with its texts replaced by the next of `texts`."""
    if isinstance(thing, Table):
        thing = replace(thing, rows=tuple(tuple(next(texts) for _ in row) for row in thing.rows))
    if isinstance(thing, Table | Picture) and thing.caption is not None:
        return replace(thing, caption=next(texts))
    return replace(thing, text=next(texts)) if isinstance(thing, Note | Link) else thing
