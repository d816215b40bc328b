import io
import zipfile

from docx_case import chapter, value, write

from baspa.docx.oxml import NAMESPACES

HEAD = (
    '<title>Тақырып</title><meta name="author" content="Үлгібекова А."/>'
    '<meta name="keywords" content="химия"/><meta name="dcterms.created" content="2026-05-25"/>'
)


def core(written) -> dict[str, str]:
    return {e.tag.split("}")[1]: e.text for e in written.part("docProps/core.xml")}


def test_two_writings_give_the_same_bytes():
    body = chapter('<p id="a">x<a href="https://example.org">y</a></p><ul><li><p>z</p></li></ul>')
    assert write(body, head=HEAD).content == write(body, head=HEAD).content


def test_the_properties_say_what_the_head_says(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert core(write(chapter("<p>x</p>"), head=HEAD)) == {
        "title": "Тақырып",
        "creator": "Үлгібекова А.",
        "keywords": "химия",
        "language": "kk",
        "created": "2026-05-25T00:00:00Z",
        "modified": "2026-05-25T00:00:00Z",
    }


def test_nobody_is_the_author_and_no_date_is_made_up(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert core(write(chapter("<p>x</p>"))) == {"title": "Тақырып", "language": "kk"}


def test_the_source_date_wins(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert core(write(chapter("<p>x</p>"), head=HEAD))["created"] == "1970-01-01T00:00:00Z"


def test_the_package_holds_only_what_it_needs_and_no_dates():
    with zipfile.ZipFile(io.BytesIO(write(chapter("<p>x</p>")).content)) as package:
        members = package.infolist()

    assert sorted(member.filename for member in members) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "customXml/_rels/item1.xml.rels",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_word_asks_nothing_and_breaks_lines_as_word_2010():
    written = write(chapter("<p>x</p>"))

    settings = "word/settings.xml"
    assert written.find("//w:updateFields", settings) == []
    mode = written.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", settings)
    assert mode == ["14"]
    assert written.find("//w:footnotePr/w:footnote/@w:id", settings) == ["-1", "0"]


def test_the_text_has_the_face_size_spacing_and_indent_of_the_profile():
    written = write(chapter("<p>x</p>"), profile_id="ru-gost-7.32-2017", lang="ru")

    styles = "word/styles.xml"
    fonts = written.find("//w:docDefaults//w:rFonts", styles)[0]
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert len(fonts.attrib) == 4
    normal = written.find("//w:style[@w:styleId='Normal']", styles)[0]
    body = written.find("//w:style[@w:styleId='BodyText']", styles)[0]
    assert value(normal, "w:pPr/w:spacing@line") == "360"
    assert value(body, "w:pPr/w:ind@firstLine") == "709"  # 12.5 mm
    assert value(body, "w:pPr/w:jc") == "both"
    assert written.find("//w:docDefaults//w:sz/@w:val", styles) == ["28"]
    names = written.find("//w:style/w:name/@w:val", styles)
    assert {"heading 1", "toc 1", "caption", "footnote text", "Body Text"} <= set(names)


def test_every_style_is_based_on_one_that_exists():
    written = write(chapter("<p>x</p>"))

    ids = set(written.find("//w:style/@w:styleId", "word/styles.xml"))
    named = written.find("//w:basedOn/@w:val | //w:next/@w:val", "word/styles.xml")
    assert set(named) <= ids


def test_our_own_styles_have_a_name_in_the_language_of_the_document():
    found = {}
    for language in ("kk", "ru", "en"):
        styles = write(chapter("<p>x</p>"), lang=language).part("word/styles.xml")
        caption = styles.find("w:style[@w:styleId='TableCaption']", NAMESPACES)
        found[language] = (value(caption, "w:name"), value(caption, "w:aliases"))

    assert found == {
        "kk": ("Table Caption", "Кестенің атауы"),
        "ru": ("Table Caption", "Название таблицы"),
        "en": ("Table Caption", "Table caption"),
    }


def test_the_gallery_shows_what_a_person_applies():
    styles = write(chapter("<p>x</p>"))

    shown = styles.find("//w:style[w:qFormat]/@w:styleId", "word/styles.xml")
    assert {"Heading1", "BodyText", "FigureCaption", "ListBullet", "Note"} <= set(shown)
    assert {"TOC1", "TitlePage", "Separator", "Hyperlink"}.isdisjoint(shown)
    shown = styles.find("//w:lsdException[@w:semiHidden='0']/@w:name", "word/styles.xml")
    assert {"heading 1", "caption", "toc 1"} <= set(shown)
