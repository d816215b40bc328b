"""The YAML at the head of a section file: its role, its language, its keywords.

| code | meaning |
|---|---|
| R101 | an unknown key or a wrong value |
| R102 | the front matter is not closed |
"""

from __future__ import annotations

import re

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span
from baspa.model import Language, Role
from baspa.yaml import Strict, read_settings

_OPENING = re.compile(r"---[ \t]*\n(?=[^\n])")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
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
    stated = text[start : closing.start()]
    read = read_settings(FrontMatter, stated, file, "R101", findings, offset=start)
    return read or FrontMatter(), min(closing.end() + 1, len(text))
