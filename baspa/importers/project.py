"""The outline becomes a project: thesis.yaml, a file for each section, references.bib, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from baspa.diagnostics import Findings
from baspa.importers.bibliography import bibliography
from baspa.importers.blocks import texts_of
from baspa.importers.labels import label
from baspa.importers.ledger import Added, Ledger
from baspa.importers.manuscript import Manuscript, Text
from baspa.importers.markdown import Marks
from baspa.importers.section_files import SectionFiles
from baspa.importers.sources import author_years, read_sources
from baspa.importers.structure import Outline, Section
from baspa.importers.title_page import read_title_page
from baspa.locales import load_locale
from baspa.model.document import Language
from baspa.profile import load_profile

_MADE_ANEW = {"list-of-figures", "list-of-tables"}
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
    profile = _profile(language, manuscript.text.string)
    named, data = label(outline.sections, manuscript.anchors, ledger), dict[str, str]()
    references = [s for s in named.sections if s.element == "references"]
    lines = read_sources([block for s in references for block in s.blocks], ledger)
    marks = Marks(
        language=language,
        sources=len(lines),
        authors=author_years(lines),
        targets=named.targets,
        numberless=named.numberless,
    )
    pages = SectionFiles(
        manuscript=manuscript,
        ledger=ledger,
        pictures=project.pictures,
        data=data,
        marks=marks,
        words=words,
        counted=_counts(profile),
        numbered=any(s.numbers for s in named.sections if not s.element),
    )
    files = [*manuscript.bibliography]
    project.files |= manuscript.bibliography
    ledger.added += [Added(file=f, text=text) for f, text in manuscript.bibliography.items()]
    following = [*named.sections[1:], None]
    rows = zip(named.sections, named.stems, following, strict=True)
    for number, (section, stem, after) in enumerate(rows, 1):
        if section.element in _MADE_ANEW:
            _drop_section(section, ledger)
        elif section.element == "references" and (BIBLIOGRAPHY in files or (files and not lines)):
            ledger.drop(section.title, "a heading of the list of sources: it is made anew")
        elif section.element == "references":
            project.files[BIBLIOGRAPHY] = _sources(section, lines, words, language, ledger)
            files.append(BIBLIOGRAPHY)
        else:
            name = f"{number * 10:04d}-{stem}.md"
            is_empty = section.is_stub and (after is None or after.level <= section.level)
            project.files[name] = pages.written(section, name, stem, is_empty=is_empty)
    project.files |= data
    found = read_title_page(outline.front, manuscript.properties, ledger)
    found |= manuscript.metadata
    project.files["thesis.yaml"] = _thesis(found, profile, language, words, ledger, files)
    return project


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


def _thesis(
    found: Mapping[str, str],
    profile: str,
    language: Language,
    words: Mapping[str, str],
    ledger: Ledger,
    bibliography_files: Sequence[str],
) -> str:
    """Return thesis.yaml: what the title page says; what it does not say is marked so."""
    ledger.facts["profile"] = profile
    ledger.ask(None, "is this the profile of your university? it was guessed", profile)
    settings: dict[str, Any] = {"profile": profile, "language": language}
    settings["type"] = found.get("type", "diploma")
    settings["title"] = found.get("title", words["untitled"])
    settings["author"] = {"name": found.get("author", words["unnamed"])}
    if "supervisor" in found:
        settings["supervisor"] = {"name": found["supervisor"]}
    for key in ("ministry", "university", "faculty", "department", "city"):
        if key in found:
            settings[key] = found[key]
    if "year" in found:
        settings["year"] = int(found["year"])
    if bibliography_files:
        settings["bibliography"] = list(bibliography_files)
    if BIBLIOGRAPHY in bibliography_files and "sources" in ledger.facts:
        settings["nocite"] = ["*"]
    for key in ("title", "author"):
        if key not in found:
            ledger.ask(None, f"the original does not say the {key}; write it in thesis.yaml")
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)
    ledger.added.append(Added(file="thesis.yaml", text=text))
    return text


def _counts(profile: str) -> bool:
    """Tell whether a profile prints the counts of pages and figures in abstracts by itself."""
    loaded = load_profile(profile, Findings(), {})
    return loaded is not None and loaded.profile.abstracts.counts


def _profile(language: str, text: str) -> str:
    """Guess the profile: that of Kazakhstan but for another language that does not speak of it.

    In English, years behind names in brackets tell APA from Turabian.
    """
    if language == "kk" or re.search(r"Казахстан|Қазақстан|РК\b|Kazakhstan", text[:20_000]):
        return "kz-diploma"
    if language == "ru":
        return "ru-gost-7.32-2017"
    cited = re.findall(r"\((?:[^()\d]+,)? ?(?:19|20)\d\d[a-z]?(?:, pp?\. ?[\d–-]+)?\)", text)
    return "en-apa7-student" if len(cited) > 1 else "en-turabian"
