"""The PDF of a small thesis, read by programs that are not ours: poppler and qpdf."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from thesis_case import PNG, SVG, face, loaded, print_project, write_project

from baspa.diagnostics import Findings
from baspa.fonts import find_face
from baspa.model import Asset
from baspa.pdf.style import style_sheet
from baspa.pdf.writer import write_pdf
from baspa.shipped import shipped_folder
from baspa.templates.environment import open_templates

MM = 25.4 / 72
SOURCES: dict[str, str | bytes] = {
    "source/thesis.yaml": (
        "title: Өнеркәсіп\nauthor: {name: Автор Ә.}\ncity: Атырау\nyear: 2026\n"
        "date: 2026-05-25\nbibliography: [r.bib]\n"
    ),
    "source/r.bib": "@book{eco, author={Эко, У.}, title={Диплом}, year={2015}, langid={kazakh}}",
    "source/a.png": PNG,
    "source/a.svg": SVG,
    "source/01.md": "---\nrole: abstract\nkeywords: [мұнай, химия]\n---\nАңдатпа мәтіні.\n",
    "source/10.md": "---\nrole: introduction\n---\n# Кіріспе {#sec:intro}\n\nМәтін [@eco, б. 5].\n",
    "source/20.md": (
        "# Теория {#sec:t}\n\n[@fig:m]{.locative}, @eq:e, [сайт](https://example.org/) және "
        "[@app:a]{.page}-бет.[^1]\n\n[^1]: Ескерту мәтіні.\n\n"
        '![Карта](a.png){#fig:m alt="Қызыл нүкте"}\n\n$$ e = m c^2 $$ {#eq:e}\n'
    ),
    "source/90.md": "---\nrole: appendix\n---\n# Мәлімет {#app:a}\n\nҚосымша.\n",
}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_project(write_project(tmp_path_factory.mktemp("kz"), SOURCES))


@pytest.fixture(scope="module")
def apa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    thesis = "title: Industry\nauthor: {name: A. Author}\nlanguage: en\nprofile: en-apa7-student\n"
    files = {"source/thesis.yaml": thesis, "source/1.md": "# Theory {#sec:t}\n\nText.\n"}
    return print_project(write_project(tmp_path_factory.mktemp("apa"), files))


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    """All in mm from the top left corner of the sheet."""


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page with their boxes, as poppler sees them."""
    parser = etree.HTMLParser(encoding="utf-8")
    html = etree.fromstring(run("pdftotext", "-bbox", pdf, "-").encode(), parser)
    sides = ("xmin", "ymin", "xmax", "ymax")
    return [
        [Word(w.text, *(float(w.get(side)) * MM for side in sides)) for w in page.iter("word")]
        for page in html.iter("page")
    ]


def page_texts(pdf: Path) -> list[str]:
    return [" ".join(w.text for w in page) for page in words(pdf)]


def test_pages_count_from_the_title_page_and_print_numbers_from_the_introduction(pdf: Path) -> None:
    first = ["Өнеркәсіп", "АҢДАТПА", "МАЗМҰНЫ", "КІРІСПЕ", "Теория", "ӘДЕБИЕТТЕР", "ҚОСЫМША"]
    pages = words(pdf)

    assert len(pages) == len(first)
    assert all(word in text for word, text in zip(first, page_texts(pdf), strict=True))
    at_foot = [[w.text for w in page if w.top > 297 - 25] for page in pages]
    assert at_foot == [[], [], [], ["4"], ["5"], ["6"], ["7"]]


def test_the_page_number_stands_at_the_middle_of_the_foot(pdf: Path) -> None:
    # kz-diploma: centred in the text area (30 mm left, 10 mm right), 12.5 mm above the edge
    number = next(w for w in words(pdf)[3] if w.text == "4")

    assert (number.left + number.right) / 2 == pytest.approx(30 + 170 / 2, abs=0.5)
    assert number.bottom == pytest.approx(297 - 12.5, abs=0.5)


def test_under_apa_the_page_number_stands_in_the_top_right_corner(apa: Path) -> None:
    for number, page in enumerate(words(apa), 1):
        head = [w for w in page if w.top < 25]
        assert [w.text for w in head] == [str(number)]
        assert head[0].right == pytest.approx(210 - 25.4, abs=0.5)
        assert head[0].top == pytest.approx(12.7, abs=1.0)


def test_text_keeps_the_margins_of_the_norm(pdf: Path) -> None:
    body = [w for page in words(pdf) for w in page if w.top < 297 - 25]

    assert min(w.left for w in body) == pytest.approx(30, abs=0.5)
    assert max(w.right for w in body) <= 210 - 10 + 0.5
    assert min(w.top for w in body) == pytest.approx(20, abs=1.0)


def test_place_and_year_stand_at_the_foot_of_the_title_page(pdf: Path) -> None:
    title_page = words(pdf)[0]
    lowest = max(w.bottom for w in title_page)

    assert [w.text for w in title_page if w.bottom > lowest - 1] == ["Атырау,", "2026"]
    assert lowest == pytest.approx(297 - 25, abs=1.0)


def test_the_contents_say_where_things_stand(pdf: Path) -> None:
    shown = run("pdftotext", "-layout", "-f", "3", "-l", "3", pdf, "-")

    assert re.findall(r"(\S+)[ .]+(\d)$", shown, re.MULTILINE) == [
        ("КІРІСПЕ", "4"),
        ("Теория", "5"),
        ("ТІЗІМІ", "6"),
        ("Мәлімет", "7"),
    ]


def test_references_and_the_page_count_are_filled_in(pdf: Path) -> None:
    texts = page_texts(pdf)

    assert "1-суретте, (1)-формула, сайт және 7-бет." in texts[4]
    assert "Жұмыстың көлемі: 7 бет, 1 сурет, 1 әдебиет көзі, 1 қосымша." in texts[1]


def test_every_face_is_embedded_as_a_subset_that_can_be_copied(pdf: Path) -> None:
    faces = [line.split() for line in run("pdffonts", pdf).splitlines()[2:]]

    assert faces
    for face_line in faces:
        assert "+Liberation" in face_line[0]
        assert face_line[-5:-2] == ["yes", "yes", "yes"]  # embedded, a subset, with Unicode


def test_what_the_file_says_about_itself(pdf: Path) -> None:
    info = dict(re.findall(r"^(\w[\w ]*):\s+(.*)$", run("pdfinfo", "-isodates", pdf), re.MULTILINE))

    assert (info["Title"], info["Author"]) == ("Өнеркәсіп", "Автор Ә.")
    assert info["Keywords"] == "мұнай, химия"
    assert info["CreationDate"].startswith("2026-05-25")
    assert info["Page size"].startswith("595.276 x 841.89 pts (A4)")


def test_every_link_has_a_place_to_go(pdf: Path) -> None:
    names = set(re.findall(r'"([^"]+)"$', run("pdfinfo", "-dests", pdf), re.MULTILINE))
    document = run("qpdf", "--json", "--json-key=qpdf", pdf)

    wanted = {f"{kind}" for kind in ("sec:intro", "sec:t", "fig:m", "eq:e", "app:a", "ref-eco")}
    assert wanted <= names
    targets = set(re.findall(r'"/Dest": "u:([^"]+)"', document))
    assert targets
    assert targets <= names
    assert re.findall(r'"/URI": "u:([^"]+)"', document) == ["https://example.org/"]


def test_bookmarks_follow_the_headings(pdf: Path) -> None:
    xml = run("pdftohtml", "-xml", "-stdout", "-i", pdf)

    assert re.findall(r'<item page="(\d+)">(.*?)</item>', xml) == [
        ("2", "АҢДАТПА"),
        ("3", "МАЗМҰНЫ"),
        ("4", "КІРІСПЕ"),
        ("5", "1 Теория"),
        ("6", "ПАЙДАЛАНЫЛҒАН ӘДЕБИЕТТЕР ТІЗІМІ"),
        ("7", "ҚОСЫМША А Мәлімет"),
    ]


def test_a_picture_is_kept_as_it_is(pdf: Path) -> None:
    [picture] = run("pdfimages", "-list", pdf).splitlines()[2:]

    page, _, kind, width, height = picture.split()[:5]
    assert (page, kind, width, height) == ("5", "image", "1", "1")


def test_qpdf_finds_nothing_to_complain_of(pdf: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", pdf)


def print_html(body: str, assets: dict[str, Asset]) -> tuple[int, list[str]]:
    """Print `body` under kz-diploma; return how often it was laid out and what was told."""
    findings, found = Findings(), loaded()
    templates = open_templates([shipped_folder("templates")], findings, {})
    style = style_sheet(found.profile, face(), find_face, templates, found.folders)
    html = f'<html lang="kk"><head><title>Т</title></head><body>{body}</body></html>'
    pdf = write_pdf(html, style, assets, face(), 14, findings)
    assert pdf.content.startswith(b"%PDF-")
    return pdf.layouts, [f"{d.severity} {d.code} {d.message}" for d in findings.diagnostics]


def test_a_page_count_costs_no_second_layout() -> None:
    counting = '<p><span class="page-count"></span></p>'

    assert print_html("<p>мәтін</p>", {}) == (1, [])
    assert print_html(counting, {}) == (1, [])


def test_in_a_single_pass_a_page_count_costs_a_second_layout() -> None:
    whole = '<p><span class="page-count"></span></p>undivided<p></p>'

    assert print_html(whole, {}) == (2, [])


def test_a_missing_picture_is_an_error() -> None:
    _, told = print_html('<p><img src="none.png" alt="x"/></p>', {})

    assert len(told) == 1
    assert told[0].startswith("error W101 printing: Failed to load image at 'asset:none.png'")


def test_nothing_is_fetched_from_anywhere_else() -> None:
    _, told = print_html('<p><img alt="x" src="file:///etc/hostname"/></p>', {})

    assert len(told) == 1
    assert "Failed to load image" in told[0]


def test_a_link_to_nothing_is_an_error() -> None:
    _, told = print_html('<p><a href="#none">мәтін</a></p>', {})

    assert told == ["error W101 printing: No anchor #none for internal URI reference"]
