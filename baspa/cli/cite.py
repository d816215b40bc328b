"""`baspa cite`: the sources of a thesis – find one, see it printed, add one, check them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baspa.cli import FOUND, project_option

if TYPE_CHECKING:
    from baspa.build.pipeline import Prepared
    from baspa.diagnostics import Findings
    from baspa.model.library import LibraryEntry
    from baspa.passes.resolve import Citing


@click.group()
def cite() -> None:
    """Find, show, add and check the sources of a thesis.

    \b
    Examples:
        baspa cite search solow growth
        baspa cite show solow1957
        baspa cite add record.ris
        baspa cite uncited
        baspa cite missing
    """


@cite.command()
@project_option
@click.argument("words", nargs=-1, required=True)
def search(project: Path, words: tuple[str, ...]) -> int:
    """List the sources that hold all WORDS: in their key, names, title or any other field."""
    from baspa.build.cited import matching

    _, citing, _, _ = _read(project)
    found = matching(citing.library, words)
    for entry in found:
        click.echo(_line(entry))
    return 0 if found else FOUND


@cite.command()
@project_option
@click.argument("keys", nargs=-1, required=True)
def show(project: Path, keys: tuple[str, ...]) -> int:
    """Print the sources with these KEYS as the list of references will."""
    from baspa.cite import cite as print_cited
    from baspa.cli.report import print_findings
    from baspa.model.walk import plain_text

    _, citing, findings, texts = _read(project)
    findings.diagnostics.clear()
    printed = print_cited([], keys, citing.library, citing.style, findings)
    for entry in printed.bibliography:
        click.echo(plain_text(entry.content))
    print_findings(findings, texts)
    return FOUND if findings.failed else 0


@cite.command()
@project_option
@click.argument("record", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", metavar="KEY", help="Cite it as @KEY instead of the record's own key.")
def add(project: Path, record: Path, key: str | None) -> int:
    """Add the source of a RECORD to the thesis's first .bib file.

    The record is a file that came with a DOI or an ISBN: RIS, BibTeX, CSL-JSON (also as Crossref
    answers) or CSL-YAML. Nothing is added where the key or the work is there already.
    """
    from dataclasses import replace

    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings
    from baspa.project import read_text
    from baspa.readers.records import read_record

    prepared, citing, _, _ = _read(project)
    findings, texts = Findings(), dict[str, str]()
    text = read_text(record.parent, record.name, findings, texts)
    found = read_record(record.name, text, findings) if text is not None else ()
    print_findings(findings, texts)
    if findings.failed or not found:
        return FOUND
    if key and len(found) > 1:
        raise click.UsageError("--key names one source, and the record holds several")
    target = next((name for name in prepared.project.bibliography if name.endswith(".bib")), None)
    if target is None:
        raise click.UsageError("thesis.yaml names no .bib file under `bibliography`")
    entries = [replace(entry, key=key) for entry in found] if key else list(found)
    return max(_add(entry, project / target, citing) for entry in entries)


@cite.command()
@project_option
def uncited(project: Path) -> int:
    """List the sources that the text cites nowhere."""
    from baspa.build import cited
    from baspa.build.pipeline import read_document
    from baspa.diagnostics import Findings

    prepared, citing, _, texts = _read(project)
    document = read_document(prepared.project, Findings(), texts)
    for entry in cited.uncited(citing.library, document, tuple(citing.nocite)):
        click.echo(_line(entry))
    return 0


@cite.command()
@project_option
def missing(project: Path) -> int:
    """List what the text cites and the bibliography does not hold."""
    from baspa.build import cited
    from baspa.build.pipeline import read_document
    from baspa.diagnostics import Findings, line_and_column

    prepared, citing, _, texts = _read(project)
    document = read_document(prepared.project, Findings(), texts)
    found = cited.missing(citing.library, document)
    for key, span in found:
        line, column = line_and_column(texts[span.file], span.start)
        click.echo(f"{span.file}:{line}:{column}: @{key}")
    return FOUND if found else 0


def _read(project: Path) -> tuple[Prepared, Citing, Findings, dict[str, str]]:
    """Read the thesis; mistakes that the bibliography has are printed, others are not ours."""
    from baspa.build.pipeline import citing, prepare
    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings

    findings, texts = Findings(), dict[str, str]()
    prepared = prepare(project, None, Findings(), texts)
    sources = citing(prepared, findings, texts)
    print_findings(findings, texts)
    return prepared, sources, findings, texts


def _line(entry: LibraryEntry) -> str:
    """Return `@solow1957  Solow, 1957. Technical Change …`"""
    item = entry.item
    names = [p.get("family") or p.get("literal", "") for p in item.get("author", ())]
    year = re.search(r"\d{4}", str(item.get("issued", "")))
    head = ", ".join([*names[:3], *([year[0]] if year else [])])
    title = re.sub(r"<[^<>]*>", "", str(item.get("title", "")))
    return f"@{entry.key}  {head}. {title}" if head else f"@{entry.key}  {title}"


def _add(entry: LibraryEntry, target: Path, citing: Citing) -> int:
    """Append `entry` to the file `target`; return the exit code."""
    from baspa.diagnostics import Findings
    from baspa.readers.duplicates import report_duplicates
    from baspa.readers.records import as_biblatex

    if entry.key in citing.library.entries:
        click.echo(f"there is a source with the key {entry.key!r}; choose another: --key", err=True)
        return FOUND
    known, findings = citing.library.entries.values(), Findings()
    files = {e.span.file: "" for e in (*known, entry)}
    before = Findings()
    report_duplicates(known, files, before)
    report_duplicates((*known, entry), files, findings)
    if len(findings.diagnostics) > len(before.diagnostics):
        click.echo(f"{findings.diagnostics[-1].message}: nothing was added", err=True)
        return FOUND
    old = target.read_text(encoding="utf-8")
    beside = target.with_name(f".{target.name}.new")
    beside.write_text(f"{old.rstrip()}\n\n{as_biblatex(entry)}", encoding="utf-8")
    beside.replace(target)
    click.echo(f"added to {target.parent.name}/{target.name}: {_line(entry)}")
    return 0
