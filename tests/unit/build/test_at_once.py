"""Pieces of work are done by several processes, in their order, each exactly as if done here."""

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from baspa.build import at_once as module
from baspa.build.at_once import at_once
from baspa.build.workshop import Workshop
from baspa.store import keep, postponed, recall


@pytest.fixture(autouse=True)
def _alone_on_three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have threads of their own."""
    monkeypatch.setattr(module, "processors", lambda: 3)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_what_comes_of_the_pieces_stands_in_their_order() -> None:
    assert at_once([partial(pow, n, 2) for n in range(100)]) == [n * n for n in range(100)]


def test_nothing_to_do_comes_to_nothing() -> None:
    assert at_once([]) == []


def test_a_mistake_of_a_piece_is_raised_here() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        at_once([lambda: 1, fail, lambda: 3])


def test_what_a_process_was_at_when_it_died_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert at_once([die_elsewhere] * 20) == ["done"] * 20


def test_no_process_is_left() -> None:
    ours = Path(f"/proc/self/task/{os.getpid()}/children")
    before = ours.read_text()

    at_once([os.getpid] * 20)

    assert ours.read_text() == before


def test_what_another_process_keeps_is_there_although_we_postpone_what_we_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    here = os.getpid()

    def keep_elsewhere() -> bool:
        time.sleep(0.05)
        if os.getpid() != here:
            keep("ab", b"kept")
        return os.getpid() != here

    with postponed():
        assert any(at_once([keep_elsewhere] * 6))
        assert recall("ab") == b"kept"


def test_beside_other_threads_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert set(at_once([os.getpid] * 20)) == {os.getpid()}


def test_several_processes_are_at_work() -> None:
    program = (
        "import os, time; from baspa.build import at_once as module\n"
        "module.processors = lambda: 2\n"
        "def work(): time.sleep(0.2); return os.getpid()\n"
        "print(len(set(module.at_once([work] * 6))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "2\n"


def test_the_first_build_of_a_session_has_no_thread_that_would_forbid_it() -> None:
    before = threading.active_count()

    with Workshop() as workshop:
        first = workshop.surroundings()
        at_first = threading.active_count()
        workshop.confirm()
        assert workshop.surroundings() == first

    assert at_first == before
