"""A small project that is built, and built again."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from baspa.build.build import Built, build
from baspa.diagnostics import Findings

FIRST = "# Бірінші тарау {#sec:a}\n\nМәтін, @sec:b.\n"
SECOND = "# Екінші тарау {#sec:b}\n\nӘңгіме.\n"
NOTHING = "nothing was made: all that the files are made of is as it was"


def make(root: Path, **options: Any) -> tuple[Built | None, Findings]:
    findings = Findings()
    return build(root, findings, {}, **{"to": "pdf"} | options), findings


def explained(root: Path, **options: Any) -> tuple[str, ...]:
    built, findings = make(root, **options)
    assert built is not None, findings
    return built.explanation


def outputs(root: Path) -> dict[str, bytes]:
    """Return the files of `out/` as a clean build makes them: without the story of the build."""
    found = {path.name: path.read_bytes() for path in sorted((root / "out").iterdir())}
    told = json.loads(found["manifest.json"])
    del told["build"]
    return found | {"manifest.json": json.dumps(told).encode()}


def clean(root: Path, **options: Any) -> dict[str, bytes]:
    """Return what a build makes of the project elsewhere, without anything that was kept."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASPA_CACHE", "off")
        for name in ("source", "styles", "templates"):
            if (root / name).is_dir():
                shutil.copytree(root / name, Path(folder) / name)
        assert make(Path(folder), **options)[0] is not None
        return outputs(Path(folder))
