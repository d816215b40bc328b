"""The outline becomes a project: thesis.yaml, a file for each section, references.bib, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from baspa.importers.bibliography import bibliography
from baspa.importers.blocks import Block, Captioned, Displayed, Remark, texts_of
from baspa.importers.ledger import Added, Ledger
from baspa.importers.manuscript import Manuscript, Text
from baspa.importers.markdown import Marks, Page, escaped
from baspa.importers.sources import read_sources
from baspa.importers.structure import Outline, Section
from baspa.importers.title_page import read_title_page
from baspa.locales import load_locale
from baspa.model.document import Language

_ROLES = {
    "abstract", "normative-references", "definitions", "abbreviations", "introduction",
    "conclusion", "appendix",
}  # fmt: skip
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
    names = dict[str, int]()
    outline = replace(outline, sections=_with_unique_labels(outline.sections, ledger))
    references = [s for s in outline.sections if s.element == "references"]
    lines = read_sources([block for s in references for block in s.blocks], ledger)
    marks = Marks(language=language, sources=len(lines), labels=_labels(outline))
    numbered = any(s.numbers for s in outline.sections if not s.element)
    sources = None
    following = [*outline.sections[1:], None]
    for number, (section, after) in enumerate(zip(outline.sections, following, strict=False), 1):
        if section.element in _MADE_ANEW:
            _drop_section(section, ledger)
            continue
        if section.element == "references":
            if sources is not None:
                ledger.drop(section.title, "a second heading of the list of sources")
                continue
            sources = _sources(section, lines, words, language, ledger)
            project.files[BIBLIOGRAPHY] = sources
            continue
        stem = _stem(section, names)
        name = f"{number * 10:04d}-{stem}.md"
        page = Page(name, marks, manuscript, ledger, project.pictures)
        _write_section(page, section, stem, language, words, numbered=numbered)
        is_empty = section.is_stub and (after is None or after.level <= section.level)
        page.blocks([Remark(words["stub"])] if is_empty else [])
        project.files[name] = page.finished()
    found = read_title_page(outline.front, manuscript.properties, ledger)
    project.files["thesis.yaml"] = _thesis(found, profile, language, words, ledger, bool(sources))
    return project


def _with_unique_labels(sections: Sequence[Section], ledger: Ledger) -> tuple[Section, ...]:
    """Return the sections; of two tables or figures with one number the first keeps its label."""
    seen, result = set[str](), list[Section]()
    for section in sections:
        blocks = list[Block]()
        for block in section.blocks:
            if isinstance(block, Captioned | Displayed) and block.label:
                if block.label in seen:
                    ledger.ask(section.title.origin, "this number stands twice", block.label)
                    block = replace(block, label="")
                seen.add(block.label)
            blocks.append(block)
        result.append(replace(section, blocks=tuple(blocks)))
    return tuple(result)


def _labels(outline: Outline) -> frozenset[str]:
    """Return the labels of the tables, figures and formulas."""
    blocks = (block for section in outline.sections for block in section.blocks)
    return frozenset(b.label for b in blocks if isinstance(b, Captioned | Displayed) and b.label)


def _stem(section: Section, names: dict[str, int]) -> str:
    """Return what names a section's file and its label: `section-1-1`, `introduction`."""
    if section.element:
        stem = section.element
    elif section.numbers:
        stem = "-".join(["section" if section.level > 1 else "chapter", *map(str, section.numbers)])
    else:
        stem = "section"
    names[stem] = names.get(stem, 0) + 1
    return f"{stem}-{names[stem]}" if names[stem] > 1 else stem


def _write_section(
    page: Page,
    section: Section,
    stem: str,
    language: str,
    words: Mapping[str, str],
    *,
    numbered: bool,
) -> None:
    """Write the front matter, the heading and the blocks of one section.

    `numbered`: headings have typed numbers, so one without is meant to have none.
    """
    if section.element in _ROLES:
        own = section_language(section, language)
        lang = f"lang: {own}\n" if own != language else ""
        page.ours(f"---\nrole: {section.element}\n{lang}---\n\n")
    if section.element == "abstract":
        page.ledger.drop(section.title, "the heading of an abstract: it comes from the language")
    else:
        level = 1 if section.element else min(section.level, 6)
        page.ours("#" * level + " ")
        if section.is_stub:
            page.ours(escaped(section.title.string))
        elif len(section.title):
            page.text(section.title)
        else:
            page.ours(escaped(words["opening"]))
        prefix = "app" if section.element == "appendix" else "sec"
        unnumbered = "" if section.numbers or section.element else " .unnumbered"
        unnumbered = unnumbered if numbered or not len(section.title) else ""
        page.ours(f" {{#{prefix}:{stem}{unnumbered}}}")
    page.ours("\n\n")
    page.blocks(section.blocks)
    if section.breaks_off:
        page.blocks([Remark(words["broken_off"])])


def section_language(section: Section, language: str) -> str:
    """Return the language of an abstract by its letters; all else is in that of the thesis."""
    from baspa.importers.scripts import guess_language

    texts = [
        b.text.string for b in section.blocks if hasattr(b, "text") and isinstance(b.text, Text)
    ]
    return guess_language(" ".join(texts)) if section.element == "abstract" and texts else language


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
    has_sources: bool,
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
    if has_sources:
        settings |= {"bibliography": [BIBLIOGRAPHY], "nocite": ["*"]}
    for key in ("title", "author"):
        if key not in found:
            ledger.ask(None, f"the original does not say the {key}; write it in thesis.yaml")
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)
    ledger.added.append(Added(file="thesis.yaml", text=text))
    return text


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
