"""Builds WordprocessingML: one function for elements, one for the text of a run.

Element names carry the usual prefixes (`w:p`). Attributes of `w:` and `m:` elements stand in the
element's own namespace, as the schemas ask; those of drawings stand in none. A keyword with two
underscores names another prefix: `r__id` is `r:id`.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_QUALIFIED_ATTRIBUTES = {"w", "m"}
_DECLARED = {p: uri for p, uri in NAMESPACES.items() if p in {"w", "r", "m"}}

_NEVER_PRINTED = re.compile("[\u200b\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Zero-width spaces and soft hyphens, which antiplagiarism services flag, and what XML forbids."""


def qualified(name: str) -> str:
    """Return `w:p` in Clark notation."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def make(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return an element; children and attributes that are None are left out."""
    prefix = name.partition(":")[0]
    declared = _DECLARED if prefix in _DECLARED else {prefix: NAMESPACES[prefix]}
    element = etree.Element(qualified(name), nsmap=declared)
    for key, value in attributes.items():
        if value is None:
            continue
        if "__" in key:
            key = qualified(key.replace("__", ":"))
        elif prefix in _QUALIFIED_ATTRIBUTES:
            key = qualified(f"{prefix}:{key}")
        element.set(key, str(value))
    element.extend([child for child in children if child is not None])
    return element


def printable(text: str) -> str:
    """Return `text` without the characters that must not reach a DOCX."""
    return _NEVER_PRINTED.sub("", text)


def text_element(text: str, name: str = "w:t") -> Element:
    """Return `w:t` (or `w:instrText`) whose blanks at either end survive."""
    keep = "preserve" if text != text.strip() or "  " in text else None
    element = make(name, xml__space=keep)
    element.text = printable(text)
    return element
