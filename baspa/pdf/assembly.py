"""Assembly: pages of fragments become one PDF file (ISO 32000-1, 7.5).

Nothing is laid out, drawn or parsed here: objects get numbers, open figures are filled in, bytes
are written one after the other. Each page begins at a round number, and each unit behind numbers
that are left free. So an edit mostly leaves the bytes of other pages alone, also where it moves
them: the folio, which tells their place, is an object behind them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache, lru_cache
from typing import Any

import pydyf

from baspa.dataclass import dataclass
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
    begins: bool
    """A unit begins with it."""


_ROW = 7
"""Bytes of a row of the cross-reference stream: kind, offset or container, index in it."""


@dataclass(slots=True)
class _File:
    """A file that is being written, or a part of one."""

    parts: list[bytes] = field(default_factory=list)
    end: int = 0
    rows: dict[int, bytes | bytearray] = field(default_factory=dict)
    """Rows of the cross-reference stream for objects that follow one another, by the number of the
    first."""
    sum: Any = field(default_factory=hashlib.sha256)
    """Of all that was written; of a page, of its own sum."""

    def write(self, number: int, text: bytes) -> None:
        """Write an object."""
        self.rows[number] = _at(self.end)
        self.append(number, text)

    def append(self, number: int, text: bytes) -> None:
        """Write an object without its row."""
        part = b"%d 0 obj\n%b\nendobj\n" % (number, text)
        self.parts.append(part)
        self.sum.update(part)
        self.end += len(part)

    def group(
        self,
        group: Group,
        base: int,
        shared: Mapping[str, int],
        late: Sequence[tuple[int, bytes, bytes]] = (),
    ) -> tuple[int, ...]:
        """Write the objects of a group from number `base` on, and behind them their stream.

        `late` are places, dictionaries and data of its streams that were open. Return the places
        of what is no part of that stream.
        """
        others = [shared[name] for name in group.names]
        container, count = base + group.count, len(group.plain_places)
        rows = bytearray(_ROW * (group.count + 1))
        row = b"\2" + container.to_bytes(4)
        for place, index in zip(group.plain_places, _indexes(count), strict=True):
            rows[_ROW * place : _ROW * (place + 1)] = row + index
        data = zlib.compress(group.plain.fill(base, others), OBJECTS_COMPRESSION)
        head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode>>" % (count, group.first)
        streams = [
            (group.count, head, data),
            *(
                (each.place, each.dictionary.fill(base, others), each.data)
                for each in group.streams
            ),
            *late,
        ]
        for place, dictionary, content in streams:
            rows[_ROW * place : _ROW * (place + 1)] = _at(self.end)
            self.append(base + place, _stream(dictionary, content))
        self.rows[base] = rows
        return tuple(place for place, _, _ in streams)

    def finish(self, size: int) -> bytes:
        """Write the cross-reference stream as object `size`; return the file."""
        start = self.end
        self.rows[size] = _at(start)
        numbers = sorted(self.rows)
        index: list[int] = []
        for number in numbers:
            count = len(self.rows[number]) // _ROW
            if index and index[-2] + index[-1] == number:
                index[-1] += count
            else:
                index += [number, count]
        rows = zlib.compress(
            b"".join([self.rows[number] for number in numbers]), OBJECTS_COMPRESSION
        )
        name = self.sum.hexdigest()[:32].encode()
        dictionary = (
            b"<</Type /XRef/Size %d/Index [%b]/W [1 4 2]/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]"
            b"/Filter /FlateDecode>>"
        ) % (
            size + 1,
            b" ".join([b"%d" % each for each in index]),
            _CATALOG,
            _INFORMATION,
            name,
            name,
        )
        self.append(size, _stream(dictionary, rows))
        return b"".join([*self.parts, b"startxref\n%d\n%%%%EOF\n" % start])


def _at(offset: int) -> bytes:
    """Return the row of an object that begins at `offset`."""
    return b"\1%b\0\0" % offset.to_bytes(4)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    """Return a stream; `dictionary` has its length still to come."""
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (dictionary[:-2], len(data), data)


@lru_cache(maxsize=1024)
def _indexes(count: int) -> tuple[bytes, ...]:
    """Return the places of `count` objects in their stream, as rows have them."""
    return tuple(place.to_bytes(2) for place in range(count))


@dataclass(frozen=True, slots=True)
class Written:
    """A page as it was written into a file, but for its folio, to be written so again."""

    made_of: tuple[object, ...]
    """What its bytes depend on."""
    text: bytes
    rows: bytes
    """Its rows, as if it stood at the beginning of the file."""
    own: tuple[int, ...]
    """The places of its objects that rows tell the offset of."""
    sum: bytes


def assemble(
    pages: Sequence[Placed],
    shared: Mapping[str, Group],
    texts: Mapping[str, str],
    runs: Sequence[PageRun],
    information: bytes,
    language: str,
    known: dict[int, Written],
) -> bytes:
    """Return the file of `pages`.

    `shared` are the groups that pages refer to by name, `texts` the figures of holes by target.
    `known` are the pages of the last file by their numbers in it; it is brought up to date.
    """
    file = _File([HEADER], len(HEADER))
    names = {"pages": _PAGES, "structure": _STRUCTURE}
    number = _SHARED
    for name, group in shared.items():
        names[name] = number
        number += group.count + 1
    for name, group in shared.items():
        file.group(group, names[name], names)
    bases = []
    begun = 0
    for placed in pages:
        if placed.begins:
            begun = number = _rounded(number, (number - begun) // 4)
        number = _rounded(number, STEP)
        bases.append(number)
        number += placed.page.objects.count + 1 if placed.page else 1
    before, now = dict(known), known
    now.clear()
    for placed, base in zip(pages, bases, strict=True):
        if placed.page is None:
            box = b"[0 0 %f %f]" % placed.size_pt
            page = b"<</Type /Page/Parent %d 0 R/MediaBox %s/Resources <<>>>>" % (_PAGES, box)
            file.write(base, page)
        else:
            written = _written(placed.page, base, names, texts, before.get(base))
            now[base] = written
            _put(file, base, written, _stamp(placed, placed.page))
    number = _write_document(file, pages, bases, number, runs, information, language)
    return file.finish(number)


def _rounded(number: int, least: int) -> int:
    """Return the next multiple of the power of two that is `least` or more."""
    step = 1 << max(least - 1, 0).bit_length()
    return -(-number // step) * step


def _written(
    page: FragmentPage,
    base: int,
    names: Mapping[str, int],
    texts: Mapping[str, str],
    before: Written | None,
) -> Written:
    """Return the bytes of a page whose objects have numbers from `base` on; those of `before`,
    where they are the same.
    """
    others = tuple(names[name] for name in page.objects.names)
    made_of = page.digest, others, tuple(texts[hole.target] for hole in page.holes)
    if before is not None and before.made_of == made_of:
        return before
    content = page.content
    if page.holes:
        content = zlib.compress(_filled(page, texts), COMPRESSION)
    file = _File()
    late = ((CONTENT, b"<</Filter /FlateDecode>>", content),)
    own = file.group(page.objects, base, names, late)
    return Written(made_of, b"".join(file.parts), bytes(file.rows[base]), own, file.sum.digest())


def _put(file: _File, base: int, written: Written, stamp: bytes) -> None:
    """Put a page, and behind it its folio, where the file ends."""
    rows = bytearray(written.rows)
    for place in written.own:
        offset = int.from_bytes(rows[_ROW * place + 1 : _ROW * place + 5]) + file.end
        rows[_ROW * place : _ROW * (place + 1)] = _at(offset)
    file.rows[base] = rows
    file.parts.append(written.text)
    file.sum.update(written.sum)
    file.end += len(written.text)
    rows[_ROW * STAMP : _ROW * (STAMP + 1)] = _at(file.end)
    file.append(base + STAMP, _stream(b"<<>>", stamp))


def page_streams(
    placed: Placed, page: FragmentPage, texts: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """Return the content stream of a page, compressed where it has no holes, and its folio."""
    return _filled(page, texts) if page.holes else page.content, _stamp(placed, page)


def _stamp(placed: Placed, page: FragmentPage) -> bytes:
    """Return the operators that print the folio of a page."""
    return page.folio.show(placed.folio) if page.folio and placed.folio else b""


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
