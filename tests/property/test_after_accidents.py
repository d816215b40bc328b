"""After any accident the next build equals a clean one, byte for byte, the DOCX too.

One project lives through a script by lot: at each step an author edits it and something befalls
the build – it is killed, interrupted or told to end, the disk is full, a program that it runs
crashes, a source is saved meanwhile, others build at the same time, something else stands in the
place of `out/` – or what earlier builds left is damaged. The next build, in a process that
remembers nothing, gives the files, messages and exit of a build elsewhere without a store.

`BASPA_ACCIDENTS=N` tries N scripts by another lot each time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from accidents import Accident, Outcome, Place, accidents
from edits import START, Edit, Files, edits
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

SCRIPTS = int(os.environ.get("BASPA_ACCIDENTS", "0"))
PROGRAMS = ("fc-match", "fc-list", "fc-conflist")
"""What stands in the path: a layout by LibreOffice would take most of the time."""


@dataclass(frozen=True)
class Damage:
    """Something is done to what earlier builds left."""

    kind: str
    number: int

    def happen(self, place: Place) -> None:
        out = place.root / "out"
        kept = sorted((place.folder / "cache").rglob("*"))
        files = [path for path in (*kept, *out.rglob("*")) if path.is_file()]
        match self.kind:
            case "old":  # as by a clock that was set back
                for path in (*files, *place.root.rglob("*")):
                    os.utime(path, (1, 1))
            case "left over":
                (out / ".writing-dead").mkdir(parents=True, exist_ok=True)
                (out / ".writing-dead" / "thesis.pdf").write_bytes(b"%PDF")
            case _ if files:
                path = files[self.number * len(files) // 1000]
                content = path.read_bytes()
                path.unlink()
                if self.kind == "cut":
                    path.write_bytes(content[: len(content) // 2])
                elif self.kind == "altered":
                    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else b"x")
                elif self.kind == "folder":
                    path.mkdir()


@dataclass(frozen=True)
class Crowd:
    """Three builds at once, while sources are saved."""

    def happen(self, place: Place, before: Files) -> None:
        for outcome in place.builds_at_once(before):
            assert "Traceback" not in outcome.said
            assert outcome.exit_code in {0, 1}, outcome.said


@dataclass(frozen=True)
class Obstacle:
    """Something else stands in the place of the files, until somebody takes it away."""

    kind: str

    def happen(self, place: Place) -> None:
        out = place.root / "out"
        taken = out.replace(place.folder / "taken") if out.exists() else None
        match self.kind:
            case "file":
                out.write_bytes(b"")
            case "link to nothing":
                out.symlink_to(place.folder / "nothing")
            case "folder in the place of a file":
                (out / "thesis.docx").mkdir(parents=True)
        outcome = place.build()
        assert outcome.exit_code == 1, outcome.said
        assert outcome.told[0] is None
        assert {each["code"] for each in outcome.told[1] if each["severity"] == "error"}
        if self.kind == "folder in the place of a file":
            assert [path.name for path in out.iterdir()] == ["thesis.docx"]
            shutil.rmtree(out)
        else:
            out.unlink()
        if taken is not None:
            taken.replace(out)


@dataclass(frozen=True)
class Step:
    """Edits, and what happens to the build of them."""

    edits: tuple[Edit, ...]
    event: Accident | Damage | Crowd | Obstacle


damages = st.builds(
    Damage,
    st.sampled_from(("old", "left over", "gone", "cut", "altered", "folder")),
    st.integers(0, 999),
)
obstacles = st.builds(
    Obstacle, st.sampled_from(("file", "link to nothing", "folder in the place of a file"))
)
steps = st.builds(
    Step,
    st.lists(edits, max_size=2).map(tuple),
    st.one_of(accidents, damages, st.just(Crowd()), obstacles),
)


@settings(
    max_examples=SCRIPTS or 12, derandomize=not SCRIPTS, suppress_health_check=list(HealthCheck)
)
@given(script=st.lists(steps, min_size=2, max_size=4))
def test_after_any_accident_a_build_equals_a_clean_one(script: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        place = _place(Path(temporary) / "lived")
        elsewhere = _place(Path(temporary) / "clean")
        files = dict(START)
        place.write(files)
        place.build()
        for step in script:
            before = dict(files)
            for edit in step.edits:
                edit.change(files, edit.number)
            place.write(files)
            _endure(place, step.event, before)
            place.write(files)  # where the build was over before they were saved
            assert place.build() == _clean(elsewhere, files)


def _place(folder: Path) -> Place:
    """Return a place where LibreOffice is missing."""
    programs = folder / "bin"
    programs.mkdir(parents=True)
    for name in PROGRAMS:
        (programs / name).symlink_to(shutil.which(name) or name)
    return Place(folder=folder, environment={"PATH": str(programs)})


def _endure(place: Place, event: Accident | Damage | Crowd | Obstacle, before: Files) -> None:
    """Let `event` happen; a build must bear it as it should."""
    if isinstance(event, Damage | Obstacle):
        event.happen(place)
        return
    if isinstance(event, Crowd):
        event.happen(place, before)
        return
    outcome = place.build(event, before)
    note(f"{event}: {outcome}")
    assert "Traceback" not in outcome.said
    assert outcome.exit_code in {0, 1, *_ENDS.get(event.kind, ())}, outcome.said


def _clean(place: Place, files: Files) -> Outcome:
    """Return what a build makes of `files` where nothing was built before and nothing is kept."""
    shutil.rmtree(place.root, ignore_errors=True)
    place.write(files)
    return place.build(cache=False)


_ENDS = {"killed": (-9,), "interrupted": (130,), "terminated": (130,)}
