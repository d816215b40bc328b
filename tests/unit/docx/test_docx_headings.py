from dataclasses import replace

from docx_case import chapter, profile, text_of, value, write


def numbered(level: int, number: str, title: str) -> str:
    head = f'<h{level} id="sec:{number}" class="numbered">'
    return f'{head}<span class="number">{number}</span> {title}</h{level}>'


def test_a_numbered_heading_gets_its_number_from_its_style():
    written = write(chapter(numbered(1, "1", "Теория") + numbered(2, "1.1", "Мәні")))

    assert written.paragraphs() == [("Heading1", "Теория"), ("Heading2", "Мәні")]
    second = written.find("//w:style[@w:styleId='Heading2']", "word/styles.xml")[0]
    assert (value(second, "w:pPr/w:numPr/w:ilvl"), value(second, "w:pPr/w:numPr/w:numId")) == (
        "1",
        "1",
    )
    level = written.find("//w:abstractNum[@w:abstractNumId=1]/w:lvl[2]", "word/numbering.xml")[0]
    assert (value(level, "w:lvlText"), value(level, "w:pStyle")) == ("%1.%2", "Heading2")
    assert written.codes == []


def test_the_dot_after_a_number_belongs_to_the_numbering():
    kz = profile()
    dotted = replace(kz, headings=replace(kz.headings, after_number="."))

    written = write(chapter(numbered(1, "1.", "Теория")), changed=dotted)

    assert written.paragraphs() == [("Heading1", "Теория")]
    assert written.find("//w:lvl[1]/w:lvlText/@w:val", "word/numbering.xml")[0] == "%1."


def test_a_number_that_the_numbering_would_not_give_is_reported_and_printed_as_it_is():
    written = write(chapter(numbered(1, "1", "Теория") + numbered(1, "3", "Әдіс")))

    assert written.codes == ["D104"]
    assert written.paragraphs()[1] == ("Heading1", "3 Әдіс")
    assert value(written.find("//w:p[2]")[0], "w:pPr/w:numPr/w:numId") == "0"


def test_headings_of_an_appendix_keep_the_letter_that_no_number_format_knows():
    label = '<span class="label">ҚОСЫМША <span class="number">Ә</span></span>'
    written = write(
        f'<section class="appendix" id="x"><h1 id="app:b" class="appendix">{label}<br/>Деректер'
        f"</h1>{numbered(2, 'Ә.1', 'Кестелер')}</section>"
    )

    assert written.paragraphs() == [
        ("AppendixHeading", "ҚОСЫМША Ә\nДеректер"),
        ("Heading2", "Ә.1 Кестелер"),
    ]
    assert written.codes == []


def test_a_heading_that_the_contents_leave_out_has_a_style_that_the_field_does_not_collect():
    written = write(
        '<nav class="contents" id="contents"><h1 id="toc" class="structural unlisted">МАЗМҰНЫ</h1>'
        '<ol><li class="level-1"><a href="#in"><span class="title">КІРІСПЕ</span></a></li></ol>'
        '</nav><section class="introduction" id="i"><h1 id="in" class="structural">КІРІСПЕ</h1>'
        '<h2 id="aim" class="unnumbered">Мақсаты</h2></section>'
    )

    styles = [style for style, _ in written.paragraphs()]
    assert styles == ["TOCHeading", "TOC1", "StructuralHeading", "UnlistedHeading"]
    for style in ("TOCHeading", "UnlistedHeading"):
        found = written.find(f"//w:style[@w:styleId='{style}']", "word/styles.xml")[0]
        assert value(found, "w:pPr/w:outlineLvl") is None
        assert value(found, "w:basedOn") == "Normal"


def test_a_bookmark_covers_the_whole_heading():
    written = write(chapter(numbered(1, "1", "Теория")))

    heading = written.find("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]
    names = heading.xpath(".//@w:name[starts-with(., '_Toc')]", namespaces=heading.nsmap)
    assert sorted(name.rsplit("_", 1)[0] for name in names) == ["_Toc_part", "_Toc_sec_1"]
    assert text_of(heading) == "Теория"
