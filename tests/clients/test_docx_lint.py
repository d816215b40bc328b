"""The linter finds what it is there for: a sound DOCX, and the same with one thing damaged."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx_lint import RULES, lint, read_package
from every_docx import EXTREMES, mistakes
from thesis_case import PNG

from baspa.diagnostics import Findings
from baspa.docx.fields import place_bookmark
from baspa.docx.writer import write_draft
from baspa.model import Asset, PageMap
from baspa.profile import load_profile

HTML = """<html lang="kk"><head><title>Т</title></head><body>
<section class="chapter" id="part"><h1 id="sec:a" class="numbered"><span class="number">1</span>
<span class="title">А</span></h1>
<p><a href="#sec:a">сілтеме</a>, <a class="page-reference" href="#sec:a"></a>,
<a href="https://example.org">тор</a><span class="footnote">ескерту</span></p>
<ul><li><span class="marker">–</span> бір</li></ul>
<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<figure><img src="map.png" alt="карта"/></figure></section></body></html>"""
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
FOOTNOTES, RELATIONS = "word/footnotes.xml", "word/_rels/document.xml.rels"
RUN = "<w:r><w:t>x</w:t></w:r>"
MARK = '<w:bookmarkStart w:id="{0}" w:name="x"/><w:bookmarkEnd w:id="{0}"/>'

DAMAGES: dict[str, tuple[str, str, str, str]] = {
    "a part twice": (STYLES, "", "", "part 'word/styles.xml' twice"),
    "a field without its end": (
        DOCUMENT,
        '<w:fldChar w:fldCharType="end"/>',
        "",
        f"{DOCUMENT}: 1 fields are not closed",
    ),
    "a field without its begin": (
        DOCUMENT,
        '<w:fldChar w:fldCharType="begin"/>',
        "",
        f"{DOCUMENT}: a field's separate has no begin",
    ),
    "a cell that ends with a table": (
        DOCUMENT,
        "</w:tc>",
        "<w:tbl/></w:tc>",
        f"{DOCUMENT}: a cell does not end with a paragraph",
    ),
    "a relationship that is missing": (
        DOCUMENT,
        'r:embed="rId[0-9]+"',
        'r:embed="rId99"',
        f"{DOCUMENT}: no relationship rId99",
    ),
    "a part that is missing": (
        RELATIONS,
        "media/image1.png",
        "media/image2.png",
        f"{DOCUMENT}: there is no part word/media/image2.png",
    ),
    "a picture that nothing shows": (
        RELATIONS,
        "media/image1.png",
        "styles.xml",
        "nothing shows word/media/image1.png",
    ),
    "two bookmarks of one name": (
        DOCUMENT,
        "</w:body>",
        MARK.format(98) + MARK.format(99) + "</w:body>",
        "bookmark 'x' twice",
    ),
    "a bookmark without its end": (
        DOCUMENT,
        '<w:bookmarkEnd w:id="1"/>',
        "",
        "bookmarks do not begin and end alike",
    ),
    "a link to nothing": (
        DOCUMENT,
        'w:anchor="[^"]+"',
        'w:anchor="nowhere"',
        "no bookmark nowhere",
    ),
    "a page reference to nothing": (
        DOCUMENT,
        r"PAGEREF \S+",
        "PAGEREF nowhere",
        "no bookmark nowhere",
    ),
    "a style that is missing": (
        DOCUMENT,
        'w:pStyle w:val="Heading1"',
        'w:pStyle w:val="None"',
        "no style None",
    ),
    "a base of a style that is missing": (
        STYLES,
        'w:basedOn w:val="BodyText"',
        'w:basedOn w:val="None"',
        "no style None",
    ),
    "a numbering that is missing": (
        DOCUMENT,
        'w:numId w:val="5"',
        'w:numId w:val="77"',
        "no numbering 77",
    ),
    "an abstract numbering that is missing": (
        "word/numbering.xml",
        '<w:abstractNumId w:val="3"/>',
        '<w:abstractNumId w:val="77"/>',
        "no abstract numbering 77",
    ),
    "a footnote without a mark": (
        FOOTNOTES,
        '<w:footnote w:id="1">',
        '<w:footnote w:id="7">',
        "the marks of footnotes and the footnotes differ",
    ),
    "two drawings of one id": (
        DOCUMENT,
        r"(<w:drawing>.*</w:drawing>)",
        r"\1\1",
        "drawing id '1' twice",
    ),
    "two paragraphs of one paraId": (
        DOCUMENT,
        "</w:body>",
        '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="1A"/>'
        * 2
        + "</w:body>",
        "paraId '1A' twice",
    ),
    "a picture without alt text": (
        DOCUMENT,
        'descr="карта"',
        'descr=""',
        "picture 1 has no alt text",
    ),
    "an empty link": (
        DOCUMENT,
        "(<w:hyperlink [^>]*>)<w:r>.*?</w:r>",
        r"\1",
        f"the link to {place_bookmark('sec:a')} is empty",
    ),
    "a link in a link": (
        DOCUMENT,
        "(<w:hyperlink [^>]*>)",
        r"\1\1" + RUN + "</w:hyperlink>",
        "a link stands in a link",
    ),
    "a section out of order": (
        DOCUMENT,
        "(<w:type [^>]*>)(<w:pgSz [^>]*>)",
        r"\2\1",
        "w:sectPr holds footerReference pgSz type pgMar",
    ),
    "a grid that does not add up": (
        DOCUMENT,
        'w:gridCol w:w="[0-9]+"',
        'w:gridCol w:w="1"',
        "the columns of a table are 2 twips wide, the table is not",
    ),
    "a row that does not fill its table": (
        DOCUMENT,
        'w:tcW w:w="[0-9]+"',
        'w:tcW w:w="1"',
        "a row is 2 twips wide, its table 9638",
    ),
    "what a spelling checker left": (
        DOCUMENT,
        "</w:p>",
        '<w:proofErr w:type="spellStart"/></w:p>',
        "a w:proofErr is left",
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    findings = Findings()
    loaded = load_profile("kz-diploma", findings, {})
    assert loaded is not None
    picture = Asset(name="map.png", media_type="image/png", content=PNG, width_mm=10, height_mm=10)
    draft = write_draft(HTML, {"map.png": picture}, loaded.profile, findings)
    content = draft.filled(PageMap(labels={}, total=0)).docx
    assert findings.diagnostics == []
    path = tmp_path_factory.mktemp("lint") / "sound.docx"
    path.write_bytes(content)
    return path


def damaged(sound: Path, target: Path, part: str, old: str, new: str) -> Path:
    """The DOCX with `old` replaced in one part; without an `old` that part stands in it twice."""
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            text = source.read(name)
            if name == part and old:
                text, count = re.subn(old.encode(), new.encode(), text)
                assert count, "nothing was damaged"
            package.writestr(name, text)
            if name == part and not old:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    package.writestr(name, text)
    return target


def test_a_sound_document_has_no_findings(sound: Path) -> None:
    assert lint(sound) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_found(sound: Path, tmp_path: Path, name: str) -> None:
    part, old, new, expected = DAMAGES[name]
    assert expected in lint(damaged(sound, tmp_path / "damaged.docx", part, old, new))


def test_every_rule_is_shown_to_fail(sound: Path, tmp_path: Path) -> None:
    told = {
        rule.__name__
        for part, old, new, _ in DAMAGES.values()
        for rule in RULES
        if list(rule(read_package(damaged(sound, tmp_path / "damaged.docx", part, old, new))))
    }
    assert told == {rule.__name__ for rule in RULES}


def test_what_a_run_leaves_behind_is_told_when_it_is_over(sound: Path, tmp_path: Path) -> None:
    """A package of ours is known by its dates: the damaged ones above have others."""
    wrong = tmp_path / "wrong.docx"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(wrong, "w") as package:
        for member in source.infolist():
            text = source.read(member)
            if member.filename == DOCUMENT:
                text = text.replace(b"<w:pPr>", b"<w:pPr><w:nonsense/>", 1)
            package.writestr(member, text)

    told = list(mistakes(tmp_path))
    wrong.unlink()  # else this very run would fail

    assert len(told) == len(EXTREMES)
    assert all(line.startswith(f"{wrong}: ") and "nonsense" in line for line in told)
