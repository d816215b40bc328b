"""Imports texts, and does the sum that proves that no letter was lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from baspa.build.build import build
from baspa.cli import main
from baspa.diagnostics import Findings


def imported(file: Path, *options: str) -> Path:
    """Import a file as the command line does; return the project."""
    project = file.parent / f"{file.name}-project"
    done = CliRunner().invoke(main, ["import", str(file), "-o", str(project), *options])
    assert done.exit_code == 0, done.output
    return project


def imported_text(folder: Path, text: str, *options: str) -> Path:
    file = folder / "thesis.txt"
    file.write_text(text, encoding="utf-8")
    return imported(file, *options)


def report(project: Path) -> Any:
    return json.loads((project / "import-report.json").read_text(encoding="utf-8"))


def sections(project: Path) -> str:
    """Return all Markdown of a project in order."""
    files = sorted((project / "source").glob("*.md"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def unbalanced(source: str, project: Path) -> Counter[str]:
    """Return the letters and digits that are lost or made up: the sum is done from the files."""
    facts = report(project)
    total = _letters(source)
    for repair in facts["repairs"]:
        total.update(_letters(repair["after"]))
        total.subtract(_letters(repair["before"]))
    for added in facts["added"]:
        total.update(_letters(added["text"]))
    for dropped in facts["dropped"]:
        total.subtract(_letters(dropped["text"]))
    for file in (project / "source").rglob("*"):
        if file.is_file() and file.parent.name != "figures":
            total.subtract(_letters(file.read_text(encoding="utf-8")))
    return Counter({letter: n for letter, n in total.items() if n})


def _letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


def builds(project: Path) -> bool:
    """Tell whether a project builds without an error."""
    findings = Findings()
    built = build(project, findings, {}, to="all", report=lambda _: None)
    assert built is not None, findings
    return not findings.failed
