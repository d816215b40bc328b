"""Accidents of the disk: nothing is hidden, lost or half-written, and the next build is whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from build_case import FIRST, NOTHING, SECOND, clean, explained, make, outputs
from thesis_case import write_project

from baspa import store
from baspa.build import making, workshop


@pytest.mark.parametrize("name", ["thesis.pdf", "manifest.json"])
@pytest.mark.parametrize("damage", ["deleted", "altered"])
def test_a_damaged_output_is_put_back(root: Path, name: str, damage: str) -> None:
    good = outputs(root)
    (root / "out" / name).unlink() if damage == "deleted" else (root / "out" / name).write_text("x")

    explanation = explained(root)

    assert outputs(root) == good
    if name == "thesis.pdf":
        assert explanation == ("nothing was made; deleted or altered, and put back: thesis.pdf",)


def test_a_clock_that_was_set_back_hides_no_edit(root: Path) -> None:
    path = root / "source" / "2.md"
    told = path.stat()
    edited = SECOND.replace("Әңгіме", "Аңгіме")
    assert len(edited.encode()) == told.st_size

    path.write_text(edited, encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    explanation = explained(root)

    assert (explanation[0], explanation[-1]) == (
        "edited: source/2.md",
        "PDF: 1 of 4 made anew (part-sec:b)",
    )


def test_a_file_too_large_to_be_read_each_time_hides_no_edit(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baspa.build.inputs.READ_EACH_TIME", 10)
    path = root / "source" / "2.md"
    explained(root)
    told = path.stat()

    path.write_text(SECOND.replace("Әңгіме", "Аңгіме"), encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    assert explained(root)[0] == "edited: source/2.md"


def test_a_damaged_store_costs_time_only(root: Path, tmp_path: Path) -> None:
    good = outputs(root)
    (root / "out" / "thesis.pdf").unlink()
    for kept in (tmp_path / "cache" / "baspa" / "store").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")

    assert explained(root)[-1] == "PDF: made anew"
    assert outputs(root) == good


def test_a_pdf_stands_in_the_store_once_and_may_be_lost(root: Path, tmp_path: Path) -> None:
    good = outputs(root)
    folder = tmp_path / "cache" / "baspa" / "store"
    (kept,) = (path for path in folder.iterdir() if good["thesis.pdf"] in path.read_bytes())

    kept.unlink()
    write_project(root, {"source/2.md": SECOND + "\n\n"})  # which prints the same

    assert explained(root)[-1] == "PDF: put together anew of 4 parts that are as before"
    assert outputs(root) == clean(root)
    assert good["thesis.pdf"] in kept.read_bytes()


def test_the_store_may_be_deleted_while_a_build_writes_to_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, write = outputs(root), store._write

    def deleted_before(key: str, value: store.Value) -> None:
        shutil.rmtree(tmp_path / "cache")
        write(key, value)

    (root / "source" / "2.md").write_text(SECOND + "\nЖаңа.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(store, "_write", deleted_before)
        explained(root)
    (root / "source" / "2.md").write_text(SECOND, encoding="utf-8")

    assert explained(root)[-1] == "PDF: made anew"
    assert outputs(root) == good


def test_what_a_build_made_is_kept_when_it_is_interrupted_at_its_end(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    (root / "source" / "2.md").write_text(SECOND + "\nЖаңа.\n", encoding="utf-8")
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(workshop, "end", interrupted)
        make(root)

    assert explained(root) == (NOTHING,)
    assert outputs(root) == clean(root)
    assert "keeping" not in {thread.name for thread in threading.enumerate()}


def test_the_store_may_be_deleted_or_off(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = outputs(root)
    monkeypatch.setenv("BASPA_CACHE", "off")

    assert explained(root)[-1] == "PDF: made anew"
    assert outputs(root) == good


def test_a_full_disk_leaves_the_last_good_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = outputs(root)
    write_project(root, {"source/2.md": SECOND + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", _full)
        built, findings = make(root)
    assert built is None
    assert [d.message for d in findings.diagnostics] == [
        "out/ cannot be written: No space left on device"
    ]
    assert outputs(root) == good

    assert make(root)[0] is not None
    assert outputs(root) == clean(root)


def _full(path: Path, content: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_changes_while_it_is_read_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, edits = making.prepare, iter(["edited meanwhile"])

    def prepare(*given: Any) -> Any:
        prepared = read(*given)
        for edit in edits:
            write_project(root, {"source/2.md": f"{SECOND}\n{edit}\n"})
        return prepared

    write_project(root, {"source/1.md": FIRST + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(making, "prepare", prepare)
        explanation = explained(root)

    assert explanation[0] == "edited: source/1.md, source/2.md"
    assert outputs(root) == clean(root)


def test_sources_that_never_stay_are_no_thesis(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, number = making.prepare, iter(range(100))

    def prepare(*given: Any) -> Any:
        prepared = read(*given)
        write_project(root, {"source/2.md": f"{SECOND}\n{next(number)}\n"})
        return prepared

    good = outputs(root)
    write_project(root, {"source/1.md": FIRST + "\nЖаңа.\n"})
    with monkeypatch.context() as patch:
        patch.setattr(making, "prepare", prepare)
        built, findings = make(root)

    assert (built, [d.code for d in findings.diagnostics]) == (None, ["B102"])
    assert outputs(root) == good
    assert make(root)[0] is not None
    assert outputs(root) == clean(root)


def test_two_builds_at_once_both_write_whole_files(root: Path) -> None:
    write_project(root, {"source/2.md": SECOND + "\nЖаңа.\n"})
    command = [sys.executable, "-m", "baspa", "build", "-C", str(root), "--to", "pdf"]

    builds = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate(timeout=120)[1] for each in builds]

    assert [each.returncode for each in builds] == [0, 0], said
    assert outputs(root) == clean(root)
