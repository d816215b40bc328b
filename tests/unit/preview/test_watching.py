"""Which changes on disk count as changes of the sources."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from baspa.preview.watching import is_source, watch_sources

PATIENCE_SECONDS = 30.0
"""After this a change that was not noticed fails its test."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "thesis"
    (root / "source" / "data").mkdir(parents=True)
    (root / "out").mkdir()
    (root / "source" / "10-a.md").write_text("one\n")
    return root


@pytest.fixture
def batches(project: Path) -> Iterator[Iterator[frozenset[str]]]:
    """The changes from now on; the test fails where it waits in vain."""
    stop = Event()
    timer = Timer(PATIENCE_SECONDS, stop.set)
    timer.start()
    found = watch_sources(project, stop)
    assert next(found) == frozenset()
    yield found
    timer.cancel()
    stop.set()


def until(batches: Iterator[frozenset[str]], wanted: set[str]) -> set[str]:
    """Return what has changed up to the batch with which all that is `wanted` has."""
    seen: set[str] = set()
    while not wanted <= seen:
        seen |= next(batches)
    return seen


def test_a_save_is_told_by_the_path_in_the_project(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    (project / "source" / "data" / "visits.csv").write_text("1,2\n")

    assert until(batches, {"source/data/visits.csv"}) == {"source/data/visits.csv"}


def test_a_save_by_rename_is_told_without_the_files_of_the_editor(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    source = project / "source"
    (source / ".10-a.md.swp").write_text("vim")
    (source / "4913").write_text("")
    (source / "10-a.md").replace(source / "10-a.md~")
    (source / "sedXyz").write_text("two\n")
    (source / "sedXyz").replace(source / "10-a.md")

    assert until(batches, {"source/10-a.md"}) == {"source/10-a.md"}


def test_nothing_is_missed_while_the_caller_is_busy(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    names = {f"source/{number}.md" for number in range(20, 40)}
    for name in names:
        (project / name).write_text("text\n")
    (project / "source" / "10-a.md").unlink()

    assert until(batches, {*names, "source/10-a.md"}) == {*names, "source/10-a.md"}


def test_what_a_build_writes_is_no_change(project: Path, batches: Iterator[frozenset[str]]) -> None:
    (project / "out" / "thesis.pdf").write_bytes(b"%PDF")
    (project / ".cache").mkdir()
    (project / "source" / "10-a.md").write_text("two\n")

    assert until(batches, {"source/10-a.md"}) == {"source/10-a.md"}


def test_a_folder_that_appears_is_watched_from_then_on(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    (project / "templates").mkdir()
    assert next(batches) == {"templates"}

    (project / "templates" / "title.html.j2").write_text("<p/>")

    assert next(batches) == {"templates/title.html.j2"}


def test_a_folder_that_is_replaced_is_watched_in_its_place(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    shutil.copytree(project / "source", project / "new")
    (project / "source").rename(project / "old")
    (project / "new").rename(project / "source")
    assert "source" in until(batches, {"source"})

    (project / "source" / "10-a.md").write_text("three\n")

    assert until(batches, {"source/10-a.md"}) == {"source/10-a.md"}


def test_a_project_that_was_moved_away_is_waited_for(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    elsewhere = project.with_name("elsewhere")
    project.rename(elsewhere)
    assert "source" in until(batches, {"source"})

    elsewhere.rename(project)
    assert next(batches) == {"source"}

    (project / "source" / "10-a.md").write_text("four\n")
    assert next(batches) == {"source/10-a.md"}


def test_a_save_is_not_missed_while_the_caller_takes_in_a_folder_that_came(
    project: Path, batches: Iterator[frozenset[str]]
) -> None:
    elsewhere = project.with_name("elsewhere")
    project.rename(elsewhere)
    assert next(batches) == {"source"}
    Timer(0.5, elsewhere.rename, [project]).start()  # while it is waited for
    assert next(batches) == {"source"}

    (project / "source" / "10-a.md").write_text("four\n")

    assert next(batches) == {"source/10-a.md"}


def test_a_system_that_watches_nothing_is_asked_again_and_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    stop = Event()
    timer = Timer(PATIENCE_SECONDS, stop.set)
    timer.start()
    batches = watch_sources(project, stop)
    next(batches)

    (project / "source" / "20-b.md").write_text("text\n")

    assert until(batches, {"source/20-b.md"}) == {"source/20-b.md"}
    timer.cancel()


@pytest.mark.parametrize(
    "path",
    ["source/10-a.md", "source/30-c.md.j2", "styles/own/profile.yaml", "source/a b/#1.csv"],
)
def test_sources(path: str) -> None:
    assert is_source(path)


@pytest.mark.parametrize(
    "path",
    [
        "source/.git/index",
        "source/#10-a.md#",
        "source/~$data.xlsx",
        "source/.~lock.data.xlsx#",
        "source/10-a.md___jb_tmp___",
        "source/data.csv.tmp",
    ],
)
def test_files_that_programs_leave_beside_sources(path: str) -> None:
    assert not is_source(path)
