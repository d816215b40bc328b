"""Printing entries and citations: which of them go to the engine together.

Every entry is printed with the words of its own language, so each language has a run of its own.
Numbered entries know nothing of one another. In author–date styles works by one name do (2020a,
2020b), and the engine takes more than twice the time for twice the works: so works go in batches,
those of one name together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from baspa.cite.citeproc import LOCALES, Printed, run_citeproc
from baspa.cite.pandoc_ast import CiteItem, Cluster, Json
from baspa.dataclass import dataclass
from baspa.diagnostics import Findings
from baspa.model.document import Language
from baspa.model.library import LibraryEntry

BATCH = 150
"""Works that go to the engine together, names with more works aside."""

Entries = Sequence[LibraryEntry]
Inlines = list[Json]
Job = TypeVar("Job")


def print_entries(
    listed: Entries, csl: str, findings: Findings, *, related: bool
) -> dict[str, Inlines]:
    """Return what each entry prints, by key; `related`: works of one name tell each other apart.

    Raises PandocFailure.
    """
    if related:
        jobs = [(batch, language) for batch in _batches(listed) for language in _languages(batch)]
    else:
        jobs = [
            (part, language)
            for language in _languages(listed)
            for part in _parts([entry for entry in listed if entry.language == language])
        ]

    def run(job: tuple[Entries, Language]) -> Printed:
        entries, language = job
        return run_citeproc([all_of(entries)], entries, csl, LOCALES[language])

    languages = {entry.key: entry.language for entry in listed}
    contents: dict[str, Inlines] = {}
    for (_, language), printed in zip(jobs, _at_once(run, jobs), strict=True):
        report_warnings(printed, findings)
        own = {key: found for key, found in printed.entries.items() if languages[key] == language}
        contents |= own
    return contents


def print_citations(
    clusters: Sequence[Cluster],
    listed: Entries,
    csl: str,
    language: Language,
    findings: Findings,
) -> list[Inlines]:
    """Return what each citation of an author–date style prints. Raises PandocFailure."""
    jobs = _citation_jobs(clusters, listed)

    def run(job: CitationJob) -> Printed:
        entries = [entry for entry in listed if entry.key in job.keys]
        some = [clusters[number] for number in job.numbers]
        return run_citeproc([*some, all_of(entries)], entries, csl, LOCALES[language])

    contents: dict[int, Inlines] = {}
    for job, printed in zip(jobs, _at_once(run, jobs), strict=True):
        report_warnings(printed, findings)
        contents |= dict(zip(job.numbers, printed.citations[:-1], strict=True))
    return [contents[number] for number in range(len(clusters))]


@dataclass(frozen=True, slots=True)
class CitationJob:
    """Citations that go to the engine together."""

    numbers: list[int]
    """Their places among all citations."""
    keys: set[str]
    """The works that they cite, and those that these have to be told apart from."""


def _citation_jobs(clusters: Sequence[Cluster], listed: Entries) -> list[CitationJob]:
    groups = _groups(listed)
    group_of = {entry.key: number for number, group in enumerate(groups) for entry in group}
    jobs: list[CitationJob] = []
    for number in sorted(range(len(clusters)), key=lambda n: group_of[clusters[n].items[0].key]):
        cited = {group_of[item.key] for item in clusters[number].items}
        keys = {entry.key for group in cited for entry in groups[group]}
        if not jobs or len(jobs[-1].keys | keys) > BATCH:
            jobs.append(CitationJob([], set()))
        jobs[-1].numbers.append(number)
        jobs[-1].keys.update(keys)
    return jobs


def all_of(entries: Entries) -> Cluster:
    """Return one citation of all `entries`."""
    return Cluster(tuple(CiteItem(key=entry.key) for entry in entries))


def report_warnings(printed: Printed, findings: Findings) -> None:
    """Report what the engine warns of (C105)."""
    for warning in printed.warnings:
        findings.warning("C105", f"the citation engine says: {warning}")


def _at_once(run: Callable[[Job], Printed], jobs: Sequence[Job]) -> Iterator[Printed]:
    with ThreadPoolExecutor() as pool:
        yield from pool.map(run, jobs)


def _languages(entries: Iterable[LibraryEntry]) -> list[Language]:
    return sorted({entry.language for entry in entries})


def _parts(entries: Entries) -> list[Entries]:
    """Return `entries` in stretches; unrelated ones are quick to print."""
    size = 5 * BATCH
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def _batches(listed: Entries) -> list[Entries]:
    """Return `listed` in batches, the works of one name in one batch, each in the given order.

    Names of one language stand together, so that few batches have to be printed in several.
    """
    batches: list[set[str]] = []
    for group in sorted(_groups(listed), key=_languages):
        if not batches or len(batches[-1]) + len(group) > BATCH:
            batches.append(set())
        batches[-1].update(entry.key for entry in group)
    return [[entry for entry in listed if entry.key in batch] for batch in batches]


def _groups(listed: Entries) -> list[Entries]:
    """Return the works that may have to tell each other apart: those of one name.

    A name with more works than a batch holds is divided by years: what a style does about equal
    names of two people is lost then, the letters behind equal years are not.
    """
    names: dict[str, list[LibraryEntry]] = {}
    for entry in listed:
        names.setdefault(_name(entry.item), []).append(entry)
    groups: dict[tuple[str, str], list[LibraryEntry]] = {}
    for name, entries in names.items():
        for entry in entries:
            year = _year(entry.item) if len(entries) > BATCH else ""
            groups.setdefault((name, year), []).append(entry)
    return list(groups.values())


def _name(item: Mapping[str, object]) -> str:
    """Return the name under which a work is cited, in small letters, else its title."""
    for role in ("author", "editor", "translator"):
        match item.get(role):
            case [{"family": str(name)}, *_] | [{"literal": str(name)}, *_]:
                return name.casefold()
    return str(item.get("title", "")).casefold()


def _year(item: Mapping[str, object]) -> str:
    match item.get("issued"):
        case {"date-parts": [[year, *_], *_]}:
            return str(year)
    return ""
