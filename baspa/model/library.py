"""The author's sources, as read: what a citation can refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Span
from baspa.model.document import Language

AND_OTHERS: Mapping[Language, str] = {"kk": "және т.б.", "ru": "и др.", "en": "et al."}
"""The literal last name of a list of names that the author did not finish (`and others`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """One source."""

    key: str
    """As cited: `@key`."""
    item: Mapping[str, Any]
    """The source as a CSL-JSON item (CSL 1.0.2); its `id` is the key.

    A subtitle stands behind ` : ` in the title, as in a library catalogue; the engine writes `: `
    for the styles that want that.
    """
    language: Language
    """The language whose words (б., с., p.) the entry is printed with."""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All sources by key, in the order of the files."""

    entries: Mapping[str, LibraryEntry]
    doubts: Mapping[str, str] = field(default_factory=dict)
    """Keys that must not be cited as things are, and why: `its entry at a.bib:7 is damaged`."""
