"""The project that most tests of builds begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_case import FIRST, SECOND, make
from thesis_case import write_project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built, in a store of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = write_project(tmp_path / "thesis", {"source/1.md": FIRST, "source/2.md": SECOND})
    assert make(project)[0] is not None
    return project
