"""A section becomes a Markdown file: front matter, heading, blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import yaml

from baspa.dataclass import dataclass
from baspa.importers.project.markdown import write_blocks
from baspa.importers.project.markdown_text import Marks, Page, escaped
from baspa.importers.repair.scripts import guess_language
from baspa.importers.structure.abstracts import read_abstract
from baspa.importers.structure.outline import Section
from baspa.importers.text.blocks import Paragraph, Remark
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Manuscript
from baspa.importers.words.elements import element_of
from baspa.locales import load_locale
from baspa.model.document import Language

_ROLES = {
    "abstract", "normative-references", "definitions", "abbreviations", "introduction",
    "conclusion", "appendix",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFiles:
    """What all files of a project have in common."""

    manuscript: Manuscript
    ledger: Ledger
    pictures: dict[str, bytes]
    """Files of the project that are made for pictures."""
    data: dict[str, str]
    """Those that are made for tables."""
    marks: Marks
    words: Mapping[str, str]
    """What the import itself says, in the language of the thesis."""
    counted: bool
    """The profile prints the counts of an abstract."""
    numbered: bool
    """Headings have typed numbers, so one without is meant to have none."""

    def written(
        self,
        section: Section,
        name: str,
        stem: str,
        parts: Sequence[tuple[Section, str]] = (),
        *,
        is_empty: bool,
    ) -> str:
        """Return the text of the file `name`; `is_empty`: the original lacks its text.

        `parts` are the sections inside of `section`, and their stems.
        """
        language = _language(section, self.marks.language)
        marks = replace(self.marks, language=language)
        page = Page(name, marks, self.manuscript, self.ledger, self.pictures, self.data)
        blocks, keywords = section.blocks, list[str]()
        if section.element == "abstract":
            keywords, blocks = read_abstract(blocks, self.ledger, counted=self.counted)
        self._front_matter(page, section, language, keywords)
        self._heading(page, section, stem, language)
        write_blocks(page, blocks)
        write_blocks(page, [Remark(self.words["broken_off"])] if section.breaks_off else [])
        for part, own in parts:
            self._heading(page, part, own, language)
            write_blocks(page, part.blocks)
            write_blocks(page, [Remark(self.words["broken_off"])] if part.breaks_off else [])
        write_blocks(page, [Remark(self.words["stub"])] if is_empty else [])
        return page.finished()

    def _front_matter(
        self, page: Page, section: Section, language: Language, keywords: list[str]
    ) -> None:
        if section.element not in _ROLES:
            return
        lang = f"lang: {language}\n" if language != self.marks.language else ""
        page.ours(f"---\nrole: {section.element}\n{lang}")
        if keywords:
            page.ours("keywords: ")
            listed = yaml.safe_dump(
                keywords, allow_unicode=True, default_flow_style=True, width=float("inf")
            )
            page.parts.append(listed)
        page.ours("---\n\n")

    def _heading(self, page: Page, section: Section, stem: str, language: Language) -> None:
        if section.element == "abstract":
            if not section.is_stub:
                page.ledger.drop(
                    section.title, "the heading of an abstract: it comes from the language"
                )
            return
        if section.element == "introduction" and element_of(section.title.string) is None:
            page.ledger.drop(section.title, "the title above the introduction: it is made anew")
            page.ours(f"# {load_locale(language).parts['introduction']} {{#sec:{stem}}}\n\n")
            return
        page.ours("#" * (1 if section.element else min(section.level, 6)))
        if section.is_stub:
            page.ours(" " + escaped(section.title.string))
        elif len(section.title):
            page.ours(" ")
            page.text(section.title)
        elif section.element != "appendix":
            page.ours(" " + escaped(self.words["opening"]))
        prefix = "app" if section.element == "appendix" else "sec"
        unnumbered = "" if section.numbers or section.element else " .unnumbered"
        said = section.is_unnumbered and not section.element
        unnumbered = unnumbered if self.numbered or said or not len(section.title) else ""
        page.ours(f" {{#{prefix}:{stem}{unnumbered}}}\n\n")


def _language(section: Section, language: Language) -> Language:
    """Return the language of an abstract by its letters; all else is in that of the thesis."""
    if section.element != "abstract":
        return language
    texts = [block.text.string for block in section.blocks if isinstance(block, Paragraph)]
    return guess_language(" ".join(texts)) if texts else language
