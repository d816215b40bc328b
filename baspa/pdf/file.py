"""A PDF file that is being written (ISO 32000-1, 7.5): objects one behind the other, and the table
of where each stands.

Most objects of a page stand in an object stream, so their rows in the table name that stream and a
place in it, whatever stands before them in the file. Only what stands for itself has an offset.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from struct import pack_into

from baspa.dataclass import dataclass
from baspa.pdf.objects import Group

HEADER = b"%PDF-1.7\n%\xf0\x9f\x93\x84\n"
OBJECTS_COMPRESSION = 1
"""Of object streams, which are compressed anew for each file: a twentieth longer, in a third of the
time."""
_ROW = 8
"""Bytes of a row of the cross-reference stream: a PNG filter (7.4.4.4), the kind of the object, its
offset or the number of its stream, and its place in that stream."""
_OFFSET = 2
_OWN = b"\0\1\0\0\0\0\0\0"
"""The row of an object that stands for itself, without its offset."""
_NEXT, _CARRY = b"\2\0\0\0\0\0\0\1", b"\2\0\0\0\0\0\1\1"
"""The row of an object of the same stream as that before it, one place behind: by how much it is
more, with and without a carry. A file has mostly these, which take hardly any room."""
_FOLLOWING = _CARRY + _NEXT * 255


@dataclass(frozen=True, slots=True)
class Run:
    """Objects with numbers that follow one another, as they stand in a file."""

    count: int
    own: tuple[tuple[int, int], ...]
    """What stands for itself: its place among the numbers, and its offset from where the run
    begins. The last one is the stream that holds the others, if there are any."""

    def rows(self, base: int) -> bytes:
        """Return the rows of the objects, with numbers from `base` on and without offsets."""
        rows, index, end = [], 0, 0
        for place, _ in self.own:
            rows += [_in_stream(base + self.count - 1, index, place - end), _OWN]
            index += place - end
            end = place + 1
        return b"".join(rows)


def _in_stream(container: int, index: int, count: int) -> bytes:
    """Return the rows of `count` objects in a stream from the place `index` on."""
    if count == 0:
        return b""
    following = _following((index + 1 + count) // 256 + 1)
    first = (index + 1) * _ROW
    return (
        b"\0\2%b%b" % (container.to_bytes(4), index.to_bytes(2))
        + following[first : first + (count - 1) * _ROW]
    )


@lru_cache(maxsize=256)
def _following(times: int) -> bytes:
    return _FOLLOWING * times


@dataclass(frozen=True, slots=True)
class Table:
    """The part of the table for some objects, wherever they will stand in the file."""

    first: int
    """The first of their numbers."""
    index: bytes
    """First number and count of each range of them."""
    rows: bytes
    """Without offsets."""
    places: array[int]
    """Where in the rows offsets belong."""
    offsets: array[int]
    """From where the objects begin."""


class Stretch:
    """Objects one behind the other, wherever in a file they will stand."""

    def __init__(self) -> None:
        self.parts: list[bytes | memoryview] = []
        self.length = 0
        self.sum = hashlib.sha256()
        """Of all that was written."""
        self._index: list[bytes] = []
        self._rows: list[bytes] = []
        self._end = 0
        """Of the rows."""
        self._first = 0
        self._places, self._offsets = array("I"), array("I")

    def write(self, number: int, text: bytes) -> None:
        """Write an object that stands for itself."""
        self.run(number, Run(1, ((0, 0),)), [entire(number, text)])

    def group(self, group: Group, base: int, names: Mapping[str, int]) -> None:
        """Write the objects of a group with numbers from `base` on."""
        run, text = bound(group, base, names)
        self.run(base, run, [text])

    def run(self, base: int, run: Run, parts: Sequence[bytes | memoryview]) -> None:
        """Put objects that were written, with numbers from `base` on, where the stretch ends."""
        self._first = self._first or base
        self._index.append(b"%d %d" % (base, run.count))
        rows = run.rows(base)
        for place, offset in run.own:
            self._places.append(self._end + place * _ROW + _OFFSET)
            self._offsets.append(self.length + offset)
        self._rows.append(rows)
        self._end += len(rows)
        for part in parts:
            self.sum.update(part)
            self.length += len(part)
        self.parts += parts

    def table(self) -> Table:
        """Return the part of the table for what was written."""
        index, rows = b" ".join(self._index), b"".join(self._rows)
        return Table(self._first, index, rows, self._places, self._offsets)


class File:
    """A file that is being written, part by part."""

    def __init__(self) -> None:
        self.parts: list[bytes | memoryview] = [HEADER]
        self.length = len(HEADER)
        self.sum = hashlib.sha256()
        self.tables: list[tuple[int, Table]] = []
        """Those of its parts, by where these begin."""

    def add(self, parts: Sequence[bytes | memoryview], table: Table, sum_: bytes) -> None:
        """Write what was written as a stretch, now or before; nothing where nothing was."""
        if not parts:
            return
        self.tables.append((self.length, table))
        self.parts += parts
        self.length += sum(map(len, parts))
        self.sum.update(sum_)

    def finished(self, size: int, entries: bytes) -> bytes:
        """Return the bytes of the file with its cross-reference stream as object `size`; `entries`
        go into the trailer.
        """
        start = self.length
        own = Table(size, b"%d 1" % size, _OWN, array("I", [_OFFSET]), array("I", [0]))
        tables = sorted([*self.tables, (start, own)], key=lambda each: each[1].first)
        rows = bytearray()
        for begin, table in tables:
            before = len(rows)
            rows += table.rows
            for place, offset in zip(table.places, table.offsets, strict=True):
                pack_into(">I", rows, before + place, begin + offset)
        name = self.sum.hexdigest()[:32].encode()
        dictionary = (
            b"<</Type /XRef/Size %d/Index [%b]/W [1 4 2]%b/ID [<%b> <%b>]"
            b"/Filter /FlateDecode/DecodeParms <</Predictor 15/Columns 7>>>>"
        ) % (size + 1, b" ".join([table.index for _, table in tables]), entries, name, name)
        last = entire(size, stream(dictionary, zlib.compress(rows, OBJECTS_COMPRESSION)))
        return b"".join([*self.parts, last, b"startxref\n%d\n%%%%EOF\n" % start])


def bound(
    group: Group,
    base: int,
    names: Mapping[str, int],
    late: Sequence[tuple[int, bytes, bytes]] = (),
) -> tuple[Run, bytes]:
    """Return the objects of a group with numbers from `base` on, and behind them their stream.

    `names` are the numbers of what it refers to; `late` places, dictionaries and data of its
    streams that were open.
    """
    others = [names[name] for name in group.names]
    data = zlib.compress(group.plain.fill(base, others), OBJECTS_COMPRESSION)
    head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode>>"
    own, parts, end = [], [], 0
    for place, dictionary, content in (
        (group.count, head % (len(group.plain_places), group.first), data),
        *((each.place, each.dictionary.fill(base, others), each.data) for each in group.streams),
        *late,
    ):
        parts.append(entire(base + place, stream(dictionary, content)))
        own.append((place, end))
        end += len(parts[-1])
    return Run(group.count + 1, tuple(sorted(own))), b"".join(parts)


def entire(number: int, text: bytes) -> bytes:
    """Return an object as it stands in a file."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, text)


def stream(dictionary: bytes, data: bytes) -> bytes:
    """Return a stream; `dictionary` has its length still to come."""
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (dictionary[:-2], len(data), data)
