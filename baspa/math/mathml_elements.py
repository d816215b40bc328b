"""Elements of MathML: how they are made and named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_PREFIXES: Any = {None: NAMESPACE}


def new_element(
    tag: str,
    children: Iterable[etree._Element] = (),
    text: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> etree._Element:
    """Return an element with `children` moved into it."""
    element = etree.Element(f"{{{NAMESPACE}}}{tag}", dict(attributes or {}), nsmap=_PREFIXES)
    element.text = text
    element.extend(children)
    return element


def tag_of(element: etree._Element) -> str:
    """Return the name of `element` without its namespace."""
    return etree.QName(element).localname


def text_of(element: etree._Element, tag: str) -> str:
    """Return the text of a `tag` element, an empty string for any other element."""
    return (element.text or "") if tag_of(element) == tag else ""
