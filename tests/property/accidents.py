"""Builds in processes of their own, and what befalls one at the so-manieth touch of the disk.

What a build leaves behind depends on what it had written when it ended. So an accident happens not
at a moment of the clock but when the build is about to open, make, rename or delete a file, which
Python's audit events tell (PEP 578); the same lot meets the same accident in every run.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Timer
from typing import Any, Literal

import pytest
from edits import Files
from hypothesis import strategies as st

# What a build imports, so that a fork of the server has it at hand.
import baspa.build.making
import baspa.docx
import baspa.pdf.press
from baspa.cli import main
from baspa.pdf.engine import engine

engine()

FOLDERS = ("source", "styles", "templates")
_CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "shutil.rmtree"}
_SECONDS = 300

Kind = Literal[
    "killed",
    "interrupted",
    "terminated",
    "disk full",
    "child killed",
    "saved",
    "saved and undone",
]


@dataclass(frozen=True)
class Accident:
    """What befalls a build."""

    kind: Kind
    touch: int
    """At which touch of the disk; of children, the how-manieth one."""
    later: int = 0
    """Touches until what was saved is undone; milliseconds until the child is killed."""


accidents = st.one_of(
    st.builds(
        Accident,
        st.sampled_from(
            ("killed", "interrupted", "terminated", "disk full", "saved", "saved and undone")
        ),
        st.integers(1, 120),
        st.integers(1, 40),
    ),
    st.builds(Accident, st.just("child killed"), st.integers(1, 6), st.sampled_from((0, 50, 400))),
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a build ended, as an author sees it."""

    exit_code: int
    told: Any
    """The messages, and how many pages came of it; None where it did not come to tell them."""
    said: str = field(compare=False)
    """Its standard error."""
    files: dict[str, Any] = field(repr=False)
    """What stands in `out/`; of the manifest, what does not tell of the build itself. Nothing where
    mistakes left the last good files."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A project on disk, and what a build of it finds around it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        return self.folder / "thesis"

    def write(self, files: Files) -> None:
        """Let the sources be `files`."""
        for name in self.files().keys() - files.keys():
            (self.root / name).unlink()
        for name, content in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)

    def build(
        self, accident: Accident | None = None, before: Files | None = None, *, cache: bool = True
    ) -> Outcome:
        """Build in a process of its own, which `accident` befalls; nothing is kept without `cache`.

        Where the accident is that something is saved, it saves the sources as they stand, after
        they were those of `before`; undone, it is the other way round.
        """
        files = self.files()
        if accident is not None and accident.kind == "saved" and before is not None:
            self.write(before)
        process = _forked(_build, self, accident, (before or files, files), cache)
        return self._outcome(process)

    def builds_at_once(self, before: Files) -> list[Outcome]:
        """Build three times at once, the first of `before`, and save the present sources meanwhile.

        What stands in `out/` may be that of any of them.
        """
        files = self.files()
        self.write(before)
        started = [_forked(_build, self, None, (before, files), True, str(n)) for n in range(3)]
        self.write(files)
        return [self._outcome(process, str(number)) for number, process in enumerate(started)]

    def files(self) -> Files:
        """Return the sources as they stand."""
        found = (p for name in FOLDERS for p in (self.root / name).rglob("*.*"))
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def _outcome(self, process: ForkServerProcess, name: str = "") -> Outcome:
        process.join(_SECONDS)
        assert process.exitcode is not None
        told = (self.folder / f"stdout{name}").read_text(encoding="utf-8")
        return Outcome(
            exit_code=process.exitcode,
            told=_told(json.loads(told)) if told else None,
            said=(self.folder / f"stderr{name}").read_text(encoding="utf-8"),
            files=_files(self.root / "out") if process.exitcode == 0 else {},
        )


def _forked(target: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Start a process that has imported what a build needs, and has never built anything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # the server finds this module by it
        forkserver.ensure_running()
    process = context.Process(target=target, args=arguments)
    process.start()
    return process


def _told(result: dict[str, Any]) -> Any:
    built = result["built"]
    return built and built["pages"], result["diagnostics"]


def _files(out: Path) -> dict[str, Any]:
    if not out.is_dir():
        return {}
    found: dict[str, Any] = {
        p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()
    }
    if "manifest.json" in found:
        found["manifest.json"] = json.loads(found["manifest.json"])
        del found["manifest.json"]["build"]
    return found


def _build(
    place: Place,
    accident: Accident | None,
    states: tuple[Files, Files],
    cache: bool,
    name: str = "",
) -> None:
    """Build, in this process, which ends by it; what it says goes into files that end in `name`."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
    for number, stream in ((1, "stdout"), (2, "stderr")):
        with (place.folder / f"{stream}{name}").open("wb") as file:
            os.dup2(file.fileno(), number)
    os.environ |= {"XDG_CACHE_HOME": str(place.folder / "cache"), **place.environment}
    if not cache:
        os.environ["BASPA_CACHE"] = "off"
    if accident is not None and accident.kind == "child killed":
        baspa.pdf.press.ENOUGH_LETTERS = 0
        _kill_child(accident)
    elif accident is not None:
        _befall(accident, place, states)
    main(["build", "-C", str(place.root), "--json", *place.options])


def _kill_child(accident: Accident) -> None:
    start, started = subprocess.Popen.__init__, 0

    def starts(self: subprocess.Popen[Any], *given: Any, **named: Any) -> None:
        nonlocal started
        start(self, *given, **named)
        started += 1
        if started == accident.touch:
            timer = Timer(accident.later / 1000, self.kill)
            timer.daemon = True
            timer.start()

    subprocess.Popen.__init__ = starts  # type: ignore[assignment, method-assign]


def _befall(accident: Accident, place: Place, states: tuple[Files, Files]) -> None:
    """Let the accident happen to this process."""
    touches, at_work = 0, False

    def heard(event: str, given: tuple[Any, ...]) -> None:
        nonlocal touches, at_work
        changes = event in _CHANGING or (event == "open" and _writes(given))
        if at_work or not (changes or (event == "open" and _is_ours(given, place))):
            return
        touches += 1
        if accident.kind == "disk full":
            if changes and touches >= accident.touch:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return
        at_work = True
        if touches == accident.touch:
            _strike(accident, place, states)
        elif accident.kind == "saved and undone" and touches == accident.touch + accident.later:
            place.write(states[1])
        at_work = False

    sys.addaudithook(heard)


def _strike(accident: Accident, place: Place, states: tuple[Files, Files]) -> None:
    match accident.kind:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "interrupted":
            signal.raise_signal(signal.SIGINT)
        case "terminated":
            signal.raise_signal(signal.SIGTERM)
        case "saved":
            place.write(states[1])
        case "saved and undone":
            place.write(states[0])


def _writes(given: tuple[Any, ...]) -> bool:
    """Whether a file is opened to be written to."""
    name, flags = given[0], given[2]
    if not isinstance(flags, int) or str(name).startswith(("/dev", "/proc")):
        return False
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _is_ours(given: tuple[Any, ...], place: Place) -> bool:
    """Whether a file of the project, or one that is kept, is opened."""
    name = given[0]
    return isinstance(name, str | os.PathLike) and str(name).startswith(str(place.folder))
