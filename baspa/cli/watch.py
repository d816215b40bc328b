"""`baspa watch`: builds again at every save."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from baspa.cli import explain, output_options, project_option

if TYPE_CHECKING:
    from baspa.build.build import Built
    from baspa.build.proof import Show
    from baspa.build.stages import Output
    from baspa.diagnostics import Findings
    from baspa.preview.rounds import Round


@click.command()
@project_option
@output_options("pdf")
def watch(project: Path, to: Output, profile_id: str | None) -> None:
    """Build at every save.

    The files in source/, styles/ and templates/ are watched until Ctrl+C. Each build tells what
    was saved, what it found and how long it took; with --to all the DOCX follows the PDF. After a
    mistake the files of the last good build stay as they are, and the next save is waited for. What
    is saved during a build is built next.

    \b
    Examples:
        baspa watch
        baspa watch -C my-thesis --to all
    """
    click.echo(f"watching {project}; Ctrl+C ends it")
    try:
        for _ in told_rounds(project, to, profile_id):
            pass
    except KeyboardInterrupt:
        click.echo("\nno longer watching")


def told_rounds(
    project: Path,
    to: Output,
    profile_id: str | None,
    *,
    began: Callable[[], None] = lambda: None,
    report: Callable[[str], None] = lambda _: None,
    show: Show | None = None,
) -> Generator[Round, None, None]:
    """Yield each build of a project that is watched, told on the terminal.

    `began` is called when a build begins, `report` hears the name of each of its stages,
    `show` is for `build`. Ends by KeyboardInterrupt.
    """
    from baspa.build.build import build
    from baspa.build.workshop import Workshop
    from baspa.cli.report import print_findings, progress
    from baspa.preview.rounds import rounds

    show_traceback = click.get_current_context().find_root().params["debug"]

    def begin(changed: tuple[str, ...]) -> None:
        if changed:
            click.echo(f"\nchanged: {', '.join(changed)}")
        began()

    def run(to: Output, root: Path, findings: Findings, texts: dict[str, str]) -> Built | None:
        with progress(quiet=not sys.stderr.isatty()) as tell:

            def both(stage: str) -> None:
                tell(stage)
                report(stage)

            return build(
                root,
                findings,
                texts,
                profile_id=profile_id,
                to=to,
                report=both,
                workshop=workshop,
                show=show,
            )

    # The DOCX takes LibreOffice some seconds; the PDF need not wait for them.
    wanted: tuple[Output, ...] = ("pdf", "all") if to == "all" else (to,)
    builds = [partial(run, each) for each in wanted]
    with Workshop() as workshop:
        for round in rounds(project, builds, Event(), begin):
            print_findings(round.findings, round.texts)
            if round.failure is not None:
                explain(round.failure, show_traceback=show_traceback)
            click.echo(_outcome(round))
            yield round
            workshop.prepare(to, 0)  # what the next save will need
            import_module("baspa.build.making")


def _outcome(round: Round) -> str:
    """Return in a line what a build wrote and how long it took."""
    from baspa.cli.report import shown

    took = f"{round.seconds:.1f} s"
    if round.built is None:
        return f"not built, {took}; the files in out/ are those of the last good build"
    files = (
        f"{shown(file)} ({pages} pages)"
        for file in round.built.files
        if (pages := round.built.pages.get(file.suffix.removeprefix(".")))
    )
    return f"built in {took}: {', '.join(files)}"
