"""The press: processes that lay out units, and what they have printed before.

A process is started when there is enough to do for two, and waits for more until the press is
closed. What it was doing when it died is done here.
"""

from __future__ import annotations

import pickle
import selectors
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from hashlib import sha256
from types import MappingProxyType, TracebackType
from typing import cast

from baspa.dataclass import dataclass
from baspa.model import Asset
from baspa.model.later import Later
from baspa.pdf.assembly import Assembled
from baspa.pdf.division import Division, Part, Unit, read_part
from baspa.pdf.engine import settle_in
from baspa.pdf.fonts import FaceUse
from baspa.pdf.fragment import Fragment
from baspa.pdf.ink import has_ink, keep_ink
from baspa.pdf.layout import Sheet
from baspa.pdf.numbers import Numbering
from baspa.pdf.objects import Group
from baspa.pdf.processes import ENOUGH_LETTERS, Died, Process, end, rehearsal_key, started
from baspa.pdf.raster import NEEDING
from baspa.pdf.revision import Glimpse, Revision
from baspa.pdf.task import Packed, Result, Task, do, packed, stored, unpacked
from baspa.pdf.unit import Course, Printed
from baspa.store import content_key, digest, is_kept, keep, keep_content, recall, text_digest

Known = Fragment | Group | bytes | Sequence[Part]
"""What is kept of the result of a task, and what was read of a part."""
MANY_REVISIONS = 4
"""Units that have changed, mostly because something is counted anew through all of them."""
SMALL_BYTES = 1 << 16
"""Of a picture that is worth keeping to get ready with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A unit to be laid out."""

    name: str = field(compare=False)
    key: str
    """A digest of all that its fragment is made of."""
    place: str = field(compare=False)
    """Under what key it is kept how the unit ran into pages when it was laid out last."""
    length: int = field(compare=False)
    """Letters of its HTML, about."""
    sheet: Later[Sheet] = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is filled into pages, as a printing has settled it."""

    units: Sequence[Unit]
    numbering: Numbering
    texts: Mapping[str, str]
    """The numbers of pages that are stated, by target."""
    uses: Mapping[str, FaceUse]
    """What was used of faces, by what content streams call them."""
    faces: Group

    def has(self, uses: Iterable[FaceUse]) -> bool:
        """Whether its faces have all that these uses need."""
        return all(
            (known := self.uses.get(use.name)) is not None
            and known.file == use.file
            and use.widths.items() <= known.widths.items()
            for use in uses
        )


@dataclass(slots=True)
class Press:
    """Lays out units; to be closed when nothing more is to be printed."""

    processes: int = 0
    """How many to start at most; with fewer than two, all is done in this process."""
    running: list[Process] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    """Results of the last printing by key."""
    courses: dict[str, tuple[str, Course]] = field(default_factory=dict)
    """The key of the last fragment of each unit, and how it ran into pages."""
    last: Assembled | None = None
    """The last file."""
    past: Past | None = None
    """What the last printing in this process came to."""
    orders: dict[str, tuple[object, Order]] = field(default_factory=dict)
    """The last order of each unit, and what it was made of."""
    used: set[str] = field(default_factory=set)
    """The keys that this printing asked for."""
    waiting: list[Callable[[], object]] = field(default_factory=list)
    """What is to be done some time while the processes are at work; who needs it where none was
    does it."""
    show: Callable[[str, Glimpse], object] | None = None
    """Shows a page of a unit, told by its name, while the unit is still being laid out."""
    rehearsal: Sheet | None = None
    """What a process that starts shall get ready with: some of the longest of what was laid out."""
    surroundings: str = ""
    """A digest of the programs, settings and fonts that a layout depends on; without one, nothing
    is kept beyond this process."""

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        end(self.running)
        self.running.clear()

    def settle_in(self, surroundings: str) -> None:
        """Begin a printing in `surroundings`, a digest of programs, settings and fonts."""
        if settle_in(surroundings):
            self.close()
        if surroundings != self.surroundings:
            self.orders.clear()
        self.surroundings = surroundings

    def lay_out(
        self, orders: Sequence[Order], meanwhile: Callable[[], object] = lambda: None
    ) -> list[Printed]:
        """Return the fragment of each unit; no page is made for one known from before.

        What is known is unpacked while the processes are at work, and `meanwhile` done.
        """
        longest = sorted(orders, key=lambda order: order.length, reverse=True)
        tasks = {order.key: order for order in longest}
        self.used.update(tasks)

        def made(wanted: Iterable[str]) -> dict[str, Printed]:
            asked = {key: self.revision(tasks[key]) or tasks[key].sheet.value for key in wanted}
            return cast(dict[str, Printed], self.done(asked, unpack, tasks))

        def unpack() -> None:
            for order in orders:
                self.remembered(order.key)
            meanwhile()

        new = made([key for key in tasks if key not in self.known and not self.keeps(key)])
        damaged = [key for key in tasks if key not in new and self.remembered(key) is None]
        new |= made(damaged)
        return [
            new.get(key)
            or Printed(fragment=cast(Fragment, self.remembered(key)), course=None, made=0)
            for key in (order.key for order in orders)
        ]

    def part(self, text: str) -> Sequence[Part]:
        """Return what `read_part` finds in a text, read now or before."""
        key = self.key("part", text_digest(text))
        known = self.remembered(key)
        if known is None:
            known = self.known[key] = read_part(text)
            if self.surroundings:
                keep(key, partial(pickle.dumps, known, protocol=5))
        return cast(Sequence[Part], known)

    def faces(self, uses: Iterable[FaceUse]) -> Group:
        """Return the dictionary of the faces that are used, each once, with one subset of each."""
        task = tuple(uses)
        key = self.key("faces", *(repr(each) for each in task))
        known = self.remembered(key)
        return cast(Group, known or self.done({key: task})[key])

    def with_fallbacks(self, assets: Mapping[str, Asset]) -> dict[str, Asset]:
        """Return `assets` with a PNG beside each that needs one and can be drawn."""
        drawn = {name: each for name, each in assets.items() if each.media_type in NEEDING}
        keys = {
            name: self.key("fallback", repr(each), sha256(each.content).hexdigest())
            for name, each in drawn.items()
        }
        found = {key: self.remembered(key) for key in keys.values()}
        wanted = {keys[n]: drawn[n] for n in keys if found[keys[n]] is None}
        if wanted and self.processes > 1:
            self.start(1)  # it draws while we do something else
        made = self.done(wanted)
        pngs = {n: cast(bytes, made.get(key, found[key])) or None for n, key in keys.items()}
        return {**assets, **{n: replace(each, fallback=pngs[n]) for n, each in drawn.items()}}

    def forget(self) -> None:
        """Forget all that was printed."""
        self.known.clear()
        self.courses.clear()
        self.last = self.past = None
        self.used.clear()

    def last_file(self, document: str) -> Assembled | None:
        """Return the last file that was written of a document, told by its head."""
        if self.last is None and self.surroundings:
            kept = recall(self.key("file", document))
            name, quires = pickle.loads(kept) if kept is not None else ("", {})
            content = recall(content_key(name))
            self.last = Assembled(content, name, quires) if content is not None else None
        return self.last

    def finish(self, document: str, file: Assembled) -> None:
        """Keep a document, so that the next file of it may take from this one, and forget what this
        printing did not need.
        """
        self.last = file
        if self.surroundings:
            keep_content(file.digest, file.content)
            told = file.digest, file.quires
            keep(self.key("file", document), partial(pickle.dumps, told, protocol=5))
        self.known = {key: self.known[key] for key in self.used & self.known.keys()}
        self.courses = {k: each for k, each in self.courses.items() if each[0] in self.known}
        self.used.clear()
        if self.rehearsal is not None and self.surroundings:
            keep(rehearsal_key(self.surroundings), pickle.dumps(self.rehearsal, protocol=5))
            self.rehearsal = None

    def remembered(self, key: str) -> Known | None:
        """Return a result of an earlier printing."""
        self.used.add(key)
        if key not in self.known and self.surroundings:
            content = recall(key)
            known = pickle.loads(content) if content is not None else None
            if known is not None and (not isinstance(known, Fragment) or has_ink(known)):
                self.known[key] = known
        return self.known.get(key)

    def keeps(self, key: str) -> bool:
        """Return whether there is a result of an earlier run, be it damaged."""
        return bool(self.surroundings) and is_kept(key)

    def revision(self, order: Order) -> Revision | None:
        """Return what the last layout of a unit gave, if it is of any use for this one."""
        if order.place not in self.courses and self.surroundings:
            content = recall(order.place)
            if content is not None:
                self.courses[order.place] = pickle.loads(content)
        if order.place not in self.courses:
            return None
        last, course = self.courses[order.place]
        fragment = self.remembered(last)
        self.used.discard(last)
        if not isinstance(fragment, Fragment):
            return None
        return Revision(sheet=order.sheet.value, course=course, fragment=fragment)

    def order(
        self, bare: Sheet, division: Division, unit: Unit, figures: Mapping[str, str]
    ) -> Order:
        """Return the order of a unit, the very same as before if it is made of the same: `bare` is
        its sheet without HTML, `figures` stand for the numbers in that.
        """
        made_of = bare, division.head, division.tail, unit, figures
        known = self.orders.get(bare.name)
        if known is None or known[0] != made_of:
            settings = bare.style, f"{bare.face_file} {bare.text_pt} {bare.labels_required}"
            stated = repr(sorted(figures.items()))
            text = division.head, unit.before, text_digest(unit.html), stated, division.tail
            order = Order(
                name=bare.name,
                key=self.key("fragment", *settings, *text, *_pictures(bare.assets)),
                place=self.key("course", bare.name, division.head, *settings),
                length=len(unit.html),
                sheet=Later(lambda: replace(bare, html=division.html(unit, figures))),
            )
            known = self.orders[bare.name] = made_of, order
        return known[1]

    def key(self, *parts: str) -> str:
        """Return the digest of a task, given all that its result is made of."""
        return digest([self.surroundings, *parts])

    def done(
        self,
        tasks: Mapping[str, Task],
        meanwhile: Callable[[], None] = lambda: None,
        orders: Mapping[str, Order] = MappingProxyType({}),
    ) -> dict[str, Result]:
        """Return what comes of tasks, by key, and keep it; `meanwhile` is done while others are at
        work, if there are any. `orders` are those of the units among them.
        """
        results: dict[str, Result] = {}

        def finish(key: str, content: Packed, result: Result | None = None) -> None:
            made, task = result or unpacked(content), tasks[key]
            if isinstance(task, Revision):
                made = task.received(cast(Printed, made))
            if isinstance(made, Printed) and self.surroundings:
                made = replace(made, fragment=keep_ink(made.fragment, self.key("ink", key)))
            results[key] = made
            if self.surroundings:
                keep(key, partial(stored, made) if isinstance(made, Printed) else content[0])
            if isinstance(made, Printed):
                self.known[key] = made.fragment
                self.keep_course(orders[key].place, key, made.course)
                if self.rehearsal is None or len(made.some) >= len(self.rehearsal.html):
                    self.rehearsal = _shortened(sheet_of(tasks[key]), made.some)
            else:
                self.known[key] = made

        if self.worth_starting(tasks.values()):
            self.start(min(self.processes, len(tasks)))
        for key, task in self.spread(tasks, finish, meanwhile).items():
            result = do(task)
            finish(key, packed(result), result)
        return results

    def keep_course(self, place: str, key: str, course: Course | None) -> None:
        """Keep how a unit ran into pages, in the place of how it did before."""
        if course is None:
            return
        self.courses[place] = key, course
        if self.surroundings:
            keep(place, lambda: pickle.dumps((key, course), protocol=5))

    def worth_starting(self, tasks: Iterable[Task]) -> bool:
        """Whether more processes than are running would save time."""
        tasks = list(tasks)
        lengths = [len(task.html) for task in tasks if isinstance(task, Sheet)]
        revisions = sum(isinstance(task, Revision) for task in tasks)
        much = (len(lengths) > 1 and sum(lengths) >= ENOUGH_LETTERS) or revisions >= MANY_REVISIONS
        return self.processes > 1 and much

    def start(self, count: int) -> None:
        """Start processes until `count` are running."""
        if len(self.running) < count:
            self.running += started(count - len(self.running))

    def dismiss(self, process: Process) -> None:
        """Do without a process that died."""
        self.running.remove(process)
        process.leave()
        if all(each.program is not process.program for each in self.running):
            end([process])

    def spread(
        self,
        tasks: Mapping[str, Task],
        finish: Callable[[str, Packed], None],
        meanwhile: Callable[[], None],
    ) -> dict[str, Task]:
        """Let what is running do `tasks`, the first ones first; return what is left undone."""
        waiting, undone = list(tasks), []
        at_work: dict[Process, str] = {}

        def go_on(process: Process) -> None:
            """Take the answer of a process, if it is at work, and give it the next task."""
            try:
                if process in at_work:
                    answer = process.answer()
                    if isinstance(answer, Glimpse):
                        if self.show is not None:
                            self.show(sheet_of(tasks[at_work[process]]).name, answer)
                        return
                    finish(at_work[process], answer)
                    del at_work[process]
                if waiting:
                    at_work[process] = waiting.pop(0)
                    task = tasks[at_work[process]]
                    alone = min(len(tasks), len(self.running)) < self.processes
                    if isinstance(task, Revision):
                        task = task.sent(alone=alone, awaited=self.show is not None)
                    process.ask(task)
            except Died:
                undone.append(at_work.pop(process))
                self.dismiss(process)

        try:
            for process in list(self.running):
                go_on(process)
            if at_work:
                meanwhile()
                while self.waiting:
                    self.waiting.pop()()
            while at_work:
                with selectors.DefaultSelector() as selector:
                    for process in at_work:
                        selector.register(process.answers, selectors.EVENT_READ, process)
                    ready = [each.data for each, _ in selector.select()]
                for process in ready:
                    go_on(process)
        except BaseException:
            self.close()  # what they are at nobody waits for
            raise
        return {key: tasks[key] for key in (*undone, *waiting)}


def sheet_of(task: Task) -> Sheet:
    """Return what is laid out by a task that lays out."""
    return task.sheet if isinstance(task, Revision) else cast(Sheet, task)


def _shortened(sheet: Sheet, html: str) -> Sheet:
    """Return a sheet with less HTML, and the small pictures of that."""
    pictures = {
        name: asset
        for name, asset in sheet.assets.items()
        if name in html and len(asset.content) < SMALL_BYTES
    }
    return replace(sheet, html=html, assets=pictures)


def _pictures(assets: Mapping[str, Asset]) -> Iterator[str]:
    """Yield what pictures are."""
    for name, asset in sorted(assets.items()):
        yield from (name, repr(asset), sha256(asset.content).hexdigest())
