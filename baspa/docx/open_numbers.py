"""Page numbers that may still change in a DOCX whose layout is known.

A page number is set without kerning (`w:kern`), and the figures of a text face are equally wide.
Two files that differ in the figures of such numbers alone, one for one, have the same lines and so
the same pages: what a layout of the one says is true of the other, which needs no layout of its
own. A number that has more figures, or is written in letters, may move a line: then nothing is
said.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from baspa.docx.formatting import RunFormat

OPEN = RunFormat(kerned=False)
"""How a page number is set: nothing else is set so."""

_NUMBER = re.compile(rb'(<w:kern w:val="0"/>(?:(?!</w:r>).)*?<w:t>)([0-9]+)(?=</w:t>)', re.DOTALL)
_LAID_OUT = ("word/", "[Content_Types]")
"""What a layout depends on; other members tell of the author, and of where blocks come from."""


def alike(one: bytes, other: bytes, equal_figures: Callable[[], bool]) -> bool:
    """Whether two DOCX have the same layout, as far as can be said without one.

    `equal_figures` tells whether the faces have figures of one width; it is asked if need be.
    """
    if one == other:
        return True
    with zipfile.ZipFile(io.BytesIO(one)) as left, zipfile.ZipFile(io.BytesIO(other)) as right:
        if left.namelist() != right.namelist():
            return False
        names = [name for name in left.namelist() if name.startswith(_LAID_OUT)]
        changed = [(left.read(n), right.read(n)) for n in names if left.read(n) != right.read(n)]
    return all(_closed(a) == _closed(b) for a, b in changed) and (not changed or equal_figures())


def _closed(part: bytes) -> bytes:
    """Return a part with each figure of its page numbers as zero."""
    return _NUMBER.sub(lambda found: found[1] + b"0" * len(found[2]), part)
