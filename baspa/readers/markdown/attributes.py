"""Pandoc attributes: `{#id .class key=value key="a value" -}`.

| code | meaning |
|---|---|
| R116 | braces that were meant as attributes cannot be read |
"""

from __future__ import annotations

import re
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.model import Attributes
from baspa.readers.markdown.source import Source

_INTENDED = re.compile(r"\{\s*(?:[#.]\w|-\s*\}|[\w:][\w:.\-]*=)")
_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[\w:][\w:.\-/]*)
      | \.(?P<class>[\w\-][\w:.\-/]*)
      | (?P<key>[\w:][\w:.\-]*)=
        (?: "(?P<double>(?:\\.|[^"\\])*)" | '(?P<single>(?:\\.|[^'\\])*)' | (?P<bare>[^\s"'{}=]+) )
      | (?P<dash>-)
    )(?=[\s}]|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_CLOSE = re.compile(r"\s*\}")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Collected:
    id: str = ""
    classes: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def add(self, item: re.Match[str]) -> None:
        if item["id"]:
            self.id = item["id"]
        elif item["class"]:
            self.classes.append(item["class"])
        elif item["dash"]:
            self.classes.append("unnumbered")
        else:
            value = item["bare"] or _ESCAPED.sub(r"\1", item["double"] or item["single"] or "")
            self.pairs.append((item["key"], value))


def read_attributes(text: str, start: int, source: Source) -> tuple[Attributes, int] | None:
    """Return the attributes in the braces at `start` and the offset after them.

    None where the braces are text (`{a, b}`). Braces that were meant as attributes but cannot be
    read are reported; what could be read of them counts.
    """
    if not text.startswith("{", start):
        return None
    found = _Collected()
    pos = start + 1
    while item := _ITEM.match(text, pos):
        found.add(item)
        pos = item.end()
    if close := _CLOSE.match(text, pos):
        end = close.end()
    elif _INTENDED.match(text, start):
        line_end = len(text) if (at := text.find("\n", start)) < 0 else at
        brace = text.find("}", pos, line_end)
        end = brace + 1 if brace >= 0 else line_end
        _report(text, pos, start, end, source)
    else:
        return None
    span = source.span(start, end)
    return Attributes(
        id=found.id, classes=tuple(found.classes), pairs=tuple(found.pairs), span=span
    ), end


def _report(text: str, pos: int, start: int, end: int, source: Source) -> None:
    words = text[pos:end].removesuffix("}").split()
    problem = f"cannot read {words[0]!r}" if words else "the closing brace is missing"
    source.findings.error(
        "R116",
        f"malformed attributes: {problem}",
        source.span(start, end),
        'write {#id .class key=value key="a value"}',
    )


def split_attributes(text: str, source: Source) -> tuple[int, Attributes]:
    """Return where the content of a heading or caption ends, and the attributes after it."""
    start = text.rfind("{")
    while start > 0 and text[start - 1] == "{":
        start -= 1
    if start >= 0 and (start == 0 or text[start - 1] != "\\"):
        found = read_attributes(text, start, source)
        if found and not text[found[1] :].strip(" \t"):
            return len(text[:start].rstrip(" \t\n")), found[0]
    return len(text), Attributes()
