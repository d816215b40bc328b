r"""The value of a BibTeX field: `{…}`, `"…"`, a number or the name of a @string, joined by `#`.

btparse's grammar (the manual of Text::BibTeX, «bt_language»). A value that breaks it makes pandoc
refuse the whole file, so it is found here; names that no @string defines are found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""Names that every BibTeX style defines."""

_NAME = re.compile(r"[^\s{}\"#%,=()'\\]+")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


def damage_in(value: str) -> str:
    """Return what is wrong with a value as it was typed; nothing where it is sound or empty."""
    position = 0
    while position < len(value):
        end = _end_of_part(value, position)
        if end < 0:
            return "its braces or quotes do not match"
        rest = value[end:].lstrip()
        if rest and not rest.startswith("#"):
            return f"a comma belongs before {_shortened(rest)!r}"
        if rest and not rest[1:].strip():
            return "nothing stands behind its last #"
        position = len(value) - len(rest[1:].lstrip()) if rest else len(value)
    return ""


def names_in(value: str) -> Iterator[str]:
    """Yield the names of a sound value that stand for a @string, in small letters."""
    position = 0
    while position < len(value):
        end = _end_of_part(value, position)
        part = value[position:end].strip()
        if part[:1] not in ("{", '"') and not part[:1].isdecimal():
            yield part.lower()
        rest = value[end:].lstrip()
        position = len(value) - len(rest[1:].lstrip()) if rest else len(value)


def _end_of_part(value: str, start: int) -> int:
    """Return the end of the part of `value` that begins at `start`, or -1 where it is none."""
    if value[start] not in '{"':
        name = _NAME.match(value, start)
        return name.end() if name else -1
    quoted, depth = value[start] == '"', 0
    for mark in _MARK.finditer(value, start + 1 if quoted else start):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth < 0:
            return -1
        if depth == 0 and mark[0] == ('"' if quoted else "}"):
            return mark.end()
    return -1


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"
