"""A clock that was set back, and a disk that is full: the next build equals a clean one."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from thesis_case import write_project

TEXT = "# Бірінші {#sec:a}\n\nМәтін, @sec:b.\n\n# Екінші {#sec:b}\n\nӘңгіме.\n"
OTHER = TEXT.replace("Әңгіме", "Әңгіме басқа")
SECTION = "source/1.md"
CLOCKS = ("1971-02-03 04:05:06", "2037-02-03 04:05:06", "2001-02-03 04:05:06")


def run(root: Path, *before: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "baspa", "build", "-C", str(root), "--to", "pdf"]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=os.environ | environment, check=False
    )


def files(root: Path) -> dict[str, Any]:
    """Return what stands in `out/`; of the manifest, what does not tell of the build itself."""
    found: dict[str, Any] = {path.name: path.read_bytes() for path in (root / "out").iterdir()}
    manifest = json.loads(found["manifest.json"])
    del manifest["build"]
    return found | {"manifest.json": manifest}


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, dict[str, Any]]:
    """What comes of each text where nothing is kept."""
    found = {}
    for text in (TEXT, OTHER):
        root = write_project(tmp_path / "clean", {SECTION: text})
        assert run(root, BASPA_CACHE="off").returncode == 0
        found[text] = files(root)
    assert found[TEXT] != found[OTHER]
    return found


def test_a_clock_that_goes_back_and_forth_changes_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clean: dict[str, dict[str, Any]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_project(tmp_path / "thesis", {SECTION: TEXT})
    for clock, text in zip((*CLOCKS, *CLOCKS[:1]), (TEXT, OTHER, TEXT, TEXT), strict=True):
        (root / SECTION).write_text(text, encoding="utf-8")
        os.utime(root / SECTION, (1, 1))

        result = run(root, "faketime", clock)

        assert result.returncode == 0, result.stderr
        assert files(root) == clean[text]
    (root / SECTION).write_text(OTHER, encoding="utf-8")
    os.utime(root / SECTION, (1, 1))
    assert run(root).returncode == 0
    assert files(root) == clean[OTHER]


@contextmanager
def full_disk(folder: Path, free_kib: int) -> Iterator[bool]:
    """Let `folder` lie on a disk with so much room.

    Who may not mount one (False) lets no file grow beyond a thirtieth of it, wherever it lies.
    """
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={free_kib}k", "none", str(folder)]
    may_mount = shutil.which("mount") is not None
    if may_mount and subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield True
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (free_kib * 32, before[1]))
    try:
        yield False
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_really_full_costs_time_or_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clean: dict[str, dict[str, Any]]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "small" / "cache"))
    with full_disk(tmp_path / "small", 120) as is_elsewhere:  # some of what is kept goes in
        elsewhere = write_project(tmp_path / "thesis", {SECTION: TEXT})
        result = run(elsewhere)
        assert result.returncode == (0 if is_elsewhere else 1), result.stderr
        assert "Traceback" not in result.stderr
        assert not is_elsewhere or files(elsewhere) == clean[TEXT]

    with full_disk(tmp_path / "none", 24):
        root = write_project(tmp_path / "none" / "thesis", {SECTION: OTHER})
        (root / "out").mkdir()
        (root / "out" / "thesis.pdf").write_bytes(b"%PDF good")
        result = run(root, TMPDIR=str(tmp_path / "none"))

        assert result.returncode == 1
        assert "error[B101]: out/ cannot be written: " in result.stderr
        assert "make room on the disk, and build again" in result.stderr
        assert [path.read_bytes() for path in (root / "out").iterdir()] == [b"%PDF good"]

    (elsewhere / SECTION).write_text(OTHER, encoding="utf-8")
    assert run(elsewhere).returncode == 0
    assert files(elsewhere) == clean[OTHER]
