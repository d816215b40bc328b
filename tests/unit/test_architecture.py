"""The house rules that a machine can check: arrows between rooms, types, style, sizes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES_PER_FILE = 450


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports", "--no-logo"],
        ["ruff", "check", "--no-fix"],
        ["ruff", "format", "--check"],
        ["mypy"],
    ],
    ids=lambda command: " ".join(command),
)
def test_checker_is_content(command: list[str]) -> None:
    program = Path(sys.executable).with_name(command[0])

    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "baspa").rglob("*.py")
    }

    assert {path: n for path, n in lengths.items() if n > LINES_PER_FILE} == {}
