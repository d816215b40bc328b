"""Telling people on a terminal how a build goes, what it found and what it wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baspa.diagnostics import Findings, Severity, format_diagnostic, in_file_order

if TYPE_CHECKING:
    from baspa.build.build import Built


def print_findings(findings: Findings, texts: Mapping[str, str]) -> None:
    """Print every finding to stderr with an excerpt of its line, and a count below them.

    `texts` holds the decoded text of each file by its path in the project.
    """
    if not findings.diagnostics:
        return
    for diagnostic in in_file_order(findings):
        click.echo(format_diagnostic(diagnostic, texts), err=True)
    click.echo(_count(findings), err=True)


def _count(findings: Findings) -> str:
    """Return how many errors and warnings there are: `2 errors, 1 warning`."""
    counts = {
        severity: sum(d.severity is severity for d in findings.diagnostics) for severity in Severity
    }
    return ", ".join(f"{n} {name}{'s' if n > 1 else ''}" for name, n in counts.items() if n)


def print_built(built: Built | None, *, explain: bool = False) -> None:
    """Print the files of a build, with their pages, and how long it took, or that it had no work.

    `explain` adds what was made anew, and why.
    """
    if built is None:
        click.echo("nothing was written; the files in out/ are those of the last good build")
        return
    for file in built.files:
        pages = built.pages.get(file.suffix.removeprefix("."))
        count = f"  {pages} pages" if pages else ""
        click.echo(f"{shown(file)}{count}")
    if explain or not built.seconds:
        for line in built.explanation:
            click.echo(line)
    if built.seconds:
        click.echo(f"{sum(built.seconds.values()):.1f} s")


def shown(file: Path) -> str:
    """Return a path as short as it can be from here."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


class progress:  # noqa: N801 (used as a function)
    """Tells the stages of a build: a spinner on a terminal, a line each elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.status: Any = None

    def __enter__(self) -> Callable[[str], None]:
        return (lambda _: None) if self.quiet else self.told

    def told(self, stage: str) -> None:
        """Show that `stage` has begun."""
        if not sys.stderr.isatty():
            click.echo(f"{stage} …", err=True)
        elif self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status(f"{stage} …")
            self.status.start()
        else:
            self.status.update(f"{stage} …")

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()
