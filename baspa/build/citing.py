"""Citing: the sources of a thesis and how it cites them, worked out once for the same words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from baspa.build.memo import Asked, Memo
from baspa.build.record import source_digest
from baspa.cite import CitationStyle, Cited, load_style
from baspa.diagnostics import Findings
from baspa.model import Citation
from baspa.model.later import Later
from baspa.model.library import Library
from baspa.passes.resolve import Citing
from baspa.profile import LoadedProfile
from baspa.project import Project, read_text

LETTER_OF_A_BOOK = 8
"""It takes as long to read, by the help of pandoc, as so many letters of a section."""


def citing(
    project: Project, loaded: LoadedProfile, findings: Findings, texts: dict[str, str]
) -> Citing:
    """Return the sources of a thesis and how it cites them; mistakes are reported."""
    style, memo = citation_style(project, loaded, findings, texts), Memo()
    found = memo.each_once(bibliography(project), findings)
    return citing_with(project, style, found[0].value if found else Library(entries={}), memo)


def citing_with(project: Project, style: CitationStyle, library: Library, memo: Memo) -> Citing:
    """Return how a thesis cites what `library` holds."""
    return Citing(
        style=style,
        library=library,
        nocite=project.thesis.nocite,
        print=partial(_cite, memo, written(project)),
    )


def citation_style(
    project: Project, loaded: LoadedProfile, findings: Findings, texts: dict[str, str]
) -> CitationStyle:
    """Return how a thesis cites; a style that is not there is reported."""
    rules, styles = loaded.profile.citations, _own_styles(project, loaded, findings, texts)
    return CitationStyle(
        csl=load_style(rules.style, styles, findings) or "",
        language=project.thesis.language,
        sort=rules.sort,
        brackets=rules.brackets,
        separator=rules.cluster_separator,
        alphabets=rules.alphabets,
        numbered=rules.numbered,
    )


def bibliography(project: Project) -> list[Asked]:
    """Ask for what the bibliography holds, a library to be unpacked later, if there is any."""
    files = list(project.bibliography.items())

    def make(own: Findings, _: set[str]) -> Later[Library]:
        from baspa.readers.bibliography import read_bibliography  # its parsers take long to import

        library = read_bibliography(files, own)
        return Later(lambda: library)

    asked = Asked(
        step="bibliography",
        name=", ".join(project.bibliography),
        parts=written(project),
        make=make,
        size=LETTER_OF_A_BOOK * sum(len(text) for _, text in files),
    )
    return [asked] if files else []


def written(project: Project) -> list[str]:
    """Return the names of the files of the bibliography, and digests of their texts."""
    files = project.bibliography.items()
    return [part for name, text in files for part in (name, source_digest(text))]


def _cite(
    memo: Memo,
    written: Sequence[str],
    clusters: Sequence[Citation],
    nocite: Sequence[str],
    library: Library,
    style: CitationStyle,
    findings: Findings,
) -> Cited:
    """Do as `cite`, but not again for the same words; `written` tells the bibliography.

    Where a key is unknown or in doubt, that is told at its place, which no key knows.
    """

    def make(own: Findings) -> Cited:
        from baspa.cite import cite  # citations are seldom among what an edit changes

        return cite(clusters, nocite, library, style, own)

    sound = library.entries.keys() - library.doubts.keys()
    if not {item.key for each in clusters for item in each.items} <= sound:
        return make(findings)
    asked = tuple(clusters), tuple(nocite), style
    words = memo.recollection.again.once("words", None, asked, lambda _: repr(asked), Findings())
    parts = [words, *written]
    return memo.once("citations", "citations and their list", parts, make, findings)


def _own_styles(
    project: Project, loaded: LoadedProfile, findings: Findings, texts: dict[str, str]
) -> dict[str, str]:
    """Return the CSL styles of the profile and of the project by name; the project's win."""
    own = project.root / "styles"
    found: dict[str, str] = {}
    for folder in (*reversed(loaded.folders), own):
        root = own.parent if folder == own else folder.parent.parent
        for path in sorted(folder.glob("*.csl")):
            name = path.relative_to(root).as_posix()
            if (text := read_text(root, name, findings, texts)) is not None:
                found[path.stem] = text
    return found
