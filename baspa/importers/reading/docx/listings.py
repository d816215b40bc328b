"""Listings of a DOCX: paragraphs in a style of code, or in type whose letters have one width."""

from __future__ import annotations

import re

from lxml import etree

from baspa.importers.reading.docx.styles import Styles, W, value

_STYLES = re.compile(
    r"source code|code(?: block)?|verbatim|listing.*|листинг.*|код(?: программы)?"
    r"|бағдарлама мәтіні",
    re.IGNORECASE,
)
_FONTS = re.compile(
    r"courier|consolas|mono|menlo|monaco|lucida console|fira code|source code|cascadia|jetbrains",
    re.IGNORECASE,
)
_OTHER = ("drawing", "pict", "object", "footnoteReference", "endnoteReference")


def listings(body: etree._Element, styles: Styles) -> frozenset[etree._Element]:
    """Return the paragraphs that are code; none where the thesis itself is typewritten."""
    paragraphs = [p for p in body.iter(W + "p") if next(p.iter(W + "t"), None) is not None]
    found = frozenset(p for p in paragraphs if _is_code(p, styles))
    return found if len(found) * 2 < len(paragraphs) else frozenset()


def _is_code(paragraph: etree._Element, styles: Styles) -> bool:
    """Tell whether all of a paragraph is code."""
    runs = [r for r in paragraph.iter(W + "r") if any((t.text or "") for t in r.iter(W + "t"))]
    if not runs or any(next(paragraph.iter(W + name), None) is not None for name in _OTHER):
        return False
    style = value(paragraph, "pPr/pStyle")
    if _STYLES.fullmatch(styles[style].name.strip()):
        return True
    above = next((f for e in styles.elements(style, "rPr/rFonts") if (f := _font(e))), "")
    fonts = [_font(run.find(f"{W}rPr/{W}rFonts")) or above for run in runs]
    return all(_FONTS.search(font) for font in fonts)


def code_of(paragraph: etree._Element) -> str:
    """Return the characters of a paragraph, its breaks and tabs kept."""
    parts = list[str]()
    for element in paragraph.iter():
        if element.tag == W + "t":
            parts.append(element.text or "")
        elif element.tag in (W + "br", W + "cr"):
            parts.append("\n")
        elif element.tag == W + "tab" and next(element.iterancestors(W + "tabs"), None) is None:
            parts.append("    ")
        elif element.tag == W + "noBreakHyphen":
            parts.append("-")
    return "".join(parts).replace("\u00a0", " ")


def _font(fonts: etree._Element | None) -> str:
    return (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
