"""`baspa eject`: a template of one's own to change."""

from __future__ import annotations

import difflib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baspa.cli import FOUND, project_option

if TYPE_CHECKING:
    from baspa.diagnostics import Findings
    from baspa.profile import LoadedProfile
    from baspa.templates.catalogue import TemplateFile


@click.command()
@click.argument("template", metavar="[TEMPLATE]", required=False)
@project_option
@click.option(
    "--profile", "profile_id", metavar="ID", help="Use this profile instead of thesis.yaml's own."
)
@click.option("--force", is_flag=True, help="Overwrite the template that is there.")
def eject(template: str | None, project: Path, profile_id: str | None, force: bool) -> int:
    """Copy TEMPLATE into the project's folder templates/, to be changed.

    From then on both files are made with the copy. Without TEMPLATE all templates are listed, with
    what each prints, and where it comes from if not from Baspa. The ending .html.j2 may be left
    out.

    \b
    Examples:
        baspa eject
        baspa eject title-page
        baspa eject blocks/figure --profile ru-gost-7.32-2017
    """
    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings
    from baspa.shipped import shipped_folder
    from baspa.templates.catalogue import find_templates

    findings, texts = Findings(), dict[str, str]()
    profile = _profile(project, profile_id, findings, texts)
    if profile is None:
        print_findings(findings, texts)
        return FOUND
    own, folders = project / "templates", (*profile.folders, shipped_folder("templates"))
    if template is None:
        _print_list(find_templates((own, *folders)), own)
        return 0
    source = _named(template, find_templates(folders))
    target = own / source.name
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; --force overwrites it")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source.text, encoding="utf-8")
    click.echo(
        f"{target}, copied from {_origin(source, own)}\n\n"
        "What to do next:\n"
        "  1. change it; it may use what docs/templates.md and docs/html.md list\n"
        f"  2. baspa build -C {shlex.quote(str(project))}\n"
        "To go back, delete it."
    )
    return 0


def _profile(
    project: Path, profile_id: str | None, findings: Findings, texts: dict[str, str]
) -> LoadedProfile | None:
    """Return the profile that the project is typeset by; mistakes of its text do not matter."""
    from baspa.diagnostics import Findings
    from baspa.profile import load_profile
    from baspa.project import load_project

    wanted = profile_id or load_project(project, Findings(), texts).thesis.profile
    return load_profile(wanted, findings, texts, project_styles=project / "styles")


def _named(wanted: str, templates: dict[str, TemplateFile]) -> TemplateFile:
    """Return the template that is called so, with or without its ending."""
    for name in (wanted, f"{wanted}.html.j2", f"{wanted}.j2"):
        if name in templates:
            return templates[name]
    short = [name.removesuffix(".j2").removesuffix(".html") for name in templates]
    near = difflib.get_close_matches(wanted, short, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`baspa eject` lists all of them"
    raise click.BadParameter(f"there is no template {wanted!r}; {hint}", param_hint="TEMPLATE")


def _origin(template: TemplateFile, own: Path) -> str:
    from baspa.shipped import shipped_folder

    if template.folder == own:
        return "this project"
    if template.folder == shipped_folder("templates"):
        return "Baspa"
    return f"the profile {template.folder.name}"


def _print_list(templates: dict[str, TemplateFile], own: Path) -> None:
    from baspa.shipped import shipped_folder

    width = max(map(len, templates))
    for template in templates.values():
        is_shipped = template.folder == shipped_folder("templates")
        origin = "" if is_shipped else f"  ({_origin(template, own)})"
        click.echo(f"{template.name:<{width}}  {template.prints}{origin}")
