"""`baspa serve` and `baspa watch` as an author runs them, and Chromium in front of the page."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from command_line import INTERRUPTIBLE
from playwright.sync_api import Browser, sync_playwright

PATIENCE_SECONDS = 60
"""A build and all that stands around it, on a busy machine."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
PARAGRAPH = (
    "The reading room of the university library is full in May and empty in August, and nobody "
    "has counted yet how many of its visitors come for the books rather than for the silence. "
)
SECTION = "source/20-analysis.md"
INTRODUCTION = "source/10-introduction.md"


def write_thesis(root: Path) -> Path:
    """Write a thesis of about eight pages, each paragraph of which is known by its number."""
    source = root / "source"
    source.mkdir(parents=True)
    (source / "thesis.yaml").write_text(
        "title: The silence of the library\nauthor: {name: A. Author}\nlanguage: en\n"
    )
    (source / "10-introduction.md").write_text("# Introduction\n\nWhy we count.\n")
    paragraphs = [f"Paragraph {number}. {PARAGRAPH * 3}" for number in range(1, 25)]
    headings = ["# Analysis {#sec:a}", *paragraphs[:12], "## The second half", *paragraphs[12:]]
    (source / "20-analysis.md").write_text("\n\n".join(headings) + "\n")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace `old` in a source and save it as most editors do: by a new file that is renamed."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    saved = path.with_name(f".{path.name}.new")
    saved.write_text(text.replace(old, new), encoding="utf-8")
    saved.replace(path)


class Session:
    """A command that goes on until it is interrupted, and the lines that it has printed."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(
            [*INTERRUPTIBLE, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._coming: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._coming.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Return the match in the next line to come that has one."""
        while True:
            try:
                line = self._coming.get(timeout=PATIENCE_SECONDS)
            except Empty:
                raise AssertionError(f"no {pattern!r} after {self.lines}") from None
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found

    def interrupt(self) -> int:
        """End it as Ctrl+C does; return its exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        self._reader.join()
        while not self._coming.empty():
            self.lines.append(self._coming.get())
        return code

    def end(self) -> None:
        """End it as a system does that shuts down."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_SECONDS)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def session(*command: str) -> Iterator[Session]:
    """A command that runs inside, and is ended behind."""
    found = Session(*command)
    try:
        yield found
    finally:
        found.end()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()
