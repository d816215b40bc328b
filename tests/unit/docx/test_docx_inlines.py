from dataclasses import replace

from docx_case import chapter, profile, style_of, text_of, value, write

from baspa.docx.oxml import NAMESPACES, qualified
from baspa.model import PageMap
from baspa.profile import Part

FOOTNOTES = "word/footnotes.xml"


def runs_of(written) -> list[tuple[str, list[str]]]:
    """Text of each run with the names of its properties."""
    found = []
    for run in written.find("//w:body//w:r[w:t]"):
        properties = run.find("w:rPr", NAMESPACES)
        names = [] if properties is None else [p.tag.split("}")[1] for p in properties]
        found.append((text_of(run), names))
    return found


def test_white_space_collapses_across_elements_and_vanishes_at_the_ends():
    written = write(chapter("<p>\n  бір <em> екі</em>\n үш<br/>\n төрт  </p>"))

    assert written.paragraphs() == [("BodyText", "бір екі үш\nтөрт")]


def test_a_no_break_space_is_no_white_space():
    assert write(chapter("<p>№\u00a05\u00a0</p>")).paragraphs() == [("BodyText", "№\u00a05\u00a0")]


def test_emphasis_adds_up():
    written = write(chapter("<p><strong>бір <em>екі</em></strong> x<sub>i</sub></p>"))

    assert runs_of(written) == [
        ("бір ", ["b", "bCs"]),
        ("екі", ["b", "bCs", "i", "iCs"]),
        (" x", []),
        ("i", ["vertAlign"]),
    ]


def test_what_antiplagiarism_services_flag_never_gets_out():
    written = write(chapter("<p>сө\u00adз\u200bбен</p>"))
    assert written.paragraphs() == [("BodyText", "сөзбен")]


def test_a_run_in_another_language_says_so_and_the_document_says_its_own():
    written = write(
        '<section class="abstract" id="a" lang="ru"><p>Текст <span lang="kk">мәтін</span>'
        ' <span lang="en">text</span></p></section>'
    )

    languages = [
        value(run, "w:rPr/w:lang") for run in written.find("//w:body//w:r[w:t[normalize-space()]]")
    ]
    assert languages == ["ru-RU", None, "en-US"]
    defaults = written.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml")
    assert defaults == ["kk-KZ"]


def test_a_link_to_the_web_is_a_relationship():
    written = write(chapter('<p><a href="https://example.org/?a=1&amp;b=2">сілтеме</a></p>'))

    link = written.find("//w:hyperlink")[0]
    relations = written.part("word/_rels/document.xml.rels")
    target = relations.xpath(f"//*[@Id='{link.get(qualified('r:id'))}']")[0]
    assert (target.get("Target"), target.get("TargetMode")) == (
        "https://example.org/?a=1&b=2",
        "External",
    )


def test_a_footnote_is_native_and_keeps_its_formatting_and_links():
    written = write(
        chapter(
            '<p>Сөз<span class="footnote" id="fn-1"><span class="footnote-paragraph">Ескерту '
            '<em>көлбеу</em> <a href="https://example.org">сілтеме</a>.</span>'
            '<span class="footnote-paragraph">Екінші.</span></span>.</p>'
        )
    )

    assert written.paragraphs() == [("BodyText", "Сөз¹.")]
    notes = written.find("/w:footnotes/w:footnote", "word/footnotes.xml")
    assert [note.get(qualified("w:id")) for note in notes] == ["-1", "0", "1"]
    paragraphs = notes[2].findall(qualified("w:p"))
    assert [(style_of(p), text_of(p)) for p in paragraphs] == [
        ("FootnoteText", " Ескерту көлбеу сілтеме."),
        ("FootnoteText", "Екінші."),
    ]
    relations = written.part("word/_rels/footnotes.xml.rels")
    assert [r.get("Target") for r in relations] == ["https://example.org"]


def test_a_note_is_in_the_language_of_the_text_around_its_mark():
    mark = '<p>Слово<span class="footnote" id="fn-1">{}</span>.</p>'
    note = '<span class="footnote-paragraph">Примечание.</span>'
    part = f'<section class="abstract" id="a" lang="ru">{mark.format(note)}</section>'

    languages = write(part).find("//w:footnote//w:r[w:t='Примечание.']//w:lang/@w:val", FOOTNOTES)

    assert languages == ["ru-RU"]


def test_an_endnote_is_native_where_the_profile_prints_notes_behind_the_text():
    own = profile()
    at_end = replace(own, parts=(*own.parts, Part.NOTES))
    notes_part = (
        '<section class="notes" id="notes"><h1 id="h" class="structural">ЕСКЕРТПЕЛЕР</h1>'
        '<ol class="notes"><li id="fn-1"><span class="marker">1</span> '
        '<span class="footnote-paragraph" data-block="_bn">Түсінік.</span></li></ol></section>'
    )
    mark = '<p>Сөз<a class="note-mark" href="#fn-1">1</a>.</p>'
    written = write(chapter(mark) + notes_part, changed=at_end)

    assert written.paragraphs() == [("BodyText", "Сөз."), ("StructuralHeading", "ЕСКЕРТПЕЛЕР")]
    assert written.find("//w:endnoteReference/@w:id") == ["1"]
    (note,) = written.find("/w:endnotes/w:endnote[not(@w:type)]/w:p", "word/endnotes.xml")
    assert (style_of(note), text_of(note)) == ("EndnoteText", " Түсінік.")
    assert note.xpath("w:bookmarkStart/@w:name", namespaces=note.nsmap) == ["_bn"]
    formats = written.find("//w:endnotePr/w:numFmt/@w:val")
    formats += written.find("//w:endnotePr/w:numFmt/@w:val", "word/settings.xml")
    assert {*formats} == {"decimal"}


def test_the_number_of_pages_is_a_field():
    written = write(
        chapter('<p>Жұмыс <span class="page-count"/> беттен тұрады.</p>'),
        pages=PageMap(labels={}, total=64),
    )

    assert written.instructions() == ["NUMPAGES \\* Arabic"]
    assert written.paragraphs() == [("BodyText", "Жұмыс 64 беттен тұрады.")]


def test_the_number_of_pages_is_text_where_page_numbers_jump():
    written = write(
        '<section class="abstract uncounted-page" id="a">'
        '<p><span class="page-count"/></p></section>'
        '<section class="chapter" id="b"><p>бір</p></section>',
        pages=PageMap(labels={}, total=64),
    )

    assert written.find("//w:body/w:p[1]//w:t/text()") == ["64"]
    assert written.instructions() == []


def test_a_reference_to_a_roman_page_number_is_a_field_in_a_link():
    body = '<p id="x">бір</p><p><a class="page-reference" href="#x"></a></p>'
    written = write(
        f'<section class="abstract front-page" id="part">{body}</section>',
        profile_id="en-turabian",
        pages=PageMap(labels={"x": "iv"}, total=9),
    )

    [link] = written.find("//w:hyperlink")
    assert text_of(written.find("//w:body/w:p")[1]) == "iv"
    assert written.find(f"//w:bookmarkStart[@w:name='{link.get(qualified('w:anchor'))}']")
    anchor = link.get(qualified("w:anchor"))
    assert written.instructions() == ["QUOTE", f"PAGEREF {anchor} \\h"]


def test_a_listing_keeps_its_lines_and_blanks():
    written = write(chapter("<pre><code>def f():\n    return 1\n</code></pre>"))
    assert written.paragraphs() == [("SourceCode", "def f():\n    return 1")]


def test_the_explanation_of_a_formula_is_aligned_under_the_first_symbol():
    written = write(
        chapter(
            '<div class="where"><p><span class="where-word">мұндағы</span> <em>I</em> – бір;</p>'
            "<p><em>Z</em> – екі.</p></div>"
        )
    )

    assert written.paragraphs() == [("Where", "мұндағы\tI – бір;"), ("Where", "Z – екі.")]
    first, second = written.find("//w:body/w:p")
    tab = value(first, "w:pPr/w:tabs/w:tab@pos")
    assert tab == value(first, "w:pPr/w:ind@left") == value(second, "w:pPr/w:ind@left") == "1134"


def test_a_term_and_its_meaning_are_one_paragraph():
    written = write(
        chapter(
            "<dl>\n<div><dt>Сөз</dt> – <dd>мағынасы.</dd><dd><p>Тағы бірі.</p></dd></div>\n"
            "<div><dt>Іс</dt> – <dd>әрекет.</dd></div>\n</dl>"
        )
    )

    assert written.paragraphs() == [
        ("BodyText", "Сөз – мағынасы."),
        ("BodyText", "Тағы бірі."),
        ("BodyText", "Іс – әрекет."),
    ]
    bold = [text_of(run) for run in written.find("//w:r[w:rPr/w:b]")]
    assert bold == ["Сөз", "Іс"]


def test_a_paragraph_that_announces_something_stays_with_it():
    written = write(chapter('<p class="lead">Мыналар:</p><ul><li>бір;</li></ul><p>Мәтін</p>'))

    kept = [
        p.find(qualified("w:pPr") + "/" + qualified("w:keepNext")) is not None
        for p in written.find("//w:body/w:p")
    ]
    assert kept == [True, False, False]


def test_quotations_and_continued_paragraphs_have_styles_of_their_own():
    written = write(
        chapter('<blockquote><p>Дәйек</p></blockquote><p class="continued">жалғасы</p>')
    )

    assert written.paragraphs() == [
        ("Quote", "Дәйек"),
        ("BodyTextContinued", "жалғасы"),
    ]
