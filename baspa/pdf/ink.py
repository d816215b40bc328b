"""Ink: what is written for a page, beside what is to be known of it.

Most pages of a file are copied out of the last one, and nobody looks at their ink again. So it is
kept apart from the fragment, by those who drew it, and read where a page must be written anew.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.model.later import Later
from baspa.pdf.objects import Group
from baspa.store import is_kept, keep, recall

if TYPE_CHECKING:
    from baspa.pdf.fragment import Fragment


class Faded(Exception):
    """Ink that was kept is lost: what it was for is to be drawn anew."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What is written for a page."""

    objects: Group
    content: bytes
    """Its content stream; compressed where it has no holes."""


class Well:
    """The ink of pages that were drawn together, in the store."""

    def __init__(self, key: str, inks: tuple[Ink, ...] = ()) -> None:
        self.key = key
        if inks:
            self.inks = inks

    @cached_property
    def inks(self) -> tuple[Ink, ...]:
        """The ink of each page. Raises Faded."""
        content = recall(self.key)
        if content is None:
            raise Faded
        inks: tuple[Ink, ...] = pickle.loads(content)
        return inks

    def __reduce__(self) -> tuple[Any, ...]:
        return Well, (self.key,)


class KeptInk(Later[Ink]):
    """The ink of a page in a well."""

    def __init__(self, well: Well, number: int) -> None:
        super().__init__(lambda: well.inks[number])
        self.well, self._number = well, number

    def __reduce__(self) -> tuple[Any, ...]:
        return KeptInk, (self.well, self._number)


def keep_ink(fragment: Fragment, key: str) -> Fragment:
    """Keep the ink of new pages under `key`; return a fragment whose pages know where theirs is."""
    new = [page for page in fragment.pages if not isinstance(page.ink, KeptInk)]
    if not new:
        return fragment
    well = Well(key, tuple(page.ink.value for page in new))
    keep(key, partial(pickle.dumps, well.inks, protocol=5))
    kept = (replace(page, ink=KeptInk(well, number)) for number, page in enumerate(new))
    pages = (page if isinstance(page.ink, KeptInk) else next(kept) for page in fragment.pages)
    return replace(fragment, pages=tuple(pages))


def has_ink(fragment: Fragment) -> bool:
    """Whether the ink of a fragment is there, be it damaged."""
    inks = (page.ink for page in fragment.pages)
    return all(map(is_kept, {ink.well.key for ink in inks if isinstance(ink, KeptInk)}))
