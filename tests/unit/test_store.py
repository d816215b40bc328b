"""What is kept between runs: found again, lost without harm."""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from baspa import store
from baspa.pandoc import run_pandoc
from baspa.store import digest, is_kept, keep, kept_beside, postponed, recall

KEY = digest(["Ән"])
VALUE = "Ән\n".encode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "baspa" / "store"


@pytest.mark.parametrize(
    "other", [["ab", "c"], ["abc"], ["a", "bc", ""], ["a", b"bc"], ["s1:a", "bc"]]
)
def test_no_two_lists_of_parts_share_a_key(other: list[str | bytes]) -> None:
    assert digest(["a", "bc"]) == digest(["a", "bc"])
    assert digest(other) != digest(["a", "bc"])


def test_a_value_is_found_under_its_key(folder: Path) -> None:
    keep(KEY, VALUE)

    assert recall(KEY) == VALUE
    assert recall(digest(["other"])) is None


def test_a_relative_cache_folder_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path))

    assert store.kept_root() == tmp_path / ".cache" / "baspa"


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _altered(content: bytes) -> bytes:
    return content[:-2] + b"!\n"


@pytest.mark.parametrize("damage", [_cut, _altered, lambda _: b"", lambda _: b"\x00" * 100])
def test_a_damaged_value_is_taken_for_a_missing_one(folder: Path, damage: object) -> None:
    keep(KEY, VALUE)
    (folder / KEY).write_bytes(damage((folder / KEY).read_bytes()))  # type: ignore[operator]

    assert recall(KEY) is None
    keep(KEY, VALUE)
    assert recall(KEY) == VALUE


def test_a_value_under_the_name_of_another_is_damaged(folder: Path) -> None:
    keep(KEY, VALUE)
    (folder / KEY).rename(folder / digest(["other"]))

    assert recall(digest(["other"])) is None


def test_nothing_is_kept_where_the_author_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASPA_CACHE", "off")

    keep(KEY, VALUE)

    assert recall(KEY) is None
    assert not folder.exists()


def test_a_folder_that_takes_nothing_is_no_reason_to_stop(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be", encoding="utf-8")

    keep(KEY, VALUE)

    assert recall(KEY) is None


def test_a_full_disk_is_no_reason_to_stop(folder: Path) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most))  # files are cut there
    try:
        keep(KEY, VALUE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    assert recall(KEY) is None
    assert list(folder.iterdir()) == []


def test_what_was_used_longest_ago_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [digest([name]) for name in ("one", "two", "three", "four")]
    for age, key in enumerate(keys):
        keep(key, b"x" * 1000)
        os.utime(folder / key, (10_000 + age, 10_000 + age))
    assert recall(keys[0]) is not None  # so it is the one used last

    monkeypatch.setattr(store, "MOST_BYTES", 5000)
    monkeypatch.setattr(store, "BYTES_BETWEEN", 1250)
    keep(KEY, b"x" * 1000)

    assert [recall(key) is None for key in (*keys, KEY)] == [False, True, True, False, False]


def test_room_is_made_when_builds_have_written_much(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", 0)
    monkeypatch.setattr(store, "BYTES_BETWEEN", 200_000)
    keys = [digest([str(number)]) for number in range(4)]
    for key in keys[:2]:
        keep(key, b"x" * 50_000)
    assert [recall(key) is None for key in keys[:2]] == [False, False]

    subprocess.run(  # another build, which goes on counting
        [sys.executable, "-c", f"from baspa.store import keep; keep({keys[2]!r}, b'x' * 50_000)"],
        check=True,
    )
    assert recall(keys[2]) is not None
    keep(keys[3], b"x" * 50_000)

    assert [recall(key) for key in keys] == [None] * 4


def test_room_is_made_where_nobody_can_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", store.BYTES_BETWEEN)
    (folder.parent / "store.written").mkdir(parents=True)

    keep(KEY, VALUE)

    assert recall(KEY) is None


def _keep_much(key: str) -> None:
    for _ in range(200):
        keep(key, key.encode() * 2000)


def test_two_builds_at_once_see_whole_values_or_none(folder: Path) -> None:
    keys = [digest([str(n)]) for n in range(4)]
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_keep_much, args=(key,)) for key in (*keys, *keys)]
    for writer in writers:
        writer.start()

    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen |= {recall(key) for key in keys}
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0

    assert seen <= {None, *(key.encode() * 2000 for key in keys)}
    assert sorted(path.name for path in folder.iterdir()) == sorted(keys)


def test_pandoc_is_asked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_pandoc(["--from=markdown", "--to=plain"], "*Ән*")
    monkeypatch.setattr(subprocess, "run", None)

    assert run_pandoc(["--from=markdown", "--to=plain"], "*Ән*") == first
    assert first.text == "Ән\n"


def test_what_is_postponed_is_found_at_once_and_written_at_the_end(folder: Path) -> None:
    with postponed():
        keep(KEY, lambda: VALUE)
        assert recall(KEY) == VALUE
        assert not folder.exists()

    assert (folder / KEY).read_bytes().endswith(VALUE)
    assert recall(KEY) == VALUE


def test_what_is_postponed_by_work_that_fails_is_not_kept(folder: Path) -> None:
    with suppress(ValueError), postponed():
        keep(KEY, VALUE)
        raise ValueError

    assert recall(KEY) is None


def test_what_is_written_beside_is_written_by_a_thread_that_nobody_waits_for(folder: Path) -> None:
    begun, may_write, writers = threading.Event(), threading.Event(), []

    def value() -> bytes:
        writers.append(threading.current_thread())
        begun.set()
        assert may_write.wait(60)
        return VALUE

    with kept_beside() as begin:
        keep(KEY, value)
        assert not begun.is_set()
        begin()
        assert begun.wait(60)
        assert is_kept(KEY)
        assert not folder.exists()
        may_write.set()

    assert (folder / KEY).read_bytes().endswith(VALUE)
    assert threading.current_thread() not in writers
    assert not any(writer.is_alive() for writer in writers)


@pytest.mark.parametrize("begins", [True, False])
def test_what_was_kept_before_an_interruption_is_written(folder: Path, begins: bool) -> None:
    keys = [digest([str(number)]) for number in range(20)]
    with suppress(KeyboardInterrupt), kept_beside() as begin:
        keep(keys[0], VALUE)
        if begins:
            begin()
        for key in keys[1:]:
            keep(key, VALUE)
        raise KeyboardInterrupt

    assert [recall(key) for key in keys] == [VALUE] * 20


def test_the_last_of_two_values_in_one_place_stays(folder: Path) -> None:
    with kept_beside() as begin:
        begin()
        for number in range(100):
            keep(KEY, b"%d" % number)

    assert recall(KEY) == b"99"


def test_a_mistake_of_ours_in_the_thread_is_raised(folder: Path) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), kept_beside() as begin:
        begin()
        keep(KEY, fail)

    assert recall(KEY) is None


def test_without_a_thread_all_is_written_at_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    with kept_beside() as begin:
        begin()
        keep(KEY, VALUE)

    assert recall(KEY) == VALUE
