"""The elements of OMML: how a run, a property list and a structure are written."""

from __future__ import annotations

from lxml import etree

from baspa.math.letters import styled_letters

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {"m": MATH, "w": WORD}

NO_OPERAND = "\N{HAIR SPACE}"
"""What stands where an operand would be missing: no zero-width character, since services that look
for plagiarism take those for a disguise."""
ACCENT_MARKS = {
    **dict(
        zip(
            "´`¯˘ˇ˙¨˚~ˆ",
            "\u0301\u0300\u0305\u0306\u030c\u0307\u0308\u030a\u0303\u0302",
            strict=True,
        )
    ),
    **dict(zip("→←↔", "\u20d7\u20d6\u20e1", strict=True)),
    **{mark: mark for mark in "\u0302\u0303\u20d7\u20db\u20dc"},
}
"""Each mark of MathML with the combining character that Word wants."""
STYLES = {"bold": "b", "italic": "i", "bold-italic": "bi"}
"""Each `mathvariant` that is a style of the run; every other sets an upright run (`m:sty` p)."""
QUOTED = frozenset("%|‖&#$")
"""Signs that LibreOffice takes for its own language unless they stand in normal text."""
LIBREOFFICE_WORDS = frozenset(
    "ABS AND BAR COS COT DEF DIV DOT EXP FROM GE GG GT HAT IN INF INT LE LIM LL LN LOG LT NEG NEQ "
    "NI OR OWNS PROD SIM SIN SUB SUM SUP TAN TIMES TO VEC".split()
)
"""Words of LibreOffice's formula language, which knows no difference between small and capital."""
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


def _run(text: str, style: str = "") -> etree._Element:
    """Return a run in the maths font; a letter is italic unless `style` says otherwise."""
    settings = [properties("r", sty=style)] if style else []
    return math_element("r", *settings, _maths_font(), _text(text))


def capitals(element: etree._Element) -> str:
    """Return the text of a plain italic run of Latin capitals, else nothing."""
    text = str(element.xpath("string()"))
    plain = element.tag == f"{{{MATH}}}r" and element.find(f"{{{MATH}}}rPr") is None
    return text if plain and text.isascii() and text.isalpha() and text.isupper() else ""


def name_run(name: str) -> etree._Element:
    """Return the letters of a name as one italic run."""
    return _run(name)


def words_run(text: str, variant: str = "", maths_font: bool = False) -> etree._Element:
    """Return normal text, in the font of the paragraph unless `maths_font`.

    Function names are normal text as well: LibreOffice knows `m:sty` not, and reads `sup` or
    `det` as words of its own language.
    """
    element = math_element("r", math_element("rPr", math_element("nor")))
    formatting = _maths_font() if maths_font else etree.Element(f"{{{WORD}}}rPr", nsmap=PREFIXES)
    for name, word in (("b", "bold"), ("i", "italic")):
        if word in variant:
            etree.SubElement(formatting, f"{{{WORD}}}{name}")
    if len(formatting):
        element.append(formatting)
    element.append(_text(text))
    return element


def symbol_run(node: etree._Element) -> etree._Element:
    """Return an identifier, a number, an operator or a text as a run."""
    tag, text = etree.QName(node).localname, node.text or ""
    variant = node.get("mathvariant")
    cyrillic = any("\u0400" <= letter <= "\u052f" for letter in text)
    if tag == "mtext" or cyrillic:
        return words_run(text, variant or "")
    is_name = tag == "mi" and variant is None and len(text) > 1
    if is_name or text in QUOTED or (variant == "normal" and text.isalpha()):
        return words_run(text, maths_font=True)
    if tag == "mo" and len(text) > 1:
        return words_run(f"\u2004{text}\u2004", maths_font=True)
    if variant is None:
        return _run(text)
    return _run(styled_letters(text, variant), STYLES.get(variant, "p"))


def space_run(width: str) -> list[etree._Element]:
    """Return a space of `width` (`0.167em`); Word has none that is negative."""
    em = float(width.removesuffix("em"))
    if em <= 0:
        return []
    for limit, character in SPACES:
        if em < limit:
            return [words_run(character)]
    return [words_run("\u2003" * round(em))]


def _maths_font() -> etree._Element:
    formatting = etree.Element(f"{{{WORD}}}rPr", nsmap=PREFIXES)
    fonts = etree.SubElement(formatting, f"{{{WORD}}}rFonts")
    for script in ("ascii", "hAnsi"):
        fonts.set(f"{{{WORD}}}{script}", "Cambria Math")
    return formatting


def _text(text: str) -> etree._Element:
    element = math_element("t")
    element.text = text
    if text != text.strip() or not text:
        element.set(f"{{{XML}}}space", "preserve")
    return element
