"""The elements of OMML: how a run, a property list and a structure are written."""

from __future__ import annotations

from lxml import etree

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {"m": MATH, "w": WORD}

ZERO_WIDTH = "\u200b"
"""What stands where an operand would be missing."""
ACCENT_MARKS = {
    **{"´": "\u0301", "`": "\u0300", "¯": "\u0305", "˘": "\u0306", "ˇ": "\u030c", "˙": "\u0307"},
    **{"¨": "\u0308", "⃛": "\u20db", "⃜": "\u20dc", "˚": "\u030a", "~": "\u0303", "ˆ": "\u0302"},
    **{"^": "\u0302", "→": "\u20d7", "←": "\u20d6", "↔": "\u20e1"},
}
"""Each mark of MathML with the combining character that Word wants."""
STYLES = {
    "normal": ("", "p"),
    "bold": ("", "b"),
    "italic": ("", "i"),
    "bold-italic": ("", "bi"),
    "double-struck": ("double-struck", "p"),
    "script": ("script", "p"),
    "fraktur": ("fraktur", "p"),
    "sans-serif": ("sans-serif", "p"),
    "monospace": ("monospace", "p"),
}
"""Each `mathvariant` as `m:scr` and `m:sty`."""
SPACES = ((0.1, "\u200a"), (0.19, "\u2009"), (0.24, "\u205f"), (0.4, "\u2004"), (0.8, "\u2002"))
"""Widths in em up to which each space character stands for a space."""


def math_element(name: str, *children: etree._Element, val: str | None = None) -> etree._Element:
    """Return `<m:name>` with its children, or with the attribute `m:val`."""
    element = etree.Element(f"{{{MATH}}}{name}", nsmap=PREFIXES)
    if val is not None:
        element.set(f"{{{MATH}}}val", val)
    element.extend(children)
    return element


def properties(structure: str, **settings: str) -> etree._Element:
    """Return the property list of a structure; `settings` stand in the order of the schema."""
    return math_element(
        f"{structure}Pr", *(math_element(name, val=value) for name, value in settings.items())
    )


def run(text: str, style: str = "", script: str = "") -> etree._Element:
    """Return a run in the maths font; a letter is italic unless `style` says otherwise."""
    element = math_element("r")
    if style:
        settings = {"scr": script, "sty": style} if script else {"sty": style}
        element.append(properties("r", **settings))
    element.append(_fonts("Cambria Math"))
    element.append(_text(text))
    return element


def symbol_run(node: etree._Element) -> etree._Element:
    """Return an identifier, a number, an operator or a text as a run."""
    tag, text = etree.QName(node).localname, node.text or ""
    variant = node.get("mathvariant")
    cyrillic = any("\u0400" <= letter <= "\u052f" for letter in text)
    if tag == "mtext" or cyrillic:
        return _text_run(text, variant or "")
    if tag == "mi" and variant is None and len(text) > 1:
        variant = "normal"
    script, style = STYLES[variant] if variant else ("", "")
    return run(text, style, script)


def space_run(width: str) -> list[etree._Element]:
    """Return a space of `width` (`0.167em`); Word has none that is negative."""
    em = float(width.removesuffix("em"))
    if em <= 0:
        return []
    for limit, character in SPACES:
        if em < limit:
            return [run(character)]
    return [run("\u2003" * round(em))]


def _text_run(text: str, variant: str) -> etree._Element:
    """Return words in the font of the paragraph."""
    element = math_element("r", math_element("rPr", math_element("nor")))
    if variant in ("bold", "italic", "bold-italic"):
        formatting = etree.SubElement(element, f"{{{WORD}}}rPr")
        for name, word in (("b", "bold"), ("i", "italic")):
            if word in variant:
                etree.SubElement(formatting, f"{{{WORD}}}{name}")
    element.append(_text(text))
    return element


def _fonts(name: str) -> etree._Element:
    formatting = etree.Element(f"{{{WORD}}}rPr", nsmap=PREFIXES)
    fonts = etree.SubElement(formatting, f"{{{WORD}}}rFonts")
    for script in ("ascii", "hAnsi"):
        fonts.set(f"{{{WORD}}}{script}", name)
    return formatting


def _text(text: str) -> etree._Element:
    element = math_element("t")
    element.text = text
    if text != text.strip() or not text:
        element.set(f"{{{XML}}}space", "preserve")
    return element
