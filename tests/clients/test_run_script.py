"""`./run`: what it says, what it installs, and that it does so once.

The real script runs in a copy of the tree. Installers alone are stand-ins, which note how they were
called: a test must not change the machine.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("run", "cli.py", "pyproject.toml", "baspa", "styles", "templates", "source")
SHELL_TOOLS = ("bash", "dirname", "cat", "cksum", "tail", "id", "env", "rm")


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@dataclass(frozen=True)
class Checkout:
    """A copy of the tree, and a PATH for it."""

    root: Path
    path: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.root / "run", *arguments],
            cwd=self.root.parent,
            env=os.environ | {"PATH": self.path, "TMPDIR": str(self.root.parent)},
            capture_output=True,
            text=True,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout on this machine."""
    root = tmp_path / "a checkout"
    root.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, root / name)
    return Checkout(root, os.environ["PATH"])


@pytest.fixture
def bare(checkout: Checkout, tmp_path: Path) -> Checkout:
    """The same on a machine with a shell and Python only, and an apt that fails."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in SHELL_TOOLS:
        (tools / name).symlink_to(str(shutil.which(name)))
    (tools / "python3").symlink_to(sys.base_prefix + "/bin/python3")
    program(tools / "apt-get", 'echo "the apt of this test: $*"; [ "$1" = update ]')
    program(tools / "apt-cache", '[ "$2" != libreoffice-math-nogui ]')
    program(tools / "sudo", 'exec "$@"')
    return Checkout(checkout.root, str(tools))


def with_noted_pip(checkout: Checkout) -> Path:
    """Give `checkout` a .venv whose Python is this one, save that pip only notes how it is called.

    Returns the file of the notes.
    """
    notes = checkout.root.parent / "pip.txt"
    notes.touch()
    (checkout.root / ".venv" / "bin").mkdir(parents=True)
    program(
        checkout.root / ".venv" / "bin" / "python",
        f'if [ "$1 $2" = "-m pip" ]; then echo "${{@:3}}" >>"{notes}"; else\n'
        f'exec "{sys.executable}" "$@"; fi',
    )
    return notes


def test_help(checkout: Checkout) -> None:
    for arguments in ([], ["help"], ["--help"]):
        done = checkout.run(*arguments)
        assert done.returncode == 0
        assert done.stdout.startswith("./run build [options]   typeset source/ into out/")


def test_unknown_word_is_wrong_usage(checkout: Checkout) -> None:
    done = checkout.run("biuld")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("./run build [options]")


def test_set_up_is_done_once_and_again_when_its_files_change(checkout: Checkout) -> None:
    notes = with_noted_pip(checkout)
    installed = f"install --editable {checkout.root}\n"

    first = checkout.run("build", "--help")
    assert first.stdout.startswith("Usage: cli.py build [OPTIONS]"), first.stderr
    assert first.stderr == "installing Python packages …\n"
    assert notes.read_text() == installed

    second = checkout.run("build", "--help")
    assert second.stdout == first.stdout
    assert second.stderr == ""
    assert notes.read_text() == installed

    with (checkout.root / "pyproject.toml").open("a") as pyproject:
        pyproject.write("# a new dependency\n")
    checkout.run("build", "--help")
    assert notes.read_text() == installed * 2


def test_sources_are_compiled_where_python_may_not_write_and_again_when_they_change(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with_noted_pip(checkout)
    source = checkout.root / "baspa" / "length.py"
    compiled = Path(cache_from_source(str(source)))

    checkout.run("build", "--help")
    first = compiled.read_bytes()
    source.write_text(source.read_text() + "A_LINE_MORE = 1\n")
    checkout.run("build", "--help")

    assert b"A_LINE_MORE" not in first
    assert b"A_LINE_MORE" in compiled.read_bytes()


def test_build_and_test_need_different_packages(checkout: Checkout) -> None:
    notes = with_noted_pip(checkout)

    checkout.run("build", "--help")
    checkout.run("test", "--version")

    assert notes.read_text().splitlines() == [
        f"install --editable {checkout.root}",
        "install pip>=25.1",
        "install --editable . --group dev",
    ]


def test_source_of_the_checkout_is_built_from_anywhere(checkout: Checkout) -> None:
    with_noted_pip(checkout)
    shutil.rmtree(checkout.root / "source")

    done = checkout.run("build")

    assert done.returncode == 2
    assert f"{checkout.root} holds no folder source/" in done.stderr


def test_installer_that_fails_shows_its_log(bare: Checkout) -> None:
    done = bare.run("build")

    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[0] == "reading the list of system packages …"
    assert lines[1] == (
        "installing fontconfig fonts-liberation2 libreoffice-writer-nogui libreoffice-math "
        "poppler-utils …"
    )
    assert any(line.startswith("the apt of this test: install --yes ") for line in lines)
    assert "` failed; everything it said is in " in lines[-1]
    log = Path(lines[-1].rpartition(" failed; everything it said is in ")[2])
    assert "the apt of this test: update" in log.read_text(encoding="utf-8")
    assert not (bare.root / ".venv").exists()


def test_other_systems_are_told_what_to_type(bare: Checkout) -> None:
    tools = Path(bare.path)
    for name in ("apt-get", "apt-cache"):
        (tools / name).unlink()
    program(tools / "pacman", "exit 1")

    done = bare.run("build")

    assert done.returncode == 1
    assert "; to install it: sudo pacman -S " in done.stderr
    assert done.stderr.endswith("fontconfig ttf-liberation libreoffice-fresh poppler\n")


def test_machine_without_python_is_told_so(bare: Checkout) -> None:
    (Path(bare.path) / "python3").unlink()

    done = bare.run("build")

    assert done.returncode == 1
    assert done.stderr.startswith("error: Baspa needs Python 3.11 or newer")


def test_python_that_is_too_old_is_passed_over(bare: Checkout) -> None:
    program(Path(bare.path) / "python3.13", "exit 127  # as a shim of a missing version does")
    (Path(bare.path) / "python3").unlink()
    program(Path(bare.path) / "python3", "exit 1")

    assert bare.run("build").stderr.startswith("error: Baspa needs Python 3.11 or newer")
