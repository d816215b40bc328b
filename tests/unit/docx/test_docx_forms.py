"""The forms of headings, captions, notes, contents and sources as Word's own styles and fields."""

from dataclasses import replace
from typing import Any

import pytest
from docx_case import chapter, profile, text_of, value, write

from baspa.length import Length
from baspa.profile import HeadingStyle, Profile

RUN_IN = (
    '<div class="run-in"><h3 id="sec:a" class="numbered"><span class="number">1.1.1</span> Қысқа.'
    "</h3> <p>Мәтін <em>бар</em>.</p></div>"
)


def changed(part: str, **fields: Any) -> Profile:
    """Return the usual profile with `fields` of one of its parts changed."""
    kz = profile()
    return replace(kz, **{part: replace(getattr(kz, part), **fields)})


def run_in_profile() -> Profile:
    look = HeadingStyle(size=Length.parse("14pt"))
    return changed("headings", levels=(look, look, replace(look, run_in=True)))


def style(written: Any, style_id: str) -> Any:
    return written.find(f"//w:style[@w:styleId='{style_id}']", "word/styles.xml")[0]


def test_a_run_in_heading_opens_its_paragraph_in_a_style_of_its_own():
    written = write(chapter(RUN_IN), changed=run_in_profile())

    assert written.paragraphs() == [("RunInHeading3Paragraph", "1.1.1 Қысқа. Мәтін бар.")]
    runs = written.find("//w:body/w:p/w:r")
    looks = [(text_of(run.getparent()) and run.findtext("w:t", None, run.nsmap)) for run in runs]
    styles = [value(run, "w:rPr/w:rStyle") for run in runs]
    assert list(zip(looks, styles, strict=True)) == [
        ("1.1.1", "RunInHeading3"),
        (" Қысқа.", "RunInHeading3"),
        (" ", None),
        ("Мәтін ", None),
        ("бар", None),
        (".", None),
    ]
    assert value(style(written, "RunInHeading3"), "w:rPr/w:b@val") is None
    assert written.codes == []


def test_a_reference_to_a_run_in_heading_repeats_the_number_in_its_text():
    reference = '<p><a class="reference" href="#sec:a"><span class="number">1.1.1</span></a></p>'

    written = write(chapter(RUN_IN + reference), changed=run_in_profile())

    (instruction,) = written.instructions()
    name = instruction.split()[1]
    assert name.startswith("_Ref")
    (start,) = written.find(f"//w:bookmarkStart[@w:name='{name}']")
    assert start.getnext().findtext("w:t", None, start.nsmap) == "1.1.1"


def test_headings_have_a_face_of_their_own():
    written = write(chapter("<p>x</p>"), changed=changed("headings", font="Liberation Sans"))

    faces = [
        value(style(written, name), "w:rPr/w:rFonts@ascii")
        for name in ("Heading1", "StructuralHeading", "TOCHeading", "BodyText")
    ]
    assert faces == ["Liberation Sans"] * 3 + [None]


def test_headings_of_appendices_look_as_the_profile_says():
    look = HeadingStyle(size=Length.parse("16pt"), align="right", upper=True)

    written = write(chapter("<p>x</p>"), changed=changed("headings", appendix=look))

    appendix = style(written, "AppendixHeading")
    assert (value(appendix, "w:pPr/w:jc"), value(appendix, "w:rPr/w:sz")) == ("right", "32")
    assert value(appendix, "w:rPr/w:caps") == "0"  # its words are in capitals already


def test_captions_have_a_line_spacing():
    written = write(chapter("<p>x</p>"), changed=changed("table_caption", line_spacing=1.5))

    assert value(style(written, "TableCaption"), "w:pPr/w:spacing@line") == "360"
    assert value(style(written, "FigureCaption"), "w:pPr/w:spacing@line") == "240"


def test_the_title_of_a_caption_may_be_bold():
    caption = '<caption><span class="label">Кесте</span><span class="title">Баға</span></caption>'

    written = write(
        chapter(f"<table>{caption}<tr><td>x</td></tr></table>"),
        changed=changed("table_caption", title_bold=True),
    )

    label, title = written.find("//w:body/w:p[w:pPr/w:pStyle/@w:val='TableCaption']/w:r")
    assert (value(label, "w:rPr/w:b"), title.find("w:rPr/w:b", title.nsmap) is not None) == (
        None,
        True,
    )


@pytest.mark.parametrize(
    ("number", "kind", "fields", "before"),
    [
        ("2.1", "chapter", ["STYLEREF 1 \\s", "SEQ Кесте \\* ARABIC"], ""),
        ("А.1", "appendix", ["SEQ Кесте \\* ARABIC"], "А."),
        ("A1", "appendix", ["SEQ Кесте \\* ARABIC"], "A"),
        ("2.1", "appendix", ["SEQ Кесте \\* ARABIC"], "2."),
    ],
)
def test_the_number_of_a_caption_counts_on(number: str, kind: str, fields: list[str], before: str):
    label = f'<span class="label">Кесте <span class="number">{number}</span></span>'
    table = f'<table id="t"><caption>{label}</caption><tr><td>x</td></tr></table>'

    written = write(f'<section class="{kind}" id="p">{table}</section>')

    assert written.instructions() == fields
    (start,) = written.find("//w:bookmarkStart[starts-with(@w:name, '_Ref')]")
    first = start.getnext()
    assert (first.findtext("w:t", "", first.nsmap) if before else "") == before


def test_a_bracket_after_the_numeral_of_a_note():
    note = (
        '<p>сөз<span class="footnote" id="fn-1"><span class="footnote-paragraph">Түсінік'
        "</span></span></p>"
    )

    written = write(chapter(note), changed=changed("footnotes", after_mark=")"))

    assert written.paragraphs() == [("BodyText", "сөз¹)")]
    bracket = written.find("//w:body/w:p/w:r[last()]")[0]
    assert value(bracket, "w:rPr/w:rStyle") == "FootnoteReference"
    text = written.find("//w:footnote[@w:id=1]//w:t/text()", "word/footnotes.xml")
    assert text == [")", " ", "Түсінік"]


def test_the_first_level_of_the_contents_may_be_bold():
    written = write(chapter("<p>x</p>"), changed=changed("contents", bold_first=True))

    bold = [
        style(written, f"TOC{n}").find("w:rPr/w:b", written.part("word/styles.xml").nsmap)
        is not None
        for n in (1, 2)
    ]
    assert bold == [True, False]


def test_room_between_sources():
    room = changed("citations", entry_space=Length.parse("12pt"), entry_line_spacing=1.0)

    written = write(chapter("<p>x</p>"), changed=room)

    spacing = style(written, "Bibliography")
    assert value(spacing, "w:pPr/w:spacing@after") == "240"
    assert value(spacing, "w:pPr/w:spacing@line") == "240"
