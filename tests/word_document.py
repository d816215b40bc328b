"""A DOCX as Word writes it, for tests: paragraphs in a short notation, and all that stands between.

| in a text | becomes |
|---|---|
| `\\n`, `\\t` | a line break inside the paragraph, a tab |
| `{b:…}` `{i:…}` `{sup:…}` `{sub:…}` `{hid:…}` | a run of that form |
| `{fn:…}` `{en:…}` | a footnote, an endnote |
| `{ins:…}` `{del:…}` `{note:…}` | tracked changes, a comment |
| `{f:INSTR|shown}` | a field with the result that it showed last |
| `{link:URL|shown}` | a hyperlink |
| `{m:a=b/c}` | OMML; one `/` is a fraction |
| `{pic}` `{vml}` `{anchor}` `{ole}` | a picture: inline, of VML, floating, the face of an embedded object |
| `{shy}` | an optional hyphen |
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

from thesis_case import PNG

_SPACES = {
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
_XMLNS = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = _SPACES["r"]
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EMU = 36_000
_TOKEN = re.compile(r"\{(\w+)(?::((?:[^{}]|\{\w+:[^{}]*\})*))?\}")
_FORMS = {
    "b": "<w:b/>", "i": "<w:i/>", "hid": "<w:vanish/>",
    "sup": '<w:vertAlign w:val="superscript"/>', "sub": '<w:vertAlign w:val="subscript"/>',
}  # fmt: skip
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


def _run(inner: str, form: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{form}</w:rPr>' if form else ''}{inner}</w:r>"


def _written(text: str, form: str = "", tag: str = "w:t") -> str:
    """Return plain characters as runs, with their breaks and tabs."""
    parts = [part for part in re.split(r"(\n|\t)", text) if part]
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        _run(marks.get(p) or f'<{tag} xml:space="preserve">{escape(p)}</{tag}>', form)
        for p in parts
    )


@dataclass
class Word:
    """A document that is being written."""

    body: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(
        default_factory=lambda: {"footnote": [], "endnote": [], "comment": []}
    )
    links: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    drawings: int = 0
    numbered_headings: bool = False
    """Headings get their numbers from the program: they stand nowhere in the text."""

    # Paragraphs

    def p(
        self, text: str = "", *, style: str = "", bold: bool = False, center: bool = False,
        right: bool = False, outline: int | None = None, num: tuple[int, int] | None = None,
        page: bool = False,
    ) -> Word:  # fmt: skip
        """Add a paragraph; `num` is the list and the level in it."""
        self.body.append(
            self.paragraph(
                text, style=style, bold=bold, center=center, right=right, outline=outline,
                num=num, page=page,
            )
        )  # fmt: skip
        return self

    def ps(self, *texts: str, bold: bool = False, center: bool = False, style: str = "") -> Word:
        """Add several paragraphs of one look."""
        for text in texts:
            self.p(text, bold=bold, center=center, style=style)
        return self

    def h(self, level: int, text: str) -> Word:
        """Add a heading by style."""
        return self.p(text, style=f"Heading{level}")

    def paragraph(
        self, text: str, *, style: str = "", bold: bool = False, center: bool = False,
        right: bool = False, outline: int | None = None, num: tuple[int, int] | None = None,
        page: bool = False,
    ) -> str:  # fmt: skip
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        properties += "<w:pageBreakBefore/>" if page else ""
        if num:
            properties += (
                f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
            )
        aligned = "center" if center else "right" if right else ""
        properties += f'<w:jc w:val="{aligned}"/>' if aligned else ""
        properties += f'<w:outlineLvl w:val="{outline - 1}"/>' if outline else ""
        inner = self.inlines(text, "<w:b/>" if bold else "")
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    def inlines(self, text: str, form: str = "") -> str:
        """Return a text in the short notation as runs."""
        result, done = "", 0
        for match in _TOKEN.finditer(text):
            result += _written(text[done : match.start()], form)
            result += self._token(match[1], match[2] or "", form)
            done = match.end()
        return result + _written(text[done:], form)

    def _token(self, kind: str, inside: str, form: str) -> str:
        head, _, shown = inside.partition("|")
        match kind:
            case "b" | "i" | "sup" | "sub" | "hid":
                return self.inlines(inside, form + _FORMS[kind])
            case "fn" | "en":
                name = {"fn": "footnote", "en": "endnote"}[kind]
                id = self._noted(name, inside)
                return _run(f'<w:{name}Reference w:id="{id}"/>', _FORMS["sup"])
            case "note":
                return _run(f'<w:commentReference w:id="{self._noted("comment", inside)}"/>')
            case "ins":
                inner = self.inlines(inside, form)
                return f'<w:ins w:id="901" w:author="A" w:date="2020-01-01T00:00:00Z">{inner}</w:ins>'
            case "del":
                inner = _written(inside, form, "w:delText")
                return f'<w:del w:id="902" w:author="A" w:date="2020-01-01T00:00:00Z">{inner}</w:del>'
            case "f":
                return self.field(head, _written(shown, form))
            case "link":
                self.links.append(head)
                inner = _written(shown, form)
                return f'<w:hyperlink r:id="rLink{len(self.links)}">{inner}</w:hyperlink>'
            case "m":
                return _omml(inside)
            case "pic" | "anchor":
                return _run(self._drawing(_picture(), floating=kind == "anchor"))
            case "vml":
                return _run(f"<w:pict>{_VML}</w:pict>")
            case "ole":
                embedded = '<o:OLEObject Type="Embed" ProgID="Equation.DSMT4" ShapeID="s1"/>'
                return _run(f"<w:object>{_VML}{embedded}</w:object>")
            case "shy":
                return _run("<w:softHyphen/>")
            case _:
                raise ValueError(kind)

    @staticmethod
    def field(instruction: str, shown: str) -> str:
        """Return a field with its last result."""
        return (
            _run('<w:fldChar w:fldCharType="begin"/>')
            + _run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
            + _run('<w:fldChar w:fldCharType="separate"/>')
            + shown
            + _run('<w:fldChar w:fldCharType="end"/>')
        )

    def _noted(self, kind: str, text: str) -> int:
        self.notes[kind].append(text)
        return len(self.notes[kind])

    # What stands between paragraphs

    def toc(self, *entries: tuple[int, str]) -> Word:
        """Add a contents field with the lines that it showed last."""
        begin = _run('<w:fldChar w:fldCharType="begin"/>') + _run(
            '<w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText>'
        )
        begin += _run('<w:fldChar w:fldCharType="separate"/>')
        for n, (level, text) in enumerate(entries):
            style = f'<w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>'
            self.body.append(f"<w:p>{style}{begin if n == 0 else ''}{_written(text)}</w:p>")
        end = _run('<w:fldChar w:fldCharType="end"/>')
        self.body.append(f"<w:p>{end}</w:p>")
        return self

    def table(self, *rows: str | Sequence[str], border: bool = True) -> Word:
        """Add a table; a row as one string has its cells parted by `|`.

        `>` opens a cell that spans two columns, `^` one that goes on from above, `v` the first of
        those.
        """
        self.body.append(self.table_xml(*rows, border=border))
        return self

    def table_xml(self, *rows: str | Sequence[str], border: bool = True) -> str:
        lines = ""
        for row in rows:
            cells = row.split("|") if isinstance(row, str) else row
            lines += "<w:tr>" + "".join(map(self._cell, cells)) + "</w:tr>"
        style = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>' if border else ""
        most = max(len(r.split("|") if isinstance(r, str) else r) for r in rows)
        grid = '<w:gridCol w:w="2000"/>' * most
        return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"

    def _cell(self, text: str) -> str:
        merge = {"^": "<w:vMerge/>", "v": '<w:vMerge w:val="restart"/>'}.get(text[:1], "")
        if text[:1] == ">":
            merge = '<w:gridSpan w:val="2"/>'
        text = text[1:] if merge else text
        raw = text if text.startswith("<w:") else "".join(map(self.paragraph, text.split("¶")))
        raw += "<w:p/>" if raw.endswith("</w:tbl>") else ""
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{raw}</w:tc>"

    def box(self, *texts: str, vml: bool = False) -> Word:
        """Add a text box, anchored to an empty paragraph."""
        inner = "".join(self.paragraph(t) for t in texts)
        content = f"<w:txbxContent>{inner}</w:txbxContent>"
        shape = f'<v:shape style="width:200pt;height:80pt"><v:textbox>{content}</v:textbox></v:shape>'
        if vml:
            boxed = _run(f"<w:pict>{shape}</w:pict>")
            self.body.append(f"<w:p>{boxed}</w:p>")
            return self
        drawn = self._drawing(
            f'<a:graphicData uri="{_SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1800000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>",
            floating=True,
        )
        both = (
            f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
            f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
        self.body.append(f"<w:p>{_run(both)}</w:p>")
        return self

    def group(self) -> Word:
        """Add two pictures that are grouped."""
        inner = "".join(_grouped(n) for n in range(2))
        drawn = self._drawing(
            f'<a:graphicData uri="{_SPACES["wpg"]}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1800000"/><a:chOff x="0" y="0"/>'
            '<a:chExt cx="3600000" cy="1800000"/></a:xfrm></wpg:grpSpPr>'
            f"{inner}</wpg:wgp></a:graphicData>",
            floating=True,
        )
        both = f'<mc:AlternateContent><mc:Choice Requires="wpg">{drawn}</mc:Choice></mc:AlternateContent>'
        self.body.append(f"<w:p>{_run(both)}</w:p>")
        return self

    def chart(self, kind: str, categories: Sequence[str], **series: Sequence[float]) -> Word:
        """Add a native chart: `bar`, `line` or `pie`; its data are cached in its part."""
        self.charts.append(_chart(kind, categories, series))
        content = (
            f'<a:graphicData uri="{_SPACES["c"]}"><c:chart r:id="rChart{len(self.charts)}"/>'
            "</a:graphicData>"
        )
        self.body.append(f"<w:p>{_run(self._drawing(content))}</w:p>")
        return self

    def formula(self, formula: str, number: str = "") -> Word:
        """Add a displayed formula; a typed number stands behind a tab."""
        if number:
            return self.p(f"\t{{m:{formula}}}\t({number})")
        self.body.append(f"<w:p><m:oMathPara>{_omml(formula)}</m:oMathPara></w:p>")
        return self

    def section(self, *, landscape: bool = False, columns: int = 1) -> Word:
        """End a section: what was written since the last one gets this page."""
        size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else (
            'w:w="11906" w:h="16838"'
        )
        self.body.append(
            f'<w:p><w:pPr><w:sectPr><w:pgSz {size}/><w:cols w:num="{columns}" w:space="708"/>'
            "</w:sectPr></w:pPr></w:p>"
        )
        return self

    def control(self, text: str) -> Word:
        """Add a paragraph inside a content control."""
        self.body.append(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{self.paragraph(text)}</w:sdtContent></w:sdt>"
        )
        return self

    def empty(self, count: int = 3) -> Word:
        """Add empty paragraphs, as people do to reach the next page."""
        return self.ps(*[""] * count)

    def _drawing(self, graphic: str, *, floating: bool = False) -> str:
        self.drawings += 1
        if not graphic.startswith("<a:graphicData"):
            graphic = f'<a:graphicData uri="{_SPACES["pic"]}">{graphic}</a:graphicData>'
        size = f'<wp:extent cx="{100 * _EMU}" cy="{50 * _EMU}"/>'
        named = f'<wp:docPr id="{self.drawings}" name="D{self.drawings}"/>'
        framed = f"<a:graphic>{graphic}</a:graphic>"
        if not floating:
            return f"<w:drawing><wp:inline>{size}{named}{framed}</wp:inline></w:drawing>"
        return (
            '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
            '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
            f"</wp:posOffset></wp:positionV>{size}<wp:wrapTopAndBottom/>{named}{framed}"
            "</wp:anchor></w:drawing>"
        )

    # The package

    def document(self) -> bytes:
        """Return the DOCX."""
        relations = [("rStyles", "styles", "styles.xml"), ("rNumbering", "numbering", "numbering.xml"),
                     ("rPic", "image", "media/image1.png"), ("rFoot", "footer", "footer1.xml")]  # fmt: skip
        parts = {
            "word/document.xml": f"<w:document {_XMLNS}><w:body>{''.join(self.body)}"
            '<w:sectPr><w:footerReference w:type="default" r:id="rFoot"/>'
            '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
            "word/styles.xml": _styles(self.numbered_headings),
            "word/numbering.xml": _NUMBERING,
            "word/footer1.xml": f"<w:ftr {_XMLNS}>"
            f"<w:p>{self.field('PAGE', _written('7'))}</w:p></w:ftr>",
        }
        for kind, root in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
            if texts := self.notes[kind]:
                inner = "".join(
                    f'<w:{kind} w:id="{n}" w:author="A">{self.paragraph(text)}</w:{kind}>'
                    for n, text in enumerate(texts, 1)
                )
                rules = "" if kind == "comment" else "".join(
                    f'<w:{kind} w:type="{rule}" w:id="{n}"><w:p/></w:{kind}>'
                    for n, rule in ((-1, "separator"), (0, "continuationSeparator"))
                )
                parts[f"word/{root}.xml"] = f"<w:{root} {_XMLNS}>{rules}{inner}</w:{root}>"
                relations.append((f"r{root}", root, f"{root}.xml"))
        for n, chart in enumerate(self.charts, 1):
            parts[f"word/charts/chart{n}.xml"] = chart
            relations.append((f"rChart{n}", "chart", f"charts/chart{n}.xml"))
        listed = "".join(
            f'<Relationship Id="{id}" Type="{_TYPE}/{kind}" Target="{target}"/>'
            for id, kind, target in relations
        )
        listed += "".join(
            f'<Relationship Id="rLink{n}" Type="{_TYPE}/hyperlink" Target="{escape(url)}" '
            'TargetMode="External"/>'
            for n, url in enumerate(self.links, 1)
        )
        parts["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
        )
        parts["_rels/.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_TYPE}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        parts["[Content_Types].xml"] = _content_types(parts)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
            package.writestr("word/media/image1.png", PNG)
        return out.getvalue()


_VML = (
    '<v:shape id="s1" style="width:200pt;height:80pt"><v:imagedata r:id="rPic" o:title=""/></v:shape>'
)


def _picture() -> str:
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rPic"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{50 * _EMU}" cy="{50 * _EMU}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def _grouped(n: int) -> str:
    return _picture().replace('<a:off x="0"', f'<a:off x="{n * 50 * _EMU}"')


def _omml(formula: str) -> str:
    """Return a formula; what stands around the sign of division is a fraction."""
    def run(text: str) -> str:
        return f"<m:r><m:t>{escape(text)}</m:t></m:r>"

    head, equals, rest = formula.partition("=")
    above, slash, below = rest.partition("/")
    if not slash:
        return f"<m:oMath>{run(formula)}</m:oMath>"
    fraction = f"<m:f><m:num>{run(above)}</m:num><m:den>{run(below)}</m:den></m:f>"
    return f"<m:oMath>{run(head + equals)}{fraction}</m:oMath>"


def _chart(kind: str, categories: Sequence[str], series: dict[str, Sequence[float]]) -> str:
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
        f"<c:chartSpace {_XMLNS}><c:chart><c:plotArea><c:layout/><c:{kind}Chart>{opening}{lines}"
        f"{axes}</c:{kind}Chart>{around}</c:plotArea></c:chart></c:chartSpace>"
    )


def _styles(numbered: bool) -> str:
    result = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
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
    return f"<w:styles {_XMLNS}>{result}</w:styles>"


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_ABSTRACT = {
    1: _level(0, "bullet", "•") + _level(1, "bullet", "–"),
    2: _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "%2)"),
    3: _level(0, "decimal", "%1") + _level(1, "decimal", "%1.%2") + _level(2, "decimal", "%1.%2.%3"),
    4: _level(0, "decimal", "%1."),
}
"""Lists: 1 bullets, 2 numbers, 3 headings, 4 sources."""
_NUMBERING = (
    f"<w:numbering {_XMLNS}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
        for n, levels in _ABSTRACT.items()
    )
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _ABSTRACT
    )
    + "</w:numbering>"
)


def _content_types(parts: dict[str, str]) -> str:
    kinds = {
        "word/document.xml": f"{_MAIN}.document.main+xml", "word/styles.xml": f"{_MAIN}.styles+xml",
        "word/numbering.xml": f"{_MAIN}.numbering+xml", "word/footer1.xml": f"{_MAIN}.footer+xml",
        "word/footnotes.xml": f"{_MAIN}.footnotes+xml", "word/endnotes.xml": f"{_MAIN}.endnotes+xml",
        "word/comments.xml": f"{_MAIN}.comments+xml",
    }  # fmt: skip
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds.get(name, chart)}"/>'
        for name in parts
        if name.startswith("word/") and not name.endswith(".rels")
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
        '+xml"/><Default Extension="xml" ContentType="application/xml"/>' + overrides + "</Types>"
    )
