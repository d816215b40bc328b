"""Work that a divided process does is as if it had been done here."""

from __future__ import annotations

import errno
import os
import signal

import pytest

from baspa.pdf.beside import Divided
from baspa.pdf.revision import Unrevised


def test_another_process_does_the_work_with_what_is_at_hand_here() -> None:
    at_hand = lambda: os.getpid()  # noqa: E731 (which cannot be pickled)

    process, content = Divided(lambda: (at_hand(), b"." * 300_000)).result()

    assert process != os.getpid()
    assert content == b"." * 300_000


def test_what_it_raises_is_raised_here() -> None:
    def fail() -> None:
        raise Unrevised("something is to be reported")

    with pytest.raises(Unrevised, match="something is to be reported"):
        Divided(fail).result()


def test_what_it_dies_of_is_done_here() -> None:
    us = os.getpid()

    def killed_elsewhere() -> int:
        if os.getpid() != us:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert Divided(killed_elsewhere).result() == 7


def test_where_there_can_be_no_other_process_it_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fail)

    assert Divided(os.getpid).result() == os.getpid()


def test_what_nobody_waits_for_is_ended() -> None:
    at_work = Divided(signal.pause)

    at_work.end()
    at_work.end()

    with pytest.raises(ProcessLookupError):
        os.kill(at_work.process, 0)
