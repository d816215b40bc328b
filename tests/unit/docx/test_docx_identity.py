"""One bookmark for each block, and the part that tells where its text comes from."""

from __future__ import annotations

from dataclasses import replace

from docx_case import NO_PAGES, Written, chapter, profile, text_of, write
from lxml import etree

from baspa.diagnostics import Findings, Span
from baspa.docx.identity import block_texts
from baspa.docx.oxml import NAMESPACES, qualified
from baspa.docx.writer import write_draft
from baspa.model import Asset, BlockSource, SourceMap, text_digest
from baspa.model.later import Later

PICTURE = '<img src="a.svg" alt="сурет" style="width: 60.00mm; height: 30.00mm"/>'
LABEL = '<span class="label">Сурет <span class="number">1</span></span> – Карта'
TABLE = (
    '<table id="tbl:t" data-block="_bt"><caption>Кесте 1 – Баға</caption>'
    '<thead><tr><th class="left">Жыл</th></tr></thead><tbody><tr><td class="left">5</td></tr>'
    "</tbody></table>"
)


def assets() -> dict[str, Asset]:
    content = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    kind, sides = "image/svg+xml", {"width_mm": 60, "height_mm": 30}
    return {"a.svg": Asset(name="a.svg", media_type=kind, content=content, fallback=b"", **sides)}


def blocks(written: Written, part: str = "word/document.xml") -> dict[str, str]:
    """The text under the bookmark of each block."""
    found = block_texts(written.part(part))
    return {name: text for name, text in found.items() if name.startswith(("_b", "_t"))}


def test_every_kind_of_block_has_its_bookmark() -> None:
    written = write(
        chapter(
            '<h1 id="h" data-block="_bh" class="unnumbered">Тарау</h1>'
            '<p data-block="_bp">Мәтін <em>мен</em> сөз.</p>'
            '<blockquote><p data-block="_bq">Дәйексөз.</p></blockquote>'
            '<ul><li data-block="_bi"><span class="marker">–</span> тармақ'
            '<pre data-block="_bc"><code>a = 1\nb</code></pre></li></ul>'
            '<dl><div data-block="_bd"><dt>Термин</dt> – <dd>анықтама</dd></div></dl>'
            '<div class="where"><p data-block="_bw"><span class="where-word">мұндағы</span> х</p>'
            '</div><div class="equation" data-block="_be"><math display="block"><mi>x</mi></math>'
            '</div><div class="equation" id="eq:n" data-block="_bn"><math display="block">'
            '<mi>x</mi></math><span class="number">(1)</span></div>'
            f'{TABLE}<figure id="fig:f" data-block="_bf">{PICTURE}<figcaption>{LABEL}</figcaption>'
            "</figure>"
        ),
        assets=assets(),
    )

    assert blocks(written) == {
        "_bh": "Тарау",
        "_bp": "Мәтін мен сөз.",
        "_bq": "Дәйексөз.",
        "_bi": "тармақ",
        "_bc": "a = 1 b",
        "_bd": "Термин – анықтама",
        "_bw": "мұндағы х",
        "_be": "",
        "_bn": "(1)",
        "_bt": "Кесте 1 – Баға",
        "_bf": "Сурет 1 – Карта",
    }


def test_the_bookmark_of_a_figure_covers_picture_and_caption() -> None:
    figure = (
        f'<figure id="fig:f" data-block="_bf">{PICTURE}<figcaption>{LABEL}</figcaption></figure>'
    )
    written = write(chapter(figure), assets=assets())

    body = written.part("word/document.xml")[0]
    (start,) = body.xpath("//w:bookmarkStart[@w:name='_bf']", namespaces=NAMESPACES)
    number = start.get(qualified("w:id"))
    (end,) = body.xpath(f"//w:bookmarkEnd[@w:id='{number}']", namespaces=NAMESPACES)
    first, last = start.getparent(), end.getparent()
    assert first.find(".//{*}drawing") is not None
    assert text_of(last) == "Сурет 1 – Карта"
    assert last.getprevious() is first


def test_a_run_in_heading_shares_its_paragraph() -> None:
    own = profile()
    levels = (*own.headings.levels[:2], replace(own.headings.levels[2], run_in=True))
    headings = replace(own.headings, levels=levels)
    run_in = replace(own, headings=headings)

    written = write(
        chapter(
            '<div class="run-in"><h3 id="r" data-block="_br" class="unnumbered">Мақсаты.</h3> '
            '<p data-block="_bp">Мәтін.</p></div>'
        ),
        changed=run_in,
    )

    assert blocks(written) == {"_br": "Мақсаты.", "_bp": "Мәтін."}
    assert [text for _, text in written.paragraphs()] == ["Мақсаты. Мәтін."]


def test_notes_have_bookmarks_in_their_own_part() -> None:
    note = '<span class="footnote-paragraph" data-block="_bz">Түсінік.</span>'
    written = write(
        chapter(f'<p data-block="_bp">Сөз<span class="footnote" id="fn-1">{note}</span>.</p>')
    )

    assert blocks(written) == {"_bp": "Сөз."}
    assert blocks(written, "word/footnotes.xml") == {"_bz": "Түсінік."}


def test_lines_of_a_template_are_named_by_their_words() -> None:
    def title_page(*lines: str) -> dict[str, str]:
        content = "".join(f'<p class="center">{line}</p>' for line in lines)
        html = (
            f'<section class="title-page" id="t" data-template="title.html.j2">{content}</section>'
        )
        return blocks(write(html))

    short, long = title_page("АЛМАТЫ", "2026"), title_page("УНИВЕРСИТЕТ", "АЛМАТЫ", "2026")

    assert [name[:2] for name in short] == ["_t", "_t"]
    assert short.items() < long.items()
    assert list(title_page("2026", "2026").values()) == ["2026", "2026"]


def test_what_a_contents_lists_is_no_block() -> None:
    written = write(
        '<nav class="contents" id="c" data-depth="1"><h1 id="ch" class="structural unlisted">'
        'МАЗМҰНЫ</h1><ol><li class="level-1"><a href="#h"><span class="title">Тарау</span></a></li>'
        "</ol></nav>" + chapter('<h1 id="h" data-block="_bh" class="structural">Тарау</h1>')
    )

    assert list(blocks(written).values()) == ["МАЗМҰНЫ", "Тарау"]


def test_the_part_tells_where_the_text_comes_from() -> None:
    source = BlockSource(span=Span("source/10.md", 4, 9), digest="0123456789abcdef")
    sources = SourceMap(files={"source/10.md": "f" * 64}, blocks=Later(lambda: {"_bp": source}))
    body = chapter('<h1 id="h" class="structural">Кіріспе</h1><p data-block="_bp">Мәтін.</p>')
    html = f'<html lang="kk"><head/><body>{body}</body></html>'

    content = write_draft(html, {}, profile(), Findings(), sources=sources).filled(NO_PAGES).docx

    root = Written(content, Findings()).part("customXml/item1.xml")
    found = [(etree.QName(e).localname, dict(e.attrib)) for e in root]
    assert root.get("source") == sources.digest()
    assert ("file", {"name": "source/10.md", "digest": "f" * 64}) in found
    text = text_digest("Мәтін.")
    place = {"file": "source/10.md", "start": "4", "end": "9", "digest": "0123456789abcdef"}
    assert ("block", {"bookmark": "_bp"} | place | {"text": text}) in found
    assert [a["text"] for kind, a in found if kind == "block" and "template" in a] == [
        text_digest("Кіріспе")
    ]
