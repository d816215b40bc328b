"""Printing what was found: for people on stderr, as JSON where it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from baspa.diagnostics import Diagnostic, Findings, Severity, format_diagnostic, line_and_column


def in_file_order(findings: Findings) -> list[Diagnostic]:
    """Return the diagnostics by file and place; those without a place come first."""
    return sorted(findings.diagnostics, key=lambda d: d.span)


def print_findings(findings: Findings, texts: Mapping[str, str]) -> None:
    """Print every finding to stderr with an excerpt of its line, and a count below them.

    `texts` holds the decoded text of each file by its path in the project.
    """
    if not findings.diagnostics:
        return
    for diagnostic in in_file_order(findings):
        click.echo(format_diagnostic(diagnostic, texts), err=True)
    click.echo(_count(findings), err=True)


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


def _count(findings: Findings) -> str:
    """Return how many errors and warnings there are: `2 errors, 1 warning`."""
    counts = {
        severity: sum(d.severity is severity for d in findings.diagnostics) for severity in Severity
    }
    return ", ".join(f"{n} {name}{'s' if n > 1 else ''}" for name, n in counts.items() if n)
