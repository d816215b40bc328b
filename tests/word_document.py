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
| `{pic}` `{vml}` `{anchor}` `{ole}` | a picture: inline, of VML, floating, of an object |
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
from word_parts import (
    EMU,
    NUMBERING,
    PACKAGE,
    SPACES,
    TYPE,
    VML,
    XMLNS,
    chart_part,
    content_types,
    grouped,
    omml,
    picture,
    styles,
)

_TOKEN = re.compile(r"\{(\w+)(?::((?:[^{}]|\{\w+:[^{}]*\})*))?\}")
_FORMS = {
    "b": "<w:b/>", "i": "<w:i/>", "hid": "<w:vanish/>",
    "sup": '<w:vertAlign w:val="superscript"/>', "sub": '<w:vertAlign w:val="subscript"/>',
}  # fmt: skip


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
                return (
                    f'<w:ins w:id="901" w:author="A" w:date="2020-01-01T00:00:00Z">{inner}</w:ins>'
                )
            case "del":
                inner = _written(inside, form, "w:delText")
                return (
                    f'<w:del w:id="902" w:author="A" w:date="2020-01-01T00:00:00Z">{inner}</w:del>'
                )
            case "f":
                return self.field(head, _written(shown, form))
            case "link":
                self.links.append(head)
                inner = _written(shown, form)
                return f'<w:hyperlink r:id="rLink{len(self.links)}">{inner}</w:hyperlink>'
            case "m":
                return omml(inside)
            case "pic" | "anchor":
                return _run(self._drawing(picture(), floating=kind == "anchor"))
            case "vml":
                return _run(f"<w:pict>{VML}</w:pict>")
            case "ole":
                embedded = '<o:OLEObject Type="Embed" ProgID="Equation.DSMT4" ShapeID="s1"/>'
                return _run(f"<w:object>{VML}{embedded}</w:object>")
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
        shape = (
            f'<v:shape style="width:200pt;height:80pt"><v:textbox>{content}</v:textbox></v:shape>'
        )
        if vml:
            boxed = _run(f"<w:pict>{shape}</w:pict>")
            self.body.append(f"<w:p>{boxed}</w:p>")
            return self
        drawn = self._drawing(
            f'<a:graphicData uri="{SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
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
        inner = "".join(grouped(n) for n in range(2))
        drawn = self._drawing(
            f'<a:graphicData uri="{SPACES["wpg"]}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1800000"/><a:chOff x="0" y="0"/>'
            '<a:chExt cx="3600000" cy="1800000"/></a:xfrm></wpg:grpSpPr>'
            f"{inner}</wpg:wgp></a:graphicData>",
            floating=True,
        )
        choice = f'<mc:Choice Requires="wpg">{drawn}</mc:Choice>'
        both = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
        self.body.append(f"<w:p>{_run(both)}</w:p>")
        return self

    def chart(self, kind: str, categories: Sequence[str], **series: Sequence[float]) -> Word:
        """Add a native chart: `bar`, `line` or `pie`; its data are cached in its part."""
        self.charts.append(chart_part(kind, categories, series))
        content = (
            f'<a:graphicData uri="{SPACES["c"]}"><c:chart r:id="rChart{len(self.charts)}"/>'
            "</a:graphicData>"
        )
        self.body.append(f"<w:p>{_run(self._drawing(content))}</w:p>")
        return self

    def formula(self, formula: str, number: str = "") -> Word:
        """Add a displayed formula; a typed number stands behind a tab."""
        if number:
            return self.p(f"\t{{m:{formula}}}\t({number})")
        self.body.append(f"<w:p><m:oMathPara>{omml(formula)}</m:oMathPara></w:p>")
        return self

    def section(self, *, landscape: bool = False, columns: int = 1) -> Word:
        """End a section: what was written since the last one gets this page."""
        size = (
            'w:w="16838" w:h="11906" w:orient="landscape"'
            if landscape
            else ('w:w="11906" w:h="16838"')
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
            graphic = f'<a:graphicData uri="{SPACES["pic"]}">{graphic}</a:graphicData>'
        size = f'<wp:extent cx="{100 * EMU}" cy="{50 * EMU}"/>'
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
        relations = [
            ("rStyles", "styles", "styles.xml"),
            ("rNumbering", "numbering", "numbering.xml"),
            ("rPic", "image", "media/image1.png"),
            ("rFoot", "footer", "footer1.xml"),
        ]
        parts = {
            "word/document.xml": f"<w:document {XMLNS}><w:body>{''.join(self.body)}"
            '<w:sectPr><w:footerReference w:type="default" r:id="rFoot"/>'
            '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
            "word/styles.xml": styles(self.numbered_headings),
            "word/numbering.xml": NUMBERING,
            "word/footer1.xml": f"<w:ftr {XMLNS}>"
            f"<w:p>{self.field('PAGE', _written('7'))}</w:p></w:ftr>",
        }
        for kind, root in (
            ("footnote", "footnotes"),
            ("endnote", "endnotes"),
            ("comment", "comments"),
        ):
            if texts := self.notes[kind]:
                inner = "".join(
                    f'<w:{kind} w:id="{n}" w:author="A">{self.paragraph(text)}</w:{kind}>'
                    for n, text in enumerate(texts, 1)
                )
                rules = (
                    ""
                    if kind == "comment"
                    else "".join(
                        f'<w:{kind} w:type="{rule}" w:id="{n}"><w:p/></w:{kind}>'
                        for n, rule in ((-1, "separator"), (0, "continuationSeparator"))
                    )
                )
                parts[f"word/{root}.xml"] = f"<w:{root} {XMLNS}>{rules}{inner}</w:{root}>"
                relations.append((f"r{root}", root, f"{root}.xml"))
        for n, chart in enumerate(self.charts, 1):
            parts[f"word/charts/chart{n}.xml"] = chart
            relations.append((f"rChart{n}", "chart", f"charts/chart{n}.xml"))
        listed = "".join(
            f'<Relationship Id="{id}" Type="{TYPE}/{kind}" Target="{target}"/>'
            for id, kind, target in relations
        )
        listed += "".join(
            f'<Relationship Id="rLink{n}" Type="{TYPE}/hyperlink" Target="{escape(url)}" '
            'TargetMode="External"/>'
            for n, url in enumerate(self.links, 1)
        )
        for part in ("document", "footnotes", "endnotes"):
            parts[f"word/_rels/{part}.xml.rels"] = (
                f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
            )
        parts["_rels/.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{TYPE}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        parts["[Content_Types].xml"] = content_types(parts)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
            package.writestr("word/media/image1.png", PNG)
        return out.getvalue()
