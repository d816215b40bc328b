"""Take single repairs back in an imported project that its author has edited since.

The file is imported twice: with the repairs that were made, and without those to be taken back.
What differs is carried over to the project as it is now. Where its author has edited the very
place, nothing is done, and it is said.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from baspa.dataclass import dataclass
from baspa.diagnostics import Findings, Span, StopBuild
from baspa.importers.importing import import_manuscript
from baspa.importers.patches import Change, carry_over
from baspa.importers.report import write_facts
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript
from baspa.importers.undo import Listed
from baspa.importers.writing import replace_texts

_SHOWN = 60
"""Characters of a change that are shown."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One place of the project where a repair was taken back."""

    file: str
    line: int
    before: str
    """What stands there again."""
    after: str
    """What the repair had put there."""


def take_back(
    project: Path,
    manuscript: Manuscript,
    ledger: Ledger,
    listed: Listed,
    numbers: frozenset[int],
    findings: Findings,
) -> list[TakenBack]:
    """Take repairs back in a project; a place that was edited since is reported (I107).

    `ledger` holds what was noted while the manuscript was read. Raises StopBuild where the project
    cannot be changed so; it is left as it is then.
    """
    numbers -= listed.undone
    old = _imported(manuscript, ledger, listed, listed.undone)
    new = _imported(manuscript, ledger, listed, listed.undone | numbers)
    if old.keys() != new.keys():
        findings.error(
            "I108", "taking these back changes which sections there are", Span(project.name, 0, 0),
            "import the file into a new folder, with --undo and --report",
        )  # fmt: skip
        raise StopBuild
    texts, taken, kept = dict[Path, str](), list[TakenBack](), set[int]()
    for name in sorted(name for name in old if old[name] != new[name]):
        path = project / "source" / name
        edited = path.read_text(encoding="utf-8") if path.is_file() else ""
        carried = carry_over(old[name], new[name], edited)
        for change, at in carried.left:
            kept |= {number} if (number := _number(change, listed, numbers - kept)) else set()
            _report(name, change, at, number, findings)
        if carried.done:
            texts[path] = carried.text
        taken += [
            TakenBack(name, carried.text.count("\n", 0, at) + 1, change.new, change.old)
            for change, at in carried.done
        ]
    replace_texts(texts, findings)
    _note(listed, numbers - kept, project)
    return taken


def _imported(
    manuscript: Manuscript, ledger: Ledger, listed: Listed, without: frozenset[int]
) -> dict[str, str]:
    """Return the texts of the project that an import without some repairs makes."""
    ledger = copy.deepcopy(ledger)
    ledger.skip = frozenset(listed.facts.get("skipped", ()))
    ledger.only = listed.left(without)
    return import_manuscript(manuscript, ledger).project.files


def _number(change: Change, listed: Listed, numbers: frozenset[int]) -> int | None:
    """Return the first of some repairs that a change takes back, as far as its words tell."""
    for repair in listed.facts["repairs"]:
        before, after = repair["before"].strip(), repair["after"].strip()
        if int(repair["number"]) in numbers and after in change.old and before in change.new:
            return int(repair["number"])
    return None


def _report(name: str, change: Change, at: int, number: int | None, findings: Findings) -> None:
    which = f"repair {number}" if number else "a repair"
    message = f"{which} was not taken back: its place was edited since"
    help = f"it would put {shown(change.new)} in the place of {shown(change.old)}"
    findings.warning("I107", message, Span(f"source/{name}", at, at), help)


def shown(text: str) -> str:
    """Return some characters in quotes, on one line."""
    line = re.sub(r"\s", " ", text)
    return f"«{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}»"


def _note(listed: Listed, numbers: frozenset[int], project: Path) -> None:
    """Mark repairs as taken back in both reports."""
    repairs: Sequence[dict[str, Any]] = listed.facts["repairs"]
    for repair in repairs:
        if int(repair["number"]) in numbers:
            repair["undone"] = True
    write_facts(listed.facts, project)
