"""A DOCX becomes a manuscript.

| read | as |
|---|---|
| paragraphs, headings, lists, quotes, captions | lines with a `Look` |
| bold, italic, superscript, subscript | forms of characters |
| tables, merged cells | `Table` |
| tables in tables | lines of their cell |
| SmartArt | a drawing |
| footnotes, endnotes | `Note` |
| OMML formulas | `Formula`, in LaTeX |
| native charts, by the data that they keep | `Chart` |
| embedded pictures (PNG, JPEG, GIF, BMP, TIFF, SVG; EMF and WMF drawn) | `Picture` |
| links to addresses | `Link` |
| fields | the text that they showed last; of references the number that they lead to by now |
| the contents field | marks its lines |
| paragraphs in a style of code, or in type of one width | `Code` |
| text boxes | lines behind their paragraph |
| shapes with words | a drawing: `docx_shapes.py` |
| deleted and hidden text, headers, footers, comments, macros, OLE | dropped, and said so |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from baspa.importers.limits import check_level
from baspa.importers.reading.docx.known import Reading
from baspa.importers.reading.docx.listings import code_of, listings
from baspa.importers.reading.docx.page import page_setup
from baspa.importers.reading.docx.paragraphs import paragraph
from baspa.importers.reading.docx.parts import notes_of, properties_of, relations_of
from baspa.importers.reading.docx.pictures import METAFILES, Draw, Pictures
from baspa.importers.reading.docx.runs import FALLBACK, MATH, put_drawing, take_numbers
from baspa.importers.reading.docx.shapes import shapes_of, words_of
from baspa.importers.reading.docx.stale_fields import stale_fields
from baspa.importers.reading.docx.styles import Numbering, Styles, W, value
from baspa.importers.reading.docx.tables import read_table
from baspa.importers.reading.omml import latex_of
from baspa.importers.reading.package import Package, PackageRefusal
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import (
    EMPTY,
    OBJECTS,
    Code,
    Look,
    Manuscript,
    Table,
    Text,
)
from baspa.importers.words.caption_lines import caption_of

_UNFIT_CODE = re.compile(r"[\U000f0000-\U0010ffff]")
_NO_WORDS = (W + "tbl", W + "drawing", W + "pict")
"""What may stand in a box that is no shape of a drawing."""


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
    math = [*root.iter(MATH)]
    numbers = take_numbers(math)
    styles, counted = Styles(package.xml("word/styles.xml")), package.xml("word/numbering.xml")
    notes = notes_of(package)
    reading = Reading(
        package=package,
        ledger=ledger,
        styles=styles,
        listings=listings(body, styles),
        numbering=Numbering(counted),
        pictures=Pictures(
            package=package,
            relations=relations_of(package),
            drawn=draw(
                {n: package.read(n) or b"" for n in package.names if n.lower().endswith(METAFILES)}
            ),
        ),
        numbers=numbers,
        formulas=dict(zip(math, latex_of(math), strict=True)),
        relations_of_notes={
            kind: relations_of(package, f"{kind}s") for kind in ("footnote", "endnote")
        },
        notes=notes,
        stale=stale_fields([body, *notes.values()], body, styles, Numbering(counted), ledger),
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


def _lines(parent: etree._Element, reading: Reading, depth: int = 0) -> Text:
    """Return the paragraphs and tables below `parent`, one a line."""
    check_level(depth)
    parts, turned = list[Text](), _turned(parent) if parent.tag == W + "body" else {}
    listing = list[str]()
    for element in _blocks(parent):
        reading.landscape = turned.get(element, reading.landscape)
        is_code = element in reading.listings
        if listing and not is_code:
            parts.append(_listing(listing, reading))
        if is_code:
            listing.append(code_of(element))
        elif element.tag == W + "tbl":
            parts.append(_table(element, reading, depth + 1))
        elif element.tag == W + "p":
            line = paragraph(element, reading) + reading.write("\n", 0)
            boxed = _boxed(element, reading, depth)
            labels = reading.holds_picture(line) and not any(map(caption_of, boxed.lines()))
            parts += [boxed, line] if labels else [line, boxed]
    return Text.joined([*parts, _listing(listing, reading)] if listing else parts)


def _listing(lines: list[str], reading: Reading) -> Text:
    """Return the line of a listing, whose lines are taken."""
    code = _UNFIT_CODE.sub(" ", "\n".join(lines)).strip("\n")
    lines.clear()
    reading.ledger.drop(reading.write(code, 0), "became a listing")
    return reading.put(Code(code, "", True)) + reading.write("\n", 0)


def _table(element: etree._Element, reading: Reading, depth: int) -> Text:
    """Return the line of a table; the lines inside one that only holds things in their place."""
    table = read_table(element, lambda cell: _lines(cell, reading, depth), reading)
    cells = [cell for row in table.rows for cell in row if cell.string.strip()]
    stacked = all(sum(bool(cell.string.strip()) for cell in row) < 2 for row in table.rows)
    if len(cells) == 1 or (stacked and any(map(reading.holds_picture, cells))):
        return Text.joined([part for cell in cells for part in (cell, reading.write("\n", 0))])
    if any(isinstance(reading.objects[ord(c) - OBJECTS], Table) for cell in cells for c in
           cell.string if ord(c) >= OBJECTS):  # fmt: skip
        reading.ledger.ask(reading.length, "the rows of a table inside a cell became lines")
        unfolded = (tuple(_unfolded(cell, reading) for cell in row) for row in table.rows)
        table = replace(table, rows=tuple(unfolded))
    reading.looks.add(reading.length, Look(landscape=reading.landscape))
    return reading.put(table) + reading.write("\n", 0)


def _unfolded(cell: Text, reading: Reading) -> Text:
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


def _boxed(paragraph: etree._Element, reading: Reading, depth: int) -> Text:
    """Return the lines of the text boxes of a paragraph; shapes with words become a drawing."""
    boxes = _boxes(paragraph)
    shapes = [s for s in shapes_of(paragraph) if caption_of(Text.of(s.words)) is None]
    text = EMPTY
    if shapes and not any(next(box.iter(*_NO_WORDS), None) is not None for box in boxes):
        text += put_drawing(shapes, reading) + reading.write("\n", 0)
        boxes = [box for box in boxes if caption_of(Text.of(words_of(box))) is not None]
    return Text.joined([text, *(_lines(box, reading, depth + 1) for box in boxes)])


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a paragraph; of two forms of one box the first."""
    return [
        box
        for box in paragraph.iter(W + "txbxContent")
        if not any(a.tag == FALLBACK for a in box.iterancestors())
        and next(box.iterancestors(W + "p")) is paragraph
    ]


def _drop_others(reading: Reading) -> None:
    """Note the text of headers, footers and comments."""
    for name in sorted(reading.package.names):
        if kind := re.fullmatch(r"word/(header|footer|comments)\d*\.xml", name):
            root = reading.package.xml(name)
            text = " ".join(t.text or "" for t in root.iter(W + "t")) if root is not None else ""
            reading.ledger.drop(reading.write(text, 0), f"the text of a {kind[1]}")
