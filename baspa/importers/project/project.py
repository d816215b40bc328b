"""The outline becomes a project: thesis.yaml, a file for each section, references.bib, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from baspa.dataclass import dataclass
from baspa.importers.front_matter.front_matter import read_front_matter
from baspa.importers.project.markdown_text import Marks
from baspa.importers.project.profile_guess import guess_profile
from baspa.importers.project.section_files import SectionFiles
from baspa.importers.project.thesis_settings import loaded, thesis_settings, written
from baspa.importers.references.author_citations import known_sources
from baspa.importers.references.bibliography import bibliography
from baspa.importers.references.citations import enclosing, uncited
from baspa.importers.references.labels import Labelled, label
from baspa.importers.references.sources import read_sources
from baspa.importers.structure.outline import Outline, Section
from baspa.importers.text.blocks import texts_of
from baspa.importers.text.ledger import Added, Ledger
from baspa.importers.text.manuscript import Manuscript, Text
from baspa.importers.words.element_names import squeeze
from baspa.locales import load_locale
from baspa.model.document import Language
from baspa.profile import Headings

_MADE_ANEW = {"list-of-figures", "list-of-tables"}
_WITHOUT_FILE = _MADE_ANEW | {"references"}
BIBLIOGRAPHY = "references.bib"


@dataclass(slots=True)
class Project:
    """The files of a project under source/, by path."""

    files: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write all files below `folder`."""
        texts = {name: text.encode() for name, text in self.files.items()}
        for name, content in (texts | self.pictures).items():
            path = folder / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def make_project(
    outline: Outline, manuscript: Manuscript, language: Language, ledger: Ledger
) -> Project:
    """Return the project that an outline becomes."""
    project, words = Project(), load_locale(language).imported
    found = read_front_matter(outline.front, manuscript, language, ledger)
    profile = guess_profile(manuscript, language, found)
    sections = _with_introduction(outline.sections, found.get("title"), language)
    named = label(sections, manuscript.anchors, language, ledger)
    data = dict[str, str]()
    references = [s for s in named.sections if s.element == "references"]
    lines = read_sources([block for s in references for block in s.blocks], ledger)
    string, count = manuscript.text.string, len(lines)
    bracket = enclosing(string, count, language)
    formulas = {int(n) for t in named.targets if (n := t.removeprefix("eq:")).isdigit()}
    marks = Marks(
        language=language,
        sources=count,
        lines=lines,
        authors=known_sources(lines),
        targets=named.targets,
        numberless=named.numberless | _below_numbers(named, loaded(profile).headings),
        bracket=bracket,
        rare=uncited(string, count, bracket, language) - formulas,
    )
    pages = SectionFiles(
        manuscript=manuscript,
        ledger=ledger,
        pictures=project.pictures,
        data=data,
        marks=marks,
        words=words,
        counted=loaded(profile).abstracts.counts,
        numbered=any(s.numbers for s in named.sections if not s.element),
    )
    files = [*manuscript.bibliography]
    project.files |= manuscript.bibliography
    ledger.added += [Added(file=f, text=text) for f, text in manuscript.bibliography.items()]
    following = dict(zip(named.stems, [*named.sections[1:], None], strict=True))
    for number, together in enumerate(_files(named), 1):
        (section, stem), *parts = together
        after = following[together[-1][1]]
        if section.element in _MADE_ANEW:
            _drop_section(section, ledger)
        elif section.element == "references" and (BIBLIOGRAPHY in files or (files and not lines)):
            if not section.is_stub:
                ledger.drop(section.title, "a heading of the list of sources: it is made anew")
        elif section.element == "references":
            project.files[BIBLIOGRAPHY] = _sources(section, lines, words, language, ledger)
            files.append(BIBLIOGRAPHY)
        else:
            name = f"{number * 10:04d}-{stem}.md"
            is_empty = section.is_stub and (after is None or after.level <= section.level)
            project.files[name] = pages.written(section, name, stem, parts, is_empty=is_empty)
    project.files |= data
    settings = thesis_settings(
        found, manuscript.metadata, named.sections,
        profile=profile, language=language, words=words, ledger=ledger,
    )  # fmt: skip
    settings |= {"bibliography": files} if files else {}
    settings |= {"nocite": ["*"]} if BIBLIOGRAPHY in files and "sources" in ledger.facts else {}
    project.files["thesis.yaml"] = written(settings, ledger)
    return project


def _with_introduction(
    sections: Sequence[Section], title: Any, language: Language
) -> tuple[Section, ...]:
    """Return the sections; one headed by the title of the paper, as APA has it, introduces it."""
    title = title.get(language, "") if isinstance(title, dict) else title
    if not title or any(s.element == "introduction" for s in sections):
        return tuple(sections)
    return tuple(
        replace(s, element="introduction") if squeeze(s.title.string) == squeeze(title) else s
        for s in sections
    )


def _files(named: Labelled) -> list[list[tuple[Section, str]]]:
    """Return the sections and their stems, those together that stand in one file.

    The parts of an appendix or another element stand in its file: they have no chapter.
    """
    files = list[list[tuple[Section, str]]]()
    for section, stem in zip(named.sections, named.stems, strict=True):
        above = files[-1][0][0] if files else None
        is_part = section.element is None and section.level > 1
        opens = above and above.element and above.element not in _WITHOUT_FILE
        if opens and is_part and (section.letter or not section.numbers):
            files[-1].append((section, stem))
        else:
            files.append([(section, stem)])
    return files


def _below_numbers(named: Labelled, headings: Headings) -> set[str]:
    """Return the labels of the sections that lie deeper than a profile numbers headings."""
    return {
        f"sec:{stem}"
        for section, stem in zip(named.sections, named.stems, strict=True)
        if section.level > headings.numbered_levels and not section.element
    }


def _drop_section(section: Section, ledger: Ledger) -> None:
    """Drop a list of figures or tables; of a stub nothing stands in the text."""
    if not section.is_stub:
        for text in (section.title, *(t for block in section.blocks for t in texts_of(block))):
            ledger.drop(text, "a list of figures or tables: it is made anew")


def _sources(
    section: Section,
    lines: Sequence[Text],
    words: Mapping[str, str],
    language: Language,
    ledger: Ledger,
) -> str:
    """Return references.bib; a stub where the original lists no sources."""
    if not section.is_stub:
        ledger.drop(section.title, "the heading of the list of sources: it comes from the language")
    ledger.facts["sources"] = len(lines)
    if lines:
        return bibliography(lines, BIBLIOGRAPHY, language, ledger)
    stub = f"@misc{{stub,\n  title = {{{{{words['no_sources']}}}}}\n}}\n"
    ledger.added.append(Added(file=BIBLIOGRAPHY, text=stub))
    return stub
