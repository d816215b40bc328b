"""After any edits the next build equals a clean one, byte for byte.

One project lives through a script of edits by lot; after each step it is built again in the same
store, by one process that remembers what it made or by one that does not. What comes out – files,
messages, exit – is that of a build elsewhere without a store.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from edits import START, Edit, Files, edits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baspa.build.build import build
from baspa.build.workshop import Workshop
from baspa.diagnostics import Diagnostic, Findings
from baspa.passes import typography
from baspa.templates import render

scripts = st.lists(edits, min_size=2, max_size=4)


@settings(max_examples=6, derandomize=True, suppress_health_check=list(HealthCheck))
@given(script=scripts, undone=st.booleans(), remembers=st.booleans())
def test_after_any_edits_a_build_equals_a_clean_one(
    script: list[Edit], undone: bool, remembers: bool
) -> None:
    with (
        tempfile.TemporaryDirectory() as temporary,
        pytest.MonkeyPatch.context() as patch,
        ExitStack() as stack,
    ):
        folder = Path(temporary)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        files, states = dict(START), [dict(START)]
        for edit in script:
            edit.change(files, edit.number)
            states.append(dict(files))
        workshop = stack.enter_context(Workshop()) if remembers else None
        for state in [*states, *states[-2:-1]] if undone else states:
            assert made(folder / "thesis", state, workshop) == clean(folder / "clean", state)


def made(root: Path, files: Files, workshop: Workshop | None = None) -> tuple[Any, ...]:
    """Build what `files` hold in the folder as it stands; return all that an author sees."""
    for name in ("source", "styles", "templates"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    findings, texts = Findings(), dict[str, str]()
    built = build(root, findings, texts, to="pdf", workshop=workshop)
    if built is None:
        return None, told(findings, texts)
    manifest = json.loads((root / "out" / "manifest.json").read_text(encoding="utf-8"))
    del manifest["build"]
    return (root / "out" / "thesis.pdf").read_bytes(), manifest, told(findings, texts)


def told(findings: Findings, texts: dict[str, str]) -> list[tuple[Diagnostic, str]]:
    found = sorted(findings.diagnostics, key=lambda d: (d.span, d.code, d.message))
    return [(each, texts.get(each.span.file, "")) for each in found]


def clean(root: Path, files: Files) -> tuple[Any, ...]:
    shutil.rmtree(root, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASPA_CACHE", "off")
        for module, name in (
            (typography, "_set_line"),
            (render, "_is_sound"),
            (render, "mark_joined"),
        ):
            patch.setattr(module, name, getattr(module, name).__wrapped__)
        return made(root, files)
