"""What is wrong with a bibliography: told each time, and a reason to stop only where it is cited.

Nobody mends a library of thousands of entries before he may print ten of them. So damage is a
warning at its place, and the key that suffers is noted: citing that is the error (C108).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span, line_and_column


@dataclass(slots=True)
class Damage:
    """The damage of one reading."""

    texts: Mapping[str, str]
    """The text of each file by its name, for the numbers of lines."""
    findings: Findings
    doubts: dict[str, str] = field(default_factory=dict)
    """Why each of these keys must not be cited."""

    def report(
        self, code: str, message: str, span: Span, help: str | None = None, *, key: str = ""
    ) -> None:
        """Warn of damage at `span`; `key` is that of the damaged entry where it can be told."""
        self.findings.warning(code, message, span, help)
        if key:
            self.doubts.setdefault(key, f"its entry at {self.place(span)} is damaged")

    def place(self, span: Span) -> str:
        """Return `references.bib:12`."""
        line, _ = line_and_column(self.texts[span.file], span.start)
        return f"{span.file}:{line}"

    def extend(self, other: Damage) -> None:
        """Take over what another reading of the same files found."""
        self.findings.extend(other.findings.diagnostics)
        for key, doubt in other.doubts.items():
            self.doubts.setdefault(key, doubt)
