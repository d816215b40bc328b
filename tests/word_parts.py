"""The parts of a DOCX that are the same for every document, and the XML of what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
XMLNS = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = SPACES["r"]
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EMU = 36_000
_STYLES = {
    "Heading1": ("heading 1", '<w:outlineLvl w:val="0"/>', "<w:b/>"),
    "Heading2": ("heading 2", '<w:outlineLvl w:val="1"/>', "<w:b/>"),
    "Heading3": ("heading 3", '<w:outlineLvl w:val="2"/>', "<w:b/>"),
    "Caption": ("caption", "", "<w:i/>"),
    "Title": ("Title", '<w:jc w:val="center"/>', "<w:b/>"),
    "TOC1": ("toc 1", "", ""),
    "TOC2": ("toc 2", "", ""),
    "ListParagraph": ("List Paragraph", '<w:ind w:left="720"/>', ""),
    "FootnoteText": ("footnote text", "", ""),
}


_SIZE = "width:200pt;height:80pt"
VML = f'<v:shape id="s1" style="{_SIZE}"><v:imagedata r:id="rPic" o:title=""/></v:shape>'


def picture() -> str:
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rPic"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{50 * EMU}" cy="{50 * EMU}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def grouped(n: int) -> str:
    return picture().replace('<a:off x="0"', f'<a:off x="{n * 50 * EMU}"')


def omml(formula: str) -> str:
    """Return a formula; what stands around the sign of division is a fraction."""

    def run(text: str) -> str:
        return f"<m:r><m:t>{escape(text)}</m:t></m:r>"

    head, equals, rest = formula.partition("=")
    above, slash, below = rest.partition("/")
    if not slash:
        return f"<m:oMath>{run(formula)}</m:oMath>"
    fraction = f"<m:f><m:num>{run(above)}</m:num><m:den>{run(below)}</m:den></m:f>"
    return f"<m:oMath>{run(head + equals)}{fraction}</m:oMath>"


def chart_part(kind: str, categories: Sequence[str], series: dict[str, Sequence[float]]) -> str:
    def points(values: Sequence[object]) -> str:
        inner = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
        return f'<c:ptCount val="{len(values)}"/>{inner}'

    lines = ""
    for n, (name, values) in enumerate(series.items()):
        lines += (
            f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef><c:f>S!B1</c:f>'
            f"<c:strCache>{points([name])}</c:strCache></c:strRef></c:tx>"
            f"<c:cat><c:strRef><c:f>S!A2</c:f><c:strCache>{points(categories)}</c:strCache>"
            f"</c:strRef></c:cat><c:val><c:numRef><c:f>S!B2</c:f><c:numCache>"
            f"<c:formatCode>General</c:formatCode>{points(values)}</c:numCache></c:numRef></c:val>"
            "</c:ser>"
        )
    axes = '<c:axId val="1"/><c:axId val="2"/>' if kind != "pie" else ""
    opening = {
        "bar": '<c:barDir val="col"/><c:grouping val="clustered"/>',
        "line": '<c:grouping val="standard"/>',
        "pie": '<c:varyColors val="1"/>',
    }[kind]
    around = (
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/>'
        '<c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/>'
        '<c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
        if axes
        else ""
    )
    return (
        f"<c:chartSpace {XMLNS}><c:chart><c:plotArea><c:layout/><c:{kind}Chart>{opening}{lines}"
        f"{axes}</c:{kind}Chart>{around}</c:plotArea></c:chart></c:chartSpace>"
    )


def styles(numbered: bool) -> str:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    result = f'{normal}<w:name w:val="Normal"/></w:style>'
    for id, (name, paragraph, run) in _STYLES.items():
        if numbered and id.startswith("Heading"):
            level = int(id[-1]) - 1
            paragraph = (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>' + paragraph
            )
        result += (
            f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        )
    return f"<w:styles {XMLNS}>{result}</w:styles>"


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_ABSTRACT = {
    1: _level(0, "bullet", "•") + _level(1, "bullet", "–"),
    2: _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "%2)"),
    3: _level(0, "decimal", "%1")
    + _level(1, "decimal", "%1.%2")
    + _level(2, "decimal", "%1.%2.%3"),
    4: _level(0, "decimal", "%1."),
}
"""Lists: 1 bullets, 2 numbers, 3 headings, 4 sources."""
NUMBERING = (
    f"<w:numbering {XMLNS}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
        for n, levels in _ABSTRACT.items()
    )
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _ABSTRACT)
    + "</w:numbering>"
)


def content_types(parts: dict[str, str]) -> str:
    kinds = {
        "word/document.xml": f"{MAIN}.document.main+xml", "word/styles.xml": f"{MAIN}.styles+xml",
        "word/numbering.xml": f"{MAIN}.numbering+xml", "word/footer1.xml": f"{MAIN}.footer+xml",
        "word/footnotes.xml": f"{MAIN}.footnotes+xml", "word/endnotes.xml": f"{MAIN}.endnotes+xml",
        "word/comments.xml": f"{MAIN}.comments+xml",
    }  # fmt: skip
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds.get(name, chart)}"/>'
        for name in parts
        if name.startswith("word/") and not name.endswith(".rels")
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>' + overrides + "</Types>"
    )
