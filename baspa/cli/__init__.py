"""The command line: parse, call one function, print.

Each command lives in a file of its own and is imported when it is asked for; what is slow to
import (WeasyPrint, pydantic) is imported inside the command. A command returns its exit code, or
nothing for success.
"""

from __future__ import annotations

import atexit
import errno
import gc
import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import click

from baspa import __version__

FOUND = 1
"""Exit code: the author's sources have mistakes; each one was printed."""
BUG = 3
"""Exit code: Baspa itself has a mistake. 2 is click's own code for wrong usage."""
INTERRUPTED = 130
"""Exit code: stopped by Ctrl+C, as shells give it (128 + SIGINT)."""

COMMANDS = {
    "init": "baspa.cli.init:init",
    "import": "baspa.cli.import_:import_",
    "build": "baspa.cli.build:build",
    "watch": "baspa.cli.watch:watch",
    "serve": "baspa.cli.serve:serve",
    "cite": "baspa.cli.cite:cite",
    "profiles": "baspa.cli.profiles:profiles",
    "eject": "baspa.cli.eject:eject",
    "doctor": "baspa.cli.doctor:doctor",
}
"""Where each command lives, in the order in which `baspa --help` lists them."""

YOUNG = 100_000
"""New objects after which the collector looks for rings. Trees have none: with Python's own 700 it
takes a tenth of the time of a build."""
DISK = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What a disk answers that is full or may not be written to: no mistake of anybody's."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What ends a program: Ctrl+C, a system that shuts down, a terminal that is closed."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """The group of all commands; the one place where exceptions become exit codes."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of all commands, in their own order."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command `cmd_name`, imported now; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the command line; `--help` and `--version` are printed here."""
        try:
            return super().make_context(*arguments, **settings)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.exceptions.Exit(explain(error, show_traceback=False)) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and leave with its exit code."""
        with _told_to_end() as signals:
            try:
                code = super().invoke(ctx)
            except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
                raise
            except (Exception, KeyboardInterrupt) as error:
                # A library may have made another exception of the one that the signal raised.
                if signals or isinstance(error, KeyboardInterrupt):
                    click.echo("\ninterrupted; what was finished before is untouched", err=True)
                    code = INTERRUPTED
                else:
                    code = explain(error, show_traceback=ctx.params["debug"])
        ctx.exit(code or 0)


@contextmanager
def _told_to_end() -> Iterator[list[int]]:
    """Let each of `ENDING` raise KeyboardInterrupt, and note the signals that came.

    One that somebody handles or ignores already, as `nohup` does, is left alone.
    """
    came: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    usual = {each: signal.getsignal(each) for each in ENDING}
    ours = [e for e, act in usual.items() if act in {signal.SIG_DFL, signal.default_int_handler}]
    for each in ours:
        signal.signal(each, end)
    try:
        yield came
    finally:
        for each in ours:
            signal.signal(each, usual[each])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="baspa")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
def main(debug: bool) -> None:  # noqa: ARG001 (read by Commands.invoke)
    """Typeset a thesis: Markdown sections in, a PDF and a Word file out.

    Start with a small thesis of your own:

    \b
        baspa init my-thesis --lang kk
        baspa build -C my-thesis

    Exit codes: 0 clean, 1 mistakes were found, 2 wrong usage, 3 a mistake of Baspa.
    """
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # Python would look for rings in all that was made once more
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Kazakh letters shows ? marks


def project_option(command: Command) -> Command:
    """Give a command the option `-C DIR`, which it receives as `project`: the project's folder."""
    return click.option(
        "-C",
        "--project",
        metavar="DIR",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        callback=_project_folder,
        help="The project: the folder that holds source/. Otherwise it is looked for here and "
        "in the folders above.",
    )(command)


def output_options(default: str) -> Callable[[Command], Command]:
    """Give a command what it builds: the option `--to`, else `default`, and `--profile`."""

    def add(command: Command) -> Command:
        to = click.option(
            "--to",
            type=click.Choice(["pdf", "docx", "all"]),
            default=default,
            show_default=True,
            help="What to write.",
        )
        profile = click.option(
            "--profile",
            "profile_id",
            metavar="ID",
            help="Use this profile instead of thesis.yaml's own.",
        )
        return to(profile(command))

    return add


def _project_folder(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path:
    """Return the absolute folder of the project that `-C` names or that stands around us."""
    from baspa.folders import find_project

    if value is None:
        found = find_project(Path.cwd())
        if found is None:
            raise click.UsageError(
                "there is no folder source/ here or above. "
                "Name the project with -C DIR, or make one with: baspa init DIR"
            )
        return found
    if not (value / "source").is_dir():
        raise click.UsageError(f"{value} holds no folder source/; see: baspa init -h")
    return value.resolve()


def explain(error: Exception, *, show_traceback: bool) -> int:
    """Print one line about an unexpected exception; return the exit code."""
    import tempfile
    import traceback

    if isinstance(error, OSError) and error.errno in DISK:
        click.echo(f"error: {error.filename or 'the disk'}: {error.strerror}", err=True)
        code = FOUND
    else:
        with tempfile.NamedTemporaryFile(
            "w", prefix="baspa-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            log.write(f"baspa {__version__}, Python {sys.version}, {sys.platform}\n")
            log.write(f"{sys.argv}\n\n")
            log.writelines(traceback.format_exception(error))
        click.echo(
            f"baspa: this is a mistake of Baspa, not yours ({type(error).__name__}); "
            f"the details are in {log.name}",
            err=True,
        )
        code = BUG
    if show_traceback:
        traceback.print_exception(error)
    return code
