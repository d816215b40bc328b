"""Objects of a PDF that can be put into another file: their references are filled in last.

A group holds objects that refer to one another by their places in it, and to what several groups
share (a face, a picture) by a name. So a group does not change when what stands before it in the
file does: an assembly gives numbers and writes bytes, and looks at nothing (ISO 32000-1, 7.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from baspa.dataclass import dataclass

NUMBER = b"%-7d"
"""How an object number stands in a template: always as long, so that offsets are known before. It
is enough for ten million objects; a page has some hundreds."""
REFERENCE = NUMBER + b" 0 R"
_TOKENS = re.compile(rb"\((?:[^\\()]|\\.)*\)|%|\x01([0-9]+)\x01|\b([0-9]+) 0 R\b", re.DOTALL)
"""A string, which may look like anything; a sign to be doubled; a number; a reference."""
_BARE = re.compile(rb"\x01([0-9]+)\x01")


def bare(number: int) -> bytes:
    """Return the number of an object that is to be no reference, as `template` understands it."""
    return b"\x01%d\x01" % number


@dataclass(frozen=True, slots=True)
class Template:
    """Bytes with holes for object numbers."""

    text: bytes
    """A format of `%`, with `NUMBER` for each number."""
    targets: tuple[int, ...]
    """What each number is of: an object of the group, by its place from 0 on, or one that groups
    share, by the inverse (-1, -2 …) of its place among the names of the group."""

    @property
    def length(self) -> int:
        """How many bytes it makes."""
        return len(self.text % ((0,) * len(self.targets)))

    def fill(self, base: int, others: Sequence[int]) -> bytes:
        """Return the bytes where the group begins at number `base`; `others` are shared ones."""
        return self.text % tuple(
            [base + target if target >= 0 else others[~target] for target in self.targets]
        )


@dataclass(frozen=True, slots=True)
class StreamObject:
    """A stream of a group."""

    place: int
    """Its place in the group."""
    dictionary: Template
    """Without its length."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """Objects that stand or fall together."""

    count: int
    """How many places it has."""
    names: tuple[str, ...]
    """What it refers to outside of itself."""
    plain: Template
    """All objects that are no streams, as the content of an object stream (7.5.7)."""
    plain_places: tuple[int, ...]
    first: int
    """Where the first of them begins in that content."""
    streams: tuple[StreamObject, ...]


def template(text: bytes, name: Callable[[int], int]) -> Template:
    """Return PDF syntax as a template; `name` gives the targets of the objects it refers to."""
    targets: list[int] = []

    def number(found: re.Match[bytes]) -> bytes:
        targets.append(name(int(found[1])))
        return NUMBER

    def mark(found: re.Match[bytes]) -> bytes:
        if found[2] is not None:
            targets.append(name(int(found[2])))
            return REFERENCE
        if found[1] is not None:
            return number(found)
        return _BARE.sub(number, found[0].replace(b"%", b"%%"))

    return Template(_TOKENS.sub(mark, text), tuple(targets))


def object_stream(objects: Sequence[tuple[int, Template]]) -> tuple[Template, int]:
    """Return objects, by their places, as the content of an object stream, and where they begin."""
    heads, texts, end = [], [], 0
    for _, each in objects:
        heads.append(NUMBER + b" %d" % end)
        texts.append(each.text)
        end += each.length + 1
    head = Template(b" ".join([*heads, b""]), tuple(place for place, _ in objects))
    targets = (*head.targets, *(target for _, each in objects for target in each.targets))
    return Template(head.text + b"\n".join(texts), targets), head.length


@dataclass(slots=True)
class Collector:
    """Collects a group out of a file of pydyf: what is asked for, and all that it refers to."""

    objects: list[Any]
    """The objects of the file by number."""
    shared: Callable[[int], str | None]
    """The name of an object that is not the group's own."""

    def group(self, roots: Iterable[int], late: Collection[int] = ()) -> Group:
        """Return the group of `roots`, which come first; `late` ones have a place and no bytes."""
        places: dict[int, int] = {}
        names: dict[str, int] = {}
        waiting: list[int] = []

        def place(number: int) -> int:
            if number not in places:
                places[number] = len(places)
                waiting.append(number)
            return places[number]

        def target(number: int) -> int:
            name = self.shared(number)
            return place(number) if name is None else ~names.setdefault(name, len(names))

        for root in roots:
            place(root)
        plain: list[tuple[int, Template]] = []
        streams = []
        for number in waiting:  # grows on the way
            item = self.objects[number]
            if number in late:
                continue
            if hasattr(item, "stream"):
                dictionary, data = stream_parts(item)
                streams.append(StreamObject(places[number], template(dictionary, target), data))
            else:
                plain.append((places[number], template(item.data, target)))
        content, first = object_stream(plain)
        return Group(
            count=len(places),
            names=tuple(names),
            plain=content,
            plain_places=tuple(each for each, _ in plain),
            first=first,
            streams=tuple(streams),
        )


def stream_parts(item: Any) -> tuple[bytes, bytes]:
    """Return the dictionary of a stream of pydyf, without its length, and its bytes."""
    head, _, rest = item.data.partition(b"\nstream\n")
    return re.sub(rb"\s*/Length [0-9]+", b"", head), rest[: -len(b"\nendstream")]
