"""A document with the whole vocabulary, opened by programs that we did not write."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypandoc
import pytest
from docx import Document
from docx_lint import lint
from lxml import etree
from ooxml_validator import schema_errors
from paper import laid_out, pages_with, read_pages, squeeze
from PIL import Image

from baspa.diagnostics import Findings
from baspa.docx import Paginated, paginate, write_docx
from baspa.model import Asset, PageMap
from baspa.profile import load_profile

VOCABULARY = Path(__file__).parents[1] / "data" / "docx-vocabulary.html"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"/>'
PROFILES = ("kz-diploma", "ru-gost-7.32-2017", "en-apa7-student")


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (60, 30), "teal").save(content, "PNG")
    return content.getvalue()


def assets() -> dict[str, Asset]:
    sides = {"width_mm": 100, "height_mm": 50}
    return {
        "map.png": Asset(name="map.png", media_type="image/png", content=picture(), **sides),
        "chart.svg": Asset(
            name="chart.svg", media_type="image/svg+xml", content=SVG, fallback=picture(), **sides
        ),
    }


def as_profile_numbers(html: str, levels: int) -> str:
    """The document as the passes would make it for a profile that numbers so many levels."""
    if levels:
        return html
    number = '<span class="number">([0-9.]+)</span>'
    html = re.sub(f'class="numbered">{number} ', 'class="unnumbered">', html)
    html = re.sub(f'{number} (<span class="title">)', r"\2", html)
    return re.sub(f'(#sec:[a-z]+">){number}', r"\1\2", html)


@dataclass(frozen=True)
class Opened:
    html: etree._Element
    docx: Path
    result: Paginated
    pdf: Path


@pytest.fixture(scope="module", params=PROFILES)
def opened(request, tmp_path_factory) -> Opened:
    """The document, written, paginated, and laid out again by a LibreOffice of its own."""
    findings = Findings()
    profile = load_profile(request.param, findings, texts={}).profile
    html = as_profile_numbers(VOCABULARY.read_text(), profile.headings.numbered_levels)

    def write(pages: PageMap) -> bytes:
        return write_docx(html, assets(), profile, pages, findings)

    result = paginate(write, PageMap(labels={}, total=0), findings)
    assert findings.diagnostics == []
    folder = tmp_path_factory.mktemp(request.param)
    docx = folder / "vocabulary.docx"
    docx.write_bytes(result.docx)
    return Opened(etree.fromstring(html), docx, result, laid_out(docx, folder))


def test_the_open_xml_sdk_finds_nothing_wrong(opened):
    assert schema_errors(opened.docx) == []


def test_nothing_in_it_leads_nowhere(opened):
    assert lint(opened.docx) == []


def test_one_layout_gives_the_numbers_and_one_confirms_them(opened):
    assert (opened.result.layouts, opened.result.estimated) == (2, False)
    assert opened.result.pages.total == len(read_pages(opened.pdf))


@pytest.mark.parametrize(
    ("page", "kind", "count"),
    [(3, "contents", 11), (4, "list-of-figures", 3), (5, "list-of-tables", 4)],
)
def test_every_number_in_contents_and_lists_is_that_of_the_page(opened, page, kind, count):
    pages = read_pages(opened.pdf)
    # a page number ends its entry; the next line may begin with a figure too
    lines = (re.sub(r"(\.{3}[0-9]+)$", r"\1|", line) for line in pages[page - 1].lines)
    printed = squeeze("".join(lines))

    entries = opened.html.findall(f".//nav[@class='{kind} unnumbered-page']//li")
    assert len(entries) == count
    for entry in entries:
        text = squeeze("".join(entry.itertext()))
        (label,) = re.findall(re.escape(text) + r"\.+([0-9]+)\|", printed)
        found = [p.number for p in pages_with(pages, text, without={3, 4, 5})]
        assert (text, found) == (text, [int(label)])


def test_references_print_what_was_written_after_libreoffice_worked_them_out(opened):
    pages = read_pages(opened.pdf)
    introduction = squeeze("".join("".join(page.lines) for page in pages if page.number in (6, 7)))
    table = opened.result.pages.labels["tbl:long"]

    assert (
        squeeze(
            f"1-суретте, 2-кестеде ({table}-бет), (1)-формулада, 1.2-бөлімде, 1.1.1-бөлімде, "
            "А қосымшасында, А.1-суретте, қорытындыда."
        )
        in introduction
    )


def test_title_page_and_front_matter_print_no_number_the_text_does(opened):
    pages = read_pages(opened.pdf)

    assert [page.label for page in pages[:5]] == [None] * 5
    assert [page.label for page in pages[5:]] == [str(page.number) for page in pages[5:]]
    assert pages[0].lines[-1] == "Түркістан, 2026"


def test_pandoc_reads_the_same_document(opened):
    markdown = subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            str(opened.docx),
            "-t",
            "markdown-simple_tables",
            "--wrap=none",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert markdown.stderr == ""
    headings = re.findall(r"^(#+) ([^{\n]+?) *(?:\{.*\})?$", markdown.stdout, re.MULTILINE)
    assert ("#", "Талдау әдістемесі") in headings
    assert ("##", "Деректер") in headings
    assert len(re.findall(r"^\[\^\d+\]:", markdown.stdout, re.MULTILINE)) == 2
    assert len(re.findall(r"^\$\$|\$\$$", markdown.stdout, re.MULTILINE)) > 0
    assert markdown.stdout.count(r"\frac{Z}{V}") == 1


def test_python_docx_reads_the_same_document(opened):
    document = Document(str(opened.docx))

    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Ғылыми-техникалық прогрестің теориялық негіздері", "Талдау әдістемесі"]
    long = next(t for t in document.tables if len(t.rows) > 50)
    assert [cell.text for cell in long.rows[0].cells] == ["Жыл", "Көрсеткіш", "Мәні, %"]
    assert len(document.inline_shapes) == 3
    assert document.core_properties.author == "Үлгібекова Айару"
    turned = [section.orientation for section in document.sections]
    assert len([orientation for orientation in turned if orientation]) == 1
