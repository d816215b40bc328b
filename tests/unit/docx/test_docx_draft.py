"""A draft is written once and filled for one layout after the other."""

import io
import zipfile

from docx_case import Written, chapter, draft, text_of
from lxml import etree

from baspa.diagnostics import Findings
from baspa.docx.body import Body
from baspa.docx.castoff import cast_off
from baspa.docx.oxml import NAMESPACES
from baspa.model import PageMap, TableDivision, text_digest

ROWS = "".join(f'<tr id="tbl:a/row-{n}"><td>{n}</td></tr>' for n in range(1, 7))
NOTE = (
    '<span class="footnote" id="fn-1"><span class="footnote-paragraph">'
    '<a class="page-reference" href="#tbl:a"></a>-бет.</span></span>'
)
PARTS = (
    '<section class="abstract uncounted-page" id="abstract"><p>'
    '<span class="page-count"></span> бет.</p></section>'
    '<nav class="contents" id="contents" data-depth="1"><ol><li class="level-1"><a href="#sec:a">'
    '<span class="title">Тарау</span></a></li></ol></nav>'
    + chapter(
        '<h1 id="sec:a" class="structural">Тарау</h1>'
        f'<p>Қара: <a class="page-reference" href="#tbl:a"></a>-бет{NOTE}.</p>'
        '<table id="tbl:a"><caption><span class="label">Кесте <span class="number">1</span></span>'
        '</caption><thead><tr class="continuation"><td>1-кестенің жалғасы</td></tr>'
        f"<tr><th>Аты</th></tr></thead><tbody>{ROWS}</tbody></table>"
        '<div class="note"><p>Ескерту.</p></div>'
    )
)
SHORT = PageMap(labels={"sec:a": "2", "tbl:a": "3"}, places={"contents": 2, "part": 3}, total=4)
LONG = PageMap(
    labels={"sec:a": "5", "tbl:a": "12"},
    places={"contents": 4, "part": 6},
    total=14,
    divisions={"tbl:a": TableDivision(starts=(2, 4), lowered_pt=0.6)},
)


def printed(docx: bytes) -> list[str]:
    return [text for _, text in Written(docx, Findings()).paragraphs()]


def test_what_is_filled_again_is_what_is_filled_at_once() -> None:
    again = draft(PARTS)
    filled = [again.filled(pages).docx for pages in (SHORT, LONG, SHORT)]

    assert filled == [draft(PARTS).filled(pages).docx for pages in (SHORT, LONG, SHORT)]


def test_every_number_is_that_of_the_layout() -> None:
    one = draft(PARTS)
    short, long = one.filled(SHORT).docx, one.filled(LONG).docx

    assert printed(short) == [
        "4 бет.",
        "Тарау\t2",
        "Тарау",
        "Қара: 3-бет¹.",
        "Кесте 1",
        "Ескерту.",
    ]
    assert printed(long) == [
        "14 бет.",
        "Тарау\t5",
        "Тарау",
        "Қара: 12-бет¹.",
        "Кесте 1",
        *["1-кестенің жалғасы"] * 2,
        "Ескерту.",
    ]
    for docx, note, start in ((short, "3-бет.", "1"), (long, "12-бет.", "1")):
        file = Written(docx, Findings())
        [paragraph] = file.find("//w:footnote[@w:id='1']/w:p", "word/footnotes.xml")
        assert text_of(paragraph).strip() == note
        assert file.find("//w:pgNumType/@w:start") == [start]


def test_a_caption_is_lowered_for_one_layout_alone() -> None:
    one = draft(PARTS)

    def space(pages: PageMap) -> list[str]:
        path = "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']/w:pPr/w:spacing/@w:before"
        return Written(one.filled(pages).docx, Findings()).find(path)

    one_line, lowered = 280, 12
    assert (space(SHORT), space(LONG), space(SHORT)) == ([], [str(one_line + lowered)], [])


def test_the_identity_tells_of_the_text_with_its_numbers() -> None:
    one = draft(PARTS)
    for pages, total, page in ((LONG, "14", "12"), (SHORT, "4", "3")):
        with zipfile.ZipFile(io.BytesIO(one.filled(pages).docx)) as package:
            root = etree.fromstring(package.read("customXml/item1.xml"))
        told = {block.get("text") for block in root}
        assert {text_digest(f"{total} бет."), text_digest(f"Қара: {page}-бет.")} <= told


def test_a_draft_is_cast_off_as_the_file_that_it_becomes() -> None:
    one = draft(PARTS)
    file = Body.read(one.filled(PageMap(labels={}, total=10)).docx, ["tbl:a"])

    assert list(cast_off(Body.of(one.roots, ["tbl:a"]))) == list(cast_off(file))
    assert one.roots["document"].findall("w:body/w:tbl", NAMESPACES)
