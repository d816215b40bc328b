"""A DOCX becomes a manuscript.

| read | as |
|---|---|
| paragraphs, headings, lists, quotes, captions | lines with a `Look` |
| bold, italic, superscript, subscript | forms of characters |
| tables, merged cells | `Table` |
| tables in tables | lines of their cell |
| SmartArt | a list of its words |
| footnotes, endnotes | `Note` |
| OMML formulas | `Formula`, in LaTeX |
| native charts, by the data that they keep | `Chart` |
| embedded pictures (PNG, JPEG, GIF, BMP, TIFF, SVG; EMF and WMF drawn) | `Picture` |
| links to addresses | `Link` |
| fields | the text that they showed last; a contents field marks its lines |
| paragraphs in a style of code, or in type of one width | `Code` |
| text boxes | lines behind their paragraph |
| deleted text, headers, footers, comments, other pictures, macros, OLE | dropped, and said so |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from baspa.importers.docx_listings import code_of, listings
from baspa.importers.docx_page import page_setup
from baspa.importers.docx_parts import notes_of, properties_of, relations_of
from baspa.importers.docx_pictures import METAFILES, Draw, Pictures
from baspa.importers.docx_styles import Numbering, Styles, W, is_on, value
from baspa.importers.docx_tables import read_table
from baspa.importers.ledger import Ledger
from baspa.importers.manuscript import (
    EMPTY,
    OBJECTS,
    Chart,
    Code,
    Form,
    Formula,
    Link,
    Look,
    Manuscript,
    Note,
    Picture,
    Table,
    Text,
    Transcript,
)
from baspa.importers.omml import latex_of
from baspa.importers.package import Package, PackageRefusal

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CAPTION_STYLES = {
    "caption", "image caption", "table caption", "название объекта", "table", "figure",
    "illustration", "drawing",
}  # fmt: skip
_CONTENTS_STYLE = re.compile(r"(?:toc|contents) \d")
_UNFIT = re.compile(r"[\n\U000f0000-\U0010ffff]")
"""What would be taken for the end of a line or for an object."""
_UNFIT_CODE = re.compile(r"[\U000f0000-\U0010ffff]")
_DROPPED = {W + "del", W + "moveFrom"}


@dataclass(slots=True, kw_only=True)
class _Reading(Transcript):
    """The document while it is read."""

    package: Package
    ledger: Ledger
    styles: Styles
    numbering: Numbering
    pictures: Pictures
    formulas: dict[etree._Element, str | None]
    notes: dict[tuple[str, str], etree._Element]
    listings: frozenset[etree._Element]
    """The paragraphs that are code."""
    fields: list[list[str]] = field(default_factory=list)
    """The open fields: the instruction of each, and whether its result has begun."""
    landscape: bool = False
    """What is being read stands on a page turned sideways."""

    def holds_picture(self, text: Text) -> bool:
        """Tell whether a picture or chart stands in a text."""
        found = (self.objects[ord(c) - OBJECTS] for c in text.string if ord(c) >= OBJECTS)
        return any(isinstance(thing, Picture | Chart) for thing in found)

    @property
    def in_contents(self) -> bool:
        """Whether a contents field is open."""
        return any(f[0].strip().upper().startswith("TOC") for f in self.fields)

    @property
    def in_instruction(self) -> bool:
        """Whether what comes is no text but the instruction of a field."""
        return any(f[1] == "" for f in self.fields)


def read_docx(content: bytes, ledger: Ledger, draw: Draw = dict) -> Manuscript:
    """Return the manuscript of a DOCX; `draw` makes PDF of the metafiles in it.

    Raises PackageRefusal where it is damaged or dangerous.
    """
    package = Package(content)
    root = package.xml("word/document.xml")
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise PackageRefusal("the package holds no word/document.xml")
    for name in package.active:
        ledger.ask(None, "a program or embedded file was not read", name)
    math = [*root.iter(_M + "oMath")]
    styles = Styles(package.xml("word/styles.xml"))
    reading = _Reading(
        package=package,
        ledger=ledger,
        styles=styles,
        listings=listings(body, styles),
        numbering=Numbering(package.xml("word/numbering.xml")),
        pictures=Pictures(
            package=package,
            relations=relations_of(package),
            drawn=draw(
                {n: package.read(n) or b"" for n in package.names if n.lower().endswith(METAFILES)}
            ),
        ),
        formulas=dict(zip(math, latex_of(math), strict=True)),
        notes=notes_of(package),
    )
    text = _lines(body, reading)
    _drop_others(reading)
    ledger.facts["format"] = "docx"
    return Manuscript(
        source="".join(reading.source),
        text=text,
        looks=reading.looks,
        objects=tuple(reading.objects),
        properties=properties_of(package),
        page=page_setup(body, reading.styles),
    )


def _lines(parent: etree._Element, reading: _Reading, depth: int = 0) -> Text:
    """Return the paragraphs and tables below `parent`, one a line."""
    parts, turned = list[Text](), _turned(parent) if parent.tag == W + "body" else {}
    listing = list[str]()
    for element in _blocks(parent):
        reading.landscape = turned.get(element, reading.landscape)
        is_code = element in reading.listings
        if listing and not is_code:
            parts.append(_listing(listing, reading))
        if is_code:
            listing.append(code_of(element))
        elif element.tag == W + "tbl" and depth < 8:
            parts.append(_table(element, reading, depth + 1))
        elif element.tag == W + "p":
            parts.append(_paragraph(element, reading) + reading.write("\n", 0))
            for box in _boxes(element) if depth < 8 else ():
                parts.append(_lines(box, reading, depth + 1))
    return Text.joined([*parts, _listing(listing, reading)] if listing else parts)


def _listing(lines: list[str], reading: _Reading) -> Text:
    """Return the line of a listing, whose lines are taken."""
    code = _UNFIT_CODE.sub(" ", "\n".join(lines)).strip("\n")
    lines.clear()
    reading.ledger.drop(reading.write(code, 0), "became a listing")
    return reading.put(Code(code, "", True)) + reading.write("\n", 0)


def _table(element: etree._Element, reading: _Reading, depth: int) -> Text:
    """Return the line of a table; the lines inside one that only holds things in their place."""
    table = read_table(element, lambda cell: _lines(cell, reading, depth))
    cells = [cell for row in table.rows for cell in row if cell.string.strip()]
    stacked = all(sum(bool(cell.string.strip()) for cell in row) < 2 for row in table.rows)
    if len(cells) == 1 or (stacked and any(map(reading.holds_picture, cells))):
        lines = EMPTY
        for cell in cells:
            lines += cell + reading.write("\n", 0)
        return lines
    if any(isinstance(reading.objects[ord(c) - OBJECTS], Table) for cell in cells for c in
           cell.string if ord(c) >= OBJECTS):  # fmt: skip
        reading.ledger.ask(reading.length, "the rows of a table inside a cell became lines")
        unfolded = (tuple(_unfolded(cell, reading) for cell in row) for row in table.rows)
        table = replace(table, rows=tuple(unfolded))
    reading.looks.add(reading.length, Look(landscape=reading.landscape))
    return reading.put(table) + reading.write("\n", 0)


def _unfolded(cell: Text, reading: _Reading) -> Text:
    """Return the text of a cell, each row of the tables in it as a line."""
    parts, done = list[Text](), 0
    for at, character in enumerate(cell.string):
        inner = reading.objects[ord(character) - OBJECTS] if ord(character) >= OBJECTS else None
        if not isinstance(inner, Table):
            continue
        parts.append(cell[done:at])
        done, origin = at + 1, cell.origins[at]
        for row in inner.rows:
            filled = [one for one in row if one.string.strip()]
            parts += [part for one in filled for part in (one, Text.of(" ", origin))]
            parts.append(Text.of("\n", origin))
    return Text.joined([*parts, cell[done:]]).stripped()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs and tables of `parent`, those in content controls included."""
    for element in parent:
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "moveTo"):
            yield from _blocks(element)


def _turned(body: etree._Element) -> dict[etree._Element, bool]:
    """Return whether each paragraph and table of the body stands in a landscape section."""
    result, waiting = dict[etree._Element, bool](), list[etree._Element]()
    for element in [*_blocks(body), body]:
        waiting.append(element)
        path = "sectPr" if element is body else "pPr/sectPr"
        if (section := element.find("/".join(W + step for step in path.split("/")))) is not None:
            sideways = value(section, "pgSz", "orient") == "landscape"
            result |= dict.fromkeys(waiting, sideways)
            waiting = []
    return result


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a paragraph; of two forms of one box the first."""
    return [
        box
        for box in paragraph.iter(W + "txbxContent")
        if not any(a.tag == _MC + "Fallback" for a in box.iterancestors())
        and next(box.iterancestors(W + "p")) is paragraph
    ]


def _paragraph(element: etree._Element, reading: _Reading) -> Text:
    """Return one paragraph and note what it looks like."""
    start, was_contents = reading.length, reading.in_contents
    style = reading.styles[value(element, "pPr/pStyle")]
    number = value(element, "pPr/numPr/numId")
    numbering = style.numbering
    if number is not None:
        depth = value(element, "pPr/numPr/ilvl")
        numbering = (number, int(depth or 0)) if number != "0" else None
    level = style.level
    own_level = value(element, "pPr/outlineLvl")
    if own_level is not None:
        level = int(own_level) + 1 if int(own_level) < 9 else None
    name = style.name.lower()
    marked = numbering if not level and _has_text(element) else None
    text = reading.write(reading.numbering.mark(*marked) + " ", 0) if marked else EMPTY
    text += _inlines(element, reading, Form.BOLD if style.bold and not level else 0)
    reading.looks.add(
        start,
        Look(
            level=level,
            is_item=bool(marked),
            depth=marked[1] if marked else 0,
            centred=(value(element, "pPr/jc") or ("center" if style.centred else "")) == "center",
            contents=was_contents
            or reading.in_contents
            or bool(re.match(r"(?:toc|contents) \d", name)),
            caption=name in _CAPTION_STYLES,
            quote=name in ("quote", "quotations", "intense quote", "block text"),
            landscape=reading.landscape,
        ),
    )
    return text


def _has_text(element: etree._Element) -> bool:
    return any((t.text or "").strip() for t in element.iter(W + "t"))


def _inlines(parent: etree._Element, reading: _Reading, form: int) -> Text:
    """Return what stands in a paragraph, a link or a change."""
    text = EMPTY
    for element in parent:
        if element.tag in _DROPPED:
            _drop_deleted(element, reading)
        elif element.tag == W + "r":
            text += _run(element, reading, form)
        elif element.tag == _M + "oMathPara":
            for formula in element.iter(_M + "oMath"):
                text += _formula(formula, reading, displayed=True)
        elif element.tag == _M + "oMath":
            text += _formula(element, reading, displayed=False)
        elif element.tag == W + "fldSimple":
            reading.fields.append([element.get(W + "instr") or "", "result"])
            text += _inlines(element, reading, form)
            reading.fields.pop()
        elif element.tag == W + "hyperlink":
            text += _link(element, reading, form)
        elif element.tag in (
            W + "ins", W + "sdt", W + "sdtContent", W + "smartTag", W + "moveTo",
            W + "customXml", W + "dir", W + "bdo",
        ):  # fmt: skip
            text += _inlines(element, reading, form)
    return text


def _link(element: etree._Element, reading: _Reading, form: int) -> Text:
    """Return a link to an address, or the text of one that leads elsewhere or shows its address."""
    text = _inlines(element, reading, form)
    id = element.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    url, external = reading.pictures.relations.get(id or "", ("", False))
    shown = text.string.strip()
    if not external or not re.match(r"https?://|mailto:", url) or not shown:
        return text
    if "." in shown and " " not in shown:  # an address, in full or in short
        return text
    return reading.put(Link(text, url))


def _run(run: etree._Element, reading: _Reading, form: int) -> Text:
    """Return the characters and objects of one run."""
    properties = run.find(W + "rPr")
    for bit, name in ((Form.BOLD, "b"), (Form.ITALIC, "i")):
        on = is_on(properties, name)
        form = form if on is None else (form | bit if on else form & ~bit)
    raised = value(properties, "vertAlign")
    form |= {"superscript": Form.SUPERSCRIPT, "subscript": Form.SUBSCRIPT}.get(raised or "", 0)
    text = EMPTY
    for element in run:
        text += _piece(element, reading, form)
    return text


def _piece(element: etree._Element, reading: _Reading, form: int) -> Text:
    """Return what one child of a run puts into the text."""
    tag = element.tag
    if tag == W + "fldChar":
        _turn_field(element.get(W + "fldCharType") or "", reading)
    elif tag == W + "instrText" and reading.fields:
        reading.fields[-1][0] += element.text or ""
    elif reading.in_instruction:
        pass
    elif tag == W + "t":
        return reading.write(_UNFIT.sub(" ", element.text or ""), form)
    elif tag in (W + "tab", W + "ptab"):
        return reading.write("\t", form)
    elif tag in (W + "br", W + "cr"):
        return reading.write(" ", form)
    elif tag == W + "noBreakHyphen":
        return reading.write("-", form)
    elif tag == W + "sym":
        code = int(element.get(W + "char") or "0", 16)
        return reading.write("•" if 0xF000 <= code <= 0xF0FF else chr(code or 32), form)
    elif tag in (W + "footnoteReference", W + "endnoteReference"):
        return _note(element, reading)
    elif tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
        return _pictures(element, reading)
    return EMPTY


def _turn_field(kind: str, reading: _Reading) -> None:
    """Open a field, begin its result, or close it."""
    if kind == "begin":
        reading.fields.append(["", ""])
    elif kind == "separate" and reading.fields:
        reading.fields[-1][1] = "result"
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _formula(element: etree._Element, reading: _Reading, *, displayed: bool) -> Text:
    """Return a formula; its plain characters where it cannot be read."""
    latex = reading.formulas.get(element)
    letters = "".join(t.text or "" for t in element.iter(_M + "t"))
    if latex is None:
        reading.ledger.ask(
            reading.length, "a formula could not be read; its characters stand here", letters
        )
        return reading.write(letters, 0)
    reading.ledger.drop(reading.write(letters, 0), f"became the formula {latex}")
    return reading.put(Formula(latex, displayed))


def _note(reference: etree._Element, reading: _Reading) -> Text:
    """Return the character of a footnote or endnote."""
    kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
    note = reading.notes.get((kind, reference.get(W + "id") or ""))
    if note is None:
        return EMPTY
    parts, outer = EMPTY, reading.pictures
    relations = relations_of(reading.package, f"{kind}s")
    reading.pictures = replace(outer, relations=relations)
    for paragraph in note.iter(W + "p"):
        text = _inlines(paragraph, reading, 0)
        parts = parts + (reading.write(" ", 0) if len(parts) else EMPTY) + text
    reading.pictures = outer
    return reading.put(Note(parts.stripped()))


def _pictures(element: etree._Element, reading: _Reading) -> Text:
    """Return the pictures of a drawing; a chart stands on a line of its own."""
    text = EMPTY
    for found in reading.pictures.of(element):
        match found.thing:
            case None:
                reading.ledger.ask(reading.length, "a picture was not taken over: linked, or of a "
                                   "kind that cannot be printed", found.target)  # fmt: skip
            case Picture():
                text += reading.put(found.thing)
            case Chart():
                text += _chart(found.thing, found.doubt, reading)
    if lines := reading.pictures.diagram(element):
        reading.ledger.ask(reading.length, "a diagram became a list; draw it anew", lines[0])
        text += reading.write("\n" + "".join(f"– {line}\n" for line in lines), 0)
    return text


def _chart(chart: Chart, doubt: str, reading: _Reading) -> Text:
    """Return the line of a chart; its words become a file of data."""
    words = [cell for row in chart.rows for cell in row]
    words += [chart.title, chart.x_label, chart.y_label]
    reading.ledger.drop(reading.write(" ".join(words), 0), "became the data of a chart")
    if doubt:
        reading.ledger.ask(reading.length, f"look at this chart: {doubt}", chart.alt)
    return reading.write("\n", 0) + reading.put(chart) + reading.write("\n", 0)


def _drop_deleted(element: etree._Element, reading: _Reading) -> None:
    """Note text that a tracked change deleted."""
    deleted = "".join(t.text or "" for t in element.iter(W + "delText"))
    if deleted:
        reading.ledger.drop(reading.write(deleted, 0), "deleted by a tracked change")


def _drop_others(reading: _Reading) -> None:
    """Note the text of headers, footers and comments."""
    for name in sorted(reading.package.names):
        if kind := re.fullmatch(r"word/(header|footer|comments)\d*\.xml", name):
            root = reading.package.xml(name)
            text = " ".join(t.text or "" for t in root.iter(W + "t")) if root is not None else ""
            reading.ledger.drop(reading.write(text, 0), f"the text of a {kind[1]}")
