"""How we speak to an author: where, what is wrong, what to do.

The author's mistake is a `Diagnostic`: it is collected and the work goes on, so that one run shows
every mistake. Our own mistake is an exception.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from baspa.dataclass import dataclass


class Severity(enum.StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one source file.

    Offsets count characters (code points) of the decoded text, line ends normalised to LF.
    """

    file: str
    """Path relative to the project folder, with forward slashes; never absolute."""
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """Return the stretch from the start of this span to the end of `other`."""
        return Span(self.file, self.start, other.end)


NOWHERE = Span("", 0, 0)
"""The span of what has no place in a file (a missing program, an empty folder)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding, addressed to the author of the thesis."""

    code: str
    """A stable code such as `X201`; its meaning never changes. See `docs/diagnostics.md`."""
    message: str
    """What is wrong, in one line, without a final dot."""
    span: Span = NOWHERE
    help: str | None = None
    """What to do about it, where there is something to do."""
    severity: Severity = Severity.ERROR


@dataclass(slots=True)
class Findings:
    """The diagnostics of one run, in the order in which they were found."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, span: Span = NOWHERE, help: str | None = None) -> None:
        """Record a mistake that stops the build once everything has been read."""
        self.diagnostics.append(Diagnostic(code=code, message=message, span=span, help=help))

    def warning(
        self, code: str, message: str, span: Span = NOWHERE, help: str | None = None
    ) -> None:
        """Record something that the author should look at."""
        self.diagnostics.append(
            Diagnostic(code=code, message=message, span=span, help=help, severity=Severity.WARNING)
        )

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record diagnostics that were found elsewhere."""
        self.diagnostics.extend(diagnostics)

    @property
    def failed(self) -> bool:
        """Whether at least one error was found."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


class StopBuild(Exception):
    """The work cannot go on; every reason stands in the findings already."""


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column (in characters) of `offset` in `text`."""
    offset = min(offset, len(text))
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return line, column


def format_diagnostic(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str:
    """Return `diagnostic` as text for a terminal, with an excerpt of the line it points to.

    `texts` maps each file name to its decoded text; a file that is not there gets no excerpt.
    """
    span = diagnostic.span
    message = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", diagnostic.message)
    head = f"{diagnostic.severity}[{diagnostic.code}]: {message}"
    text = texts.get(span.file)
    lines: list[str]
    if text is None:
        lines = [f"{span.file}: {head}" if span.file else head]
    else:
        line, column = line_and_column(text, span.start)
        lines = [f"{span.file}:{line}:{column}: {head}", *excerpt(text, span)]
    if diagnostic.help:
        lines.append(f"  = help: {diagnostic.help}")
    return "\n".join(lines)


_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""Characters that a terminal would obey rather than show."""
EXCERPT_WIDTH = 100
"""Columns of a source line that an excerpt shows; a paragraph is often one long line."""


def excerpt(text: str, span: Span) -> list[str]:
    """Return the line of `text` where `span` begins, with its number, and carets under the span."""
    line, column = line_and_column(text, span.start)
    begin = span.start - (column - 1)
    end = text.find("\n", begin)
    source = text[begin : end if end >= 0 else len(text)]
    length = max(1, min(span.end, begin + len(source)) - span.start)
    first = max(0, column - 1 - EXCERPT_WIDTH // 2) if len(source) > EXCERPT_WIDTH else 0
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", source[first : first + EXCERPT_WIDTH])
    shown = shown.replace("\t", " ")
    before = ("…" if first else "") + shown[: column - 1 - first]
    marked = shown[column - 1 - first : column - 1 - first + length]
    shown = ("…" if first else "") + shown + ("…" if first + EXCERPT_WIDTH < len(source) else "")
    gutter = " " * len(str(line))
    return [
        f"   {line} | {shown}",
        f"   {gutter} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}",
    ]


def _columns(text: str) -> int:
    """Return how many terminal columns `text` takes (combining marks take none)."""
    return sum(not unicodedata.combining(c) for c in text)


def in_file_order(findings: Findings) -> list[Diagnostic]:
    """Return the diagnostics by file and place; those without a place come first."""
    return sorted(findings.diagnostics, key=lambda d: d.span)


def findings_as_json(findings: Findings, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the findings as values for JSON; lines and columns count from 1, in characters.

    A finding without a place has the file null; one in a file that was not read has no line.
    """
    return [_as_json(diagnostic, texts) for diagnostic in in_file_order(findings)]


def _as_json(diagnostic: Diagnostic, texts: Mapping[str, str]) -> dict[str, Any]:
    span = diagnostic.span
    text = texts.get(span.file)
    line, column = line_and_column(text, span.start) if text is not None else (None, None)
    end_line, end_column = line_and_column(text, span.end) if text is not None else (None, None)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": span.file or None,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
