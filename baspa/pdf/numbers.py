"""Numbers of pages: where the units of a document come to stand, and what that makes them print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from baspa.dataclass import dataclass
from baspa.model import PageMap
from baspa.model.pages import PageFormat, PageRun, page_label
from baspa.pdf.continuation import row_places
from baspa.pdf.division import Division, Undivided
from baspa.pdf.fragment import Fragment, FragmentPage
from baspa.pdf.holes import TOTAL
from baspa.pdf.pages import part_runs
from baspa.pdf.places import BlockPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Where the fragments of a document stand, and how its pages are numbered."""

    firsts: tuple[int, ...]
    """The place of the first page of each unit in the file, from 1."""
    blanks: frozenset[int]
    """The units before which a page is empty."""
    total: int
    places: Mapping[str, int]
    """The page on which every id stands first, from 1."""
    runs: Sequence[PageRun]

    def label(self, place: int) -> str:
        """Return the number of the page at a place, from 1."""
        return page_label(place, self.runs)

    def text(self, target: str) -> str:
        """Return what is printed for the page of `target`. Raises Undivided where that is open."""
        if target == TOTAL:
            return str(self.total)
        number = page_label(self.places[target], self.runs) if target in self.places else ""
        if not number:
            raise Undivided(f"a page without a number is referred to («{target}»)")
        return number


def number(
    division: Division, fragments: Sequence[Fragment | None], front_format: PageFormat
) -> Numbering:
    """Return the numbering of a document; of a unit that is not laid out yet the number of pages
    is guessed."""
    firsts: list[int] = []
    blanks: set[int] = set()
    places: dict[str, int] = {}
    before = None
    place = 1
    for index, (unit, fragment) in enumerate(zip(division.units, fragments, strict=True)):
        left_front = before is not None and before.front and not unit.kind.front
        if division.recto and left_front and place % 2 == 0:
            blanks.add(index)
            place += 1
        firsts.append(place)
        if fragment is None:
            places |= dict.fromkeys(unit.ids, place)
        else:
            for offset, page in enumerate(fragment.pages):
                for anchor in page.anchors:
                    places.setdefault(anchor, place + offset)
        place += len(fragment.pages) if fragment else unit.expected_pages
        before = unit.last_kind
    parts = [part for unit in division.units for part in unit.parts]
    return Numbering(
        firsts=tuple(firsts),
        blanks=frozenset(blanks),
        total=place - 1,
        places=places,
        runs=part_runs(parts, places, front_format),
    )


def page_map(numbering: Numbering, fragments: Sequence[Fragment]) -> PageMap:
    """Return where things stand in the whole file."""
    pages: list[Mapping[str, Mapping[int, float]]] = [{}] * numbering.total
    for place, page in _placed(numbering, fragments):
        pages[place - 1] = page.rows
    labels = [numbering.label(place) for place in range(numbering.total + 1)]
    return PageMap(
        labels={name: labels[place] for name, place in numbering.places.items()},
        places=numbering.places,
        total=numbering.total,
        rows=row_places(pages),
    )


def block_map(
    numbering: Numbering, fragments: Sequence[Fragment], on: Collection[int] | None = None
) -> dict[str, tuple[BlockPlace, ...]]:
    """Return where blocks stand in the whole file, or those alone that stand on the pages `on`."""
    blocks: dict[str, list[BlockPlace]] = {}
    for place, page in _placed(numbering, fragments):
        if on is not None and place not in on:
            continue
        for name, where in page.blocks.items():
            blocks.setdefault(name, []).append(where.moved(place - 1))
    return {name: tuple(places) for name, places in blocks.items()}


def _placed(
    numbering: Numbering, fragments: Sequence[Fragment]
) -> Iterator[tuple[int, FragmentPage]]:
    """Yield each page with its place in the file, from 1."""
    for first, fragment in zip(numbering.firsts, fragments, strict=True):
        yield from enumerate(fragment.pages, first)
