from docx_case import chapter, text_of, value, write
from lxml import etree

from baspa.docx.oxml import qualified
from baspa.docx.tables import column_widths

SPANS = """
<table><colgroup><col style="width: 20.00%"/><col/><col/></colgroup>
<thead><tr><th class="left">Жыл</th><th class="center" colspan="2">Мәні</th></tr></thead>
<tbody><tr><td rowspan="2">2024</td><td class="right">1</td><td>2</td></tr>
<tr><td>3</td></tr></tbody></table>
"""


def rows_of(written) -> list[list[tuple[str, str | None, str | None]]]:
    """Text, `w:gridSpan` and `w:vMerge` of the cells of each row."""
    return [
        [
            (text_of(cell), value(cell, "w:tcPr/w:gridSpan"), value(cell, "w:tcPr/w:vMerge"))
            for cell in row.findall(qualified("w:tc"))
        ]
        for row in written.find("//w:tr")
    ]


def test_spans_become_merged_cells_and_short_rows_are_filled():
    assert rows_of(write(chapter(SPANS))) == [
        [("Жыл", None, None), ("Мәні", "2", None)],
        [("2024", None, "restart"), ("1", None, None), ("2", None, None)],
        [("", None, "continue"), ("3", None, None), ("", None, None)],
    ]


def test_the_head_is_repeated_and_no_row_breaks():
    rows = write(chapter(SPANS)).find("//w:tr")

    assert [value(row, "w:trPr/w:tblHeader") for row in rows] == [None] * 3
    assert [row.find("w:trPr/w:tblHeader", row.nsmap) is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert all(row.find("w:trPr/w:cantSplit", row.nsmap) is not None for row in rows)


def test_widths_sum_exactly_to_the_text():
    table = etree.fromstring(
        '<table><colgroup><col style="width: 33.33%"/><col style="width: 33.33%"/><col/>'
        "</colgroup></table>"
    )

    widths = column_widths(table, 3, 9638)
    assert widths == [3212, 3213, 3213]
    assert sum(widths) == 9638


def test_widths_of_too_much_are_scaled_and_missing_columns_share_the_rest():
    table = etree.fromstring('<table><colgroup><col style="width: 150%"/></colgroup></table>')
    half = etree.fromstring('<table><colgroup><col style="width: 50%"/></colgroup></table>')

    assert column_widths(table, 1, 1000) == [1000]
    assert column_widths(half, 3, 1000) == [500, 250, 250]


def test_a_caption_stands_above_its_table_and_stays_with_it():
    caption = (
        '<caption><span class="label">Кесте <span class="number">1</span></span>'
        '<span class="separator"> – </span><span class="title">Деректер</span></caption>'
    )
    written = write(chapter(f'<table id="tbl:x">{caption}<tr><td>1</td></tr></table>'))

    assert written.paragraphs()[:1] == [("TableCaption", "Кесте 1 – Деректер")]
    style = written.find("//w:style[@w:styleId='TableCaption']", "word/styles.xml")[0]
    assert style.find("w:pPr/w:keepNext", style.nsmap) is not None
    assert written.find("//w:tblCaption/@w:val") == ["Кесте 1 – Деректер"]


def test_every_cell_ends_with_a_paragraph_even_after_a_table_in_it():
    inner = "<table><tr><td>ішкі</td></tr></table>"
    cells = write(chapter(f"<table><tr><td>{inner}</td><td/></tr></table>")).find("//w:tc")

    assert len(cells) == 3
    assert all(cell[-1].tag == qualified("w:p") for cell in cells)


def test_two_tables_in_a_row_stay_two():
    one = "<table><tr><td>1</td></tr></table>"
    body = write(chapter(one + one)).find("//w:body")[0]

    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_columns_are_aligned_as_the_cells_say():
    written = write(chapter(SPANS))

    assert written.find("//w:tc//w:jc/@w:val") == ["left", "center", "right"]


def test_open_tables_have_rules_above_and_below_and_under_the_head():
    written = write(chapter(SPANS), profile_id="en-apa7-student", lang="en")

    borders = written.find("//w:style[@w:styleId='DataTable']//w:tblBorders/*", "word/styles.xml")
    assert [etree.QName(border).localname for border in borders] == ["top", "bottom"]
    ruled = [bool(row.findall(".//{*}tcBorders")) for row in written.find("//w:tr")]
    assert ruled == [True, False, False]


DECIMALS = """
<table><colgroup><col/></colgroup><tbody>
<tr><td class="decimal"><span class="before" style="width: 8.00mm">1234</span><span class="after"
 style="width: 6.00mm" data-width="5.00">,25</span></td></tr>
<tr><td class="decimal"><span class="before" style="width: 8.00mm">7</span><span class="after"
 style="width: 6.00mm" data-width="0.00"></span></td></tr></tbody></table>
"""


def test_numbers_hang_on_their_separator_by_an_indent_from_the_right():
    indents = write(chapter(DECIMALS)).find("//w:tbl//w:p/w:pPr/w:ind/@w:right")

    shorter, longer = map(int, indents)
    assert longer - shorter == 283  # 5 mm in twips
    assert shorter == (9638 - 2 * 57 - 454 - 340) // 2 + 340 - 283
