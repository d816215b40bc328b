"""`baspa doctor`: is everything here that a build needs?"""

from __future__ import annotations

import dataclasses
import json
import platform
from collections.abc import Iterator

import click

from baspa.cli import FOUND
from baspa.dataclass import dataclass
from baspa.system import NEEDS, advice, answer_of, find_soffice


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    """What was found, with its version or place."""
    remedy: str | None = None
    """What to do, where something is wrong."""
    is_needed: bool = True
    """A build cannot do without it."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
def doctor(as_json: bool) -> int:
    """Check that this machine has all that a build needs.

    Each line says what was found, or what to install. The exit code is 1 when something is
    missing.

    \b
    Example:
        baspa doctor
    """
    found = []
    for check in _checks():
        found.append(check)
        if not as_json:
            _print(check)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(c) for c in found], ensure_ascii=False, indent=1))
    return 0 if all(check.ok or not check.is_needed for check in found) else FOUND


def _print(check: Check) -> None:
    mark = (
        click.style("problem", fg="red") if check.is_needed else click.style("missing", fg="yellow")
    )
    mark = click.style("ok     ", fg="green") if check.ok else mark
    click.echo(f"{mark}  {check.name}: {check.detail}")
    if check.remedy:
        click.echo(f"         = help: {check.remedy}")


def _checks() -> Iterator[Check]:
    yield Check(name="Python", ok=True, detail=platform.python_version())
    yield from _check_system()
    yield _check_weasyprint()
    yield _check_pandoc()
    yield from _check_faces()


def _check_system() -> Iterator[Check]:
    """Look for each program and library that comes from the system's own packages."""
    for need in NEEDS:
        if need.purpose not in ("build", "spelling"):
            continue
        if need.is_met():
            yield Check(name=need.name, ok=True, detail=_version(need.version))
        else:
            is_needed = need.purpose == "build"
            detail = "not found" if is_needed else "not found; import suggests no spelling"
            remedy = advice([need])
            yield Check(name=need.name, ok=False, detail=detail, remedy=remedy, is_needed=is_needed)


def _version(command: tuple[str, ...]) -> str:
    if not command:
        return "found"
    if command[0] == "soffice":
        command = (str(find_soffice()), *command[1:])
    lines = answer_of(*command).splitlines()
    return lines[0] if lines else "found"


def _check_weasyprint() -> Check:
    try:
        import weasyprint
        from weasyprint.text.ffi import pango
    except (ImportError, OSError) as error:
        pango_need = [need for need in NEEDS if need.name == "Pango"]
        return Check(
            name="WeasyPrint", ok=False, detail=f"cannot start: {error}", remedy=advice(pango_need)
        )
    number = pango.pango_version()
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Check(
        name="WeasyPrint", ok=True, detail=f"{weasyprint.__version__} with Pango {version}"
    )


def _check_pandoc() -> Check:
    from baspa.pandoc import PandocFailure, run_pandoc

    try:
        version = run_pandoc(["--version"], "").text.splitlines()[0]
    except PandocFailure as error:
        remedy = "install the Python package pypandoc_binary again"
        return Check(name="pandoc", ok=False, detail=str(error), remedy=remedy)
    return Check(name="pandoc", ok=True, detail=version)


def _check_faces() -> Iterator[Check]:
    """Look for the faces of every profile: which file is taken, with all Kazakh letters."""
    from baspa.fonts import find_face

    for families, profiles in _families().items():
        face = find_face(families)
        name = f"face {families[0]} ({', '.join(profiles)})"
        if face is None:
            detail = f"none of {', '.join(families)} is installed with all Kazakh letters"
            remedy = advice([need for need in NEEDS if "face" in need.name])
            yield Check(name=name, ok=False, detail=detail, remedy=remedy)
        else:
            yield Check(name=name, ok=True, detail=f"{face.family}, {face.file}")


def _families() -> dict[tuple[str, ...], list[str]]:
    """Return the profiles that print in each list of faces, best face first."""
    from baspa.diagnostics import Findings
    from baspa.profile import find_profiles, load_profile

    found: dict[tuple[str, ...], list[str]] = {}
    for profile_id in find_profiles():
        loaded = load_profile(profile_id, Findings(), {})
        if loaded is not None:
            text = loaded.profile.text
            for families in ((text.font, *text.fallback), (text.mono,)):
                found.setdefault(families, []).append(profile_id)
    return found
