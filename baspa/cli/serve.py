"""`baspa serve`: the pages in the browser, anew at every save."""

from __future__ import annotations

import sys
import webbrowser
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baspa.cli import explain, output_options, project_option
from baspa.cli.watch import told_rounds

if TYPE_CHECKING:
    from baspa.build.stages import Output


SWITCH_SECONDS = 0.0001
"""How long the build may keep the interpreter while the page waits for an answer."""


@click.command()
@project_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The port of the page. Otherwise the first free one from 8600 on.",
)
@click.option(
    "--editor",
    metavar="EDITOR",
    help="What opens a file at its line: a name such as code, subl or kate; a command with {file}, "
    "{line} and {column}; or an address such as vscode://file{file}:{line}:{column}. Otherwise "
    "$BASPA_EDITOR, or $VISUAL or $EDITOR where it is an editor with a window.",
)
@click.option("--open", "opens_browser", is_flag=True, help="Open the page in the browser.")
@output_options("pdf")
def serve(
    project: Path,
    port: int | None,
    editor: str | None,
    opens_browser: bool,
    to: Output,
    profile_id: str | None,
) -> None:
    """Show the thesis in the browser while you write.

    The pages stand there as they print. At every save they are built again, as by `baspa watch`:
    only what has changed is replaced, and you stay where you were, or are taken to the line that
    you edit. After a mistake the pages of the last good build stay beside the message. A click on
    a paragraph tells its file and line, and opens it there where an editor is set.

    The page can be had on this machine only.

    \b
    Examples:
        baspa serve --open
        baspa serve -C my-thesis --port 8700 --editor code
        baspa serve --editor "vscode://file{file}:{line}:{column}"
    """
    from baspa.preview.editor import choose_editor
    from baspa.preview.server import PortTakenError, Server, application
    from baspa.preview.session import Session

    if to == "docx":
        raise click.UsageError("the page shows the PDF: --to pdf or --to all")
    try:
        chosen = choose_editor(editor)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    broke = partial(explain, show_traceback=click.get_current_context().find_root().params["debug"])
    session = Session(project, opens=chosen is not None)
    try:
        server = Server(application(session, chosen, broke), port)
    except PortTakenError as error:
        session.close()
        raise click.UsageError(
            f"port {port} cannot be had ({error}). Another `baspa serve` may run there; choose "
            "another port, or leave --port out"
        ) from None
    server.start()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        click.echo(f"{server.address} shows {project}; Ctrl+C ends it")
        if opens_browser:
            webbrowser.open(server.address)
        told = told_rounds(
            project,
            to,
            profile_id,
            began=session.begin,
            report=session.report,
            show=session.show,
        )
        with closing(told):
            for round in told:
                session.publish(round)
    except KeyboardInterrupt:
        click.echo("\nno longer shown")
    finally:
        session.close()
        server.stop()
