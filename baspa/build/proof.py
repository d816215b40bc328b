"""Proofs: a PDF as it is shown to its author who goes on writing."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from baspa.dataclass import dataclass
from baspa.store import digest, keep, recall

if TYPE_CHECKING:
    from baspa.build.places import SourcePlace
    from baspa.pdf.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A PDF, known before it stands in `out/`, and perhaps before it is put together."""

    content: bytes | None = field(repr=False)
    """None where it is still to be put together."""
    survey: Survey | None
    """What there is in it; None where only the file can tell."""
    places: tuple[SourcePlace, ...]
    """Where each block of the text stands."""
    excerpt: Callable[[Sequence[int]], bytes] | None = field(default=None, compare=False)
    """Returns some of the pages alone, by their places from 1, of what is to be put together."""


def keep_proof(key: str, proof: Proof) -> None:
    """Keep all but the content of the PDF that a build of these inputs made."""
    kept = proof.survey, proof.places
    keep(digest(["proof", key]), lambda: pickle.dumps(kept, protocol=5))


def recall_proof(key: str, content: bytes) -> Proof | None:
    """Return the proof of the build of these inputs, whose PDF is known; None where it is lost."""
    kept = recall(digest(["proof", key]))
    if kept is None:
        return None
    survey, places = pickle.loads(kept)
    return Proof(content=content, survey=survey, places=places)
