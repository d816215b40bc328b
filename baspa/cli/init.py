"""`baspa init`: a small thesis to start from."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click

STARTER = Path(__file__).parents[1] / "starter"
"""One project per language; `PROFILE` in its thesis.yaml stands for the profile's id."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    type=click.Choice(["kk", "ru", "en"]),
    default="kk",
    show_default=True,
    help="The language of the thesis: Kazakh, Russian or English.",
)
@click.option(
    "--profile",
    "profile_id",
    metavar="ID",
    default="kz-diploma",
    show_default=True,
    help="The rules that it is typeset by; `baspa profiles` lists them.",
)
@click.option(
    "--sample",
    is_flag=True,
    help="Copy the sample thesis instead (over 60 pages in Kazakh), whatever else is asked.",
)
def init(folder: Path, lang: str, profile_id: str, sample: bool) -> None:
    """Make the project DIR: a small thesis that builds at once.

    It holds an abstract, an introduction, a chapter with a table, a chart, a formula, a citation
    and cross-references, a conclusion, an appendix and a bibliography, to be replaced by your own.
    DIR must not exist yet, or be empty.

    \b
    Examples:
        baspa init my-thesis
        baspa init my-thesis --lang ru --profile ru-gost-7.32-2017
    """
    from baspa.profile import find_profiles
    from baspa.shipped import shipped_folder

    if profile_id not in find_profiles():
        known = ", ".join(find_profiles())
        raise click.BadParameter(f"there is no profile {profile_id!r}; known: {known}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and is not empty; name a new folder")
    source = folder / "source"
    if sample:
        shutil.copytree(shipped_folder("source"), source)
    else:
        shutil.copytree(STARTER / lang, source)
        thesis = source / "thesis.yaml"
        text = thesis.read_text(encoding="utf-8").replace("PROFILE", profile_id)
        thesis.write_text(text, encoding="utf-8")
    click.echo(f"{source}/")
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        click.echo(f"  {path.relative_to(source).as_posix()}")
    click.echo(
        "\nWhat to do next:\n"
        f"  1. write your name and title in {source}/thesis.yaml\n"
        f"  2. baspa build -C {shlex.quote(str(folder))}\n"
        f"  3. open out/thesis.pdf and out/thesis.docx in {folder}"
    )
