"""After a crash around LibreOffice the next build equals a clean one, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from processes import descendants, wait_until
from thesis_case import write_project

TEXT = "# Бірінші {#sec:a}\n\nМәтін, @sec:b.\n\n# Екінші {#sec:b}\n\nӘңгіме.\n"


def start(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "baspa", "build", "-C", str(root), "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def built(root: Path) -> dict[str, Any]:
    """Build; return what came of it: files, messages, the manifest as far as it is of them."""
    with start(root) as process:
        told, said = process.communicate()
    assert process.returncode == 0, said
    found: dict[str, Any] = {path.name: path.read_bytes() for path in (root / "out").iterdir()}
    manifest = json.loads(found["manifest.json"])
    del manifest["build"]
    return found | {"manifest.json": manifest, "told": json.loads(told)["diagnostics"]}


def office_of(process: subprocess.Popen[bytes]) -> int:
    """Return the LibreOffice that a build has just started."""
    found: list[int] = []

    def seen() -> bool:
        names = descendants(process.pid)
        found[:] = [pid for pid, name in names.items() if name == "soffice.bin"]
        return bool(found)

    wait_until(seen)
    return found[0]


def test_a_crash_around_libreoffice_changes_no_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "clean"))
    clean = built(write_project(tmp_path / "elsewhere", {"source/1.md": TEXT}))
    assert clean["told"] == []

    root = write_project(tmp_path / "thesis", {"source/1.md": TEXT})
    cache = tmp_path / "cache" / "baspa"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with start(root) as process:
        orphan = office_of(process)
        os.kill(orphan, signal.SIGSTOP)  # so that it lives on
        process.kill()
    try:
        assert built(root) == clean
    finally:
        with suppress(ProcessLookupError):
            os.kill(orphan, signal.SIGKILL)

    shutil.rmtree(cache / "store")
    with start(root) as process:
        os.kill(office_of(process), signal.SIGKILL)
        process.communicate()
    assert built(root) == clean
