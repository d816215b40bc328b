"""What the kernel says of files, and which files of Baspa a process works by."""

from __future__ import annotations

from pathlib import Path

import pytest

import baspa
from baspa import identity
from baspa.identity import files_below, identities, own_files, program


def test_a_file_that_was_written_to_is_another_one(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    before = identities([file])
    assert identities([file]) == before

    file.write_text("2")

    assert identities([file]) != before


def test_files_are_found_in_order_and_once_where_links_lead_in_a_ring(tmp_path: Path) -> None:
    for name in ("b/c", "a", "__pycache__/d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "b" / "ring").symlink_to(tmp_path)

    assert list(files_below(str(tmp_path), set())) == [f"{tmp_path}/a", f"{tmp_path}/b/c"]


def test_a_process_works_by_the_files_that_it_found_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "baspa" / "__init__.py"
    code.parent.mkdir()
    code.write_text("1")
    monkeypatch.setattr(baspa, "__file__", str(code))
    monkeypatch.setattr(identity, "_first", [])
    first = own_files()

    code.write_text("2")

    assert own_files() != first
    assert program() == first
