"""Pagination: the boxes of a unit become pages one by one, from the first or from any of them.

WeasyPrint makes a page from where the last one ended. That place and what it says of the next page
are a `Start`, told by the number of a block, so that it holds in another document of these blocks
too. Which blocks the making of a page has looked at is watched: where none of them changes, the
page does not. All of this stands behind no public interface; the document is laid out in one pass
where the WeasyPrint is not the one that this was written for (`engine.is_known`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.pdf.blocks import Blocks, Element, shown
from baspa.pdf.division import Undivided
from baspa.pdf.engine import begin

if TYPE_CHECKING:
    from weasyprint import Document

ANY_NUMBER = 8
"""The number that pages are laid out with, of one figure: the assembly knows the true ones."""


class Beyond(Exception):
    """A page needs blocks that its document leaves out."""


class Irregular(Exception):
    """The boxes of a unit are not those of its blocks, one for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a page begins."""

    block: int
    """The number of the block that it begins before or in."""
    levels: int
    """How deep that place is in the tree of boxes: before a list, or before its first item."""
    inside: Any
    """Where in the block it begins, as WeasyPrint says; None before it."""
    forced: str
    """The kind of the break before it; `any` where the page before was full."""
    name: str | None
    """The name of the page, where the break says it."""
    right: bool
    """It is a right-hand page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page that is laid out."""

    box: Any
    state: Any
    """What counters and quotes are at its end."""
    reach: int
    """The last block that its making has looked at."""
    next: Start | None
    """Where the next page begins; None behind the last page, and where it cannot be begun anew."""
    last: bool


class Flow:
    """The boxes of a unit, or of some of its blocks, on their way to pages."""

    def __init__(
        self, source: str, style: str, fetcher: Any, blocks: Blocks, wanted: range
    ) -> None:
        """Build the boxes of `source`, which holds the blocks `wanted`. Raises Irregular, if they
        are not all blocks.
        """
        _watch_blocks()
        self.html, self.context, self.root = begin(source, style, fetcher)
        self.context.flow = self
        self.wanted = wanted
        self.numbers: dict[Any, int] = {}
        """Elements of blocks, and those that stand for blocks left out."""
        self.paths: dict[int, tuple[int, ...]] = {}
        self.at: dict[tuple[int, ...], int] = {}
        """The number of the block at a path through the boxes; at a list, of its first."""
        self.reach = -1
        self.marked: set[tuple[Any, str]] = set()
        """The elements that have their bookmarks."""
        self.irregular = ""
        if self.context.target_collector.counter_lookup_items:
            raise Undivided("a text depends on the page that it stands on")
        try:
            self._walk(blocks)
        except (ValueError, Irregular) as reason:
            self.irregular = str(reason)
            if len(wanted) < blocks.count:
                raise Irregular(self.irregular) from None

    def _walk(self, blocks: Blocks) -> None:
        """Find the box of each block."""
        [body] = self.root.children
        parts = list(self.html.etree_element.find("body"))
        begun = [(part, each) for part, each in zip(blocks.parts, parts, strict=True)]
        found = [(part, each) for part, each in begun if part.children]
        for place, (box, (part, each)) in enumerate(zip(body.children, found, strict=True)):
            self._descend(part.children, each, box, (0, place))

    def _descend(
        self, siblings: Sequence[Element], element: Any, box: Any, path: tuple[int, ...]
    ) -> None:
        from weasyprint.formatting_structure import boxes

        if not isinstance(box, boxes.BlockBox) or box.element is not element:
            raise Irregular("a part or a list is no block")
        every = shown(siblings, self.wanted)
        for place, (sibling, child, inner) in enumerate(
            zip(every, element, box.children, strict=True)
        ):
            if inner.element is not child or not inner.is_in_normal_flow():
                raise Irregular("a block has not one box")
            here = (*path, place)
            first = sibling.numbers[0]
            self.at[here] = first
            if sibling.children and sibling.has_any(self.wanted):
                self._descend(sibling.children, child, inner, here)
            else:
                self.numbers[child] = first
                self.paths[first] = here

    def touch(self, element: Any) -> None:
        """Note that a block is looked at. Raises Beyond where it is left out."""
        number = self.numbers.get(element)
        if number is not None and number > self.reach:
            if number not in self.wanted:
                raise Beyond
            self.reach = number

    def pages(self) -> Iterator[Made]:
        """Yield all pages."""
        from weasyprint.layout import initialize_page_maker

        initialize_page_maker(self.context, self.root)
        yield from self._pages(0)

    def pages_from(self, index: int, start: Start) -> Iterator[Made]:
        """Yield the pages from that at `index`, which begins at `start`, on. Raises Beyond."""
        at: Any = start.inside
        for step in reversed(self.paths[start.block][: start.levels]):
            at = {step: at}
        state: Any = ([0], {"pages": [0]}, [{"pages"}], [])
        next_page = {"break": start.forced, "page": start.name}
        before: Any = (None, None, None, None, {})
        self.marked.update(self._begun(start))
        self.context.page_maker = [before] * index + [(at, next_page, start.right, state, {})]
        yield from self._pages(index)

    def _pages(self, index: int) -> Iterator[Made]:
        from weasyprint.layout.page import remake_page

        context, last = self.context, False
        context.rendered_notes = []
        while not last:
            self.reach = -1
            again: Any = {"content_changed": False, "pages_wanted": False}
            again |= {"anchors": [], "content_lookups": []}
            context.page_maker[index] = (*context.page_maker[index][:-1], again)
            box, at = remake_page(index, context, self.root, self.html)
            _, next_page, right, state, _ = context.page_maker[index + 1]
            last = at is None and not context.reported_footnotes
            begun = None if at is None else self._start(at, next_page, right)
            self._mark(box)
            yield Made(box=box, state=state, reach=self.reach, next=begun, last=last)
            index += 1

    def _mark(self, page: Any) -> None:
        """Leave one bookmark to what stands on several pages."""
        for box in page.descendants():
            if box.bookmark_label:
                if (box.element, box.element_tag) in self.marked:
                    box.bookmark_label = ""
                self.marked.add((box.element, box.element_tag))

    def _finish(self, page: Any, state: Any) -> None:
        """Complete a page as WeasyPrint does when all are made: margins and backgrounds."""
        from weasyprint.layout import layout_backgrounds, make_margin_boxes

        quotes, counters, *rest = state
        counters = {**counters, "page": [ANY_NUMBER]}
        root, *areas = page.children
        page.children = (
            root,
            *(area for area in areas if area.children),
            *make_margin_boxes(self.context, page, (quotes, counters, *rest)),
        )
        layout_backgrounds(page, self.context.get_image_from_uri)

    def _start(self, at: Any, next_page: Any, right: bool) -> Start | None:
        """Return where a page begins; None where it takes over notes or floats."""
        if self.irregular or self.context.reported_footnotes or self.context.broken_out_of_flow:
            return None
        path: tuple[int, ...] = ()
        inside = at
        while inside is not None and (not path or path not in self.at or self._goes_on(path)):
            if len(inside) != 1:  # columns
                return None
            [(step, inside)] = inside.items()
            path = (*path, step)
        number = self.at.get(path)
        if number is None:
            return None
        if number not in self.wanted:
            raise Beyond
        return Start(
            block=number,
            levels=len(path),
            inside=inside,
            forced=next_page["break"],
            name=next_page["page"],
            right=right,
        )

    def _goes_on(self, path: tuple[int, ...]) -> bool:
        """Whether a path leads to a list rather than to a block."""
        return self.paths.get(self.at[path]) != path

    def document(self, pages: Sequence[Made]) -> Document:
        """Return pages as a document; to be asked for each page once."""
        from weasyprint import Document
        from weasyprint.document import Page
        from weasyprint.html import get_html_metadata
        from weasyprint.pdf.metadata import DocumentMetadata

        for made in pages:
            self._finish(made.box, made.state)
        return Document(
            [Page(made.box) for made in pages],
            DocumentMetadata(**get_html_metadata(self.html)),
            self.html.url_fetcher,
            self.context.font_config,
            {},
            None,
        )

    def _begun(self, start: Start) -> Iterator[tuple[Any, str]]:
        """Yield the elements that a page before `start` has begun."""
        at, box = start.inside, self.root
        for step in self.paths[start.block][: start.levels]:
            box = box.children[step]
        while at is not None and len(at) == 1:
            yield box.element, box.element_tag
            [(step, at)] = at.items()
            children = getattr(box, "children", ())
            if at is None or step >= len(children):
                return
            box = children[step]


@cache
def _watch_blocks() -> None:
    """Let each flow know the blocks that are looked at."""
    from weasyprint.layout import block

    lay_out = block.block_level_layout

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        flow = getattr(context, "flow", None)
        if flow is not None:
            flow.touch(box.element)
        return lay_out(context, box, *rest, **named)

    block.block_level_layout = block_level_layout
