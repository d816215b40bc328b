"""Which number stands on which page and where, measured on both files as they are printed.

The PDF is read by poppler and PDFium, the DOCX by python-docx and, laid out by LibreOffice, by
poppler.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx_lint import lint
from ooxml_validator import schema_errors
from paper import Page, Sheet, laid_out, listing, measure, read_pages

from baspa.build.build import build
from baspa.diagnostics import Findings
from baspa.docx.pagination import first_pages, paginate
from baspa.docx.writer import write_draft
from baspa.model import PageMap
from baspa.profile import load_profile

PARAGRAPH = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor " * 6
"""Long enough to fill lines from margin to margin, so that both can be measured."""
SECTIONS = {
    "01.md": f"---\nrole: abstract\n---\n# Summary\n\n{PARAGRAPH}\n",
    "05.md": f"---\nrole: definitions\n---\n# Terms {{#sec:terms}}\n\n{PARAGRAPH}\n",
    "10.md": f"---\nrole: introduction\n---\n# Introduction\n\n{PARAGRAPH}\n\n"
    "The terms stand on page [@sec:terms]{.page}.\n",
    "20.md": f"# Method\n\n{PARAGRAPH}\n\n::: landscape\n{PARAGRAPH}\n:::\n\n{PARAGRAPH}\n",
    "90.md": f"---\nrole: appendix\n---\n# Figures\n\n{PARAGRAPH}\n",
}
THESIS = "title: Industry\nauthor: {name: A. Author}\nlanguage: en\nprofile: own\ncity: Almaty\n"
BASE = """\
extends: gost-base
text: {hyphenation: false}
contents: {depth: 1, parts: [definitions, introduction, chapter, appendix]}
page:
  margin: {left: 30mm, right: 15mm, top: 25mm, bottom: 25mm}
"""
ROMAN = "restart_at: introduction, front_format: lower-roman, first_visible: abstract"


@dataclass(frozen=True)
class Built:
    """One thesis in both formats, read and measured."""

    pdf: Path
    docx: Path
    pages: dict[str, list[Page]]
    sheets: dict[str, list[Sheet]]


def print_thesis(folder: Path, page: str, sections: dict[str, str] = SECTIONS) -> Built:
    """Build a thesis whose profile says `page` of its pages; nothing may be reported."""
    files = {f"source/{name}": text for name, text in sections.items()}
    files |= {"source/thesis.yaml": THESIS, "styles/own/profile.yaml": f"{BASE}  {page}\n"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    findings = Findings()
    built = build(folder, findings, {})
    assert built is not None and findings.diagnostics == [], findings.diagnostics
    pdf, document = folder / "out/thesis.pdf", folder / "out/thesis.docx"
    prints = {"pdf": pdf, "docx": laid_out(document, folder)}
    return Built(
        pdf=pdf,
        docx=document,
        pages={form: read_pages(path) for form, path in prints.items()},
        sheets={form: measure(path) for form, path in prints.items()},
    )


def printed(sheet: Sheet) -> str:
    """What stands in the upper and the lower margin, and where: `iv bottom center`."""
    at_top = [w for w in sheet.words if w.bottom < 23]
    found = at_top or [w for w in sheet.words if w.top > sheet.height - 23]
    if not found:
        return ""
    [number] = found
    middle = (number.left + number.right) / 2 / sheet.width
    side = "left" if middle < 0.4 else "right" if middle > 0.6 else "center"
    return f"{number.text} {'top' if at_top else 'bottom'} {side}"


FORMS = pytest.mark.parametrize("form", ["pdf", "docx"])


@pytest.fixture(scope="module")
def roman(tmp_path_factory: pytest.TempPathFactory) -> Built:
    number = f"{{place: top-right, front_place: bottom-center, edge: 12mm, {ROMAN}}}"
    return print_thesis(tmp_path_factory.mktemp("roman"), f"number: {number}")


@FORMS
def test_the_front_matter_is_numbered_in_roman_and_the_body_from_1(roman: Built, form: str) -> None:
    assert [printed(sheet) for sheet in roman.sheets[form]] == [
        "",  # the title page counts
        "ii bottom center",
        "iii bottom center",
        "iv bottom center",
        "1 top right",
        "2 top right",
        "3 top right",  # the landscape page
        "4 top right",
        "5 top right",
    ]


@FORMS
def test_numbers_stand_where_the_profile_says(roman: Built, form: str) -> None:
    sheets = roman.sheets[form]
    front = next(w for w in sheets[1].words if w.text == "ii")
    body = next(w for w in sheets[4].words if w.text == "1")

    assert (front.left + front.right) / 2 == pytest.approx(30 + 165 / 2, abs=0.2)
    # poppler gives a word the height of its face, whose box is higher and deeper than the line
    assert front.bottom == pytest.approx(297 - 12, abs=0.7)
    assert body.right == pytest.approx(210 - 15, abs=0.2)
    assert body.top == pytest.approx(12, abs=0.7)


@FORMS
def test_the_contents_print_the_numbers_that_stand_on_the_pages(roman: Built, form: str) -> None:
    entries, _ = listing(roman.pages[form], "CONTENTS", {"TERMS"})

    assert [(entry.text, entry.label) for entry in entries] == [
        ("TERMS", "iv"),
        ("INTRODUCTION", "1"),
        ("1 Method", "2"),
        ("APPENDIX A Figures", "5"),
    ]


@FORMS
def test_a_reference_to_a_page_prints_its_number(roman: Built, form: str) -> None:
    assert "The terms stand on page iv." in roman.pages[form][4].lines


def test_a_reader_of_the_pdf_names_the_pages_as_they_are_numbered(roman: Built) -> None:
    assert page_labels(roman.pdf) == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5"]


def page_labels(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    labels = [document.get_page_label(i) for i in range(len(document))]
    document.close()
    return labels


def test_the_docx_is_valid(roman: Built) -> None:
    assert schema_errors(roman.docx) == []
    assert lint(roman.docx) == []


LONG = "---\nrole: abstract\n---\n# Summary\n\n[]{.count of=pages} pages.\n\n" + (
    f"{PARAGRAPH}\n\n" * 5
)


@pytest.fixture(scope="module")
def uncounted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    number = "{place: bottom-center, uncounted: [abstract], first_visible: contents}"
    sections = SECTIONS | {"01.md": LONG}
    return print_thesis(tmp_path_factory.mktemp("uncounted"), f"number: {number}", sections)


@FORMS
def test_pages_that_do_not_count_are_stepped_over(uncounted: Built, form: str) -> None:
    assert [printed(sheet) for sheet in uncounted.sheets[form]] == [
        "",  # the title page counts
        "",  # the abstract, two pages of it, does not
        "",
        *(f"{number} bottom center" for number in range(2, 9)),
    ]


@FORMS
def test_the_number_of_pages_is_that_of_the_file(uncounted: Built, form: str) -> None:
    pages = uncounted.pages[form]

    assert f"{len(pages)} pages." in pages[1].lines


def test_a_page_that_does_not_count_has_no_label(uncounted: Built) -> None:
    assert page_labels(uncounted.pdf) == ["1", "", "", *"2345678"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Built:
    number = f"{{place: bottom-outside, edge: 12mm, {ROMAN}}}"
    sections = SECTIONS | {"01.md": LONG}
    page = f"number: {number}\n  sides: two"
    return print_thesis(tmp_path_factory.mktemp("two"), page, sections)


TWO_SIDED = [
    "",
    "ii bottom left",
    "iii bottom right",
    "iv bottom left",
    "v bottom right",
    "",  # the back of page v: page 1 is a right-hand one
    "1 bottom right",
    "2 bottom left",
    "3 bottom right",
    "4 bottom left",
    "5 bottom right",
]


def test_numbers_stand_at_the_outer_edge_in_the_pdf(two: Built) -> None:
    assert [printed(sheet) for sheet in two.sheets["pdf"]] == TWO_SIDED
    assert page_labels(two.pdf)[6:] == [*"12345"]


def test_numbers_stand_at_the_outer_edge_in_the_docx(two: Built) -> None:
    # LibreOffice leaves the empty page out of its PDF
    assert [printed(s) for s in two.sheets["docx"]] == TWO_SIDED[:5] + TWO_SIDED[6:]


@FORMS
def test_the_inner_margin_is_at_the_bound_edge(two: Built, form: str) -> None:
    for sheet in two.sheets[form]:
        side = printed(sheet).rpartition(" ")[2]
        upright = sheet.height > sheet.width
        if not side or not upright or any(w.text == "CONTENTS" for w in sheet.words):
            continue
        inner, outer = 30, 15
        left, right = (inner, outer) if side == "right" else (outer, inner)
        assert min(w.left for w in sheet.words) == pytest.approx(left, abs=0.2)
        assert max(w.right for w in sheet.words) == pytest.approx(210 - right, abs=0.2)


@FORMS
def test_a_landscape_page_has_the_inner_margin_on_both_long_edges(two: Built, form: str) -> None:
    [sheet] = [s for s in two.sheets[form] if s.width > s.height]
    text = [w for w in sheet.words if w.bottom < sheet.height - 23]

    assert printed(sheet) == "3 bottom right"
    assert min(w.top for w in text) >= 30 - 0.2
    assert max(w.bottom for w in text) <= sheet.height - 30
    assert min(w.left for w in text) == pytest.approx(25, abs=0.2)
    assert max(w.right for w in text) == pytest.approx(297 - 25, abs=0.2)


def test_the_sections_of_the_docx(two: Built) -> None:
    document = docx.Document(str(two.docx))

    assert document.settings.odd_and_even_pages_header_footer
    assert [(s.orientation, s.start_type.name) for s in document.sections] == [
        (WD_ORIENT.PORTRAIT, "NEW_PAGE"),  # the title page
        (WD_ORIENT.PORTRAIT, "NEW_PAGE"),  # the front matter
        (WD_ORIENT.PORTRAIT, "ODD_PAGE"),  # the body
        (WD_ORIENT.LANDSCAPE, "NEW_PAGE"),
        (WD_ORIENT.PORTRAIT, "NEW_PAGE"),
    ]
    assert schema_errors(two.docx) == []


def test_where_the_named_part_is_missing_the_next_one_begins_at_1(tmp_path: Path) -> None:
    sections = {name: text for name, text in SECTIONS.items() if name != "10.md"}

    built = print_thesis(tmp_path, f"number: {{place: top-right, {ROMAN}}}", sections)

    for sheets in built.sheets.values():
        numbers = [printed(sheet).partition(" ")[0] for sheet in sheets]
        assert numbers == ["", "ii", "iii", "iv", "1", "2", "3", "4"]


@FORMS
def test_chapters_run_on(tmp_path_factory: pytest.TempPathFactory, form: str) -> None:
    folder = tmp_path_factory.mktemp("run-on")
    built = print_thesis(folder, "run_on: [introduction, chapter]")

    texts = [" ".join(w.text for w in sheet.words) for sheet in built.sheets[form]]
    [together] = [text for text in texts if "INTRODUCTION Lorem" in text]
    assert "1 Method" in together
    assert not any("APPENDIX A Figures A" in text and "1 Method" in text for text in texts)


PARTS = "".join(
    f'<section class="{kind}" id="{kind.split()[0]}"><p>а</p></section>'
    for kind in ("title-page unnumbered-page", "abstract uncounted-page", "contents", "chapter")
)


def test_a_docx_is_written_again_for_the_places_that_its_layout_shows() -> None:
    found = load_profile("kz-diploma", Findings(), {})
    assert found is not None
    html = f'<html lang="kk"><head/><body>{PARTS}</body></html>'
    draft = write_draft(html, {}, found.profile, Findings())

    # the estimate takes two pages for the title page and two for the abstract
    estimate = PageMap(
        labels={"title-page": "1", "abstract": "", "contents": "3", "chapter": "4"},
        places={"title-page": 1, "abstract": 3, "contents": 5, "chapter": 6},
        total=6,
    )
    shown = PageMap(
        labels={"title-page": "1", "abstract": "", "contents": "2", "chapter": "3"},
        places={"title-page": 1, "abstract": 2, "contents": 3, "chapter": 4},
        total=4,
    )
    assert paginate(draft.filled, estimate, Findings()).pages == shown
    assert first_pages(draft) == shown
