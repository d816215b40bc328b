"""Assembly: pages of fragments become one PDF file (ISO 32000-1, 7.5).

Nothing is laid out, drawn or parsed here: objects get numbers, open figures are filled in, bytes
are written one after the other. Each page begins at a round number, and each unit behind numbers
that are left free. So an edit mostly leaves the bytes of other pages alone, also where it moves
them: the folio, which tells their place, is an object behind them. The pages of a unit are a quire;
one that is as it was is copied out of the last file as a whole, and of another its pages.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from itertools import pairwise

import pydyf

from baspa.dataclass import dataclass
from baspa.model.later import Later
from baspa.model.pages import PageRun
from baspa.pdf.file import File, Run, Stretch, Table, bound, entire, stream
from baspa.pdf.fragment import COMPRESSION, CONTENT, NUMBERS, PAGE, STAMP, FragmentPage
from baspa.pdf.holes import Folio, Hole
from baspa.pdf.objects import Group
from baspa.pdf.pages import page_labels
from baspa.store import content_digest

STEP = 64
"""The numbers of the objects of a page begin at a multiple of it."""
_CATALOG, _PAGES, _INFORMATION, _ROOT, _STRUCTURE, _PARENTS, _OUTLINES, _SHARED = range(1, 9)
_KIDS_OF_A_NODE = 64
"""Of a node of a name tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A page at its place in the file."""

    page: FragmentPage | None
    """None for an empty page."""
    size_pt: tuple[float, float]
    folio: str
    """The number that it prints where it prints one."""
    begins: bool
    """A unit begins with it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it stands in a quire, but for its folio, to be written so again."""

    made_of: tuple[object, ...]
    """What its bytes depend on."""
    start: int
    """Where it begins in the quire."""
    length: int
    run: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Quire:
    """The pages of a unit as they stand in a file, to be written so again."""

    made_of: tuple[object, ...]
    """What its bytes depend on."""
    start: int
    """Where it begins in the file."""
    length: int
    sum: bytes
    table: Table
    leaves: Later[Mapping[int, Leaf]]
    """By the number at which each page begins."""
    destinations: tuple[tuple[bytes, bytes], ...]
    """What is called by a name, as it is written, and where it stands."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A file, and what the next one may take from it."""

    content: bytes
    digest: str
    """Of the content."""
    quires: Mapping[int, Quire]
    """By the number at which each begins."""


_Based = tuple[Placed, int]
"""A page, and the number at which its objects begin."""


def assemble(
    pages: Sequence[Placed],
    shared: Mapping[str, Group],
    texts: Mapping[str, str],
    runs: Sequence[PageRun],
    information: bytes,
    language: str,
    last: Assembled | None = None,
) -> Assembled:
    """Return the file of `pages`.

    `shared` are the groups that pages refer to by name, `texts` the figures of holes by target.
    `last` is a file before it, of which pages that are the same are copied.
    """
    names = {"pages": _PAGES, "structure": _STRUCTURE}
    number = _SHARED
    for name, group in shared.items():
        names[name] = number
        number += group.count + 1
    based, number = _based(pages, number)
    groups = Stretch()
    for name, group in shared.items():
        groups.group(group, names[name], names)
    file = File()
    file.add(groups.parts, groups.table(), groups.sum.digest())
    quires = {}
    for unit in _units(based):
        first = unit[0][1]
        before = last.quires.get(first) if last is not None else None
        quire, parts = _quire(unit, names, texts, before, last.content if last else b"")
        quires[first] = replace(quire, start=file.length)
        file.add(parts, quire.table, quire.sum)
    once = _document(based, quires.values(), number, runs, information, language)
    for some in (range(_SHARED), range(number, max(once) + 1)):
        objects = Stretch()
        for each in some:
            if each in once:
                objects.write(each, once[each])
        file.add(objects.parts, objects.table(), objects.sum.digest())
    trailer = b"/Root %d 0 R/Info %d 0 R" % (_CATALOG, _INFORMATION)
    content = file.finished(max(number, *once) + 1, trailer)
    return Assembled(content, content_digest(content), quires)


def _based(pages: Iterable[Placed], number: int) -> tuple[list[_Based], int]:
    """Return each page with the number at which it begins, from `number` on, and the next one."""
    based, begun = [], 0
    for placed in pages:
        if placed.begins:
            begun = number = _rounded(number, (number - begun) // 4)
        number = _rounded(number, STEP)
        based.append((placed, number))
        number += placed.page.count + 1 if placed.page else 1
    return based, number


def _rounded(number: int, least: int) -> int:
    """Return the next multiple of the power of two that is `least` or more."""
    step = 1 << max(least - 1, 0).bit_length()
    return -(-number // step) * step


def _units(based: Sequence[_Based]) -> Iterable[Sequence[_Based]]:
    """Yield the pages of each unit; an empty page belongs to those before it."""
    starts = [n for n, (placed, _) in enumerate(based) if placed.begins or n == 0]
    return (based[start:end] for start, end in pairwise([*starts, len(based)]))


def _quire(
    unit: Sequence[_Based],
    names: Mapping[str, int],
    texts: Mapping[str, str],
    before: Quire | None,
    content: bytes,
) -> tuple[Quire, Sequence[bytes | memoryview]]:
    """Return the pages of a unit and their bytes; what is in `before`, which stands in `content`,
    is copied.
    """
    others = tuple(names.items())
    made_of = (others, *(_made_of(each, texts) for each in unit))
    old = memoryview(content)[before.start : before.start + before.length] if before else b""
    if before is not None and before.made_of == made_of:
        return before, [old]
    written, leaves = Stretch(), {}
    known = before.leaves.value if before is not None else {}
    for placed, base in unit:
        if placed.page is None:
            box = b"[0 0 %f %f]" % placed.size_pt
            page = b"<</Type /Page/Parent %d 0 R/MediaBox %s/Resources <<>>>>" % (_PAGES, box)
            written.write(base, page)
        else:
            leaf, text = _leaf(placed.page, base, names, texts, known.get(base), old)
            leaves[base] = replace(leaf, start=written.length)
            own = sorted((*leaf.run.own, (STAMP, leaf.length)))
            stamp = entire(base + STAMP, stream(b"<<>>", _stamp(placed.page.folio, placed.folio)))
            written.run(base, Run(leaf.run.count, tuple(own)), [text, stamp])
    quire = Quire(
        made_of=made_of,
        start=0,
        length=written.length,
        sum=written.sum.digest(),
        table=written.table(),
        leaves=Later(lambda: leaves),
        destinations=tuple(_destinations(unit)),
    )
    return quire, written.parts


def _made_of(each: _Based, texts: Mapping[str, str]) -> tuple[object, ...]:
    """Return what the bytes of a page in its quire depend on."""
    placed, base = each
    if placed.page is None:
        return base, placed.size_pt
    page = placed.page
    return base, page.digest, page.anchored, placed.folio, _figures(page, texts)


def _figures(page: FragmentPage, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what fills the holes of a page."""
    return tuple([texts[hole.target] for hole in page.holes])


def _leaf(
    page: FragmentPage,
    base: int,
    names: Mapping[str, int],
    texts: Mapping[str, str],
    before: Leaf | None,
    old: bytes | memoryview,
) -> tuple[Leaf, bytes | memoryview]:
    """Return a page whose objects have numbers from `base` on, and its bytes; those of `before`, in
    the quire `old`, where they are the same.
    """
    others = tuple(names[name] for name in page.names)
    made_of = page.digest, others, _figures(page, texts)
    if before is not None and before.made_of == made_of:
        return before, old[before.start : before.start + before.length]
    ink = page.ink.value
    content = ink.content
    if page.holes:
        content = zlib.compress(_filled(page.holes, content, texts), COMPRESSION)
    late = ((CONTENT, b"<</Filter /FlateDecode>>", content),)
    run, text = bound(ink.objects, base, names, late)
    return Leaf(made_of, 0, len(text), run), text


def _stamp(folio: Folio | None, number: str) -> bytes:
    """Return the operators that print the folio of a page."""
    return folio.show(number) if folio and number else b""


def _filled(holes: Iterable[Hole], content: bytes, texts: Mapping[str, str]) -> bytes:
    """Return the content stream of a page with its figures."""
    parts, end = [], 0
    for hole in holes:
        parts += [content[end : hole.offset], hole.figures.show(texts[hole.target])]
        end = hole.offset + len(hole.figures.operator)
    return b"".join([*parts, content[end:]])


def _destinations(unit: Iterable[_Based]) -> Iterable[tuple[bytes, bytes]]:
    """Yield the named destinations on some pages, encoded: every id, and where it stands."""
    for placed, base in unit:
        for name, (x, y) in placed.page.anchors.items() if placed.page else ():
            yield _string(name), b"[%d 0 R /XYZ %f %f 0]" % (base + PAGE, x, y)


@cache
def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)


def _document(
    based: Sequence[_Based],
    quires: Iterable[Quire],
    number: int,
    runs: Sequence[PageRun],
    information: bytes,
    language: str,
) -> dict[int, bytes]:
    """Return what the file has once, by object number; free are those from `number` on."""
    found = [(placed.page, base) for placed, base in based if placed.page]
    kids = b" ".join([b"%d 0 R" % base for _, base in based])
    elements = b" ".join([b"%d 0 R" % (base + tag) for page, base in found for tag in page.tagged])
    parents = b" ".join([b"%d 0 R" % (base + NUMBERS) for _, base in found])
    objects = {
        _PAGES: b"<</Type /Pages/Count %d/Kids [%s]>>" % (len(based), kids),
        _INFORMATION: information,
        _STRUCTURE: b"<</Type /StructElem/S /Document/P %d 0 R/K [%s]>>" % (_ROOT, elements),
        _PARENTS: b"<</Kids [%s]>>" % parents,
        _ROOT: b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%d 0 R]>>" % (_PARENTS, _STRUCTURE),
    }
    catalog = pydyf.Dictionary(
        {
            "Type": "/Catalog",
            "Pages": f"{_PAGES} 0 R",
            "Lang": pydyf.String(language),
            "StructTreeRoot": f"{_ROOT} 0 R",
            "MarkInfo": "<</Marked true>>",
            "ViewerPreferences": "<</DisplayDocTitle true>>",
        }
    )
    if labels := page_labels(runs):
        catalog["PageLabels"] = labels
    if outline := _outline(found, number):
        objects |= outline
        number += len(outline) - 1
        catalog["Outlines"] = f"{_OUTLINES} 0 R"
    places: dict[bytes, bytes] = {}
    for quire in quires:
        for name, place in quire.destinations:
            places.setdefault(name, place)  # where it stands first
    if places:
        objects |= _names(sorted(places.items()), number)
        catalog["Names"] = f"<</Dests {max(objects)} 0 R>>"
    objects[_CATALOG] = catalog.data
    return objects


def _names(entries: Sequence[tuple[bytes, bytes]], number: int) -> dict[int, bytes]:
    """Return a name tree of two levels, with object numbers from `number` on, its root last."""
    nodes: dict[int, bytes] = {}
    for start in range(0, len(entries), _KIDS_OF_A_NODE):
        node = entries[start : start + _KIDS_OF_A_NODE]
        limits = b"[%s %s]" % (node[0][0], node[-1][0])
        names = b" ".join([b"%s %s" % entry for entry in node])
        nodes[number + len(nodes)] = b"<</Limits %s/Names [%s]>>" % (limits, names)
    kids = b" ".join([b"%d 0 R" % each for each in nodes])
    return {**nodes, number + len(nodes): b"<</Kids [%s]>>" % kids}


@dataclass(slots=True)
class _Bookmark:
    level: int
    text: str
    destination: bytes
    children: list[_Bookmark] = field(default_factory=list)
    number: int = 0

    @property
    def count(self) -> int:
        """How many are below it."""
        return len(self.children) + sum(child.count for child in self.children)


def _outline(found: Iterable[tuple[FragmentPage, int]], number: int) -> dict[int, bytes]:
    """Return the outline by object number, if there is any, its entries from `number` on."""
    root = _Bookmark(0, "", b"", number=_OUTLINES)
    open_: list[_Bookmark] = [root]
    every: list[_Bookmark] = []
    for page, base in found:
        for level, text, x, y in page.bookmarks:
            while open_[-1].level >= level:
                open_.pop()
            destination = b"[%d 0 R /XYZ %f %f 0]" % (base + PAGE, x, y)
            bookmark = _Bookmark(level, text, destination, number=number + len(every))
            open_[-1].children.append(bookmark)
            open_.append(bookmark)
            every.append(bookmark)
    if not every:
        return {}
    objects = {_OUTLINES: b"<</Type /Outlines/Count %d%s>>" % (root.count, _ends(root))}
    for parent in (root, *every):
        for place, each in enumerate(parent.children):
            entry = b"<</Title %s/Dest %s/Parent %d 0 R/Count %d" % (
                _string(each.text),
                each.destination,
                parent.number,
                each.count,
            )
            if place:
                entry += b"/Prev %d 0 R" % parent.children[place - 1].number
            if each is not parent.children[-1]:
                entry += b"/Next %d 0 R" % parent.children[place + 1].number
            objects[each.number] = entry + _ends(each) + b">>"
    return objects


def _ends(bookmark: _Bookmark) -> bytes:
    """Return the entries for the first and the last child."""
    if not bookmark.children:
        return b""
    first, last = bookmark.children[0].number, bookmark.children[-1].number
    return b"/First %d 0 R/Last %d 0 R" % (first, last)
