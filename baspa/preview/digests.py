"""What a page of a PDF prints, as a digest: only pages that changed are drawn anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

import pikepdf

from baspa.dataclass import dataclass

_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_REFERENCE = re.compile(rb"\d R\b")
_BOXES = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_UNSEEN = frozenset(("/Length", "/Resources", "/StructParent", "/StructParents", "/Metadata"))
"""Keys of a stream that say nothing of how it looks; its resources are looked up by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Drawing instructions in which each name gave way to its index."""

    digest: bytes
    names: tuple[bytes, ...]
    """In the order of their indices."""


@dataclass(slots=True)
class PageDigests:
    """Takes the digests of the pages of a PDF, and of the next ones that are like it.

    A digest is taken of the drawing instructions and of what they name: pictures, patterns, faces.
    A name itself does not count, since a figure on another page can change it; nor do the outlines
    of a face, whose subset holds the letters of the whole file and keeps the number of each.
    """

    _read: dict[bytes, Drawing] = field(default_factory=dict)
    """The instructions of the last PDF, by the digest of their compressed bytes."""

    def of(self, pdf: pikepdf.Pdf) -> list[str]:
        """Return the digest of each page of an open PDF, in order."""
        objects = _Objects(self._read)
        found = [objects.page(page.obj) for page in pdf.pages]
        self._read = objects.read
        return found


@dataclass(slots=True)
class _Objects:
    """Takes the digest of each object of one file once."""

    read_before: Mapping[bytes, Drawing]
    read: dict[bytes, Drawing] = field(default_factory=dict)
    known: dict[tuple[int, int], bytes] = field(default_factory=dict)
    """By object and generation number."""
    names: dict[tuple[int, int, bytes], bytes] = field(default_factory=dict)
    """What a name stands for, by the numbers of the dictionary of resources that it is in."""

    def page(self, page: pikepdf.Object) -> str:
        boxes = [self.value(page[key]) for key in _BOXES if key in page]
        contents = page.get("/Contents", pikepdf.Array())
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        resources = page.get("/Resources")
        drawn = [self.drawn(stream, resources) for stream in streams]
        return _sha(*boxes, *drawn).hex()[:32]

    def drawn(self, stream: pikepdf.Object, resources: pikepdf.Object | None) -> bytes:
        """Return the digest of what a stream of instructions draws with its resources."""
        compressed = _sha(stream.read_raw_bytes())
        drawing = self.read.get(compressed) or self.read_before.get(compressed)
        if drawing is None:
            drawing = _drawing(stream.read_bytes())
        self.read[compressed] = drawing
        named = (self.named(name, resources) for name in drawing.names)
        return _sha(drawing.digest, *named)

    def named(self, name: bytes, resources: pikepdf.Object | None) -> bytes:
        """Return the digest of what `name` stands for; of itself where it is no resource."""
        if resources is None:
            return name
        numbers = resources.objgen
        if (*numbers, name) in self.names:
            return self.names[*numbers, name]
        key = f"/{name.decode('latin-1')}"
        kinds = [kind for _, kind in sorted(resources.items()) if _holds(kind, key)]
        found = b"".join(self.value(kind[key]) for kind in kinds) or name
        if numbers != (0, 0):
            self.names[*numbers, name] = found
        return found

    def value(self, value: Any) -> bytes:
        """Return the digest of an object and of all that it refers to."""
        if not isinstance(value, pikepdf.Object):
            return _sha(repr(value).encode())
        numbers = value.objgen
        if numbers == (0, 0):
            return self.content(value)
        if numbers not in self.known:
            self.known[numbers] = b"its own"  # what a ring of references finds of itself
            self.known[numbers] = self.content(value)
        return self.known[numbers]

    def content(self, value: pikepdf.Object) -> bytes:
        if not isinstance(value, pikepdf.Stream):
            return self.entries(value)
        resources = value.get("/Resources")
        drawn = value.read_raw_bytes() if resources is None else self.drawn(value, resources)
        return _sha(self.entries(value.stream_dict), drawn)

    def entries(self, value: pikepdf.Object) -> bytes:
        """Return the digest of anything but what a stream holds."""
        written = value.unparse()
        if _REFERENCE.search(written) is None and b"/StructParent" not in written:
            return _sha(written)
        if isinstance(value, pikepdf.Array):
            return _sha(b"array", *(self.value(item) for item in value))
        if value.get("/Type") == "/Font" and "/BaseFont" in value:
            return _sha(b"font", value["/BaseFont"].unparse())
        seen = (key for key in sorted(value.keys()) if key not in _UNSEEN)
        return _sha(*(part for key in seen for part in (key.encode(), self.value(value[key]))))


def _holds(value: Any, key: str) -> bool:
    return isinstance(value, pikepdf.Dictionary) and key in value


def _drawing(instructions: bytes) -> Drawing:
    names: dict[bytes, int] = {}
    skeleton = _NAME.sub(
        lambda found: b"/%d" % names.setdefault(found[1], len(names)), instructions
    )
    return Drawing(digest=_sha(skeleton), names=tuple(names))


def _sha(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
