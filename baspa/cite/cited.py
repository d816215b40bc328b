"""What the citation engine gives: the citations and the list of sources, ready to print."""

from __future__ import annotations

from baspa.dataclass import dataclass
from baspa.model import BibliographyEntry, ResolvedCitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The citations and the bibliography of a thesis, ready to print."""

    citations: tuple[ResolvedCitation, ...]
    """One for each citation that was given, in the same order."""
    bibliography: tuple[BibliographyEntry, ...]
    """In printed order."""
