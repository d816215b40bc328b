"""What a PDF shows, told by those who put it together: nothing of the file is read again for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from baspa.dataclass import dataclass

if TYPE_CHECKING:
    from baspa.pdf.assembly import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a PDF."""

    digest: str
    """Two pages that print the same have the same one, whatever stands on the pages around."""
    label: str
    """The number that a reader of the PDF shows, such as `7` or `iv`; it may be empty."""
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """One line of the outline."""

    level: int
    """From 0."""
    title: str
    page: int
    """The place of its page in the file, from 1."""
    top_pt: float
    """How far below the upper edge of the page its heading begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What there is in a PDF."""

    title: str
    pages: tuple[Page, ...]
    outline: tuple[Bookmark, ...]


def surveyed(
    title: str, pages: Sequence[Placed], labels: Sequence[str], texts: Mapping[str, str]
) -> Survey:
    """Return what the file of `pages` shows; they are labelled `labels`, `texts` fill their holes.

    The digest of a page is taken of what is seen of it.
    """
    return Survey(
        title=title,
        pages=tuple(
            _page(label, placed.size_pt, *_printed(placed, texts))
            for placed, label in zip(pages, labels, strict=True)
        ),
        outline=tuple(_outline(pages)),
    )


def page_digest(placed: Placed, texts: Mapping[str, str]) -> str:
    """Return the digest that a page has in a survey."""
    return _page("", placed.size_pt, *_printed(placed, texts)).digest


def _printed(placed: Placed, texts: Mapping[str, str]) -> tuple[bytes, str, tuple[str, ...]]:
    """Return the digest of what is seen of a page, its folio and what fills its holes."""
    if (page := placed.page) is None:
        return b"", "", ()
    folio = placed.folio if page.folio else ""
    return page.seen, folio, tuple(texts[hole.target] for hole in page.holes)


@lru_cache(maxsize=4096)  # most pages are as they were in the last build
def _page(
    label: str, size_pt: tuple[float, float], digest: bytes, folio: str, figures: tuple[str, ...]
) -> Page:
    printed = repr((size_pt, digest, folio, figures)).encode()
    return Page(
        digest=hashlib.sha256(printed).hexdigest()[:32],
        label=label,
        width_pt=round(size_pt[0], 3),
        height_pt=round(size_pt[1], 3),
    )


def _outline(pages: Sequence[Placed]) -> Iterator[Bookmark]:
    """Yield the outline, each entry as deep as the file has it."""
    above: list[int] = []
    for number, placed in enumerate(pages, 1):
        for level, title, _, from_below in placed.page.bookmarks if placed.page else ():
            while above and above[-1] >= level:
                above.pop()
            top = max(0.0, placed.size_pt[1] - from_below)
            yield Bookmark(level=len(above), title=title, page=number, top_pt=round(top, 1))
            above.append(level)
