"""The YAML at the head of a section file: its role, its language, its keywords.

| code | meaning |
|---|---|
| R101 | an unknown key or a wrong value |
| R102 | the front matter is not closed |
"""

from __future__ import annotations

import re

from baspa.diagnostics import Findings, Span
from baspa.model import Language, Role
from baspa.yaml import Strict, read_yaml, validate

_OPENING = re.compile(r"---[ \t]*\n(?=[^\n])")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class FrontMatter(Strict):
    """What a section file says about itself."""

    role: Role = Role.CHAPTER
    lang: Language | None = None
    """Where it differs from the language of the thesis."""
    keywords: tuple[str, ...] = ()


def read_front_matter(text: str, file: str, findings: Findings) -> tuple[FrontMatter, int]:
    """Return the front matter of `text` and the offset at which the body begins."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(), 0
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        findings.error(
            "R102",
            "this front matter is not closed",
            Span(file, 0, 3),
            "close it with a line of ---",
        )
        return FrontMatter(), start
    located = read_yaml(text[start : closing.start()], file, findings, offset=start)
    read = validate(FrontMatter, located, "R101", findings) if located else None
    return read or FrontMatter(), min(closing.end() + 1, len(text))
