"""Child processes of a build, as Linux tells of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def descendants(pid: int) -> dict[int, str]:
    """Return the names of the processes that `pid` started, and of theirs, by their ids."""
    try:
        lists = Path(f"/proc/{pid}/task").glob("*/children")
        children = [child for each in lists for child in each.read_text().split()]
        found = {int(child): Path(f"/proc/{child}/comm").read_text().strip() for child in children}
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return {}
    return found | {k: v for child in found for k, v in descendants(child).items()}


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
