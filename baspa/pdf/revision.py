"""Revision: a unit that was laid out before and has changed, where only the pages that change are
made anew.

A page is as it was where it begins at the same place of the same blocks, and every block that its
making looked at is as it was. So the pages of the last layout are kept from the front until a block
differs; from there on pages are made until one begins where an old one did, and so on. To make
pages, a document that holds the blocks of these pages is enough. What comes of it is the fragment
that a layout of the whole unit gives, byte for byte; where that cannot be known, Unrevised is
raised and the whole is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.pdf.blocks import Blocks
from baspa.pdf.continuation import ROW, report_unlabelled
from baspa.pdf.division import Undivided, is_sided
from baspa.pdf.engine import without_collector
from baspa.pdf.fonts import FaceChanged, FaceUse, united
from baspa.pdf.fragment import Fragment, FragmentPage, fragment
from baspa.pdf.layout import Sheet, printable
from baspa.pdf.objects import Group
from baspa.pdf.pagination import Beyond, Flow, Irregular, Made, Start
from baspa.pdf.unit import Course, Printed
from baspa.pdf.warnings import engine_warnings

if TYPE_CHECKING:
    from weasyprint import Document

MOST_BLOCKS = 2000
"""More blocks that differ are not compared one by one."""
AHEAD = 3
"""Blocks behind those that a page needed before, in case it needs more now."""


class Unrevised(Exception):
    """Why a unit is laid out as a whole; without words where all of its pages change anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A unit to be laid out, and what its last layout gave."""

    sheet: Sheet
    course: Course
    fragment: Fragment

    def sent(self) -> Revision:
        """Return it for another process: it needs to know which pages there are, not what is on
        them.
        """
        pages: Any = tuple(_Kept(n, page.names) for n, page in enumerate(self.fragment.pages))
        return replace(self, fragment=replace(self.fragment, pages=pages, shared={}))

    def received(self, printed: Printed) -> Printed:
        """Return what another process made of it, with the pages that are kept."""
        made: tuple[Any, ...] = printed.fragment.pages
        pages = tuple(
            self.fragment.pages[page.place] if isinstance(page, _Kept) else page for page in made
        )
        shared = {**self.fragment.shared, **printed.fragment.shared}
        fragment = replace(printed.fragment, pages=pages, shared=_shared(pages, shared))
        return replace(printed, fragment=fragment)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Stands for a page of the last layout."""

    place: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page of the new layout."""

    page: FragmentPage
    start: Start | None
    reach: int
    faces: tuple[FaceUse, ...]


def revised(revision: Revision) -> Printed:
    """Return the unit laid out. Raises Unrevised."""
    try:
        with without_collector():
            return _Revising(revision).printed()
    except (Undivided, FaceChanged, Irregular) as reason:
        raise Unrevised(str(reason)) from None


class _Revising:
    """A unit that is being revised."""

    def __init__(self, revision: Revision) -> None:
        self.sheet, self.old, self.fragment = revision.sheet, revision.course, revision.fragment
        self.blocks = Blocks(self.sheet.html)
        self.digests = self.blocks.digests(self.sheet.assets)
        if self.blocks.frame != self.old.frame:
            raise Unrevised("what stands around the blocks is not as it was")
        self.sided = is_sided(self.sheet.style)
        self.new_of = matched(self.old.blocks, self.digests)
        self.unbroken = _runs(self.new_of)
        self.shared = dict(self.fragment.shared)
        self.some = ""
        self.at_once = 1
        self.kept = {page for page in range(len(self.old.starts)) if self.keeps(page)}
        if not self.kept:
            raise Unrevised  # which needs no words
        starts = ((page, self.moved(page)) for page in range(1, len(self.old.starts)))
        self.beginning = {self.place(start): page for page, start in starts if start is not None}

    def keeps(self, page: int) -> bool:
        """Whether an old page is as it was, if it begins where it did."""
        starts, count = self.old.starts, len(self.old.blocks)
        start, last = starts[page], page == len(starts) - 1
        after = None if last else starts[page + 1]
        if (start is None and page > 0) or (after is None and not last):
            return False
        first = start.block if start else 0
        end = max(self.old.reaches[page], after.block if after else count - 1)
        if self.unbroken[first] < end:
            return False
        if start is None and self.new_of[0] != 0:
            return False
        return not last or self.new_of[count - 1] == len(self.digests) - 1

    def moved(self, page: int) -> Start | None:
        """Return where an old page begins among the new blocks."""
        start = self.old.starts[page]
        if start is None or self.new_of[start.block] < 0:
            return None
        return replace(start, block=self.new_of[start.block])

    def place(self, start: Start) -> tuple[object, ...]:
        """Return what two starts have in common that begin the same page."""
        side = start.right if self.sided else None
        return start.block, start.levels, repr(start.inside), start.forced, start.name, side

    def printed(self) -> Printed:
        pages: list[_Page] = []
        made, start, old = 0, None, 0 if 0 in self.kept else None
        done = False
        while not done:
            if old is not None:
                pages.append(self.kept_page(old, start))
                done = old == len(self.old.starts) - 1
            else:
                new, start, done = self.made_pages(len(pages), start)
                pages += new
                made += len(new)
                old = self.same(start)
                continue
            if not done:
                begun = self.moved(old + 1)
                assert begun is not None  # else the page would not be kept
                start = replace(begun, right=self.right(len(pages)))
                old = self.same(start)
        return self.together(pages, made)

    def same(self, start: Start | None) -> int | None:
        """Return the old page that is kept and begins at `start`."""
        page = None if start is None else self.beginning.get(self.place(start))
        return page if page in self.kept else None

    def right(self, index: int) -> bool:
        """Whether the page at `index` is a right-hand one: sides alternate."""
        known = next((n, start.right) for n, start in enumerate(self.old.starts) if start)
        return known[1] ^ ((index - known[0]) % 2 == 1)

    def kept_page(self, old: int, start: Start | None) -> _Page:
        return _Page(
            page=self.fragment.pages[old],
            start=start,
            reach=self.new_of[self.old.reaches[old]],
            faces=self.old.faces[old],
        )

    def made_pages(self, index: int, start: Start | None) -> tuple[list[_Page], Start | None, bool]:
        """Make pages from that at `index`, which begins at `start`, until one begins as one that is
        kept, or the blocks at hand are used up; return also where the next one begins, and whether
        there is none.
        """
        first = start.block if start else 0
        for wanted in self.windows(first):
            findings = Findings()
            source, style, fetcher = printable(self.sheet, self.blocks.only(wanted), findings)
            with engine_warnings(findings):
                flow = Flow(source, style, fetcher, self.blocks, wanted)
                flow.context.style_for.initial_page_sizes.update(self.old.sheet_sizes)
                made = self.until_known(flow, index, start)
                if made:
                    document = flow.document(made)
                    self.check(document, start, findings)
                    drawn, faces = fragment(document, findings.diagnostics)
            if findings.diagnostics:
                raise Unrevised("something is to be reported")
            if not made:
                continue
            if faces is None:
                raise Unrevised("advances are rounded differently")
            self.some = self.blocks.only(wanted)
            self.shared |= drawn.shared
            starts = [start, *(each.next for each in made[:-1])]
            pages = [
                _Page(page=page, start=begun, reach=each.reach, faces=used)
                for page, begun, each, used in zip(drawn.pages, starts, made, faces, strict=True)
            ]
            return pages, made[-1].next, made[-1].last
        raise Unrevised("a page takes all blocks")

    def check(self, document: Document, start: Start | None, findings: Findings) -> None:
        """Report a table without a label that goes on over pages; kept ones have none."""
        if not self.sheet.labels_required:
            return
        report_unlabelled(document, findings)
        block = self.blocks.text(start.block) if start and start.inside else b""
        if b"<table" in block and ROW.encode() not in block:
            raise Unrevised("a table may go on over pages without a label")

    def until_known(self, flow: Flow, index: int, start: Start | None) -> list[Made]:
        """Return the pages that can be made of the blocks at hand."""
        made: list[Made] = []
        try:
            for page in flow.pages() if start is None else flow.pages_from(index, start):
                made.append(page)
                if page.last or self.same(page.next) is not None:
                    return made
        except Beyond:
            pass
        while made and made[-1].next is None:  # the next page cannot be begun anew
            made.pop()
        return made

    def windows(self, first: int) -> Iterator[range]:
        """Yield more and more blocks from `first` on: at first what a page needed before, and what
        twice as many pages needed each time that no page was as before.
        """
        count = len(self.digests)
        needed = self.needed(first, self.at_once)
        self.at_once *= 2
        while True:
            yield range(first, min(needed, count))
            if needed >= count:
                return
            needed = first + 2 * (needed - first)

    def needed(self, first: int, pages: int) -> int:
        """Return the end of the blocks that `pages` pages from `first` on probably need."""
        reaches = self.old.reaches
        for page, reach in enumerate(reaches):
            if self.after(reach) > first:
                return self.after(reaches[min(page + pages, len(reaches)) - 1]) + AHEAD
        return len(self.digests)

    def after(self, reach: int) -> int:
        """Return the end of the blocks that a page needs that once needed those up to `reach`."""
        return next((n for n in self.new_of[reach:] if n >= 0), len(self.digests))

    def together(self, pages: Sequence[_Page], made: int) -> Printed:
        """Return the pages as one fragment."""
        every = tuple(each.page for each in pages)
        fragment = replace(
            self.fragment,
            pages=every,
            shared=_shared(every, self.shared),
            faces=tuple(united(use for each in pages for use in each.faces)),
        )
        course = replace(
            self.old,
            blocks=self.digests,
            starts=tuple(each.start for each in pages),
            reaches=tuple(each.reach for each in pages),
            faces=tuple(each.faces for each in pages),
        )
        return Printed(fragment=fragment, course=course, made=made, some=self.some)


def _shared(pages: Sequence[FragmentPage], known: Mapping[str, Group]) -> dict[str, Group]:
    """Return what pages share, as far as it is known, in the order in which they refer to it."""
    names = dict.fromkeys(name for page in pages for name in page.names)
    return {name: known[name] for name in names if name in known}


def matched(old: Sequence[bytes], new: Sequence[bytes]) -> list[int]:
    """Return the new place of each old block, or -1; in order, as many as are easily found."""
    found = [-1] * len(old)
    shorter = min(len(old), len(new))
    front = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    back = next((n for n in range(shorter - front) if old[-1 - n] != new[-1 - n]), shorter - front)
    found[:front] = range(front)
    found[len(old) - back :] = range(len(new) - back, len(new))
    between = old[front : len(old) - back], new[front : len(new) - back]
    if max(map(len, between)) <= MOST_BLOCKS:
        for block in SequenceMatcher(None, *between, autojunk=False).get_matching_blocks():
            for n in range(block.size):
                found[front + block.a + n] = front + block.b + n
    return found


def _runs(new_of: Sequence[int]) -> list[int]:
    """Return, for each old block, the last one up to which all still follow one another; one less
    than the block itself where it is gone.
    """
    ends = [0] * len(new_of)
    for n in reversed(range(len(new_of))):
        if new_of[n] < 0:
            ends[n] = n - 1
        elif n + 1 < len(new_of) and new_of[n + 1] == new_of[n] + 1:
            ends[n] = ends[n + 1]
        else:
            ends[n] = n
    return ends
