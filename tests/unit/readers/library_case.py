"""A bibliography that is read, and what is said of it."""

from __future__ import annotations

from baspa.diagnostics import Findings, format_diagnostic
from baspa.readers.bibliography import read_bibliography


def read(text: str, file: str = "a.bib") -> tuple[dict[str, dict[str, object]], list[str]]:
    """Return the items by key and the diagnostics as a terminal shows their first lines."""
    findings = Findings()
    library = read_bibliography([(file, text)], findings)
    shown = [format_diagnostic(d, {file: text}).splitlines()[0] for d in findings.diagnostics]
    return {key: dict(entry.item) for key, entry in library.entries.items()}, shown
