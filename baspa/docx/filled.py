"""A DOCX that is filled in: its files, and the two packages that are made of them.

LibreOffice lays out the *proof*, which differs from the DOCX in nothing that a layout depends on. A
picture is as large as the document says, so that a dot stands for each: LibreOffice begins before
the pictures are drawn, and reads none. Nothing is compressed in it.
"""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can hold: members need none, and any other would differ by build."""
_DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The files of a DOCX, by their names."""

    parts: Mapping[str, bytes]
    """Those that hold XML."""
    media: Mapping[str, Callable[[], bytes]]
    """What gives each picture: it may still be drawn."""
    targets: Mapping[str, str]
    """The ids in the HTML of what has a page number, by their bookmarks."""

    @cached_property
    def docx(self) -> bytes:
        """The DOCX: equal input, equal bytes. Pictures that are still drawn are waited for."""
        media = {name: content() for name, content in self.media.items()}
        return _zip({**self.parts, **media}, zipfile.ZIP_DEFLATED)

    @cached_property
    def proof(self) -> bytes:
        """What is laid out."""
        return _zip({**self.parts, **dict.fromkeys(self.media, _DOT)}, zipfile.ZIP_STORED)


def _zip(members: Mapping[str, bytes], compression: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = compression
            member.external_attr = 0o644 << 16
            member.create_system = 3
            archive.writestr(member, content)
    return out.getvalue()
