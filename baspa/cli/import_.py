"""`baspa import`: a project out of a thesis that exists."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baspa.cli import FOUND

if TYPE_CHECKING:
    from baspa.importers.importing import Imported


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path),
    help="The project to make; it must not exist yet, or be empty. With --undo: the project that "
    "an import made.",
)  # fmt: skip
@click.option(
    "--skip", "skipped", metavar="STEP", multiple=True,
    help="Leave this repair out: normalise, letters, residues, breaks, capitals, spaces, dashes, "
    "ranges, quotes, glued, references; or spelling, which only suggests. May be given several "
    "times.",
)  # fmt: skip
@click.option(
    "--undo", "undone", metavar="NUMBERS",
    help="Take these repairs back in the project DIR that an earlier import of FILE made: their "
    "numbers in its report, such as 3,7-9, or all. What you have edited stays; a repair whose very "
    "place you have edited is left, and named.",
)  # fmt: skip
@click.option(
    "--report", metavar="REPORT", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="With --undo: import FILE anew into DIR, without the repairs that this import-report.json "
    "numbers so.",
)  # fmt: skip
def import_(
    file: Path, folder: Path, skipped: tuple[str, ...], undone: str | None, report: Path | None
) -> int:
    """Make the project DIR out of FILE: a thesis that was written elsewhere.

    Headings, lists and definitions are found, wrong letters repaired, and the contents, the numbers
    and the title page dropped, since Baspa makes them anew. What was changed, dropped and doubted
    stands in DIR/import-report.html, for programs in import-report.json.

    \b
    Examples:
        baspa import diploma.txt -o my-thesis
        baspa import diploma.txt -o my-thesis --skip glued --skip dashes
        baspa import diploma.txt -o my-thesis --undo 3,7-9
        baspa import diploma.txt -o again --undo all --report my-thesis/import-report.json
    """
    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings, StopBuild
    from baspa.importers.importing import STEPS, import_manuscript
    from baspa.importers.limits import within_limits
    from baspa.importers.reading.formats import read_manuscript
    from baspa.importers.taking_back import TakenBack, shown, take_back
    from baspa.importers.text.ledger import Ledger
    from baspa.importers.undo import REPORT, asked, numbers, read_listed
    from baspa.importers.writing import write_import

    for step in skipped:
        if step not in STEPS:
            raise click.BadParameter(f"there is no step {step!r}; known: {', '.join(STEPS)}")
    if report is not None and undone is None:
        raise click.UsageError("--report belongs to --undo")
    try:
        left_out = numbers(undone) if undone is not None else None
    except ValueError as error:
        raise click.BadParameter(f"--undo: {error}") from error
    in_place = undone is not None and report is None
    if in_place and not (folder / REPORT).is_file():
        raise click.UsageError(f"{folder} was not made by an import: it holds no {REPORT}")
    if not in_place and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and is not empty; name a new folder")
    findings, ledger = Findings(), Ledger(skip=frozenset(skipped))
    texts, taken, imported = dict[str, str](), list[TakenBack](), None
    try:
        with within_limits(file, findings):
            manuscript = read_manuscript(file, findings, ledger)
            if undone is not None:
                listed = read_listed(report or folder / REPORT, manuscript.source, findings)
                gone = asked(listed, left_out, findings)
            if in_place:
                texts = _sources(folder)
                taken = take_back(folder, manuscript, ledger, listed, gone, findings)
            else:
                ledger.only = listed.left(gone) if undone is not None else None
                imported = import_manuscript(manuscript, ledger)
                write_import(imported, file.name, folder, findings)
    except StopBuild:
        print_findings(findings, texts)
        return FOUND
    print_findings(findings, texts)
    if imported is not None:
        _summary(imported, folder)
    else:
        for one in taken:
            click.echo(
                f"source/{one.file}:{one.line}: {shown(one.before)} again, was {shown(one.after)}"
            )
    return FOUND if findings.diagnostics else 0


def _sources(project: Path) -> dict[str, str]:
    """Return the texts of a project as they are, for the excerpts of messages."""
    files = (path for path in (project / "source").rglob("*") if path.suffix in (".md", ".bib"))
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(files)
    }


def _summary(imported: Imported, folder: Path) -> None:
    """Say what was made and what to do next."""
    sections, ledger = imported.outline.sections, imported.ledger
    stubs = sum(section.is_stub for section in sections)
    click.echo(
        f"{len(sections)} sections ({stubs} stubs), {len(ledger.repairs)} repairs, "
        f"{len(ledger.questions)} questions\n\n"
        "What to do next:\n"
        f"  1. read {folder}/import-report.html\n"
        f"  2. complete {folder}/source/thesis.yaml\n"
        f"  3. baspa build -C {shlex.quote(str(folder))}"
    )
