"""Undo repairs: a file is imported again, and of the repairs that a report lists some are not made.

Nothing is repaired that the report does not list, so an import of which all repairs are undone is
an import without repairs, to the byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span, StopBuild

REPORT = "import-report.json"
_RANGE = re.compile(r"(\d+)(?:[-–](\d+))?")


def numbers(text: str) -> frozenset[int] | None:
    """Return the numbers of `3,7-9`, None for `all`; raises ValueError with what is wrong."""
    if text.strip() == "all":
        return None
    result = set[int]()
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part.strip()!r} is neither a number, nor a range, nor 'all'")
        first = int(match[1])
        last = int(match[2] or first)
        if last - first > 1_000_000:
            raise ValueError(f"the range {part.strip()!r} is too long")
        result |= set(range(first, last + 1))
    return frozenset(result)


def digest(source: str) -> str:
    """Return what tells one text from another (SHA-256, hexadecimal)."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a report lists."""

    path: Path
    facts: dict[str, Any]
    repairs: Mapping[int, tuple[str, int]]
    """Step and origin of each repair by number."""
    undone: frozenset[int]
    """The repairs that were taken back already."""

    def left(self, without: frozenset[int]) -> frozenset[tuple[str, int]]:
        """Return the repairs that are still made when those of some numbers are not."""
        kept = {place for number, place in self.repairs.items() if number not in without}
        return frozenset(kept - {self.repairs[number] for number in without})


def read_listed(report: Path, source: str, findings: Findings) -> Listed:
    """Return what a report lists; raises StopBuild where it is none, or that of another text."""
    try:
        facts = json.loads(report.read_text(encoding="utf-8"))
        listed = {int(r["number"]): (str(r["step"]), int(r["origin"])) for r in facts["repairs"]}
        undone = {int(r["number"]) for r in facts["repairs"] if r.get("undone")}
        of_text = facts["source_sha256"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _refuse(findings, report, f"this is no report of an import ({type(error).__name__})")
    if of_text != digest(source):
        _refuse(findings, report, f"this report is of another text: {facts.get('file')}")
    return Listed(report, facts, listed, frozenset(undone))


def asked(listed: Listed, undone: frozenset[int] | None, findings: Findings) -> frozenset[int]:
    """Return the numbers that are to be undone; raises StopBuild where there is no such repair."""
    undone = frozenset(listed.repairs) if undone is None else undone
    if unknown := sorted(undone - listed.repairs.keys()):
        message = f"there is no repair {unknown[0]}: they end with {len(listed.repairs)}"
        _refuse(findings, listed.path, message)
    return undone


def _refuse(findings: Findings, report: Path, message: str) -> NoReturn:
    help = "name the import-report.json that the import of this very file wrote"
    findings.error("I105", message, Span(report.name, 0, 0), help)
    raise StopBuild
