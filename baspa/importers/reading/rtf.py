"""RTF, cleaned before LibreOffice reads it.

| in the file | done |
|---|---|
| pictures once more for old programs (`\\nonshppict`), the content of OLE objects | taken out |
| fields and controls that reach outside of the file | made words that mean nothing |
| the runs of formulas that LibreOffice left open | closed, where braces do not match |
| groups that the end of the file leaves open | closed: it may be cut off |
| a brace that would end the document before its end | taken out: what is behind it would be lost |

Of more than twenty formulas LibreOffice 7.4 writes all but twenty as pictures into its RTF, leaves
their runs open, and then refuses to read the file. The second copy of a picture is an uncompressed
bitmap: a thesis of 65 pages takes 100 MB with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from baspa.dataclass import dataclass
from baspa.importers.limits import TooLong
from baspa.importers.reading.package import PackageRefusal

MOST_CLEANED_BYTES = 25_000_000
"""Beside pictures; the markup of a thesis has a tenth of it."""
_MOST_GROUPS = 2_000_000
_DEEPEST = 1000
_TOKEN = re.compile(rb"(?:\\[{}\\])+|\\bin(\d{1,9})[ ]?|([{}])")
"""Escaped signs, bytes that are counted, or a brace (RTF 1.9.1, Formal Syntax)."""
_LEFT_OUT = re.compile(rb"\{\s*\\(?:nonshppict|\*\s*\\objdata|\*\s*\\datastore)(?![a-z])")
_PICTURE = re.compile(rb"\{\s*\\pict(?![a-z])")
_DRAWN_FORMULA = re.compile(rb"\{\s*\\mmath\s*\{\s*\\\*\s*\\shppict(?![a-z])")
_GOES_ON = re.compile(rb"\\pard?(?![a-z])")
"""What stands behind a brace that does not end the document."""
_LINKS = {
    b"INCLUDEPICTURE": b"XNCLUDEPICTURE",
    b"INCLUDETEXT": b"XNCLUDETEXT",
    b"DDEAUTO": b"XDEAUTO",
    b"\\objautlink": b"\\xbjautlink",
    b"\\*\\template": b"\\*\\xemplate",
}
"""What makes RTF reach outside, and how it is made a word that means nothing."""


@dataclass(slots=True)
class _Group:
    """A group while it is open."""

    start: int
    is_left_out: bool
    is_picture: bool
    is_drawn_formula: bool


def cleaned_rtf(content: bytes) -> bytes:
    """Return RTF that LibreOffice may read; raises TooLong and PackageRefusal."""
    for word, harmless in _LINKS.items():
        content = content.replace(word, harmless)
    kept, pictures, ends, is_open = list[memoryview](), 0, list[int](), list[_Group]()
    view, done = memoryview(content), 0
    for group, end in _groups(content, is_open):
        if group is None:
            kept.append(view[done : end - 1])
            done = end
        elif group.is_left_out:
            kept.append(view[done : group.start])
            done = end
        elif group.is_picture:
            pictures += end - group.start
        elif group.is_drawn_formula and content[end : end + 3].strip()[:1] != b"}":
            kept.append(view[done:end])
            ends.append(len(kept))
            done = end
    kept.append(view[done:])
    if sum(map(len, kept)) - pictures > MOST_CLEANED_BYTES:
        raise TooLong
    ends = ends if is_open else []
    return b"".join([*_closed(kept, ends), b"}" * (len(is_open) - len(ends))])


def _groups(content: bytes, open_groups: list[_Group]) -> Iterator[tuple[_Group | None, int]]:
    """Give each group with its end when it closes, none of those inside one that is left out.

    None stands for a brace that would end the document too early. `open_groups` receives those that
    do not close.
    """
    left_out, at, count = 0, 0, 0
    while token := _TOKEN.search(content, at):
        at = token.end() + int(token[1] or 0)
        if token[2] == b"{":
            count += 1
            if count > _MOST_GROUPS or len(open_groups) > _DEEPEST:
                raise PackageRefusal("the file is nested too deeply, or has too many parts")
            group = _group(content, token.start())
            open_groups.append(group)
            left_out += group.is_left_out
        elif token[2] == b"}" and len(open_groups) == 1 and _GOES_ON.search(content, at):
            yield None, at
        elif token[2] == b"}" and open_groups:
            group = open_groups.pop()
            left_out -= group.is_left_out
            if not left_out:
                yield group, at


def _group(content: bytes, start: int) -> _Group:
    return _Group(
        start,
        is_left_out=bool(_LEFT_OUT.match(content, start)),
        is_picture=bool(_PICTURE.match(content, start)),
        is_drawn_formula=bool(_DRAWN_FORMULA.match(content, start)),
    )


def _closed(pieces: list[memoryview], ends: list[int]) -> Iterator[bytes | memoryview]:
    """Give the pieces, and a brace behind the first `n` of them for each `n` of `ends`."""
    closing = set(ends)
    for n, piece in enumerate(pieces, 1):
        yield piece
        if n in closing:
            yield b"}"
