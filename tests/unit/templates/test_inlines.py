"""Inlines as semantic HTML, as docs/html.md lists them."""

import pytest
from thesis_case import SVG, document

from baspa.model import (
    Asset,
    Citation,
    CitationItem,
    Count,
    CrossReference,
    Inline,
    InlineImage,
    Link,
    Math,
    PageReference,
    Paragraph,
    Reference,
    ReferenceTarget,
    ResolvedCitation,
    Text,
)
from baspa.model.inlines import Note
from baspa.templates.inlines import InlineWriter

ASSET = Asset(name="a.svg", media_type="image/svg+xml", content=SVG, width_mm=10, height_mm=5)
WRITER = InlineWriter({"a.svg": ASSET}, line_mm=170, room_mm=200)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a < b & «c»", "a &lt; b &amp; «c»"),
        ("*а* **ә** ~~б~~", "<em>а</em> <strong>ә</strong> <s>б</s>"),
        ("H~2~O x^2^", "H<sub>2</sub>O x<sup>2</sup>"),
        ("`<x>`", "<code>&lt;x&gt;</code>"),
        ("а\\\nә\nб", "а<br/>ә\nб"),
        ("[сайт](https://a.kz/?x=1&y=2)", '<a href="https://a.kz/?x=1&amp;y=2">сайт</a>'),
        ("[слово]{lang=ru}", '<span lang="ru">слово</span>'),
    ],
)
def test_what_an_author_writes(markdown: str, html: str) -> None:
    [paragraph] = document(markdown + "\n").sections[0].blocks
    assert isinstance(paragraph, Paragraph)

    assert WRITER.inlines(paragraph.content) == html


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (
            Reference(target="fig:map", before="", number="1", after="-суретте"),
            '<a class="reference" href="#fig:map"><span class="number">1</span>-суретте</a>',
        ),
        (
            PageReference(target="fig:map"),
            '<a class="page-reference" href="#fig:map"></a>',
        ),
        (
            ResolvedCitation(
                keys=("x",),
                content=(Text(value="["), Link(url="#ref-x", content=(Text(value="3"),))),
            ),
            '<span class="citation">[<a href="#ref-x">3</a></span>',
        ),
        (Count(of="pages"), '<span class="page-count"></span>'),
        (Count(of="figures", value=7), "7"),
        (Math(latex="x", mathml="<math><mi>x</mi></math>"), "<math><mi>x</mi></math>"),
        (
            InlineImage(path="a.svg", alt='"карта"'),
            '<img src="a.svg" alt="&#34;карта&#34;" style="width: 10.00mm; height: 5.00mm"/>',
        ),
        (
            Note(
                number=3,
                blocks=(
                    Paragraph(content=(Text(value="бір"),)),
                    Paragraph(content=(Text(value="екі"),)),
                ),
            ),
            '<span class="footnote" id="fn-3" data-number="3">'
            '<span class="footnote-paragraph">бір</span>'
            '<span class="footnote-paragraph">екі</span></span>',
        ),
    ],
)
def test_what_the_passes_make(node: Inline, html: str) -> None:
    assert WRITER.inline(node) == html


@pytest.mark.parametrize(
    "node",
    [
        Citation(items=(CitationItem(key="x"),)),
        CrossReference(targets=(ReferenceTarget(id="fig:x"),)),
    ],
)
def test_what_a_pass_should_have_resolved_is_our_mistake(node: Inline) -> None:
    with pytest.raises(AssertionError, match="was not resolved before rendering"):
        WRITER.inline(node)
