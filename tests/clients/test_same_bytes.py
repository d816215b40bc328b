"""The same sources give the same files bit for bit, wherever and whenever they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1] / "projects" / "kk-odds" / "source"
HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8", "USER": "aigerim"}
THERE = {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "POSIX", "USER": "somebody"}
EPOCH = {"SOURCE_DATE_EPOCH": "1750000000"}


def built(root: Path, cwd: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Build the project in a process of its own; return its files."""
    shutil.copytree(PROJECT, root / "source")
    own = {k: v for k, v in os.environ.items() if k not in {"SOURCE_DATE_EPOCH", *HERE}}
    program = [sys.executable, "-m", "baspa", "build", "-C", os.path.relpath(root, cwd)]
    subprocess.run(program, cwd=cwd, env=own | environment, check=True, capture_output=True)
    return {name: (root / "out" / name).read_bytes() for name in ("thesis.docx", "thesis.pdf")}


@pytest.mark.parametrize("date", [{}, EPOCH], ids=["the project's date", "SOURCE_DATE_EPOCH"])
def test_two_processes_on_two_machines_write_the_same(tmp_path: Path, date: dict[str, str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    here = built(tmp_path / "a", tmp_path, HERE | date)
    there = built(tmp_path / "elsewhere" / "тағы бір", tmp_path / "elsewhere", THERE | date)

    assert here == there
    with zipfile.ZipFile(tmp_path / "a" / "out" / "thesis.docx") as package:
        members = {name: package.read(name) for name in package.namelist()}
    assert not [name for name in members if "thumbnail" in name.lower()]
    told = [str(tmp_path), str(Path.home()), "aigerim", "python-docx", sys.prefix]
    found = [(name, word) for name, m in members.items() for word in told if word.encode() in m]
    assert found == []
