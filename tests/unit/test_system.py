"""What a machine lacks, and what to type on each system."""

import subprocess
import sys
from pathlib import Path

import pytest

from baspa.system import NEEDS, advice, answer_of

ROOT = Path(__file__).parents[2]
POPPLER = [need for need in NEEDS if need.name == "poppler"]


@pytest.mark.parametrize(
    ("manager", "expected"),
    [
        ("apt-get", "apt-get install poppler-utils"),
        ("dnf", "sudo dnf install poppler-utils"),
        ("pacman", "sudo pacman -S poppler"),
        ("brew", "brew install poppler"),
    ],
)
def test_advice_names_the_package_of_the_system(
    manager: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / manager
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert advice(POPPLER) == expected


def test_advice_on_an_unknown_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert advice(POPPLER).startswith("install them as your system does it")


def test_script_is_told_what_is_missing(tmp_path: Path) -> None:
    """Run as `run` does it: by a Python that has no packages at all."""
    shown = subprocess.run(
        [sys.executable, "-S", "-m", "baspa.system", "test"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    names, packages, what_to_type = shown.splitlines()
    assert names.endswith(
        "LibreOffice Writer and Math, poppler, Hunspell and its dictionaries, qpdf, Chromium, "
        "faketime, Node 18 or newer, with npm"
    )
    assert packages == ""
    assert what_to_type.startswith("install them as your system does it")


def test_program_that_is_missing_answers_nothing() -> None:
    assert answer_of("no-such-program", "--version") == ""
