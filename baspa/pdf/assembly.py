"""Assembly: pages of fragments become one PDF file (ISO 32000-1, 7.5).

Nothing is laid out, drawn or parsed here: objects get numbers, open figures are filled in, bytes
are written one after the other. Each page begins at a round number, so that an edit which leaves
its place alone leaves its bytes alone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import pydyf

from baspa.model.pages import PageRun
from baspa.pdf.fragment import COMPRESSION, CONTENT, NUMBERS, PAGE, STAMP, FragmentPage
from baspa.pdf.objects import Group
from baspa.pdf.pages import page_labels

STEP = 64
"""The numbers of the objects of a page begin at a multiple of it."""
OBJECTS_COMPRESSION = 1
"""Of object streams, which are compressed anew for each file: a twentieth longer, in a third of the
time."""
HEADER = b"%PDF-1.7\n%\xf0\x9f\x93\x84\n"
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


@dataclass(slots=True)
class _File:
    """A file that is being written."""

    parts: list[bytes] = field(default_factory=lambda: [HEADER])
    end: int = len(HEADER)
    rows: dict[int, bytes] = field(default_factory=dict)
    """Rows of the cross-reference stream by the number of their object."""

    def write(self, number: int, text: bytes) -> None:
        """Write an object."""
        self.rows[number] = b"\1%b\0\0" % self.end.to_bytes(4)
        part = b"%d 0 obj\n%b\nendobj\n" % (number, text)
        self.parts.append(part)
        self.end += len(part)

    def stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write a stream; `dictionary` has its length still to come."""
        head = dictionary[:-2] + b"/Length %d>>" % len(data)
        self.write(number, b"%b\nstream\n%b\nendstream" % (head, data))

    def group(self, group: Group, base: int, shared: Mapping[str, int]) -> None:
        """Write the objects of a group from number `base` on, and behind them their stream."""
        others = [shared[name] for name in group.names]
        container, count = base + group.count, len(group.plain_places)
        row = b"\2" + container.to_bytes(4)
        numbers = [base + place for place in group.plain_places]
        self.rows.update(zip(numbers, [row + index for index in _indexes(count)], strict=True))
        data = zlib.compress(group.plain.fill(base, others), OBJECTS_COMPRESSION)
        head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode>>" % (count, group.first)
        self.stream(container, head, data)
        for each in group.streams:
            self.stream(base + each.place, each.dictionary.fill(base, others), each.data)

    def finish(self, size: int) -> bytes:
        """Write the cross-reference stream as object `size`; return the file."""
        start = self.end
        self.rows[size] = b"\1%b\0\0" % start.to_bytes(4)
        numbers = sorted(self.rows)
        index: list[int] = []
        for number in numbers:
            if index and index[-2] + index[-1] == number:
                index[-1] += 1
            else:
                index += [number, 1]
        rows = zlib.compress(b"".join([self.rows[number] for number in numbers]), COMPRESSION)
        content = b"".join(self.parts)
        digest = hashlib.sha256(content).hexdigest()[:32].encode()
        dictionary = (
            b"<</Type /XRef/Size %d/Index [%b]/W [1 4 2]/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]"
            b"/Filter /FlateDecode>>"
        ) % (
            size + 1,
            b" ".join([b"%d" % each for each in index]),
            _CATALOG,
            _INFORMATION,
            digest,
            digest,
        )
        self.parts = [content]
        self.stream(size, dictionary, rows)
        return b"".join([*self.parts, b"startxref\n%d\n%%%%EOF\n" % start])


@lru_cache(maxsize=1024)
def _indexes(count: int) -> tuple[bytes, ...]:
    """Return the places of `count` objects in their stream, as rows have them."""
    return tuple(place.to_bytes(2) for place in range(count))


def assemble(
    pages: Sequence[Placed],
    shared: Mapping[str, Group],
    texts: Mapping[str, str],
    runs: Sequence[PageRun],
    information: bytes,
    language: str,
) -> bytes:
    """Return the file of `pages`.

    `shared` are the groups that pages refer to by name, `texts` the figures of holes by target.
    """
    file = _File()
    names = {"pages": _PAGES, "structure": _STRUCTURE}
    number = _SHARED
    for name, group in shared.items():
        names[name] = number
        number += group.count + 1
    for name, group in shared.items():
        file.group(group, names[name], names)
    bases = []
    for placed in pages:
        number = -(-number // STEP) * STEP
        bases.append(number)
        number += placed.page.objects.count + 1 if placed.page else 1
    for placed, base in zip(pages, bases, strict=True):
        _write_page(file, placed, base, names, texts)
    number = _write_document(file, pages, bases, number, runs, information, language)
    return file.finish(number)


def _write_page(
    file: _File, placed: Placed, base: int, names: Mapping[str, int], texts: Mapping[str, str]
) -> None:
    page = placed.page
    if page is None:
        box = b"[0 0 %f %f]" % placed.size_pt
        file.write(
            base, b"<</Type /Page/Parent %d 0 R/MediaBox %s/Resources <<>>>>" % (_PAGES, box)
        )
        return
    file.group(page.objects, base, names)
    content, stamp = page_streams(placed, page, texts)
    if page.holes:
        content = zlib.compress(content, COMPRESSION)
    file.stream(base + CONTENT, b"<</Filter /FlateDecode>>", content)
    file.stream(base + STAMP, b"<<>>", stamp)


def page_streams(
    placed: Placed, page: FragmentPage, texts: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """Return the content stream of a page, compressed where it has no holes, and its folio."""
    content = _filled(page, texts) if page.holes else page.content
    return content, page.folio.show(placed.folio) if page.folio and placed.folio else b""


def _filled(page: FragmentPage, texts: Mapping[str, str]) -> bytes:
    """Return the content stream of a page with its figures."""
    parts, end = [], 0
    for hole in page.holes:
        parts += [page.content[end : hole.offset], hole.figures.show(texts[hole.target])]
        end = hole.offset + len(hole.figures.operator)
    return b"".join([*parts, page.content[end:]])


def _write_document(
    file: _File,
    pages: Sequence[Placed],
    bases: Sequence[int],
    number: int,
    runs: Sequence[PageRun],
    information: bytes,
    language: str,
) -> int:
    """Write what the file has once; return the next free number."""
    found = [(placed.page, base) for placed, base in zip(pages, bases, strict=True) if placed.page]
    kids = b" ".join(b"%d 0 R" % base for base in bases)
    file.write(_PAGES, b"<</Type /Pages/Count %d/Kids [%s]>>" % (len(pages), kids))
    file.write(_INFORMATION, information)
    elements = b" ".join(b"%d 0 R" % (base + tag) for page, base in found for tag in page.tagged)
    file.write(
        _STRUCTURE,
        b"<</Type /StructElem/S /Document/P %d 0 R/K [%s]>>" % (_ROOT, elements),
    )
    parents = b" ".join(b"%d 0 R" % (base + NUMBERS) for _, base in found)
    file.write(_PARENTS, b"<</Kids [%s]>>" % parents)
    file.write(
        _ROOT,
        b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%d 0 R]>>" % (_PARENTS, _STRUCTURE),
    )
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
    first = number
    number = _write_outline(file, found, number)
    if number > first:
        catalog["Outlines"] = f"{_OUTLINES} 0 R"
    destinations = _destinations(found)
    if destinations:
        number = _write_names(file, destinations, number)
        catalog["Names"] = f"<</Dests {number - 1} 0 R>>"
    file.write(_CATALOG, catalog.data)
    return number


def _destinations(found: Iterable[tuple[FragmentPage, int]]) -> list[tuple[bytes, bytes]]:
    """Return the named destinations, encoded and sorted: every id where it stands first."""
    places: dict[str, bytes] = {}
    for page, base in found:
        for name, (x, y) in page.anchors.items():
            places.setdefault(name, b"[%d 0 R /XYZ %f %f 0]" % (base + PAGE, x, y))
    return sorted((_string(name), place) for name, place in places.items())


@cache
def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)


def _write_names(file: _File, entries: Sequence[tuple[bytes, bytes]], number: int) -> int:
    """Write a name tree of two levels, its root last; return the next free number."""
    kids = []
    for start in range(0, len(entries), _KIDS_OF_A_NODE):
        node = entries[start : start + _KIDS_OF_A_NODE]
        limits = b"[%s %s]" % (node[0][0], node[-1][0])
        names = b" ".join(b"%s %s" % entry for entry in node)
        file.write(number, b"<</Limits %s/Names [%s]>>" % (limits, names))
        kids.append(b"%d 0 R" % number)
        number += 1
    file.write(number, b"<</Kids [%s]>>" % b" ".join(kids))
    return number + 1


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


def _write_outline(file: _File, found: Iterable[tuple[FragmentPage, int]], number: int) -> int:
    """Write the outline, if there is any; return the next free number."""
    root = _Bookmark(0, "", b"", number=_OUTLINES)
    open_: list[_Bookmark] = [root]
    every = []
    for page, base in found:
        for level, text, x, y in page.bookmarks:
            while open_[-1].level >= level:
                open_.pop()
            destination = b"[%d 0 R /XYZ %f %f 0]" % (base + PAGE, x, y)
            bookmark = _Bookmark(level, text, destination, number=number)
            number += 1
            open_[-1].children.append(bookmark)
            open_.append(bookmark)
            every.append(bookmark)
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
            file.write(each.number, entry + _ends(each) + b">>")
    if every:
        file.write(_OUTLINES, b"<</Type /Outlines/Count %d%s>>" % (root.count, _ends(root)))
    return number


def _ends(bookmark: _Bookmark) -> bytes:
    """Return the entries for the first and the last child."""
    if not bookmark.children:
        return b""
    first, last = bookmark.children[0].number, bookmark.children[-1].number
    return b"/First %d 0 R/Last %d 0 R" % (first, last)
