"""`baspa cite`: the sources of a thesis – find one, see it printed, add one, check them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baspa.cli import FOUND, project_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
@click.option("--to", metavar="FILE", help="The .bib file of the thesis, where it has several.")
def add(project: Path, record: Path, key: str | None, to: str | None) -> int:
    """Add the source of a RECORD to a .bib file of the thesis: the first, or that named by --to.

    The record is a file that came with a DOI or an ISBN: RIS, BibTeX, CSL-JSON (also as Crossref
    answers), CSL-YAML, or what Google Books and Open Library answer. A source is left out whose key
    or work is there already. Nothing else in the .bib file changes.
    """
    from dataclasses import replace

    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings, Span
    from baspa.project import read_foreign_text
    from baspa.readers.records import read_record

    prepared, citing, _, _ = _read(project)
    findings = Findings()
    text = read_foreign_text(record.parent, record.name, Span(record.name, 0, 0), findings)
    found = read_record(record.name, text, findings) if text is not None else ()
    print_findings(findings, {record.name: text or ""})
    if findings.failed or not found:
        return FOUND
    if key and len(found) > 1:
        raise click.UsageError("--key names one source, and the record holds several")
    target = _target(prepared, to)
    entries = [replace(entry, key=_plain_key(key or entry.key)) for entry in found]
    new = list(_new_ones(entries, citing))
    return max(FOUND if len(new) < len(entries) else 0, _append(new, project, target))


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
        why = citing.library.doubts.get(key)
        click.echo(f"{span.file}:{line}:{column}: @{key}" + (f" ({why})" if why else ""))
    return FOUND if found else 0


def _read(project: Path) -> tuple[Prepared, Citing, Findings, dict[str, str]]:
    """Read the thesis; mistakes that the bibliography has are printed, others are not ours."""
    from baspa.build.citing import citing
    from baspa.build.pipeline import prepare
    from baspa.cli.report import print_findings
    from baspa.diagnostics import Findings

    findings, texts = Findings(), dict[str, str]()
    prepared = prepare(project, None, Findings(), texts)
    sources = citing(prepared.project, prepared.loaded, findings, texts)
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


def _target(prepared: Prepared, named: str | None) -> str:
    """Return the path of the .bib file that is added to."""
    files = [name for name in prepared.project.bibliography if name.lower().endswith(".bib")]
    fitting = [file for file in files if named is None or f"/{file}".endswith(f"/{named}")]
    if not files:
        raise click.UsageError("thesis.yaml names no .bib file under `bibliography`")
    if not fitting:
        raise click.UsageError(f"{named} is none of the thesis's .bib files: {', '.join(files)}")
    return fitting[0]


def _plain_key(key: str) -> str:
    """Return `key` without the signs that no key of a .bib file may have."""
    return re.sub(r"[\s,{}()=\"#%\\~']+", "", key)


def _new_ones(entries: Sequence[LibraryEntry], citing: Citing) -> Iterator[LibraryEntry]:
    """Yield the entries that are not there already, neither as a key nor as a work; tell others."""
    from baspa.diagnostics import Findings
    from baspa.readers.duplicates import report_duplicates

    known = dict(citing.library.entries)
    for entry in entries:
        files = {e.span.file: "" for e in (*known.values(), entry)}
        before, after = Findings(), Findings()
        report_duplicates(known.values(), files, before)
        report_duplicates((*known.values(), entry), files, after)
        if entry.key in known or entry.key in citing.library.doubts:
            click.echo(f"there is a source with the key {entry.key!r}; use another --key", err=True)
        elif len(after.diagnostics) > len(before.diagnostics):
            click.echo(f"{after.diagnostics[-1].message}: nothing was added", err=True)
        else:
            known[entry.key] = entry
            yield entry


def _append(entries: Sequence[LibraryEntry], project: Path, target: str) -> int:
    """Append `entries` to the file `target`; return the exit code."""
    from baspa.build.cited import append_entries
    from baspa.readers.biblatex_writer import as_biblatex

    if not entries:
        return 0
    try:
        append_entries(project / target, "\n".join(map(as_biblatex, entries)))
    except OSError as error:
        click.echo(f"{target} cannot be written: {error.strerror}", err=True)
        return FOUND
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        message = f"{target} is not in UTF-8 and has no sign for {letter!r}: save it in UTF-8 first"
        click.echo(message, err=True)
        return FOUND
    for entry in entries:
        click.echo(f"added to {target}: {_line(entry)}")
    return 0
