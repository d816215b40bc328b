"""Answers of child programs that are kept: found again, lost without harm."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from baspa import cache
from baspa.cache import digest, keep, recall
from baspa.pandoc import run_pandoc

ANSWER = {"text": "Ән", "log": ""}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "baspa"


def test_what_was_kept_is_found_under_what_was_asked(folder: Path) -> None:
    keep(digest(["a", "bc"]), ANSWER)

    assert recall(digest(["a", "bc"])) == ANSWER
    assert recall(digest(["ab", "c"])) is None


def test_a_damaged_or_missing_answer_is_asked_for_again(folder: Path) -> None:
    keep("key", ANSWER)
    (folder / "key").write_text("{", encoding="utf-8")

    assert recall("key") is None
    assert recall("other") is None


def test_nothing_is_kept_where_the_author_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASPA_CACHE", "off")

    keep("key", ANSWER)

    assert recall("key") is None
    assert not folder.exists()


def test_a_folder_that_takes_nothing_is_no_reason_to_stop(folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")

    keep("key", ANSWER)

    assert recall("key") is None


def test_the_oldest_answers_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 2)

    for key in ("one", "two", "three"):
        keep(key, ANSWER)

    assert len(list(folder.iterdir())) == 2
    assert recall("three") == ANSWER


def test_pandoc_is_asked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_pandoc(["--from=markdown", "--to=plain"], "*Ән*")
    monkeypatch.setattr(subprocess, "run", None)

    assert run_pandoc(["--from=markdown", "--to=plain"], "*Ән*") == first
    assert first.text == "Ән\n"
