"""An edition: a finished PDF as the page shows it, and where in it an edit has come to stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass

if TYPE_CHECKING:
    from baspa.build.places import SourcePlace
    from baspa.pdf.survey import Survey
    from baspa.preview.pictures import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A finished PDF, with all that the page needs to show it."""

    id: str
    """The digest of `content`: an edition that says the same has the same."""
    content: bytes
    """JSON for the page: `title`, `pages`, `outline`, `blocks`."""
    pages: Mapping[str, tuple[File, int]]
    """The PDF that each page can be drawn of, and the place of the page in it, from 1; by the
    digest of the page, in the order of the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A height on a page."""

    page: int
    """The place of the page in the file, from 1."""
    top_pt: float | None = None
    """From its upper edge; None while no more is known than the page."""
    digest: str = ""
    """The digest of that page, so that its picture can be asked for before the edition is."""


def make_edition(
    survey: Survey, pages: Mapping[str, tuple[File, int]], places: Iterable[SourcePlace]
) -> Edition:
    """Return the edition of a PDF; `pages` can be drawn, `places` are those of its blocks."""
    shown = {
        "title": survey.title,
        "pages": [asdict(page) for page in survey.pages],
        "outline": [asdict(bookmark) for bookmark in survey.outline],
        "blocks": [_block(place) for place in places],
    }
    content = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
    return Edition(id=hashlib.sha256(content).hexdigest()[:32], content=content, pages=pages)


def pages_of(file: File, survey: Survey) -> dict[str, tuple[File, int]]:
    """Return where the pages of a whole PDF can be drawn of."""
    return {page.digest: (file, number) for number, page in enumerate(survey.pages, 1)}


def _block(place: SourcePlace) -> dict[str, Any]:
    on_page = place.on_page
    return {
        "block": place.block,
        "page": on_page.page,
        "left_pt": round(on_page.x_pt, 1),
        "top_pt": round(on_page.y_pt, 1),
        "width_pt": round(on_page.width_pt, 1),
        "height_pt": round(on_page.height_pt, 1),
        "file": place.span.file,
        "line": place.line,
        "last_line": place.last_line,
    }


def edited_spot(
    before: Mapping[str, str],
    after: Mapping[str, str],
    places_in: Callable[[str], Sequence[SourcePlace]],
) -> Spot | None:
    """Return where the first change of a text stands now; None where it stands in no block.

    `places_in` gives the places of the blocks of a file, perhaps among others. Within a block that
    is divided or long the height is worked out from the number of letters before the change.
    """
    for name in sorted(after):
        if name not in before or before[name] == after[name]:
            continue
        place = _first_difference(before[name], after[name])
        found = (each for each in places_in(name) if each.span.file == name)
        begun = [each for each in found if each.span.start <= place]
        if begun:
            span = max(each.span for each in begun)
            return _spot_in([each for each in begun if each.span == span], place)
    return None


def _first_difference(before: str, after: str) -> int:
    """Return the offset at which two texts begin to differ."""
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return place
    return min(len(before), len(after))


def _spot_in(fragments: Sequence[SourcePlace], place: int) -> Spot:
    """Return the height of the letter at `place` in a block that stands at `fragments`."""
    span = fragments[0].span
    share = min(1.0, (place - span.start) / max(1, span.end - span.start))
    boxes = [fragment.on_page for fragment in fragments]
    down = share * sum(box.height_pt for box in boxes)
    for box in boxes[:-1]:
        if down < box.height_pt:
            return Spot(page=box.page, top_pt=box.y_pt + down)
        down -= box.height_pt
    return Spot(page=boxes[-1].page, top_pt=boxes[-1].y_pt + min(down, boxes[-1].height_pt))
