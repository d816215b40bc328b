"""Every page number that a thesis prints is the number on the page where its target stands.

The sample and the projects are built through the command line's own function, the PDF is read by
poppler, the DOCX is laid out by LibreOffice with a profile of its own and then read by poppler.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from paper import Entry, Page, laid_out, listing, outline, pages_with, read_pages, squeeze

from baspa.build.build import build
from baspa.diagnostics import Findings
from baspa.locales import load_locale
from baspa.profile import load_profile

ROOT = Path(__file__).parents[2]
THESES = {
    "sample": (ROOT, "kz-diploma"),
    "sample under ГОСТ 7.32": (ROOT, "ru-gost-7.32-2017"),
    "sample under APA": (ROOT, "en-apa7-student"),
    "ru-report": (ROOT / "tests/projects/ru-report", None),
    "kk-odds": (ROOT / "tests/projects/kk-odds", None),
    "en-paper": (ROOT / "tests/projects/en-paper", None),
    "en-paper with roman front matter": (ROOT / "tests/projects/en-paper", "roman"),
    "sample on both sides": (ROOT, "both-sides"),
    "ru-report with uncounted abstracts": (ROOT / "tests/projects/ru-report", "uncounted"),
}
OWN_PROFILES = {
    "roman": """\
extends: en-apa7-student
page:
  run_on: []
  number: {first_visible: abstract, restart_at: introduction, front_format: lower-roman}
""",
    "both-sides": """\
extends: kz-diploma
page:
  sides: two
  number: {place: bottom-outside, first_visible: contents, restart_at: introduction,
           front_format: lower-roman}
contents: {lists: [figures, tables]}
""",
    "uncounted": """\
extends: ru-gost-7.32-2017
page: {number: {uncounted: [abstract], first_visible: contents}}
""",
}
LISTS = ("contents", "list-of-figures", "list-of-tables")


class Thesis:
    """One thesis, built, with the pages of both files."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        source, profile = THESES[name]
        project = folder / "project"
        shutil.copytree(source / "source", project / "source")
        for own, text in OWN_PROFILES.items():
            (project / "styles" / own).mkdir(parents=True)
            (project / "styles" / own / "profile.yaml").write_text(text, encoding="utf-8")
        findings, texts = Findings(), {}
        built = build(project, findings, texts, profile_id=profile)
        assert built is not None, findings.diagnostics
        self.findings = findings
        self.out = project / "out"
        self.pdf = self.out / "thesis.pdf"
        self.pages = {
            "pdf": read_pages(self.pdf),
            "docx": read_pages(laid_out(self.out / "thesis.docx", folder)),
        }
        settings = (project / "source/thesis.yaml").read_text(encoding="utf-8")
        self.language = re.search(r"^language: *(\w+)", settings, re.MULTILINE)[1]
        own = re.search(r"^profile: *(\S+)", settings, re.MULTILINE)[1]
        self.profile = load_profile(
            profile or own, Findings(), {}, project_styles=project / "styles"
        ).profile

    def heading(self, part: str) -> str:
        """The heading of a part as this thesis prints it."""
        own = self.profile.terms.get(self.language, {})
        title = own.get(part) or load_locale(self.language).parts[part]
        return title.upper() if self.profile.headings.structural.upper else title

    def lists(self, form: str) -> tuple[dict[str, list[Entry]], set[int]]:
        """The entries of the contents and of the lists of one file, and the pages they take."""
        entries, taken = {}, {1}  # the title page may hold the words of a heading
        for part in LISTS:
            heading = self.heading(part)
            if any(heading in page.lines for page in self.pages[form]):
                others = {self.heading(other) for other in (*LISTS, "introduction")} - {heading}
                entries[part], pages = listing(self.pages[form], heading, others)
                taken |= pages
        return entries, taken


@pytest.fixture(scope="module", params=THESES)
def thesis(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    return Thesis(tmp_path_factory.mktemp("thesis"), request.param)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_number_in_the_contents_and_lists_is_the_printed_one(
    thesis: Thesis, form: str
) -> None:
    lists, taken = thesis.lists(form)
    wrong = []
    for part, entries in lists.items():
        assert entries, part
        for entry in entries:
            found = pages_with(thesis.pages[form], entry.text, taken)
            printed = [printed_number(page) for page in found]
            # A chapter may be called like the thesis, whose title APA prints above the text.
            alike = [e.label for e in entries if squeeze(e.text) == squeeze(entry.text)]
            if printed != alike:
                wrong.append((part, entry.text, entry.label, printed))
    assert wrong == []


def printed_number(page: Page) -> str:
    """The number that stands on a page; on one that prints none, its place: pages all count."""
    return page.label or str(page.number)


def test_a_reader_of_the_pdf_names_every_page_as_it_is_numbered(thesis: Thesis) -> None:
    document = pypdfium2.PdfDocument(thesis.pdf)
    labels = [document.get_page_label(i) for i in range(len(document))]
    document.close()

    pages = thesis.pages["pdf"]
    # the last line of the title page may be the year
    printed = [(page.label, label) for page, label in zip(pages[1:], labels[1:], strict=True)]
    assert [(own, label) for own, label in printed if own and own != label] == []


def test_nothing_is_reported(thesis: Thesis) -> None:
    """Save how far the two files agree, which no single thesis can promise."""
    assert [d for d in thesis.findings.diagnostics if d.code != "D204"] == []


def test_both_files_list_the_same(thesis: Thesis) -> None:
    pdf, _ = thesis.lists("pdf")
    docx, _ = thesis.lists("docx")
    assert {part: [squeeze(e.text) for e in entries] for part, entries in pdf.items()} == {
        part: [squeeze(e.text) for e in entries] for part, entries in docx.items()
    }


def test_the_bookmarks_of_the_pdf_are_its_contents(thesis: Thesis) -> None:
    lists, _ = thesis.lists("pdf")
    pages = thesis.pages["pdf"]
    bookmarks = [(squeeze(t), printed_number(pages[at - 1])) for t, at in outline(thesis.pdf)]
    listed = [(squeeze(e.text), e.label) for e in lists["contents"]]
    assert [b for b in bookmarks if b in listed] == listed


def test_citations_and_references_read_the_same_in_both_files(thesis: Thesis) -> None:
    assert cited(thesis.pages["pdf"]) == cited(thesis.pages["docx"])
    heading = thesis.heading("references")
    assert sources(thesis.pages["pdf"], heading) == sources(thesis.pages["docx"], heading)


def cited(pages: list[Page]) -> list[str]:
    """Every bracketed citation; footnotes may stand on another page, so in alphabetical order."""
    text = squeeze(" ".join(line for page in pages for line in page.lines))
    return sorted(re.findall(r"\[\d[^\]]*\]", text))


def sources(pages: list[Page], heading: str) -> str:
    """The text of the bibliography, without white space, page numbers and hyphens.

    The PDF breaks words at the ends of lines, the DOCX does not.
    """
    first = next(i for i, page in enumerate(pages) if heading in page.lines[:2])
    lines: list[str] = []
    for page in pages[first:]:
        body = [line for line in page.lines if line != page.label]
        if page is not pages[first] and re.match(r"(ҚОСЫМША|ПРИЛОЖЕНИЕ|Appendix|Қосымша)", body[0]):
            break
        lines += body
    return squeeze("".join(lines)).replace("-", "")


def test_the_counts_of_the_abstract_are_true(thesis: Thesis) -> None:
    for form, pages in thesis.pages.items():
        words = (
            load_locale(thesis.language).counts["pages"]["other"].replace("{n}", str(len(pages)))
        )
        text = " ".join(line for page in pages[:6] for line in page.lines)
        assert (words in text) == thesis.profile.abstracts.counts, form


PAGE_REFERENCES = {
    "sample": (r"\((\d+)-беттен бастап\)", "ҚОСЫМША Ә"),
    "kk-odds": (r"1\.1-бөлімнің, (\d+),", "Сурет 1"),
}
"""How the text refers to a page, and the entry of the contents or of a list that stands there."""


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("thesis", PAGE_REFERENCES, indirect=True)
def test_a_page_reference_in_the_text_is_the_printed_number(thesis: Thesis, form: str) -> None:
    pattern, target = PAGE_REFERENCES[thesis.name]
    text = " ".join(line for page in thesis.pages[form] for line in page.lines)
    lists, _ = thesis.lists(form)
    [label] = [e.label for entries in lists.values() for e in entries if e.text.startswith(target)]
    assert re.findall(pattern, text) == [label]


def test_every_font_of_the_pdf_is_embedded(thesis: Thesis) -> None:
    answer = subprocess.run(
        ["pdffonts", str(thesis.pdf)], capture_output=True, text=True, check=True
    ).stdout
    rows = [row.split() for row in answer.splitlines()[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows), answer


def test_the_pdf_is_sound(thesis: Thesis) -> None:
    answer = subprocess.run(
        ["qpdf", "--check", str(thesis.pdf)], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_docx_is_valid(thesis: Thesis) -> None:
    docx = thesis.out / "thesis.docx"
    assert schema_errors(docx) == []
    assert lint(docx) == []
