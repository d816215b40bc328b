"""`baspa build`: the thesis as PDF and DOCX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baspa.cli import FOUND, output_options, project_option

if TYPE_CHECKING:
    from baspa.build.build import Built
    from baspa.build.stages import Output


@click.command()
@project_option
@output_options("all")
@click.option("--explain", is_flag=True, help="Say what was made anew, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
def build(project: Path, to: Output, profile_id: str | None, explain: bool, as_json: bool) -> int:
    """Build out/thesis.pdf and out/thesis.docx.

    Contents, numbers, references, lists, counts and the bibliography are made anew in both files,
    and both get the page numbers that are true for them. Mistakes are shown at their line and
    column, all of them in one run; the files of the last good build then stay as they are.

    Only what depends on an edit is made anew; where nothing has changed, the files are left alone.

    \b
    Examples:
        baspa build
        baspa build -C my-thesis --to pdf
        baspa build --profile ru-gost-7.32-2017
        baspa build --explain
    """
    from baspa.build.build import build as run
    from baspa.cli.report import print_built, print_findings, progress
    from baspa.diagnostics import Findings, findings_as_json

    findings, texts = Findings(), dict[str, str]()
    with progress(quiet=as_json) as report:
        built = run(project, findings, texts, profile_id=profile_id, to=to, report=report)
    if as_json:
        result = {"built": _as_json(built), "diagnostics": findings_as_json(findings, texts)}
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_findings(findings, texts)
        print_built(built, explain=explain)
    return FOUND if built is None else 0


def _as_json(built: Built | None) -> dict[str, Any] | None:
    from baspa.cli.report import shown

    if built is None:
        return None
    return {
        "files": [shown(file) for file in built.files],
        "pages": dict(built.pages),
        "seconds": dict(built.seconds),
        "explanation": list(built.explanation),
    }
