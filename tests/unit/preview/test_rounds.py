"""A build at every save, for as long as the session goes on."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from threading import Event

from baspa.build.build import Built
from baspa.diagnostics import Findings
from baspa.preview.rounds import rounds


def project(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    return tmp_path


def test_what_is_saved_during_a_build_begins_another(tmp_path: Path) -> None:
    root, told = project(tmp_path), list[tuple[str, ...]]()
    text = root / "source" / "10-a.md"

    def build(_: Path, __: Findings, texts: dict[str, str]) -> None:
        if not told[1:]:
            text.write_text("saved while the first build goes on\n")
        texts["source/10-a.md"] = text.read_text()

    found = list(islice(rounds(root, [build], Event(), told.append), 2))

    assert told == [(), ("source/10-a.md",)]
    assert [round.changed for round in found] == told
    assert found[1].texts == {"source/10-a.md": "saved while the first build goes on\n"}


def test_the_session_outlives_a_build_that_breaks_down(tmp_path: Path) -> None:
    root = project(tmp_path)

    def build(_: Path, findings: Findings, __: dict[str, str]) -> None:
        (root / "source" / "10-a.md").write_text("the next edit\n")
        findings.warning("W101", "said before")
        raise ZeroDivisionError("by zero")

    first, second = islice(rounds(root, [build], Event(), lambda _: None), 2)

    assert first.built is None
    assert repr(first.failure) == "ZeroDivisionError('by zero')"
    assert [each.message for each in first.findings.diagnostics] == ["said before"]
    assert second.changed == ("source/10-a.md",)


def test_what_takes_long_has_a_round_of_its_own_unless_there_are_mistakes(tmp_path: Path) -> None:
    root, told, made = project(tmp_path), list[tuple[str, ...]](), list[str]()
    text = root / "source" / "10-a.md"
    text.write_text("good")
    built = Built(files=(), pages={}, seconds={}, explanation=())

    def quick(_: Path, __: Findings, ___: dict[str, str]) -> Built | None:
        made.append("quick")
        return built if text.read_text() == "good" else None

    def slow(_: Path, __: Findings, ___: dict[str, str]) -> Built:
        made.append("slow")
        text.write_text("bad")
        return built

    found = list(islice(rounds(root, [quick, slow], Event(), told.append), 3))

    assert made == ["quick", "slow", "quick"]
    assert told == [(), (), ("source/10-a.md",)]
    assert found[2].built is None
