from docx_case import text_of, value, write

from baspa.docx.fields import place_bookmark
from baspa.model import PageMap

CONTENTS = """
<nav class="contents" id="contents" data-depth="2"><h1 class="structural unlisted">МАЗМҰНЫ</h1><ol>
<li class="level-1"><a href="#in"><span class="title">КІРІСПЕ</span></a></li>
<li class="level-1"><a href="#one"><span class="number">1</span>
<span class="title">Теория</span></a></li>
<li class="level-2"><a href="#two"><span class="number">1.1</span>
<span class="title">Мәні</span></a></li>
</ol></nav>
<section class="introduction" id="i"><h1 id="in" class="structural">КІРІСПЕ</h1></section>
<section class="chapter" id="c">
<h1 id="one" class="numbered"><span class="number">1</span> Теория</h1>
<h2 id="two" class="numbered"><span class="number">1.1</span> Мәні</h2></section>
"""
PAGES = PageMap(labels={"in": "3", "one": "5", "two": "12"}, total=20)


def test_the_contents_are_one_field_around_entries_that_are_complete_already():
    written = write(CONTENTS, pages=PAGES)

    assert written.paragraphs()[:4] == [
        ("TOCHeading", "МАЗМҰНЫ"),
        ("TOC1", "КІРІСПЕ\t3"),
        ("TOC1", "1\tТеория\t5"),
        ("TOC2", "1.1\tМәні\t12"),
    ]
    kinds = written.find("//w:p[2]//@w:fldCharType") + written.find("//w:p[4]//@w:fldCharType")
    page_field = ["begin", "separate", "end"]
    assert kinds == ["begin", "separate", *page_field, *page_field, "end"]
    assert written.instructions() == [
        'TOC \\o "1-2" \\h \\z \\u',
        *(f"PAGEREF {place_bookmark(target)} \\h" for target in ("in", "one", "two")),
    ]


def test_every_entry_links_to_the_bookmark_of_its_heading():
    written = write(CONTENTS, pages=PAGES)

    anchors = written.find("//w:hyperlink/@w:anchor")
    assert anchors == [place_bookmark(target) for target in ("in", "one", "two")]
    assert set(anchors) <= set(written.find("//w:bookmarkStart/@w:name"))


def test_an_update_of_the_contents_would_find_the_same_headings_in_the_same_order():
    written = write(CONTENTS, pages=PAGES)

    levels = {
        style.get(f"{{{style.nsmap['w']}}}styleId"): int(value(style, "w:pPr/w:outlineLvl") or 9)
        for style in written.find("//w:style[w:pPr/w:outlineLvl]", "word/styles.xml")
    }
    listed = [(levels[style] + 1, text) for style, text in written.paragraphs() if style in levels]
    assert listed == [(1, "КІРІСПЕ"), (1, "Теория"), (2, "Мәні")]


def test_long_titles_wrap_under_the_title_and_before_the_page_number():
    written = write(CONTENTS, pages=PAGES)

    style = written.find("//w:style[@w:styleId='TOC2']", "word/styles.xml")[0]
    # 1.1 at 14 pt: three half ems less one quarter, and a quarter for the gap
    assert value(style, "w:pPr/w:ind@hanging") == "420"
    assert value(style, "w:pPr/w:ind@left") == str(283 + 420)
    assert value(style, "w:pPr/w:ind@right") == "680"  # 12 mm
    right = style.find("w:pPr/w:tabs", style.nsmap)[-1]
    assert dict(zip(("val", "leader", "pos"), right.attrib.values(), strict=True)) == {
        "val": "right",
        "leader": "dot",
        "pos": "9638",  # 210 - 30 - 10 mm
    }


def test_a_list_of_figures_collects_the_captions_by_their_sequence():
    caption = (
        '<span class="label">Сурет <span class="number">1</span></span>'
        '<span class="separator"> – </span><span class="title">Карта</span>'
    )
    written = write(
        '<nav class="list-of-figures" id="lof"><h1 class="structural unlisted">ТІЗІМ</h1><ol>'
        '<li class="level-1"><a href="#fig:map"><span class="number">Сурет 1 –</span> '
        '<span class="title">Карта</span></a></li></ol></nav>'
        f'<section class="chapter" id="c"><figure id="fig:map"><figcaption>{caption}</figcaption>'
        "</figure></section>",
        pages=PageMap(labels={"fig:map": "7"}, total=9),
    )

    assert written.paragraphs() == [
        ("TOCHeading", "ТІЗІМ"),
        ("TableofFigures", "Сурет 1 – Карта\t7"),
        ("FigureCaption", "Сурет 1 – Карта"),
    ]
    assert written.instructions()[0] == 'TOC \\h \\z \\c "Сурет"'
    assert "SEQ Сурет \\* ARABIC" in written.instructions()
    assert text_of(written.find("//w:hyperlink")[0]) == "Сурет 1 – Карта\t7"
