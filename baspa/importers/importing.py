"""Import a file: the stages in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import Manuscript
from baspa.importers.project import Project, make_project
from baspa.importers.residues import repair_residues
from baspa.importers.scripts import guess_language, normalise, repair_scripts
from baspa.importers.structure import Outline, find_structure

STEPS = (
    "normalise", "letters", "residues", "breaks", "capitals", "spaces",
    "dashes", "glued", "citations",
)  # fmt: skip
"""The repairs, each of which may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import made."""

    manuscript: Manuscript
    """As it was read, before any repair."""
    outline: Outline
    project: Project
    language: str
    ledger: Ledger


def import_manuscript(manuscript: Manuscript, ledger: Ledger) -> Imported:
    """Return the project that a manuscript becomes; every change is in the ledger."""
    language = guess_language(manuscript.text.string)
    ledger.facts["language"] = language
    text = normalise(manuscript.text, ledger)
    text = repair_scripts(text, language, ledger)
    text = repair_residues(text, language, ledger)
    repaired = replace(manuscript, text=text)
    outline = find_structure(repaired, language, ledger)
    project = make_project(outline, repaired, language, ledger)
    return Imported(
        manuscript=manuscript, outline=outline, project=project, language=language, ledger=ledger
    )
