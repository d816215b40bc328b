"""The custom XML part that says which bookmark stands for which element of the HTML."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from baspa.docx.fields import place_bookmark
from baspa.docx.markup import Page
from baspa.docx.oxml import Element

NAMESPACE = "urn:baspa:identity:1"
PART = "customXml/item1.xml"


def identity_element(page: Page, bookmarks: Sequence[str]) -> Element:
    """Return one `target` for every element whose place has a bookmark."""
    root = etree.Element(f"{{{NAMESPACE}}}identity", nsmap={"b": NAMESPACE})
    written = frozenset(bookmarks)
    for html_id in page.targets:
        name = place_bookmark(html_id)
        if name in written:
            etree.SubElement(root, f"{{{NAMESPACE}}}target", id=html_id, bookmark=name)
    return root


def read_identity(content: bytes) -> dict[str, str]:
    """Return the id in the HTML by the name of its bookmark."""
    root = etree.fromstring(content)
    targets = root.iter(f"{{{NAMESPACE}}}target")
    return {target.get("bookmark", ""): target.get("id", "") for target in targets}
