"""A thesis built as `baspa build` does it, and what its two files print, read by poppler."""

from __future__ import annotations

import re
from pathlib import Path

from paper import Entry, Page, laid_out, listing, pages_with, read_pages, squeeze

from baspa.build.build import build
from baspa.diagnostics import Findings
from baspa.locales import load_locale
from baspa.profile import load_profile

LISTS = ("contents", "list-of-figures", "list-of-tables")


class Thesis:
    """The built thesis in the folder `project`, with the pages of both files."""

    findings: Findings
    """What its build has found, where `build_thesis` has built it."""

    def __init__(self, project: Path, layout: Path, profile: str | None = None) -> None:
        """Read both files; `layout` is what LibreOffice made of the DOCX."""
        self.folder = project.parent
        self.out = project / "out"
        self.pdf = self.out / "thesis.pdf"
        self.pages = {"pdf": read_pages(self.pdf), "docx": read_pages(layout)}
        settings = (project / "source/thesis.yaml").read_text(encoding="utf-8")
        self.language = re.search(r"^language: *(\w+)", settings, re.MULTILINE)[1]
        # APA prints it above the text, instead of the heading of the introduction.
        self.title = re.findall(r"^title: *['\"]?(.+?)['\"]?$", settings, re.MULTILINE)
        own = re.search(r"^profile: *(\S+)", settings, re.MULTILINE)[1]
        self.profile = load_profile(
            profile or own, Findings(), {}, project_styles=project / "styles"
        ).profile

    def heading(self, part: str) -> str:
        """The heading of a part as this thesis prints it."""
        own = self.profile.terms.get(self.language, {})
        title = own.get(part) or load_locale(self.language).parts[part]
        return title.upper() if self.profile.headings.structural.upper else title

    def lists(self, form: str) -> tuple[dict[str, list[Entry]], dict[str, set[int]]]:
        """The entries of the contents and of the lists of one file, and the pages they take."""
        entries, taken = {}, {}
        for part in LISTS:
            heading = self.heading(part)
            if any(heading in page.lines for page in self.pages[form]):
                others = {self.heading(other) for other in (*LISTS, "introduction")} | {*self.title}
                others |= {e.text for e in entries.get("contents", ())}
                entries[part], taken[part] = listing(self.pages[form], heading, others - {heading})
        return entries, taken

    def wrong_numbers(self, form: str) -> list[tuple[str, str, str, list[str]]]:
        """The entries whose number is not that of the one page where their text stands.

        Each with its list, its text, the number that it prints, and those that it should.
        """
        lists, taken = self.lists(form)
        own_list = {squeeze(self.heading(part)): part for part in lists}
        wrong = []
        for part, entries in lists.items():
            assert entries, part
            for entry in entries:
                headed = own_list.get(squeeze(entry.text))
                others = (pages for list_, pages in taken.items() if list_ != headed)
                # The title page may hold the words of a heading.
                found = pages_with(self.pages[form], entry.text, {1}.union(*others))
                printed = [printed_number(page) for page in found]
                # A chapter may be called like the thesis, whose title APA prints above the text.
                alike = [e.label for e in entries if squeeze(e.text) == squeeze(entry.text)]
                if printed != alike:
                    wrong.append((part, entry.text, entry.label, printed))
        return wrong


def build_thesis(folder: Path, profile: str | None = None) -> Thesis:
    """Build the thesis in `folder`/project and read it."""
    project = folder / "project"
    findings, texts = Findings(), {}
    built = build(project, findings, texts, profile_id=profile)
    assert built is not None, findings.diagnostics
    thesis = Thesis(project, laid_out(project / "out/thesis.docx", folder), profile)
    thesis.findings = findings
    return thesis


def printed_number(page: Page) -> str:
    """The number that stands on a page; on one that prints none, its place: pages all count."""
    return page.label or str(page.number)
