"""Temporary folders: each its own, and gone whatever ended its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from baspa.temporary import temporary_folder

HOLDER = """
from baspa.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "held").write_text("")
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "baspa" / "temporary"


def test_it_is_gone_behind(root: Path) -> None:
    with temporary_folder() as folder:
        (folder / "file").write_text("")
        assert folder.parent == root

    assert not folder.exists()


@pytest.mark.usefixtures("root")
def test_of_a_killed_process_it_is_deleted_by_the_next_that_takes_one() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as holder:
        assert holder.stdout is not None
        held = Path(holder.stdout.readline().strip())
        with temporary_folder():
            assert (held / "held").exists()
        holder.kill()
        holder.wait()
        assert held.exists()

        with temporary_folder():
            assert not held.exists()


def test_where_nothing_can_be_kept_it_lies_elsewhere(root: Path) -> None:
    root.parent.write_text("no folder")

    with temporary_folder() as folder:
        assert folder.is_dir()
        assert root.parent not in folder.parents

    assert not folder.exists()
