"""`baspa watch` while all goes wrong around it: in the end `out/` is what a clean build gives."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from live_preview import INTRODUCTION, SECTION, Session, session, write_thesis
from processes import descendants, wait_until


def build(root: Path, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "baspa", "build", "-C", str(root), "--to", "pdf"]
    return subprocess.Popen(
        command,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def settled(watching: Session, root: Path) -> None:
    """Wait until `out/` holds what a build elsewhere, without a store, makes of the sources."""
    elsewhere = root.with_name("elsewhere")
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(root, elsewhere, ignore=shutil.ignore_patterns("out", ".git"))
    with build(elsewhere, BASPA_CACHE="off"):
        pass
    clean = (elsewhere / "out" / "thesis.pdf").read_bytes()
    out = root / "out" / "thesis.pdf"
    wait_until(lambda: out.is_file() and out.read_bytes() == clean)
    assert not list(out.parent.glob(".*"))
    assert watching.process.poll() is None


def type_letters(root: Path, cache: Path) -> None:
    """Save at each key, as some editors do, over the file itself."""
    text = (root / SECTION).read_text()
    for end in range(600):
        (root / SECTION).write_text(text + ("\n\nSaved at each key. " * 30)[:end])
        time.sleep(0.005)


def save_in_halves(root: Path, cache: Path) -> None:
    """Leave half of a file there for a while, with half of a letter at its end."""
    content = (root / SECTION).read_bytes() + "\n\nҚ".encode()
    with (root / SECTION).open("wb") as file:
        file.write(content[:-1])
        file.flush()
        time.sleep(0.6)
        file.write(content[-1:])


def check_out(root: Path, cache: Path) -> None:
    """Replace many files at once, there and back, as git does."""

    def git(*arguments: str) -> None:
        named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "-b", "one")
    git("add", "source")
    git("commit", "-m", "one")
    git("checkout", "-b", "two")
    for file in (root / "source").glob("*.md"):
        file.write_text(file.read_text().replace("the", "THE"))
    (root / SECTION).rename(root / "source" / "30-analysis.md")
    git("add", "-A", "source")
    git("commit", "-m", "two")
    for branch in ("one", "two", "one"):
        git("checkout", branch)


def build_beside(root: Path, cache: Path) -> None:
    """Let others build into the same folder, while it is edited."""
    others = [build(root) for _ in range(2)]
    (root / INTRODUCTION).write_text("# Introduction\n\nOthers build too.\n")
    for other in others:
        other.wait()


def forget_all(root: Path, cache: Path) -> None:
    """Delete all that is kept, and `out/`."""
    shutil.rmtree(cache)
    shutil.rmtree(root / "out")
    (root / INTRODUCTION).write_text("# Introduction\n\nNothing is left.\n")


def go_away(root: Path, cache: Path) -> None:
    """Move the project away, edit it there, and move it back."""
    root.rename(root.with_name("moved"))
    (root.with_name("moved") / INTRODUCTION).write_text("# Introduction\n\nElsewhere.\n")
    time.sleep(0.5)
    root.with_name("moved").rename(root)


ACCIDENTS = (type_letters, save_in_halves, check_out, build_beside, forget_all, go_away)


def test_what_happens_around_it_comes_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    root = write_thesis(tmp_path / "thesis")
    with session("watch", "-C", str(root)) as watching:
        watching.wait_for("^built in")
        for accident in ACCIDENTS:
            accident(root, cache)
            settled(watching, root)

        for child in descendants(watching.process.pid):
            os.kill(child, signal.SIGKILL)
        (root / INTRODUCTION).write_text("# Introduction\n\nIts processes were killed.\n")
        settled(watching, root)

        assert watching.interrupt() == 0
    assert "Traceback" not in "\n".join(watching.lines)
