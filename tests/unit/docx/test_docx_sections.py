from dataclasses import replace

import pytest
from docx_case import chapter, profile, style_of, text_of, value, write

from baspa.docx.geometry import landscape, upright
from baspa.docx.oxml import NAMESPACES as NS
from baspa.docx.oxml import qualified
from baspa.model import PageMap
from baspa.profile import Part, Profile


def part(kind: str, content: str) -> str:
    return f'<section class="{kind}" id="{kind.split()[0]}">{content}</section>'


FRONT = part("abstract unnumbered-page", "<p>бір</p>")
TEXT = part("introduction", "<p>екі</p>") + part("conclusion", "<p>үш</p>")


def test_pages_that_print_no_number_are_a_section_with_an_empty_footer():
    written = write(FRONT + TEXT)

    sections = written.find("//w:sectPr")
    assert [value(section, "w:type") for section in sections] == ["nextPage", "nextPage"]
    footers = [written.part(f"word/footer{n}.xml") for n in (1, 2)]
    assert [footer.xpath("string(.)") for footer in footers] == ["", " PAGE 1"]


def test_a_part_begins_on_a_new_page_in_the_same_section():
    paragraphs = write(FRONT + TEXT).find("//w:body/w:p")

    breaks = [p.find("w:pPr/w:pageBreakBefore", p.nsmap) is not None for p in paragraphs]
    assert [(text_of(p), b) for p, b in zip(paragraphs, breaks, strict=True)] == [
        ("бір", False),
        ("екі", False),
        ("үш", True),
    ]


def test_a_part_that_opens_with_a_table_gets_a_section_to_begin_a_page():
    table = "<table><tr><td>1</td></tr></table>"
    written = write(part("introduction", "<p>бір</p>") + part("conclusion", table))

    assert len(written.find("//w:sectPr")) == 2


def test_landscape_pages_are_the_sheet_turned_with_its_margins():
    written = write(chapter('<p>бір</p><div class="landscape"><p>екі</p></div><p>үш</p>'))

    sizes = [
        (value(s, "w:pgSz@w"), value(s, "w:pgSz@h"), value(s, "w:pgSz@orient"))
        for s in written.find("//w:sectPr")
    ]
    assert sizes == [
        ("11906", "16838", None),
        ("16838", "11906", "landscape"),
        ("11906", "16838", None),
    ]
    sheet = landscape(profile())
    # 30 mm of binding edge lie at the top, the 20 mm of the former top at the right
    assert (sheet.top, sheet.right, sheet.left) == (1701, 1134, 1417)


def test_a_landscape_page_keeps_room_for_its_number():
    sheet, kz = landscape(profile()), profile().page
    # the former right margin of 10 mm is less than 12.5 mm and a line of 14 pt
    assert sheet.bottom == kz.number.edge.twips + 322
    assert sheet.text_width == 16838 - 1134 - 1417


def test_a_table_on_a_landscape_page_is_as_wide_as_its_text():
    table = "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    written = write(chapter(f'<div class="landscape">{table}</div>'))

    assert sum(int(w) for w in written.find("//w:gridCol/@w:w")) == landscape(profile()).text_width


def paged(number: dict | None = None, **page) -> Profile:
    """kz-diploma with other settings of its page and of the page number."""
    kz = profile()
    page["number"] = replace(kz.page.number, **(number or {}))
    return replace(kz, page=replace(kz.page, **page))


ROMAN = {"restart_at": Part.INTRODUCTION, "front_format": "lower-roman"}


def numbering(written) -> list[tuple[str | None, str | None]]:
    """The format and the start of the page numbers of each section."""
    sections = written.find("//w:sectPr")
    return [(value(s, "w:pgNumType@fmt"), value(s, "w:pgNumType@start")) for s in sections]


def test_front_matter_is_numbered_in_roman_and_the_body_from_1():
    front = part("abstract front-page", "<p>бір</p>")
    turned = part("introduction", '<p>екі</p><div class="landscape"><p>үш</p></div>')

    written = write(front + turned, changed=paged(ROMAN))

    assert numbering(written) == [("lowerRoman", None), ("decimal", "1"), (None, None)]


def test_pages_that_do_not_count_are_stepped_over_by_what_the_last_layout_says():
    title = part("title-page unnumbered-page", "<p>бір</p>")
    body = title + part("abstract uncounted-page", "<p>екі</p>") + part("contents", "<p>үш</p>")
    places = {"title-page": 1, "abstract": 3, "contents": 5}

    written = write(body, pages=PageMap(labels={}, places=places, total=5))

    assert numbering(written) == [(None, None), ("none", None), ("decimal", "3")]


def test_the_number_of_the_front_matter_may_stand_elsewhere():
    front = part("abstract front-page", "<p>бір</p>")
    written = write(
        front + TEXT, changed=paged(ROMAN | {"place": "top-right", "front_place": "bottom-center"})
    )

    assert printed(written) == [
        {"footer": "center PAGE", "header": "empty"},
        {"footer": "empty", "header": "right PAGE"},
    ]


def test_on_paper_printed_on_both_sides_margins_and_numbers_change_places():
    front = part("abstract front-page unnumbered-page", "<p>бір</p>")
    written = write(front + TEXT, changed=paged(ROMAN | {"place": "bottom-outside"}, sides="two"))

    settings = [element.tag for element in written.part("word/settings.xml")]
    assert {qualified("w:mirrorMargins"), qualified("w:evenAndOddHeaders")} <= set(settings)
    assert printed(written) == [
        {"footer": "empty", "even footer": "empty"},
        {"footer": "right PAGE", "even footer": "left PAGE"},
    ]
    assert [value(s, "w:type") for s in written.find("//w:sectPr")] == ["nextPage", "oddPage"]


def test_on_paper_printed_on_one_side_nothing_is_mirrored():
    settings = [element.tag for element in write(TEXT).part("word/settings.xml")]

    assert not {qualified("w:mirrorMargins"), qualified("w:evenAndOddHeaders")} & set(settings)


def printed(written) -> list[dict[str, str]]:
    """What the headers and footers of each section print, and where in the line."""
    relations = {r.get("Id"): r.get("Target") for r in written.part("word/_rels/document.xml.rels")}
    found = []
    for section in written.find("//w:sectPr"):
        shown = {}
        for reference in section.xpath("w:headerReference | w:footerReference", namespaces=NS):
            kind = "header" if reference.tag == qualified("w:headerReference") else "footer"
            even = "even " if reference.get(qualified("w:type")) == "even" else ""
            root = written.part(f"word/{relations[reference.get(qualified('r:id'))]}")
            said = root.xpath("string(//w:instrText)", namespaces=NS).strip()
            align = value(root, "w:p/w:pPr/w:jc")
            shown[even + kind] = f"{align} {said}" if said else "empty"
        found.append(shown)
    return found


def test_a_section_does_not_end_with_its_contents():
    # LibreOffice would lose the header and the footer of the section
    contents = (
        '<nav class="contents front-page" id="contents"><ol><li class="level-1">'
        '<a href="#x"><span class="title">екі</span></a></li></ol></nav>'
    )

    written = write(contents + part("introduction", '<p id="x">екі</p>'), changed=paged(ROMAN))

    paragraphs = written.find("//w:body/w:p")
    assert [(style_of(p), p.find("w:pPr/w:sectPr", NS) is not None) for p in paragraphs] == [
        ("TOC1", False),
        ("Separator", True),
        ("BodyText", False),
    ]


def test_parts_run_on_where_both_of_them_may():
    body = "".join(
        part(kind, f"<p>{kind.split()[0]}</p>")
        for kind in ("contents", "introduction run-on", "chapter run-on", "references")
    )

    paragraphs = write(body).find("//w:body/w:p")

    assert [p.find("w:pPr/w:pageBreakBefore", p.nsmap) is not None for p in paragraphs] == [
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("profile_id", "kind", "align"),
    [("kz-diploma", "footer", "center"), ("en-apa7-student", "header", "right")],
)
def test_the_number_stands_where_the_profile_says(profile_id, kind, align):
    written = write(TEXT, profile_id=profile_id)

    style = written.find(f"//w:style[@w:styleId='{kind.capitalize()}']", "word/styles.xml")[0]
    assert value(style, "w:pPr/w:jc") == align
    edge = str(profile(profile_id).page.number.edge.twips)
    assert value(written.find("//w:sectPr")[-1], f"w:pgMar@{kind}") == edge


def test_margins_are_those_of_the_profile_in_exact_twips():
    sheet = upright(profile())
    assert (sheet.left, sheet.right, sheet.top, sheet.bottom) == (1701, 567, 1134, 1417)
    assert sheet.text_width == 9638


def test_the_title_page_is_a_section_with_its_foot_in_a_frame_at_the_bottom():
    title = part(
        "title-page unnumbered-page",
        '<p class="center">Университет</p><p class="foot center">Түркістан, 2026</p>',
    )
    written = write(title + TEXT)

    foot = written.find("//w:p[w:pPr/w:framePr]")[0]
    assert text_of(foot) == "Түркістан, 2026"
    frame = foot.find("w:pPr/w:framePr", foot.nsmap)
    assert {k: frame.get(qualified(f"w:{k}")) for k in ("vAnchor", "yAlign", "w")} == {
        "vAnchor": "margin",
        "yAlign": "bottom",
        "w": "9638",
    }
    end = foot.getnext()
    assert (text_of(end), value(end, "w:pPr/w:sectPr/w:type")) == ("", "nextPage")
    assert len(written.find("//w:sectPr")) == 2


def test_layout_classes_of_a_title_page():
    written = write(
        part(
            "title-page unnumbered-page",
            '<p class="center bold upper large space-2">Жұмыс</p>'
            '<div class="right-block"><p>Орындады</p><p class="blank-line small">(қолы)</p></div>',
        )
    )

    heading, author, line = written.find("//w:body/w:p")
    assert value(heading, "w:pPr/w:jc") == "center"
    assert value(heading, "w:pPr/w:spacing@before") == "644"  # two lines of 14 pt
    assert value(heading, "w:r/w:rPr/w:sz") == "33"
    assert heading.find("w:r/w:rPr/w:caps", heading.nsmap) is not None
    assert value(author, "w:pPr/w:ind@left") == "4819"
    assert line.find("w:pPr/w:pBdr/w:top", line.nsmap) is not None
    assert value(line, "w:r/w:rPr/w:sz") == "23"
    assert value(line, "w:pPr/w:spacing@before") == "322"  # a line to write on


SIGNATURE = (
    '<table class="layout"><tbody><tr><td><p class="space-1">Студент</p></td>'
    '<td><p class="blank-line small space-2">(қолы)</p></td></tr></tbody></table>'
)


def test_a_row_to_sign_has_no_indent_and_its_rule_a_line_below_the_words():
    written = write(part("declaration unnumbered-page", "<p>бір</p>" + SIGNATURE))

    words, caption = written.find("//w:tbl//w:p")
    assert value(words, "w:pPr/w:ind@firstLine") == "0"
    assert value(words, "w:pPr/w:jc") == "left"
    lines = [value(p, "w:pPr/w:spacing@before") for p in (words, caption)]
    assert lines == ["322", "644"]
    assert caption.find("w:pPr/w:pBdr/w:top", caption.nsmap) is not None


def test_free_lines_are_as_high_as_the_lines_of_their_part():
    forms = part("task unnumbered-page", SIGNATURE) + part("declaration", SIGNATURE)

    written = write(forms, profile_id="ru-gost-7.32-2017")

    rows = [value(p, "w:pPr/w:spacing@before") for p in written.find("//w:tbl//w:p")]
    assert rows == ["322", "644", "483", "966"]  # single and one and a half lines of 14 pt


def test_a_list_on_the_task_sheet_is_spaced_like_the_sheet():
    mark = '<span class="marker">1)</span>'
    items = f'<ol class="decimal" start="1" data-delimiter=")"><li>{mark} а</li></ol>'

    [item] = write(part("task", items)).find("//w:body/w:p")

    assert value(item, "w:pPr/w:pStyle") == "TitlePage"
