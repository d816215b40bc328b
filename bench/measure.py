"""Runs a command as a whole process family and tells what it took; writes tables into the docs.

Wall seconds are those of the caller's clock. Processor seconds are what the kernel counted for the
command and all that it started, also for what it left behind to die. Memory is the peak resident
set (VmHWM) of the largest process, and by name of process, read from /proc while the command runs;
and the most that the whole family took at one time, where what several share counts once (Pss).
"""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Thread

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
POLL_SECONDS = 0.1
SHARES_EVERY = 5
"""At each so manieth look the shares are asked for: the kernel walks all pages of a process for
them and holds it up meanwhile, which made a build of several processes slower by a twelfth."""
MIB = 1024
"""KiB in one."""
ORPHAN_SECONDS = 5
"""So long the end of processes is waited for that a command left behind."""
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command took."""

    seconds: float
    cpu_seconds: float
    peaks: dict[str, int]
    """MiB of the largest process, by its name."""
    family: int
    """MiB that all processes together took at the worst time."""
    status: int = 0
    """With which it ended."""
    told: str = ""
    """What it said of mistakes."""

    @property
    def peak(self) -> int:
        """MiB of the largest process."""
        return max(self.peaks.values(), default=0)


def run(command: Sequence[str], cwd: Path | None = None, *, may_fail: bool = False) -> Run:
    """Run `command` to its end and watch it. Raises SystemExit where it fails, or tells of an error
    as WeasyPrint does of a picture that it leaves out: it has then not done the whole work. One
    that `may_fail` tells what it said.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what it leaves behind is ours
    before = os.times()
    begun = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    memory = _Memory(child)
    memory.start()
    _, told = child.communicate()
    seconds = time.perf_counter() - begun
    _collect_orphans()
    after = os.times()
    memory.join()
    has_failed = child.returncode or any(line.startswith("ERROR") for line in told.splitlines())
    if has_failed and not may_fail:
        raise SystemExit(f"{' '.join(command)} failed:\n{told[-2000:]}")
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Run(
        seconds=seconds, cpu_seconds=cpu, peaks=memory.peaks, family=memory.family,
        status=child.returncode, told=told,
    )  # fmt: skip


def _collect_orphans() -> None:
    given_up = time.monotonic() + ORPHAN_SECONDS
    with suppress(ChildProcessError):  # until there is none
        while time.monotonic() < given_up:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)


class _Memory(Thread):
    """Looks at the memory of a process and of all that it started, as long as it runs."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        super().__init__()
        self.child = child
        self.peaks: dict[str, int] = {}
        self.family = 0

    def run(self) -> None:
        looks = count()
        while self.child.returncode is None:
            members = process_tree(self.child.pid)
            for _, name, kib in members:
                self.peaks[name] = max(self.peaks.get(name, 0), kib // MIB)
            if next(looks) % SHARES_EVERY == 0:
                whole = sum(own_share(process) for process, _, _ in members) // MIB
                self.family = max(self.family, whole)
            time.sleep(POLL_SECONDS)


def process_tree(process: int) -> list[tuple[int, str, int]]:
    """Return number, name and peak memory in KiB of a process and of all that it started."""
    found = []
    try:
        status = Path(f"/proc/{process}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        if "VmHWM" in fields:
            found.append((process, fields["Name"].strip(), int(fields["VmHWM"].split()[0])))
        lists = Path(f"/proc/{process}/task").glob("*/children")
        children = [child for each in lists for child in each.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return found
    return [*found, *(each for child in children for each in process_tree(int(child)))]


def own_share(process: int) -> int:
    """Return the KiB that a process takes now, its share of what it has in common with others."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:"), 0)


def spread(seconds: Iterable[float]) -> str:
    """Return median, least and most: `2.31 (2.28–2.40)`."""
    values = list(seconds)
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put `text` between the marks `<!-- NAME -->` and `<!-- /NAME -->` of `page`."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    if not end:
        raise SystemExit(f"{page.name} has no section named {name}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
