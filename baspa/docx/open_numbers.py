"""Page numbers that may still change in a DOCX whose layout is known.

A page number is set without kerning (`w:kern`), and the figures of a text face are equally wide.
Two files that differ in the figures of such numbers alone, one for one, have the same lines and so
the same pages: what a layout of the one says is true of the other, which needs no layout of its
own. In the contents and the lists a number may also have more figures or fewer: it stands behind a
tab at the margin, where no title reaches, as long as the gutter has room for it. Elsewhere a number
of another length, or one in letters, may move a line: then nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from baspa.docx.filled import Filled
from baspa.docx.formatting import RunFormat

OPEN = RunFormat(kerned=False)
"""How a page number is set: nothing else is set so."""
IN_GUTTER = RunFormat(hidden_on_web=True)
"""How one of the contents and the lists is set besides: nothing else is set so."""

_NUMBER = re.compile(
    rb'(?P<before>(?P<gutter><w:webHidden/>)?<w:kern w:val="0"/>(?:(?!</w:r>).)*?<w:t>)'
    rb"(?P<figures>[0-9]+)(?=</w:t>)",
    re.DOTALL,
)
_LAID_OUT = ("word/", "[Content_Types]")
"""What a layout depends on; other members tell of the author, and of where blocks come from."""


def alike(one: Filled, other: Filled, gutter: Callable[[], int]) -> bool:
    """Whether two DOCX of one draft have the same layout, as far as can be said without one.

    `gutter` tells how many figures have room in the gutter of the contents, 0 where the face has
    figures of several widths. It is asked if need be.
    """
    if one.parts.keys() != other.parts.keys():
        return False
    pairs = ((one.parts[n], other.parts[n]) for n in one.parts if n.startswith(_LAID_OUT))
    changed = [(a, b) for a, b in pairs if a != b]
    if not changed:
        return True
    room = gutter()
    return room > 0 and all(_closed(a, room) == _closed(b, room) for a, b in changed)


def _closed(part: bytes, room: int) -> bytes:
    """Return a part with zeros for its page numbers; a single one where it has room to grow."""

    def zeros(found: re.Match[bytes]) -> bytes:
        free = found["gutter"] is not None and len(found["figures"]) <= room
        return found["before"] + b"0" * (1 if free else len(found["figures"]))

    return _NUMBER.sub(zeros, part)
