"""Pictures, charts and data files become part of the document; what is missing is told."""

import pytest
from thesis_case import PNG, SVG, arranged, face

from baspa.diagnostics import Findings, Span, line_and_column
from baspa.model import Figure, Inline, InlineImage, Table, Text
from baspa.model.walk import plain_text, walk
from baspa.passes.chart_face import ChartFace
from baspa.passes.include import Included, Sources, include

FILES = {
    "figures/map.png": PNG,
    "figures/карта 1.svg": SVG,
    "figures-map.png": SVG,
    "chart-1.svg": SVG,
    "d.csv": "Жыл,Құны\n2020,12345.5\n".encode(),
    "broken.png": PNG[:40],
    "ragged.csv": b"a,b\n1\n",
}


def read(name: str) -> bytes:
    if name not in FILES:
        raise FileNotFoundError(name)
    return FILES[name]


def read_inlines(text: str, span: Span, language: str) -> tuple[Inline, ...]:
    return (Text(value=text, span=span),)


def included(text: str) -> tuple[Included, list[str]]:
    """Include what `text` names; tell mistakes as `line:column code message (help)`."""
    findings = Findings()
    sources = Sources(
        read=read,
        names=lambda: sorted(FILES),
        read_inlines=read_inlines,
        chart_face=ChartFace(file=face().file, size_pt=11),
    )
    result = include(arranged("# А {#sec:a}\n\n" + text), sources, findings)
    told = []
    for d in findings.diagnostics:
        line, column = line_and_column("# А {#sec:a}\n\n" + text, d.span.start)
        told.append(f"{line}:{column} {d.code} {d.message}" + (f" ({d.help})" if d.help else ""))
    return result, told


def test_a_picture_becomes_an_asset() -> None:
    result, told = included('![Карта](figures/map.png){#fig:m alt="x"}\n\n\n')

    [figure] = [n for n in walk(result.sections[0].blocks) if isinstance(n, Figure)]
    assert told == []
    assert list(result.assets) == [figure.path]
    assert result.assets[figure.path].content == PNG


def test_names_of_assets_are_addresses_and_never_the_same() -> None:
    result, told = included(
        '![а](figures/map.png){alt="x"}\n\n![ә](figures-map.png){alt="x"}\n\n'
        '![б](<figures/карта 1.svg>){alt="x"}\n\n![в](chart-1.svg){alt="x"}\n\n'
        "``` {.chart #fig:c}\ntype: line\ndata: d.csv\nx: Жыл\ny: Құны\ncaption: К\nalt: к\n```\n"
    )

    assert told == []
    assert len(result.assets) == 5
    assert all(name.isascii() and "/" not in name and " " not in name for name in result.assets)


def test_one_file_shown_twice_is_one_asset() -> None:
    result, _ = included('![а](figures/map.png){alt="x"}\n\nсөз ![x](figures/map.png)\n')

    assert len(result.assets) == 1
    [image] = [n for n in walk(result.sections[0].blocks) if isinstance(n, InlineImage)]
    assert image.path in result.assets


def test_a_chart_becomes_a_figure_with_its_caption() -> None:
    result, told = included(
        "``` {.chart #fig:c}\ntype: line\ndata: d.csv\nx: Жыл\ny: Құны\n"
        "caption: Баға\nalt: өсті\n```\n"
    )

    [figure] = [n for n in walk(result.sections[0].blocks) if isinstance(n, Figure)]
    assert told == []
    assert (figure.attributes.id, plain_text(figure.caption), figure.alt) == (
        "fig:c",
        "Баға",
        "өсті",
    )
    assert result.assets[figure.path].media_type == "image/svg+xml"


def test_a_data_file_becomes_a_table() -> None:
    result, told = included("``` {.table #tbl:t}\ndata: d.csv\ncaption: Баға\n```\n")

    [table] = [n for n in walk(result.sections[0].blocks) if isinstance(n, Table)]
    assert told == []
    assert (table.attributes.id, plain_text(table.caption), len(table.body)) == ("tbl:t", "Баға", 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '![а](figures/mpa.png){alt="x"}',
            "3:1 X301 there is no picture 'figures/mpa.png' in source/ "
            "(did you mean 'figures/map.png'?)",
        ),
        ('![а](qq.jpg){alt="x"}', "3:1 X301 there is no picture 'qq.jpg' in source/"),
        (
            '![а](broken.png){alt="x"}',
            "3:1 X302 broken.png: this is no picture, or it is damaged; "
            "give it as PNG, JPEG, SVG or PDF",
        ),
        (
            "сөз ![](figures/map.png)",
            "3:5 X303 this picture has no text for readers who cannot see it "
            '(describe what it shows: {alt="…"})',
        ),
        (
            '![а](figures/map.png){alt="x" width=80}',
            "3:1 X306 width: '80' is no length; write it like 12.5mm, 1.25cm, 14pt or 1in",
        ),
        (
            "``` {.table #tbl:t}\ncaption: К\ndata: none.csv\n```",
            "5:7 X301 there is no data file 'none.csv' in source/ (did you mean 'd.csv'?)",
        ),
        (
            "``` {.table #tbl:t}\ncaption: К\ndata: ragged.csv\n```",
            "5:7 X305 ragged.csv: row 2 has 1 cells, the head row 2",
        ),
        (
            "``` {.chart #fig:c}\ntype: pie\ndata: d.csv\nx: Жыл\ny: Баға\ncaption: К\nalt: к\n```",
            "5:7 X305 d.csv: there is no column 'Баға'; there are: Жыл, Құны",
        ),
        (
            "``` {.table #tbl:t}\ncaption: К\ndata: d.csv\nwidths: [1, 0]\n```",
            "6:13 X304 widths.1: input should be greater than 0",
        ),
        (
            "``` {.table #tbl:t}\ncaption: К: б\ndata: d.csv\n```",
            "4:11 Y101 this is no well-formed YAML: mapping values are not allowed here "
            "(a text that holds a colon, a hash or quotes must itself stand in quotes)",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_place(text: str, told: str) -> None:
    assert included(text + "\n")[1] == [told]


def test_the_caption_of_a_block_knows_its_place() -> None:
    text = "``` {.table #tbl:t}\ndata: d.csv\ncaption: Баға\n```\n"

    result, _ = included(text)

    [table] = [n for n in walk(result.sections[0].blocks) if isinstance(n, Table)]
    span = table.caption[0].span
    assert ("# А {#sec:a}\n\n" + text)[span.start : span.end] == "Баға"
