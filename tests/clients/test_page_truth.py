"""Every page number that a thesis prints is the number on the page where its target stands.

The sample and the projects are built through the command line's own function, the PDF is read by
poppler, the DOCX is laid out by LibreOffice with a profile of its own and then read by poppler.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from paper import Page, outline, read_pages, squeeze
from printed_thesis import Thesis, build_thesis, printed_number
from updated import updated

from baspa.locales import load_locale

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


@pytest.fixture(scope="module", params=THESES)
def thesis(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    folder = tmp_path_factory.mktemp("thesis")
    source, profile = THESES[request.param]
    shutil.copytree(source / "source", folder / "project" / "source")
    for own, text in OWN_PROFILES.items():
        (folder / "project" / "styles" / own).mkdir(parents=True)
        path = folder / "project" / "styles" / own / "profile.yaml"
        path.write_text(text, encoding="utf-8")
    return build_thesis(folder, profile)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_number_in_the_contents_and_lists_is_the_printed_one(
    thesis: Thesis, form: str
) -> None:
    assert thesis.wrong_numbers(form) == []


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


def test_one_layout_confirms_what_was_cast_off(thesis: Thesis) -> None:
    """Save where formulas stand in the text, whose height is a guess: then a second one does."""
    manifest = json.loads((thesis.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["docx_layouts"] <= (2 if manifest["counts"]["equations"] else 1)


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
@pytest.mark.parametrize(
    ("thesis", "pattern", "target"),
    [(name, *expected) for name, expected in PAGE_REFERENCES.items()],
    indirect=["thesis"],
)
def test_a_page_reference_in_the_text_is_the_printed_number(
    thesis: Thesis, pattern: str, target: str, form: str
) -> None:
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


def test_updating_every_field_and_index_changes_nothing_that_a_reader_sees(thesis: Thesis) -> None:
    """LibreOffice sets lists in a style of its own: what is printed counts, not where.

    That style keeps no room for the number: where a title fills its line, the number touches it.
    """
    thesis.pages["updated"] = read_pages(updated(thesis.out / "thesis.docx", thesis.folder))

    assert run_together(thesis, "updated") == run_together(thesis, "docx")
    assert words(thesis.pages["updated"]) == words(thesis.pages["docx"])


def entries(thesis: Thesis, form: str) -> dict[str, list[tuple[str, str]]]:
    lists, _ = thesis.lists(form)
    return {part: [(squeeze(e.text), e.label) for e in found] for part, found in lists.items()}


def run_together(thesis: Thesis, form: str) -> dict[str, str]:
    """The titles and numbers of each list, whatever stands between them."""
    lists = entries(thesis, form).items()
    return {part: "".join(text + label for text, label in found) for part, found in lists}


def words(pages: list[Page]) -> Counter[str]:
    """How often each word and number is printed; a footnote may go to the next page."""
    return Counter(word for page in pages for word in re.findall(r"\w+", " ".join(page.lines)))
