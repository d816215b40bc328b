"""The frame of the command line: exit codes, what an author sees when something goes wrong."""

import errno
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from baspa.cli import Commands, main, project_option

ROOT = Path(__file__).parents[3]


def group_with(action: Callable[[], int | None]) -> click.Group:
    """Return the program with `act`, a command that does `action`, as its only command."""

    class Only(Commands):
        def get_command(self, _ctx: click.Context, _name: str) -> click.Command:
            return click.Command("act", callback=action)

    return Only("baspa", params=main.params)


def failing_with(error: BaseException) -> click.Group:
    def fail() -> None:
        raise error

    return group_with(fail)


def test_help_lists_every_command_with_its_purpose() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output

    assert [line.split()[0] for line in shown.split("Commands:\n")[1].splitlines()] == [
        "init",
        "import",
        "build",
        "watch",
        "serve",
        "cite",
        "profiles",
        "eject",
        "doctor",
    ]
    assert "init      Make the project DIR" in shown


@pytest.mark.parametrize("name", ["init", "build", "profiles", "doctor"])
def test_help_of_each_command_holds_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "-h"])

    assert result.exit_code == 0
    assert f"\n      baspa {name}" in result.output.split("Example")[1]


def test_help_imports_nothing_slow() -> None:
    program = (
        "import sys; from baspa.cli import main; main(['-h'], standalone_mode=False)\n"
        "print([m for m in ('weasyprint', 'pydantic', 'lxml', 'rich', 'yaml') if m in sys.modules])"
    )

    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert shown.endswith("[]\n")


def test_code_that_a_command_returns_is_the_exit_code() -> None:
    assert CliRunner().invoke(group_with(lambda: None), ["act"]).exit_code == 0
    assert CliRunner().invoke(group_with(lambda: 1), ["act"]).exit_code == 1


def test_unknown_command_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["biuld"])

    assert result.exit_code == 2
    assert "No such command 'biuld'" in result.output


@pytest.mark.parametrize("thread", ["", "threading.Thread(target=time.sleep, args=(0.2,)).start()"])
@pytest.mark.parametrize(("asked", "code"), [("profiles", 0), ("biuld", 2)])
def test_the_program_ends_when_all_is_said_and_done(asked: str, code: int, thread: str) -> None:
    program = (
        "import atexit, sys, threading, time; from baspa.__main__ import main\n"
        f"atexit.register(print, 'done'); sys.argv[1:] = [{asked!r}]; {thread}\n"
        "print('begun'); main()"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    said = ended.stdout.splitlines()
    assert (ended.returncode, said[0], said[-1]) == (code, "begun", "done")
    assert ("No such command" in ended.stderr) == (code == 2)


def test_our_mistake_is_one_line_and_a_log_with_the_traceback() -> None:
    result = CliRunner().invoke(failing_with(ZeroDivisionError("one by zero")), ["act"])

    assert result.exit_code == 3
    [line] = result.stderr.splitlines()
    assert line.startswith("baspa: this is a mistake of Baspa, not yours (ZeroDivisionError)")
    log = Path(line.rpartition(" ")[2])
    assert "raise error\nZeroDivisionError: one by zero" in log.read_text(encoding="utf-8")
    log.unlink()


def test_debug_shows_the_traceback() -> None:
    result = CliRunner().invoke(failing_with(ZeroDivisionError("one by zero")), ["--debug", "act"])

    Path(result.stderr.splitlines()[0].rpartition(" ")[2]).unlink()
    assert "Traceback (most recent call last):" in result.stderr
    assert result.stderr.endswith("ZeroDivisionError: one by zero\n")


def test_full_disk_is_no_mistake_of_ours() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "out/thesis.pdf")

    result = CliRunner().invoke(failing_with(full), ["act"])

    assert result.exit_code == 1
    assert result.stderr == "error: out/thesis.pdf: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize("asked", ["--help", "--version", "profiles"])
def test_what_is_printed_onto_a_full_disk_is_told(asked: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "baspa", asked],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.stderr == "error: the disk: No space left on device\n"
    assert done.returncode == 1


def test_interruption_says_that_nothing_was_spoilt() -> None:
    result = CliRunner().invoke(failing_with(KeyboardInterrupt()), ["act"])

    assert result.exit_code == 130
    assert result.stderr == "\ninterrupted; what was finished before is untouched\n"


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_a_library_makes_of_an_interruption_is_one(
    told: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(told)
    monkeypatch.setattr(signal, "getsignal", lambda _: signal.SIG_DFL)  # as a terminal starts us

    def act() -> int:
        try:
            signal.raise_signal(told)
        except KeyboardInterrupt:
            raise ImportError("a module could not be initialised") from None
        return 0

    result = CliRunner().invoke(group_with(act), ["act"])
    signal.signal(told, before)

    assert result.exit_code == 130
    assert result.stderr == "\ninterrupted; what was finished before is untouched\n"


@click.command()
@project_option
def where(project: Path) -> None:
    click.echo(project)


def test_project_is_found_from_the_current_folder_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = tmp_path / "thesis" / "source" / "figures"
    figures.mkdir(parents=True)
    monkeypatch.chdir(figures)

    assert CliRunner().invoke(where).output == f"{tmp_path / 'thesis'}\n"


def test_project_is_the_folder_that_the_option_names(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()

    assert CliRunner().invoke(where, ["-C", str(tmp_path)]).output == f"{tmp_path}\n"


def test_folder_that_is_no_project_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    for arguments in ([], ["-C", str(tmp_path)], ["-C", str(tmp_path / "nowhere")]):
        assert CliRunner().invoke(where, arguments).exit_code == 2
