"""Pictures side by side: one table, kept with the caption of the whole."""

from docx_case import chapter, style_of, text_of, write

from baspa.docx.fields import number_bookmark
from baspa.docx.oxml import qualified
from baspa.model import Asset

GROUP = """
<p><a class="reference" href="#fig:g-b"><span class="number">1</span>ә-сурет</a></p>
<figure id="fig:g"><div class="panels">
<figure class="panel" id="fig:g-a" style="width: 80.00mm">
<img src="a.png" alt="бір" style="width: 80.00mm; height: 40.00mm"/>
<figcaption><span class="marker">а)</span> Бір</figcaption></figure>
<figure class="panel" id="fig:g-b" style="width: 40.00mm">
<img src="a.png" alt="екі" style="width: 40.00mm; height: 20.00mm"/>
<figcaption><span class="marker">ә)</span> Екі</figcaption></figure>
</div><figcaption><span class="label">Сурет <span class="number">1</span></span>
<span class="separator"> – </span><span class="title">Бірге</span></figcaption></figure>
"""
ASSETS = {
    "a.png": Asset(name="a.png", media_type="image/png", content=b"x", width_mm=8, height_mm=4)
}


def test_each_picture_has_a_cell_with_its_caption():
    written = write(chapter(GROUP), assets=ASSETS)

    assert written.codes == []
    [table] = written.find("//w:tbl")
    cells = table.findall(f"{qualified('w:tr')}/{qualified('w:tc')}")
    assert [
        [(style_of(p), text_of(p)) for p in cell.findall(qualified("w:p"))] for cell in cells
    ] == [
        [("Figure", ""), ("PanelCaption", "а) Бір")],
        [("Figure", ""), ("PanelCaption", "ә) Екі")],
    ]
    assert len(written.find("//w:tbl//w:drawing")) == 2


def test_the_cells_share_the_room_beside_the_pictures_and_fill_the_line():
    widths = [
        int(column.get(qualified("w:w")))
        for column in write(chapter(GROUP), assets=ASSETS).find("//w:gridCol")
    ]

    assert abs(sum(widths) - 9638) <= 1
    assert abs(widths[0] - widths[1] - 2268) <= 1


def test_only_the_caption_of_the_whole_counts_and_references_repeat_it():
    assert write(chapter(GROUP), assets=ASSETS).instructions() == [
        f"REF {number_bookmark('fig:g')} \\h",
        "SEQ Сурет \\* ARABIC",
    ]


def test_nothing_of_it_can_be_left_on_another_page():
    written = write(chapter(GROUP), assets=ASSETS)

    assert len(written.find("//w:tbl//w:p/w:pPr/w:keepNext")) == 4
    assert len(written.find("//w:tbl//w:tr/w:trPr/w:cantSplit")) == 1
