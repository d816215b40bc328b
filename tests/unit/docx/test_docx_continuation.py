"""A table in the parts that its pages hold, and how a layout decides on them."""

from docx_case import chapter, text_of, value, write
from thesis_case import PNG

from baspa.docx.body import Body
from baspa.docx.divisions import divided, next_divisions
from baspa.docx.effective import Settings
from baspa.docx.galley import Piece
from baspa.docx.marks import Marks
from baspa.docx.oxml import NAMESPACES, make
from baspa.docx.regions import LaidOut
from baspa.model import Asset, PageMap, RowPlace, TableDivision

HEAD = (
    '<table id="tbl:a"><caption><span class="label">Кесте <span class="number">1</span></span>'
    '<span class="separator"> – </span><span class="title">Атауы</span></caption><thead>'
    '<tr class="continuation"><td colspan="2"><a class="reference" href="#tbl:a">'
    '<span class="number">1</span>-кестенің жалғасы</a></td></tr>'
)
TABLE = (
    HEAD + "<tr><th>Аты</th><th>Мәні"
    '<span class="footnote" id="fn-1"><span class="footnote-paragraph">Өлшемі</span></span>'
    "</th></tr></thead><tbody>"
    '<tr id="tbl:a/row-1"><td rowspan="3">топ</td><td>1</td></tr>'
    '<tr id="tbl:a/row-2"><td>2</td></tr><tr id="tbl:a/row-3"><td>3</td></tr>'
    '<tr id="tbl:a/row-4"><td>төрт</td><td>4</td></tr></tbody></table>'
)


def written(division: TableDivision, body: str = TABLE):
    return write(chapter(body), pages=PageMap(labels={}, total=1, divisions={"tbl:a": division}))


def grid(table) -> list[list[tuple[str, str | None]]]:
    """The text of every cell of a table, and how it is merged with the one above."""
    return [
        [
            (
                "".join(map(text_of, cell.iterfind("w:p", NAMESPACES))),
                value(cell, "w:tcPr/w:vMerge"),
            )
            for cell in row.iterfind("w:tc", NAMESPACES)
        ]
        for row in table.iterfind("w:tr", NAMESPACES)
    ]


def test_each_further_part_begins_a_page_under_its_label_and_the_head():
    document = written(TableDivision(starts=(2,)))

    upper, lower = document.find("/w:document/w:body/w:tbl")

    assert grid(upper) == [
        [("Аты", None), ("Мәні¹", None)],
        [("топ", "restart"), ("1", None)],
        [("", "continue"), ("2", None)],
    ]
    assert grid(lower) == [
        [("Аты", None), ("Мәні", None)],
        [("", "restart"), ("3", None)],
        [("төрт", None), ("4", None)],
    ]
    assert document.paragraphs() == [
        ("TableCaption", "Кесте 1 – Атауы"),
        ("TableContinuation", "1-кестенің жалғасы"),
        ("Separator", ""),
    ]
    [label] = document.find("//w:p[w:pPr/w:pStyle/@w:val='TableContinuation']")
    assert label.find("w:pPr/w:pageBreakBefore", NAMESPACES) is not None
    assert document.codes == []


def test_a_division_of_a_longer_table_is_followed_as_far_as_there_are_rows():
    document = written(TableDivision(starts=(2, 4, 60)))

    assert [len(grid(part)) for part in document.find("/w:document/w:body/w:tbl")] == [3, 3]


def test_the_number_in_the_label_is_that_of_the_caption():
    document = written(TableDivision(starts=(2,)))

    [bookmark] = [n for n in document.find("//w:bookmarkStart/@w:name") if n.startswith("_Ref_")]
    assert document.instructions() == ["SEQ Кесте \\* ARABIC", f"REF {bookmark} \\h"]


def test_every_body_row_has_a_bookmark_and_none_is_doubled():
    document = written(TableDivision(starts=(1, 2, 3)))

    rows = [n for n in document.find("//w:tr//w:bookmarkStart/@w:name") if n.startswith("_Row_")]
    assert [name.split("_")[4] for name in rows] == ["1", "2", "3", "4"]
    assert len(set(rows)) == 4


def test_pictures_in_a_repeated_head_have_numbers_of_their_own():
    asset = Asset(name="i.png", media_type="image/png", content=PNG, width_mm=5, height_mm=5)
    image = '<img src="i.png" alt="Белгі" style="width: 5.00mm; height: 5.00mm"/>'
    body = chapter(TABLE.replace("Аты", image))
    pages = PageMap(labels={}, total=1, divisions={"tbl:a": TableDivision(starts=(1, 2))})

    found = write(body, pages=pages, assets={"i.png": asset}).find("//wp:docPr/@id")

    assert sorted(found) == ["1", "2", "3"]


def test_a_table_on_one_page_has_no_label():
    document = written(TableDivision())

    assert len(document.find("/w:document/w:body/w:tbl")) == 1
    assert ("TableContinuation", "1-кестенің жалғасы") not in document.paragraphs()


def test_a_note_stays_with_the_last_part():
    note = '<div class="note"><p>Ескерту</p></div>'
    document = written(TableDivision(starts=(2,)), TABLE + note)

    last = document.find("/w:document/w:body/w:tbl[2]/w:tr[last()]//w:p")
    assert last
    assert all(p.find("w:pPr/w:keepNext", NAMESPACES) is not None for p in last)


def places(*pages_and_tops: tuple[int, float]) -> dict[str, tuple[RowPlace, ...]]:
    return {"tbl:a": tuple(RowPlace(page, top) for page, top in pages_and_tops)}


FLOWED = places((3, 700), (3, 720), (3, 740), (4, 90), (4, 110))
GUESS = {"tbl:a": TableDivision(starts=(3,), ends_pt=(740,))}


def test_a_table_is_divided_where_its_rows_flow_onto_another_page():
    row = [Piece(height=20, row=("tbl:a", n)) for n in range(5)]
    text = Piece(height=24), RowPlace(3, 676)

    assert divided([text, *zip(row, FLOWED["tbl:a"], strict=True)]) == (FLOWED, GUESS)


def settled(laid_out: dict[str, tuple[RowPlace, ...]]) -> bool:
    """Whether nothing is divided anew: then neither file is looked at."""
    settings, marks = Settings(make("w:styles")), Marks(make("w:numbering"))
    unread = Body(element=make("w:body"), settings=settings, marks=marks)
    return next_divisions(GUESS, LaidOut(unread, dict, laid_out), b"", (), FLOWED) == GUESS


def test_a_table_that_is_laid_out_as_written_is_settled():
    assert settled(places((5, 702), (5, 723), (5, 745), (6, 92), (6, 112)))


def test_a_part_may_end_lower_than_was_thought_or_leave_a_little_room():
    assert settled(places((5, 722), (5, 743), (5, 765), (6, 92), (6, 112)))
    assert settled(places((5, 655), (5, 675), (5, 695), (6, 92), (6, 112)))


def test_where_rows_have_no_rules_only_the_last_part_is_closed():
    body = chapter(TABLE)
    pages = PageMap(labels={}, total=1, divisions={"tbl:a": TableDivision(starts=(1, 2))})
    open_at_foot = "/w:document/w:body/w:tbl[w:tblPr/w:tblBorders/w:bottom/@w:val='nil']"

    assert len(write(body, pages=pages, profile_id="en-apa7-student").find(open_at_foot)) == 2
    assert write(body, pages=pages).find(open_at_foot) == []


def outside(*pages_and_tops: tuple[int, float]) -> frozenset[str]:
    """The tables of a file that stand outside of the text when their rows are laid out so."""
    docx = written(TableDivision(starts=(2,))).content
    rows = places(*pages_and_tops)
    return LaidOut(Body.read(docx, rows), dict, rows).outside()


def test_rows_outside_of_the_text_of_a_page_are_found():
    """The text of a Kazakh diploma ends 25 mm above the foot of the sheet: at 771 pt."""
    assert outside((3, 700), (3, 755), (4, 100), (4, 120)) == frozenset()
    assert outside((3, 700), (3, 758), (4, 100), (4, 120)) == {"tbl:a"}
    assert outside((3, 700), (3, 720), (4, -14.2), (4, -14.2)) == {"tbl:a"}


def test_a_lowered_caption_takes_all_the_space_above_it_and_a_little_more():
    caption = "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']"

    [lowered] = written(TableDivision(lowered_pt=0.6), f"<p>Мәтін</p>{TABLE}").find(caption)

    assert value(lowered, "w:pPr/w:spacing@before") == "292"  # 14 + 0.6 pt
