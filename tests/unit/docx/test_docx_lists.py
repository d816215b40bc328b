from docx_case import chapter, profile, style_of, text_of, value, write

from baspa.docx.numbering import ListFormat, list_format


def ordered(kind: str, marks: str, start: int = 1) -> str:
    items = "".join(f'<li><span class="marker">{mark}</span> x</li>' for mark in marks.split())
    return f'<ol class="{kind}" start="{start}">{items}</ol>'


def numbers_of(written) -> list[tuple[str, str] | None]:
    """Level and `w:numId` of each paragraph's own numbering."""
    found = []
    for paragraph in written.find("//w:body/w:p"):
        level = value(paragraph, "w:pPr/w:numPr/w:ilvl")
        found.append(level and (level, value(paragraph, "w:pPr/w:numPr/w:numId")))
    return found


def test_every_ordered_list_counts_for_itself():
    written = write(chapter(ordered("decimal", "1) 2)") + ordered("decimal", "3) 4)", 3)))

    assert written.paragraphs() == [("ListNumber", "x")] * 4
    assert numbers_of(written) == [("0", "5"), ("0", "5"), ("0", "6"), ("0", "6")]
    starts = written.find("//w:num[@w:numId>4]//w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["1", "3"]
    abstracts = written.find("//w:abstractNum[@w:abstractNumId>4]", "word/numbering.xml")
    assert [value(a, "w:lvl/w:lvlText") for a in abstracts] == ["%1)"]


def test_bullets_share_one_numbering_and_nest_by_level():
    item = '<li><span class="marker">–</span> {}</li>'
    inner = "<ul>" + item.format("ішкі") + "</ul>"
    written = write(chapter("<ul>" + item.format("сыртқы" + inner) + item.format("тағы") + "</ul>"))

    assert written.paragraphs() == [
        ("ListBullet", "сыртқы"),
        ("ListBullet", "ішкі"),
        ("ListBullet", "тағы"),
    ]
    assert numbers_of(written) == [("0", "5"), ("1", "6"), ("0", "5")]


def test_kazakh_letters_are_text_since_word_has_no_such_alphabet():
    written = write(chapter(ordered("letter", "а) ә) б)")))

    assert [text for _, text in written.paragraphs()] == ["а)\tx", "ә)\tx", "б)\tx"]
    first = written.find("//w:body/w:p")[0]
    lists = profile().lists
    assert value(first, "w:pPr/w:ind@firstLine") == str(lists.indent.twips)
    assert value(first, "w:pPr/w:tabs/w:tab@pos") == str(
        lists.indent.twips + lists.marker_width.twips
    )


def test_the_format_is_the_one_that_prints_the_marks():
    assert list_format("letter", ["а)", "б)", "в)"], 1) == ListFormat("russianLower", "%1)")
    assert list_format("letter", ["е)", "ж)", "и)"], 6) is None  # Word goes on with з
    assert list_format("letter", ["a.", "b."], 1) == ListFormat("lowerLetter", "%1.")
    assert list_format("roman", ["i", "ii", "iii", "iv"], 1) == ListFormat("lowerRoman", "%1")
    assert list_format("decimal", ["(1)", "(2)"], 1) == ListFormat("decimal", "(%1)")
    assert list_format("decimal", ["1)", "3)"], 1) is None


def test_further_paragraphs_of_an_item_go_on_without_a_mark():
    written = write(chapter('<ul><li><p><span class="marker">–</span> бір</p><p>екі</p></li></ul>'))

    assert written.paragraphs() == [("ListBullet", "бір"), ("ListContinue", "екі")]


def test_a_hanging_list_hangs():
    written = write(
        chapter('<ul><li><span class="marker">•</span> one</li></ul>'),
        profile_id="en-apa7-student",
        lang="en",
    )

    level = written.find("//w:abstractNum[@w:abstractNumId>4]/w:lvl[1]", "word/numbering.xml")[0]
    assert (value(level, "w:pPr/w:ind@left"), value(level, "w:pPr/w:ind@hanging")) == ("720", "360")


def test_sources_without_numbers_hang_and_have_no_numbering():
    written = write(
        chapter('<ul class="bibliography"><li id="ref-a">Perez, C. (2002).</li></ul>'),
        profile_id="en-apa7-student",
        lang="en",
    )

    (source,) = written.find("//w:body/w:p")
    assert (style_of(source), text_of(source)) == ("Bibliography", "Perez, C. (2002).")
    style = written.find("//w:style[@w:styleId='Bibliography']", "word/styles.xml")[0]
    assert value(style, "w:pPr/w:ind@hanging") == "720"  # half an inch
    assert value(style, "w:pPr/w:numPr/w:numId") is None


def test_a_list_in_a_table_is_set_as_the_table_is():
    item = '<li><span class="marker">–</span> x</li>'
    cell = write(chapter(f"<table><tr><td><ul>{item}</ul></td></tr></table>")).find("//w:tc")[0]

    assert [style_of(p) for p in cell.findall("w:p", cell.nsmap)] == ["TableText"]


def test_a_list_style_alone_begins_a_list_as_the_profile_has_them():
    written = write(chapter("<p>x</p>"))

    linked = {}
    for name in ("ListBullet", "ListNumber"):
        style = written.find(f"//w:style[@w:styleId='{name}']", "word/styles.xml")[0]
        number = value(style, "w:pPr/w:numPr/w:numId")
        abstract = f"//w:abstractNum[@w:abstractNumId='{number}']/w:lvl[@w:ilvl='0']"
        level = written.find(abstract, "word/numbering.xml")[0]
        assert value(level, "w:pStyle") == name
        linked[name] = (value(level, "w:numFmt"), value(level, "w:lvlText"))
    assert linked == {"ListBullet": ("bullet", "–"), "ListNumber": ("decimal", "%1)")}


def test_an_item_whose_mark_is_text_has_no_second_mark():
    written = write(chapter(ordered("letter", "а) ә)")))

    assert numbers_of(written) == [("0", "0"), ("0", "0")]
