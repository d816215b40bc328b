"""The files of this folder, read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from baspa.diagnostics import Findings
from baspa.yaml import Strict, read_settings

S = TypeVar("S", bound=Strict)


def shipped_settings(kind: type[S], name: str) -> S:
    """Return what a file says; a mistake in one is ours, so it raises."""
    findings = Findings()
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found = read_settings(kind, text, name, "L101", findings, shipped=True)
    if found is None:
        raise ValueError(f"{name}: {findings.diagnostics}")
    return found
