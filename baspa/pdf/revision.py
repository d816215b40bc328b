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

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.pdf.beside import Divided
from baspa.pdf.blocks import Blocks
from baspa.pdf.continuation import ROW, report_unlabelled
from baspa.pdf.division import Undivided, is_sided
from baspa.pdf.engine import without_collector
from baspa.pdf.fonts import FaceChanged, FaceUse, united
from baspa.pdf.fragment import Fragment, FragmentPage, Glimpsed, fragment
from baspa.pdf.layout import Sheet, printable
from baspa.pdf.objects import Group
from baspa.pdf.pagination import Beyond, Flow, Irregular, Made, Start
from baspa.pdf.unit import SOME, Course, Printed
from baspa.pdf.warnings import engine_warnings

MOST_BLOCKS = 2000
"""More blocks that differ are not compared one by one."""
AHEAD = 3
"""Blocks behind those that a page needed before, in case it needs more now."""
MOST_AT_ONCE = 8
"""Pages of one document: they are drawn while those of the next one are made."""


_last_blocks: dict[str, Blocks] = {}
"""Those of the unit that this process revised last, by its name: the next edit is mostly in it."""


class Unrevised(Exception):
    """Why a unit is laid out as a whole; without words where all of its pages change anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A unit to be laid out, and what its last layout gave."""

    sheet: Sheet
    course: Course
    fragment: Fragment
    alone: bool = False
    """A processor has nothing to lay out meanwhile, so that it can draw pages."""
    awaited: bool = False
    """Somebody waits to see the first page that looks different."""

    def sent(self, *, alone: bool, awaited: bool = False) -> Revision:
        """Return it for another process: it needs to know which pages there are, not what is on
        them.
        """
        pages = [_Kept(n, page.names, page.seen) for n, page in enumerate(self.fragment.pages)]
        kept: Any = tuple(pages)
        fragment = replace(self.fragment, pages=kept, shared={})
        return replace(self, fragment=fragment, alone=alone, awaited=awaited)

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
    seen: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page of the new layout."""

    start: Start | None
    reach: int
    old: int | None = None
    """The page of the last layout that it is; None where it is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """A page as soon as it is drawn: nothing is known of it yet but what is seen."""

    place: int
    """In the unit, from 0."""
    fragment: Fragment
    """Of this page alone."""


Show = Callable[[Glimpse], object]
_Drawn = tuple[Fragment, tuple[tuple[FaceUse, ...], ...]]
"""Pages that were made, and what each uses of faces."""


def revised(revision: Revision, show: Show = lambda _: None) -> Printed:
    """Return the unit laid out; `show` the first page that looks different, if it is awaited.

    Raises Unrevised.
    """
    try:
        with without_collector():
            return _Revising(revision, show).printed()
    except (Undivided, FaceChanged, Irregular) as reason:
        raise Unrevised(str(reason)) from None


class _Revising:
    """A unit that is being revised."""

    def __init__(self, revision: Revision, show: Show) -> None:
        self.sheet, self.old, self.fragment = revision.sheet, revision.course, revision.fragment
        self.blocks = Blocks(self.sheet.html, _last_blocks.pop(self.sheet.name, None))
        _last_blocks.clear()
        _last_blocks[self.sheet.name] = self.blocks
        self.digests = self.blocks.digests(self.sheet.assets)
        if self.blocks.frame != self.old.frame:
            raise Unrevised("what stands around the blocks is not as it was")
        self.sided = is_sided(self.sheet.style)
        self.new_of = matched(self.old.blocks, self.digests)
        self.unbroken = _runs(self.new_of)
        self.alone = revision.alone
        self.show, self.awaited = show, revision.awaited
        self.drawn: list[_Drawn] = []
        self.drawing: Divided[_Drawn] | None = None
        """Draws pages beside."""
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
        try:
            pages = list(self.pages())
            self.wait()
        finally:
            if self.drawing is not None:
                self.drawing.end()
        return self.together(pages)

    def pages(self) -> Iterator[_Page]:
        """Yield the pages of the new layout, from the first to the last."""
        start, old, index = None, 0 if 0 in self.kept else None, 0
        while True:
            if old is None:
                made, start, last = self.made_pages(index, start)
                yield from made
                index += len(made)
            else:
                self.at_once = 1
                yield _Page(start=start, reach=self.new_of[self.old.reaches[old]], old=old)
                index, last = index + 1, old == len(self.old.starts) - 1
                if not last:
                    begun = self.moved(old + 1)
                    assert begun is not None  # else the page would not be kept
                    start = replace(begun, right=self.right(index))
            if last:
                return
            old = self.same(start)

    def same(self, start: Start | None) -> int | None:
        """Return the old page that is kept and begins at `start`."""
        page = None if start is None else self.beginning.get(self.place(start))
        return page if page in self.kept else None

    def right(self, index: int) -> bool:
        """Whether the page at `index` is a right-hand one: sides alternate."""
        known = next((n, start.right) for n, start in enumerate(self.old.starts) if start)
        return known[1] ^ ((index - known[0]) % 2 == 1)

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
            if findings.diagnostics:
                raise Unrevised("something is to be reported")
            if not made:
                continue
            last = made[-1]
            self.some = self.some or self.blocks.only(range(first, first + SOME))
            known = last.last or self.same(last.next) is not None
            glimpsed = partial(self.glimpsed, index) if known and self.awaited else None
            self.awaited = self.awaited and known
            self.draw(partial(self.pages_of, flow, made, start, glimpsed), beside=not known)
            starts = [start, *(each.next for each in made[:-1])]
            pages = [
                _Page(start=begun, reach=each.reach)
                for begun, each in zip(starts, made, strict=True)
            ]
            return pages, last.next, last.last
        raise Unrevised("a page takes all blocks")

    def draw(self, pages: Callable[[], _Drawn], *, beside: bool) -> None:
        """Draw pages, beside where this process has something else to do."""
        if beside and self.alone:
            self.wait()
            self.drawing = Divided(pages)
        else:
            drawn = pages()
            self.wait()
            self.drawn.append(drawn)

    def wait(self) -> None:
        """Wait for what is drawn beside."""
        if self.drawing is not None:
            self.drawn.append(self.drawing.result())
            self.drawing = None

    def glimpsed(self, first: int, drawn: Fragment, faces: Sequence[Sequence[FaceUse]]) -> None:
        """Show the first page that looks different of those from that at `first` on."""
        before = {page.seen for page in self.fragment.pages}
        for place, (page, uses) in enumerate(zip(drawn.pages, faces, strict=True), first):
            if page.seen not in before:
                shared = _shared([page], drawn.shared)
                alone = replace(drawn, pages=(page,), shared=shared, faces=tuple(uses))
                self.show(Glimpse(place=place, fragment=alone))
                self.awaited = False
                return

    def pages_of(
        self,
        flow: Flow,
        made: Sequence[Made],
        start: Start | None,
        glimpsed: Glimpsed | None = None,
    ) -> _Drawn:
        """Return pages, drawn, of which the first one begins at `start`."""
        findings = Findings()
        with engine_warnings(findings):
            document = flow.document(made)
            if self.sheet.labels_required:
                report_unlabelled(document, findings)
            drawn, faces = fragment(document, findings.diagnostics, glimpsed)
        if findings.diagnostics:
            raise Unrevised("something is to be reported")
        if faces is None:
            raise Unrevised("advances are rounded differently")
        if self.sheet.labels_required and start and start.inside:
            block = self.blocks.text(start.block)
            if b"<table" in block and ROW.encode() not in block:
                raise Unrevised("a table may go on over pages without a label")
        return drawn, faces

    def until_known(self, flow: Flow, index: int, start: Start | None) -> list[Made]:
        """Return the pages that can be made of the blocks at hand."""
        made: list[Made] = []
        try:
            for page in flow.pages() if start is None else flow.pages_from(index, start):
                made.append(page)
                if page.last or self.same(page.next) is not None or self.ends(page, flow.wanted):
                    return made
        except Beyond:
            pass
        while made and made[-1].next is None:  # the next page cannot be begun anew
            made.pop()
        return made

    def ends(self, page: Made, wanted: range) -> bool:
        """Whether the page behind one probably needs more blocks than are at hand."""
        if page.next is None or wanted.stop >= len(self.digests):
            return False
        needed = self.needed(page.next.block, 1)
        return needed > wanted.stop - (self.place(page.next) not in self.beginning)

    def windows(self, first: int) -> Iterator[range]:
        """Yield more and more blocks from `first` on: at first what the pages needed before that
        are not kept, or three times as many pages each time that none was as before.
        """
        count, page = len(self.digests), self.page_of(first)
        changed = 1
        while page + changed < len(self.old.starts) and page + changed not in self.kept:
            changed += 1
        self.at_once = min(max(self.at_once, changed), MOST_AT_ONCE)
        needed = self.needed(first, self.at_once)
        self.at_once *= 3
        while True:
            yield range(first, min(needed, count))
            if needed >= count:
                return
            needed = first + 2 * (needed - first)

    def needed(self, first: int, pages: int) -> int:
        """Return the end of the blocks that `pages` pages from `first` on probably need."""
        page, reaches = self.page_of(first), self.old.reaches
        if page == len(reaches):
            return len(self.digests)
        return self.after(reaches[min(page + pages, len(reaches)) - 1]) + AHEAD

    def page_of(self, block: int) -> int:
        """Return the old page that a block stood on first; behind the last one where none did."""
        reaches = self.old.reaches
        found = (page for page, reach in enumerate(reaches) if self.after(reach) > block)
        return next(found, len(reaches))

    def after(self, reach: int) -> int:
        """Return the end of the blocks that a page needs that once needed those up to `reach`."""
        return next((n for n in self.new_of[reach:] if n >= 0), len(self.digests))

    def together(self, pages: Sequence[_Page]) -> Printed:
        """Return the pages as one fragment."""
        made = iter(
            each for drawn, faces in self.drawn for each in zip(drawn.pages, faces, strict=True)
        )
        both = [
            next(made)
            if page.old is None
            else (self.fragment.pages[page.old], self.old.faces[page.old])
            for page in pages
        ]
        every, faces = tuple(page for page, _ in both), tuple(uses for _, uses in both)
        shared = dict(self.fragment.shared)
        for drawn, _ in self.drawn:
            shared |= drawn.shared
        fragment = replace(
            self.fragment,
            pages=every,
            shared=_shared(every, shared),
            faces=tuple(united(use for uses in faces for use in uses)),
        )
        course = replace(
            self.old,
            blocks=self.digests,
            starts=tuple(each.start for each in pages),
            reaches=tuple(each.reach for each in pages),
            faces=faces,
        )
        made_pages = sum(page.old is None for page in pages)
        return Printed(fragment=fragment, course=course, made=made_pages, some=self.some)


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
