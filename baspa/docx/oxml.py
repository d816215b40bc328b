"""Builds WordprocessingML: one function for elements, one for the text of a run; reads attributes.

Element names carry the usual prefixes (`w:p`). Attributes of `w:` and `m:` elements stand in the
element's own namespace, as the schemas ask; those of drawings stand in none. A keyword with two
underscores names another prefix: `r__id` is `r:id`.
"""

from __future__ import annotations

import re
from functools import cache
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
_STORIES = {"w:document", "w:footnotes", "w:endnotes"}

_NEVER_PRINTED = re.compile("[\u200b\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Zero-width spaces and soft hyphens, which antiplagiarism services flag, and what XML forbids."""


@cache
def qualified(path: str) -> str:
    """Return `w:p` in Clark notation, or each step of a path: `w:pPr/w:pStyle`."""
    steps = (step.partition(":") for step in path.split("/"))
    return "/".join(f"{{{NAMESPACES[prefix]}}}{local}" for prefix, _, local in steps)


def make(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return an element; children and attributes that are None are left out."""
    element = etree.Element(qualified(name), nsmap=_declared(name))
    for key, value in attributes.items():
        if value is not None:
            element.set(_attribute(name, key), str(value))
    element.extend([child for child in children if child is not None])
    return element


@cache
def _declared(name: str) -> dict[str, str]:
    """Return the namespaces that an element declares: its own, and a story those of its text."""
    prefixes = ("w", "r", "m") if name in _STORIES else (name.partition(":")[0],)
    return {prefix: NAMESPACES[prefix] for prefix in prefixes}


@cache
def _attribute(element: str, key: str) -> str:
    """Return the name of an attribute that is given as a keyword."""
    prefix = element.partition(":")[0]
    if "__" in key:
        return qualified(key.replace("__", ":"))
    return qualified(f"{prefix}:{key}") if prefix in _QUALIFIED_ATTRIBUTES else key


def printable(text: str) -> str:
    """Return `text` without the characters that must not reach a DOCX."""
    return _NEVER_PRINTED.sub("", text)


def text_element(text: str, name: str = "w:t") -> Element:
    """Return `w:t` (or `w:instrText`) whose blanks at either end survive."""
    keep = "preserve" if text != text.strip() or "  " in text else None
    element = make(name, xml__space=keep)
    element.text = printable(text)
    return element


def value(element: Element | None, path: str) -> str:
    """Return the `w:val` of what stands at `path` below an element; nothing where nothing does."""
    found = element.find(qualified(path)) if element is not None else None
    return found.get(_VALUE, "") if found is not None else ""


def number(element: Element | None, attribute: str, otherwise: int = 0) -> int:
    """Return an attribute that is a whole number, `otherwise` where it is not there."""
    found = element.get(qualified(attribute)) if element is not None else None
    return otherwise if found is None else int(found)


_VALUE = qualified("w:val")
