"""Places: where each block of the text was written, and where it stands on the pages of the PDF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from baspa.dataclass import dataclass

if TYPE_CHECKING:
    from baspa.diagnostics import Span
    from baspa.model import BlockSource
    from baspa.pdf.places import BlockPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """A block of the text, on one page; one that is divided has a place on each of its pages."""

    block: str
    """Its name: the same in every build until its words change."""
    on_page: BlockPlace
    span: Span
    line: int
    """The line of the source, from 1, in which it begins."""
    last_line: int


def source_places(
    blocks: Mapping[str, Sequence[BlockPlace]],
    sources: Mapping[str, BlockSource],
    texts: Mapping[str, str],
) -> tuple[SourcePlace, ...]:
    """Return where `blocks` of a PDF were written; those that Baspa supplies are left out."""
    found = []
    for block, places in blocks.items():
        source = sources.get(block)
        if source is None or source.span.file not in texts:
            continue
        span, lines = source.span, _line_starts(texts[source.span.file])
        line = bisect_right(lines, span.start)
        last_line = bisect_right(lines, max(span.start, span.end - 1))
        found += [
            SourcePlace(block=block, on_page=place, span=span, line=line, last_line=last_line)
            for place in places
        ]
    return tuple(found)


@lru_cache(maxsize=256)  # most files are as they were in the last build
def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
