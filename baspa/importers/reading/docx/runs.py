"""What stands in a paragraph of a DOCX: runs, fields, links, notes, formulas, pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from baspa.importers.reading.docx.known import HARD, SOFT, Reading
from baspa.importers.reading.docx.shapes import Shape, drawn, shapes_of_diagram
from baspa.importers.reading.docx.styles import W, is_on, value, whole
from baspa.importers.text.manuscript import (
    EMPTY,
    OBJECTS,
    Chart,
    Form,
    Formula,
    Link,
    Note,
    Picture,
    Text,
)

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
MATH = _M + "oMath"
FALLBACK = _MC + "Fallback"
_UNFIT = re.compile(r"[\n\v\f\U000f0000-\U0010ffff]")
"""What would be taken for the end of a line or for an object."""
_SIGN = re.compile(r"#|\s{3,}(?=\()")
"""What stands before the number of a formula inside of it: Word's own sign, or wide space."""
_OWN_NUMBER = re.compile(r"\s*\(?((?:[А-ЯA-Z]\.)?\d{1,3}(?:\.\d{1,3})*)\)?\s*")
_DROPPED = {W + "del", W + "moveFrom"}
_AROUND = {
    W + "ins", W + "sdt", W + "sdtContent", W + "smartTag", W + "moveTo", W + "customXml",
    W + "dir", W + "bdo",
}  # fmt: skip
"""What stands around runs and says nothing of them."""
_TOGGLES = ((Form.BOLD, "b"), (Form.ITALIC, "i"), (Form.CAPITALS, "caps"))
_RAISED = {"superscript": Form.SUPERSCRIPT, "subscript": Form.SUBSCRIPT}


def inlines(parent: etree._Element, reading: Reading, form: int) -> Text:
    """Return what stands in a paragraph, a link or a change; breaks are `SOFT` and `HARD`."""
    parts = list[Text]()
    for element in parent:
        if element.tag in _DROPPED:
            _drop_deleted(element, reading)
        elif element.tag == W + "r":
            parts.append(_run(element, reading, form))
        elif element.tag == _M + "oMathPara":
            parts += [_formula(one, reading, displayed=True) for one in element.iter(MATH)]
        elif element.tag == MATH:
            parts.append(_formula(element, reading, displayed=False))
        elif element.tag == W + "fldSimple":
            reading.fields.append([element.get(W + "instr") or "", "result"])
            parts.append(inlines(element, reading, form))
            reading.fields.pop()
        elif element.tag == W + "hyperlink":
            parts.append(_link(element, reading, form))
        elif element.tag in _AROUND:
            parts.append(inlines(element, reading, form))
    return Text.joined(parts)


def in_one_line(text: Text) -> Text:
    """Return a text whose breaks are spaces."""
    return replace(text, string=text.string.replace(SOFT, " ").replace(HARD, " "))


def _link(element: etree._Element, reading: Reading, form: int) -> Text:
    """Return a link to an address, or the text of one that leads elsewhere or shows its address."""
    text = inlines(element, reading, form)
    url, external = reading.pictures.relations.get(element.get(_R + "id") or "", ("", False))
    shown = text.string.strip()
    if not external or not re.match(r"https?://|mailto:", url) or not shown:
        return text
    if "." in shown and " " not in shown:  # an address, in full or in short
        return text
    return reading.put(Link(in_one_line(text), url))


def _run(run: etree._Element, reading: Reading, form: int) -> Text:
    """Return the characters and objects of one run; hidden ones are dropped."""
    properties = run.find(W + "rPr")
    style = value(properties, "rStyle")
    for bit, name in _TOGGLES:
        on = is_on(properties, name)
        on = reading.styles.is_toggled(style, name) if on is None and style else on
        form = form if on is None else (form | bit if on else form & ~bit)
    form |= _RAISED.get(value(properties, "vertAlign") or "", 0)
    hidden = is_on(properties, "vanish") and not reading.in_contents
    own_mark = any(e.get(W + "customMarkFollows") in ("1", "true", "on") for e in run)
    parts = list[Text]()
    for element in run:
        if element.tag == W + "t" and (hidden or own_mark) and not reading.in_instruction:
            reason = "hidden text" if hidden else "the typed mark of a note"
            reading.ledger.drop(reading.write(_UNFIT.sub(" ", element.text or ""), 0), reason)
        else:
            parts.append(_piece(element, reading, form))
    return Text.joined(parts)


def _piece(element: etree._Element, reading: Reading, form: int) -> Text:
    """Return what one child of a run puts into the text."""
    tag = element.tag
    if tag == W + "fldChar":
        _turn_field(element.get(W + "fldCharType") or "", reading)
    elif tag == W + "instrText" and reading.fields:
        reading.fields[-1][0] += element.text or ""
    elif reading.in_instruction:
        pass
    elif tag == W + "t":
        written = reading.write(_UNFIT.sub(" ", element.text or ""), form)
        if (new := reading.stale.get(element)) is None:
            return written
        reading.ledger.drop(written, "what a reference showed before it was updated")
        return reading.write(new, form)
    elif tag in (W + "tab", W + "ptab"):
        return reading.write("\t", form)
    elif tag in (W + "br", W + "cr"):
        return reading.broken(HARD if element.get(W + "type") in ("page", "column") else SOFT, form)
    elif tag == W + "noBreakHyphen":
        return reading.write("-", form)
    elif tag == W + "sym":
        code = whole(element.get(W + "char"), 0xFFFF, 16)
        shown = "•" if 0xF000 <= code <= 0xF0FF else chr(max(32, code))
        return reading.write(" " if 0xD800 <= code <= 0xDFFF else shown, form)
    elif tag in (W + "footnoteReference", W + "endnoteReference"):
        return _note(element, reading)
    elif tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
        return _pictures(element, reading)
    return EMPTY


def _turn_field(kind: str, reading: Reading) -> None:
    """Open a field, begin its result, or close it."""
    if kind == "begin":
        reading.fields.append(["", ""])
    elif kind == "separate" and reading.fields:
        reading.fields[-1][1] = "result"
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _formula(element: etree._Element, reading: Reading, *, displayed: bool) -> Text:
    """Return a formula; its plain characters where it cannot be read."""
    latex = reading.formulas.get(element)
    letters = "".join(t.text or "" for t in element.iter(_M + "t"))
    if latex is None:
        reading.ledger.ask(
            reading.length, "a formula could not be read; its characters stand here", letters
        )
        return reading.write(letters, 0)
    reading.ledger.drop(reading.write(letters, 0), f"became the formula {latex}")
    number = reading.numbers.get(element, "")
    formula = reading.put(Formula(latex, displayed or bool(number)))
    return formula + reading.write(f" ({number})", 0) if number else formula


def take_numbers(formulas: Sequence[etree._Element]) -> dict[etree._Element, str]:
    """Take the numbers out of formulas that Word numbers itself, or that end in one."""
    found = dict[etree._Element, str]()
    for formula in formulas:
        texts = [*formula.iter(_M + "t")]
        sign = next((n for n, t in enumerate(texts) if _SIGN.search(t.text or "")), None)
        if sign is None:
            continue
        before, behind = _SIGN.split(texts[sign].text or "", maxsplit=1)
        rest = behind + "".join(t.text or "" for t in texts[sign + 1 :])
        number = _OWN_NUMBER.fullmatch(rest)
        if number is None:
            continue
        found[formula] = number[1]
        texts[sign].text = before
        for text in texts[sign + 1 :]:
            text.text = ""
        for brackets in [*formula.iter(_M + "d")]:
            parent = brackets.getparent()
            if parent is not None and not any(t.text for t in brackets.iter(_M + "t")):
                parent.remove(brackets)
    return found


def _note(reference: etree._Element, reading: Reading) -> Text:
    """Return the character of a footnote or endnote."""
    kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
    note = reading.notes.get((kind, reference.get(W + "id") or ""))
    if note is None:
        return EMPTY
    parts, outer = list[Text](), reading.pictures
    reading.pictures = replace(outer, relations=reading.relations_of_notes[kind])
    for paragraph in note.iter(W + "p"):
        text = in_one_line(inlines(paragraph, reading, 0))
        parts += [reading.write(" ", 0), text] if parts else [text]
    reading.pictures = outer
    return reading.put(Note(Text.joined(parts).stripped()))


def _pictures(element: etree._Element, reading: Reading) -> Text:
    """Return the pictures of a drawing; a chart stands on a line of its own.

    Pictures that float beside the text are kept for the end of the paragraph.
    """
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
    if element.tag == W + "object":
        reading.small |= {ord(c) - OBJECTS for c in text.string if ord(c) >= OBJECTS}
    elif _floats(element):
        reading.afloat += [text] if len(text) else []
        text = EMPTY
    if words := reading.pictures.diagram(element):
        text += put_drawing(shapes_of_diagram(reading.pictures.drawing(element), words), reading)
    return text


def put_drawing(shapes: Sequence[Shape], reading: Reading) -> Text:
    """Return a figure that was drawn in Word; its words become those of the drawing."""
    words = " ".join(shape.words for shape in shapes)
    reading.ledger.ask(reading.length, "a figure of shapes was drawn anew: compare it", words[:80])
    reading.ledger.drop(reading.write(words, 0), "became the words of a drawing")
    return reading.put(drawn(shapes))


def _floats(element: etree._Element) -> bool:
    """Tell whether a drawing floats beside the text."""
    if next(element.iter(_WP + "anchor"), None) is not None:
        return True
    shapes = (e.get("style") or "" for e in element.iter(_V + "shape", _V + "group"))
    return any("position:absolute" in style.replace(" ", "") for style in shapes)


def _chart(chart: Chart, doubt: str, reading: Reading) -> Text:
    """Return the line of a chart; its words become a file of data."""
    words = [cell for row in chart.rows for cell in row]
    words += [chart.title, chart.x_label, chart.y_label]
    reading.ledger.drop(reading.write(" ".join(words), 0), "became the data of a chart")
    if doubt:
        reading.ledger.ask(reading.length, f"look at this chart: {doubt}", chart.alt)
    return reading.write("\n", 0) + reading.put(chart) + reading.write("\n", 0)


def _drop_deleted(element: etree._Element, reading: Reading) -> None:
    """Note text that a tracked change deleted."""
    deleted = "".join(t.text or "" for t in element.iter(W + "delText"))
    if deleted:
        reading.ledger.drop(reading.write(deleted, 0), "deleted by a tracked change")
