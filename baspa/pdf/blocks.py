"""Blocks of a unit: what stands one below the other in its parts, and a shorter document of some.

A block is a child of a part, or an item of a list that is one. An edit changes few of them; to lay
out the pages that it reaches, a document is enough that holds the blocks of these pages. Next to
them it has empty elements in the places of blocks that are left out, so that selectors which look
at neighbours see what they would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from xml.parsers import expat

from baspa.dataclass import dataclass
from baspa.model import Asset

LISTS = ("ol", "ul")
NEAR = 2
"""How many neighbours on either side, and how many children at either end, selectors look at."""
_COMMENT = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)
_PRELUDE = re.compile(r"([^{};]*)\{")
_KNOWN = re.compile(
    r":has\((?:>|\+) [\w.]+\)(?![^,{]*[+~])|:(?:first|last)-child|:nth-last-child\(2\)"
)
"""Pseudo-classes that look no farther than `NEAR` siblings, or into the block itself."""
_FAR = re.compile(
    r"~(?!=)|:has\(|:nth-|:only-|:empty|-of-type|:first(?![-\w])|\+[^,{]*\+[^,{]*\+"
    r"|(?:open|close)-quote|running\(|column-count|columns:"
)
_SOURCE = re.compile(rb'\ssrc="([^"]*)"')
_BLOCK_ID = re.compile(rb' data-block="[^"]*"')


@lru_cache(maxsize=8)
def looks_far(style: str) -> str:
    """Return what in a style sheet looks from a block at others far from it; mostly nothing."""
    bare = _COMMENT.sub("", style)
    selectors = _KNOWN.sub("", "{".join(_PRELUDE.findall(bare)))
    found = _FAR.search(selectors) or _FAR.search(re.sub(r"[^{}]*\{", "{", bare))
    return found[0] if found else ""


@dataclass(slots=True)
class Element:
    """A part, a list or a block: where it stands in the bytes of the HTML."""

    tag: str
    start: int
    inner: int
    """Behind its opening tag."""
    end: int = 0
    children: list[Element] = field(default_factory=list)
    """The elements of a part; the items of a list."""
    numbers: range = range(0)
    """The numbers of the blocks that it holds, or is."""

    def moved(self, bytes_: int) -> Element:
        """Return it where so many more bytes stand before it, without numbers."""
        start, inner, end = self.start + bytes_, self.inner + bytes_, self.end + bytes_
        children = [child.moved(bytes_) for child in self.children]
        return Element(self.tag, start, inner, end, children)

    def has_any(self, wanted: range) -> bool:
        """Whether it is or holds one of some blocks that follow one another."""
        return self.numbers.start < wanted.stop and wanted.start < self.numbers.stop


class Blocks:
    """The blocks of a unit, numbered from 0 in their order."""

    def __init__(self, html: str, known: Blocks | None = None) -> None:
        """Read `html`; what is as in `known`, the blocks of a text much like it, is not parsed."""
        self.content = html.encode()
        self.parts = (known and _read_again(known, self.content)) or _Reader(self.content).parts
        self.found: list[Element] = []
        for part in self.parts:
            for child in part.children:
                first = len(self.found)
                self.found += child.children or [child]
                child.numbers = range(first, len(self.found))
                for number, item in enumerate(child.children, first):
                    item.numbers = range(number, number + 1)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.found)

    def text(self, number: int) -> bytes:
        """Return the HTML of a block."""
        element = self.found[number]
        return self.content[element.start : element.end]

    @property
    def frame(self) -> bytes:
        """What stands around the blocks."""
        return b"\0".join(self._frame())

    def _frame(self) -> Iterator[bytes]:
        """Yield what stands before the blocks of each part, and behind those of the last."""
        end = 0
        for part in self.parts:
            yield self.content[end : part.inner]
            end = self.content.rindex(b"<", part.inner, part.end)
        yield self.content[end:]

    def digests(self, assets: Mapping[str, Asset]) -> tuple[bytes, ...]:
        """Return a digest of all that each block prints, and of what selectors see around it."""
        pictures = {name: sha256(asset.content).digest() for name, asset in assets.items()}
        return tuple(
            self._digest(*block, assets, pictures)
            for part in self.parts
            for block in self._blocks(part.children, b"")
        )

    def _blocks(
        self, siblings: Sequence[Element], around: bytes
    ) -> Iterator[tuple[Element, bytes]]:
        """Yield blocks with the opening tags of their neighbours."""
        tags = [_BLOCK_ID.sub(b"", self._opening(each)) for each in siblings]
        edge = [b"-"] * NEAR
        tags = [*edge, *tags, *edge]
        for place, element in enumerate(siblings):
            near = b"\0".join([around, *tags[place : place + 2 * NEAR + 1]])
            if element.children:
                yield from self._blocks(element.children, near)
            else:
                yield element, near

    def _digest(
        self,
        element: Element,
        around: bytes,
        assets: Mapping[str, Asset],
        pictures: Mapping[str, bytes],
    ) -> bytes:
        text = self.text(element.numbers[0])
        sum_ = sha256(b"%d:%b\0%b" % (len(text), text, around))
        if b' src="' in text:
            for source in _SOURCE.findall(text):
                name = unescape(source.decode())
                if name in assets:
                    sum_.update(repr(assets[name]).encode() + pictures[name])
        return sum_.digest()[:16]

    def only(self, wanted: range) -> str:
        """Return a document of the blocks `wanted`, with empty elements next to them."""
        *before, end = self._frame()
        parts: list[bytes] = []
        for part, opening in zip(self.parts, before, strict=True):
            parts += [opening, *self._some(part.children, wanted)]
        return b"".join([*parts, end]).decode()

    def _some(self, siblings: Sequence[Element], wanted: range) -> Iterator[bytes]:
        """Yield the elements among `siblings` that hold something wanted, and what is near."""
        for element in shown(siblings, wanted):
            if not element.has_any(wanted):
                yield self._opening(element) + b"</%b>" % element.tag.encode()
            elif not element.children:
                yield self.text(element.numbers[0])
            else:
                yield self._opening(element)
                yield from self._some(element.children, wanted)
                yield b"</%b>" % element.tag.encode()

    def _opening(self, element: Element) -> bytes:
        return self.content[element.start : element.inner]


def shown(siblings: Sequence[Element], wanted: range) -> list[Element]:
    """Return the siblings that a document of the blocks `wanted` has, whole or empty."""
    count = len(siblings)
    places = {*range(min(NEAR, count)), *range(max(0, count - NEAR), count)}
    for place, element in enumerate(siblings):
        if element.has_any(wanted):
            places.update(range(max(0, place - NEAR), min(count, place + NEAR + 1)))
    return [siblings[place] for place in sorted(places)]


def _read_again(known: Blocks, content: bytes) -> list[Element] | None:
    """Return the parts of a text that differs from a known one inside of one part alone; None for
    any other.

    What stands before or behind all differences is parsed to the same: only the elements between,
    which are read as if they were all of their part, are others.
    """
    old, more = known.content, len(content) - len(known.content)
    same = _alike(old, content)
    behind = len(old) - _alike(old[same:][::-1], content[same:][::-1])
    ends = [old.rindex(b"<", part.inner, part.end) for part in known.parts]
    places = range(len(ends))
    place = next((n for n in places if known.parts[n].inner <= same and behind <= ends[n]), None)
    if place is None:
        return None
    part, closing = known.parts[place], ends[place]
    before = [child for child in part.children if child.end <= same]
    after = [child for child in part.children[len(before) :] if child.start >= behind]
    start = before[-1].end if before else part.inner
    end = (after[0].start if after else closing) + more
    opening = b"<html><body>" + content[part.start : part.inner]
    try:
        text = opening + content[start:end] + content[closing + more : part.end + more]
        [between] = _Reader(text + b"</body></html>").parts
    except (ValueError, expat.ExpatError):
        return None
    children = [
        *(child.moved(0) for child in before),
        *(child.moved(start - len(opening)) for child in between.children),
        *(child.moved(more) for child in after),
    ]
    return [
        *(each.moved(0) for each in known.parts[:place]),
        Element(part.tag, part.start, part.inner, part.end + more, children),
        *(each.moved(more) for each in known.parts[place + 1 :]),
    ]


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


class _Reader:
    """Finds parts, their children, and the items of lists among them."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.parts: list[Element] = []
        self.open: list[Element | None] = []
        self.levels: list[list[Element] | None] = [None]
        """Where the children of each open element belong."""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.Parse(content, True)

    def start(self, tag: str, _: object) -> None:
        siblings, depth = self.levels[-1], len(self.open)
        element = None
        if siblings is not None:
            start = self.parser.CurrentByteIndex
            element = Element(tag, start, self.content.index(b">", start) + 1)
            siblings.append(element)
        self.open.append(element)
        if depth == 1 and tag == "body":
            self.levels.append(self.parts)
        elif element is not None and (depth == 2 or (depth == 3 and tag in LISTS)):
            self.levels.append(element.children)
        else:
            self.levels.append(None)

    def end(self, _: str) -> None:
        element = self.open.pop()
        self.levels.pop()
        if element is not None:
            element.end = self.content.index(b">", self.parser.CurrentByteIndex) + 1
