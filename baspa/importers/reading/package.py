"""The ZIP package of a DOCX, opened with care: nothing is fetched, nothing unfolds for ever.

| found | done |
|---|---|
| too many parts, too much content, a part that unfolds a hundredfold, a part twice | refused |
| parts that overlap, a path that leaves the package, an encrypted part | refused |
| a document type (entities) in a part, elements nested too deeply | refused |
| macros, OLE objects, embedded files, external pictures | not read; it is said |
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from baspa.importers.limits import XML_BYTES, check_elements

MOST_PARTS = 4000
MOST_BYTES = 250_000_000
MOST_UNFOLDING = 200
"""How many times larger than packed a part of more than a megabyte may be."""
_LOCAL_HEADER_BYTES = 30
"""Before the name of a part and its content, at least (APPNOTE 4.3.7)."""
ACTIVE = ("vbaproject.bin", "/embeddings/", "/activex/", "/afchunk", "oleobject")
"""What names a part that holds a program or another file."""


class PackageRefusal(Exception):
    """The package is damaged or dangerous; the message says how, in one line."""


class Locked(PackageRefusal):
    """A password protects the file."""

    def __init__(self) -> None:
        super().__init__("the file is protected by a password")


class Package:
    """The parts of a package, by name."""

    def __init__(self, content: bytes) -> None:
        """Check the package's directory; raises PackageRefusal."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise PackageRefusal("the file is damaged: it is no ZIP package") from error
        if len(infos) > MOST_PARTS:
            raise PackageRefusal(f"the package holds {len(infos)} parts, more than {MOST_PARTS}")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise PackageRefusal("the package unfolds to more than an import may read")
        names = Counter(info.filename.lower() for info in infos)
        if twice := sorted(name for name, n in names.items() if n > 1):
            raise PackageRefusal(f"the package holds {twice[0]} twice")
        for info in infos:
            _check(info)
        _check_apart(infos)
        self.names = tuple(info.filename for info in infos)
        self.active = tuple(
            name for name in self.names if any(word in f"/{name.lower()}" for word in ACTIVE)
        )

    def read(self, name: str) -> bytes | None:
        """Return the content of a part; None where there is none of this name."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(MOST_BYTES)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
            raise PackageRefusal(f"the part {name} is damaged") from error
        except Exception as error:  # zlib.error and the like are no common class
            raise PackageRefusal(f"the part {name} cannot be unpacked") from error
        return content

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of a part; None where there is none."""
        content = self.read(name)
        if content is None:
            return None
        return parse_xml(content, f"the part {name}")


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Return the root of XML.

    Raises PackageRefusal for a document type, and for what is no XML; TooMuch for too much of it.
    """
    if len(content) > XML_BYTES:
        raise PackageRefusal(f"{name} is too large")
    check_elements(content.count(b"<") - content.count(b"</") + content.count(b"="))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
            raise PackageRefusal(f"{name} declares a document type")
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = getattr(error, "msg", "")
        raise PackageRefusal(f"{name} is no well-formed XML ({said})") from error
    document: Any = root.getroottree().docinfo
    if document.doctype:  # in an encoding that hides it from the look above
        raise PackageRefusal(f"{name} declares a document type")
    return root


def _check_apart(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse parts that lie in one another, as those of a bomb do."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise PackageRefusal(f"the part {info.filename} lies inside of another one")
        end = info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size


def _check(info: zipfile.ZipInfo) -> None:
    """Refuse one entry of the directory that no word processor writes."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise PackageRefusal(f"the package holds the path {info.filename!r}")
    if info.flag_bits & 1:
        raise Locked
    if info.file_size > 1_000_000 and info.file_size > MOST_UNFOLDING * max(1, info.compress_size):
        raise PackageRefusal(f"the part {info.filename} unfolds {MOST_UNFOLDING} times and more")
