"""`baspa profiles`: the universities and standards that a thesis can be typeset for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baspa.cli import FOUND

if TYPE_CHECKING:
    from baspa.diagnostics import Findings
    from baspa.profile import Profile


@click.command()
@click.argument("profile_id", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
def profiles(profile_id: str | None, as_json: bool) -> int:
    """List the profiles, or show every value of the one named ID.

    A profile holds what a university or a standard says about the form of a thesis. The values
    are shown as YAML, those of the profiles that it extends included. Profiles in the folder
    styles/ of the project around the current folder are listed too.

    \b
    Examples:
        baspa profiles
        baspa profiles kz-diploma
    """
    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings, findings_as_json
    from baspa.folders import find_project
    from baspa.profile import find_profiles

    root = find_project(Path.cwd())
    styles = root / "styles" if root else None
    findings, texts = Findings(), dict[str, str]()
    wanted = [profile_id] if profile_id else list(find_profiles(styles))
    found = _load(wanted, styles, findings, texts)
    if as_json:
        shown = {"profiles": _plain(found), "diagnostics": findings_as_json(findings, texts)}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_findings(findings, texts)
        if profile_id:
            _print_values(found)
        else:
            _print_table(found)
    return FOUND if findings.failed else 0


def _load(
    wanted: list[str], styles: Path | None, findings: Findings, texts: dict[str, str]
) -> dict[str, Profile]:
    from baspa.profile import load_profile

    loaded = [load_profile(name, findings, texts, project_styles=styles) for name in wanted]
    return {item.id: item.profile for item in loaded if item is not None}


def _print_table(found: Mapping[str, Profile]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("ID", "title", "language", "standard", box=None, header_style="bold")
    table.columns[0].no_wrap = True
    for name, profile in found.items():
        table.add_row(name, profile.title, profile.language, profile.standard)
    Console().print(table)


def _print_values(found: Mapping[str, Profile]) -> None:
    import yaml

    for profile in found.values():
        click.echo(yaml.safe_dump(_plain(profile), allow_unicode=True, sort_keys=False), nl=False)


def _plain(value: Any) -> Any:
    """Return a profile's value as YAML and JSON can write it: lengths and names as text."""
    from baspa.length import Length

    if isinstance(value, Length):
        # A type size is round in points, a margin in millimetres.
        return f"{value.pt:g}pt" if round(value.mm, 2) != round(value.mm, 9) else f"{value.mm:g}mm"
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
