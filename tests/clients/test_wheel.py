"""The wheel: built from the tree and installed, it works where there is no checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = (".git", ".venv", "out", "node_modules", "__pycache__", ".*_cache", ".hypothesis")


@pytest.fixture(scope="module")
def baspa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `baspa` in an environment that has the wheel, and no other Baspa."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, tree)
    shutil.rmtree(tree)
    [wheel] = folder.glob("*.whl")

    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    call(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel)
    # Its dependencies are those of this environment: no network. A .pth found this way is not
    # read, so the checkout that is installed there stays out of sight.
    [site] = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "venv" / "bin" / "baspa"


def call(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a program outside the checkout; return what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_program_runs_from_the_wheel_alone(baspa: Path, tmp_path: Path) -> None:
    where = call(
        baspa.with_name("python"), "-c", "import baspa; print(baspa.__file__)", cwd=tmp_path
    )

    assert Path(where.strip()).is_relative_to(baspa.parents[1])


def test_profiles_travel_with_it(baspa: Path, tmp_path: Path) -> None:
    shown = json.loads(call(baspa, "profiles", "--json", cwd=tmp_path))

    assert list(shown["profiles"]) == sorted(
        file.parent.name for file in (ROOT / "styles").glob("*/profile.yaml")
    )


def test_new_thesis_builds(baspa: Path, tmp_path: Path) -> None:
    call(baspa, "init", "x", "--lang", "kk", cwd=tmp_path)
    call(baspa, "build", "-C", "x", cwd=tmp_path)

    out = tmp_path / "x" / "out"
    assert (out / "thesis.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "thesis.docx").read_bytes().startswith(b"PK")


def test_sample_travels_with_it(baspa: Path, tmp_path: Path) -> None:
    call(baspa, "init", "x", "--sample", cwd=tmp_path)

    copied = {p.relative_to(tmp_path / "x") for p in (tmp_path / "x" / "source").rglob("*")}
    assert copied == {p.relative_to(ROOT) for p in (ROOT / "source").rglob("*")}
