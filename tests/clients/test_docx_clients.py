"""A document with the whole vocabulary, opened by programs that we did not write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx_lint import lint
from docx_readers import preview_in_chromium, read_by_mammoth, read_by_pandoc
from lxml import etree
from ooxml_validator import schema_errors
from paper import laid_out, pages_with, read_pages, squeeze
from PIL import Image

from baspa.diagnostics import Findings
from baspa.docx.pagination import Paginated, paginate
from baspa.docx.writer import write_draft
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
    draft = write_draft(html, assets(), profile, findings)
    result = paginate(draft.filled, PageMap(labels={}, total=0), findings)
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


def titles(html: etree._Element, path: str = "//h1|//h2|//h3") -> list[str]:
    """The headings without those numbers that are live and so no text of the DOCX."""
    text = ".//text()[not(ancestor::*[@class='number'] and ancestor::*[@class='numbered'])]"
    return [squeeze("".join(heading.xpath(text))) for heading in html.xpath(path)]


def captions(html: etree._Element) -> list[str]:
    return [squeeze("".join(e.itertext())) for e in html.xpath("//figcaption|//table/caption")]


def tables_of_the_docx(html: etree._Element) -> int:
    """How many tables stand for the HTML: a formula with a number is set in one too."""
    return len(html.xpath("//table|//div[@class='equation'][span]"))


def test_pandoc_finds_every_heading_table_footnote_formula_and_picture(opened):
    found, html = read_by_pandoc(opened.docx), opened.html

    listed = "//nav[@data-depth]//li"
    assert found["Header"] == len(html.xpath(listed))
    assert found["Table"] == tables_of_the_docx(html)
    assert found["Note"] == len(html.xpath("//span[@class='footnote']"))
    assert found["Math"] == len(list(html.iter("math")))
    assert found["Image"] == len(list(html.iter("img")))


def test_mammoth_finds_every_heading_caption_table_and_footnote(opened):
    found, html = read_by_mammoth(opened.docx), opened.html

    numbered = titles(html, "//*[@class='numbered']")
    if numbered:  # structural headings have a style of their own, of which it knows nothing
        read = [squeeze(e.text_content()) for e in found.iter("h1", "h2", "h3")]
        assert read == numbered
    text = squeeze(found.text_content())
    assert [t for t in [*titles(html), *captions(html)] if t not in text] == []
    assert len(list(found.iter("table"))) == tables_of_the_docx(html)
    assert len(list(found.iter("img"))) == len(list(html.iter("img")))
    notes = found.xpath("//li[starts-with(@id, 'footnote-')]")
    assert len(notes) == len(html.xpath("//span[@class='footnote']"))


def test_docx_preview_shows_every_heading_caption_table_and_formula(opened, tmp_path):
    shown, html = preview_in_chromium(opened.docx, tmp_path), opened.html

    text = squeeze("".join(p.text_content() for p in shown.iter("p")))
    assert [t for t in [*titles(html), *captions(html)] if t not in text] == []
    assert len(list(shown.iter("table"))) == tables_of_the_docx(html)
    assert len(list(shown.iter("math"))) == len(list(html.iter("math")))
    assert len(list(shown.iter("img"))) == len(list(html.iter("img")))


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
