"""Proofs: a PDF as it is shown to its author who goes on writing."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from baspa.dataclass import dataclass
from baspa.store import digest, keep, recall

if TYPE_CHECKING:
    from baspa.build.places import SourcePlace
    from baspa.model.later import Later
    from baspa.pdf.pdf import Forerunner
    from baspa.pdf.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A PDF as it stands in `out/`."""

    content: bytes = field(repr=False)
    survey: Later[Survey | None]
    """What there is in it; None where only the file can tell."""
    places: Later[tuple[SourcePlace, ...]]
    """Where each block of the text stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceSheets:
    """Pages of a PDF that is still to be put together."""

    survey: Survey
    """What there will be in it."""
    texts: Mapping[str, str]
    """The sources that it is made of, by their paths in the project."""
    places_on: Callable[[Collection[int], str], tuple[SourcePlace, ...]]
    """Returns where blocks stand on some of the pages, by their places from 1: those that were
    written in a file, perhaps among others."""
    excerpt: Callable[[Sequence[int]], bytes]
    """Returns a PDF of some of the pages alone, by their places from 1."""


Show = Callable[["Proof | AdvanceSheets | Forerunner"], None]
"""Shows what has come to be of a PDF."""


def keep_proof(key: str, proof: Proof) -> None:
    """Keep all but the content of the PDF that a build of these inputs made."""
    keep(
        digest(["proof", key]),
        lambda: pickle.dumps((proof.survey.value, proof.places.value), protocol=5),
    )


def recall_proof(key: str, content: bytes) -> Proof | None:
    """Return the proof of the build of these inputs, whose PDF is known; None where it is lost."""
    kept = recall(digest(["proof", key]))
    if kept is None:
        return None
    from baspa.model.later import Later  # with the whole model

    survey, places = pickle.loads(kept)
    return Proof(content=content, survey=Later(lambda: survey), places=Later(lambda: places))
