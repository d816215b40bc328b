"""Reads the semantic HTML (docs/html.md): one tree, its targets, and what in it has no mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from baspa.dataclass import dataclass
from baspa.diagnostics import NOWHERE, Findings, Span
from baspa.docx.oxml import Element
from baspa.shipped import shipped_folder

Node: TypeAlias = str | Element
"""A stretch of text or an element, as they alternate inside mixed content."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAYOUT = _words(
    "center right bold upper large small no-indent right-block foot blank-line "
    "space-1 space-2 space-3 space-4 space-5 space-6 space-7 space-8 space-9"
)
_PARTS = _words(
    "title-page declaration task abstract contents list-of-figures list-of-tables "
    "normative-references definitions abbreviations introduction chapter conclusion references "
    "appendix notes unnumbered-page uncounted-page front-page run-on"
)
_HEADING_CLASSES = _words("numbered structural unnumbered unlisted appendix")
_CELL_CLASSES = _words("left center right decimal")
_NONE: frozenset[str] = frozenset()

BLOCKS: dict[str, frozenset[str]] = {
    **dict.fromkeys(HEADINGS, _HEADING_CLASSES),
    "section": _PARTS,
    "nav": _PARTS,
    "p": _LAYOUT | {"continued", "lead", "keywords"},
    "div": _LAYOUT | {"where", "note", "landscape", "equation", "wide", "run-in", "panels"},
    "blockquote": _NONE,
    "pre": _NONE,
    "ul": frozenset({"bibliography"}),
    "ol": _words("decimal letter roman bibliography notes"),
    "li": frozenset(f"level-{n}" for n in range(1, 7)),
    "dl": _NONE,
    "dd": _NONE,
    "figure": frozenset({"panel"}),
    "figcaption": _NONE,
    "table": frozenset({"layout", "whole"}),
    "caption": _NONE,
    "colgroup": _NONE,
    "col": _NONE,
    "thead": _NONE,
    "tbody": _NONE,
    "tr": frozenset({"continuation", "tall"}),
    "th": _CELL_CLASSES,
    "td": _CELL_CLASSES,
}
"""Every block element with the classes that it may have."""

INLINES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("em", "strong", "s", "sup", "sub", "code", "img", "math", "dt"), _NONE),
    "br": frozenset({"separator"}),
    "a": _words("reference page-reference note-mark"),
    "span": _words(
        "number label title separator marker where-word citation footnote footnote-paragraph "
        "page-count before after joined"
    ),
}
"""Every inline element with the classes that it may have."""

_BLANKS = re.compile("[ \t\n\r\f]+")
"""HTML's white space: a no-break space is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """The semantic HTML, parsed."""

    head: Element
    body: Element
    language: str
    targets: dict[str, Element]
    """Every element with an id, by it."""

    @property
    def parts(self) -> list[Element]:
        """The parts of the document, in order."""
        return list(self.body)

    def part_of(self, element: Element) -> Element:
        """Return the part that holds `element`."""
        around = (element, *element.iterancestors())
        return next(each for each in around if each.getparent() is self.body)


def parse(html: str) -> Page:
    """Return the tree of `html`, white space collapsed and namespaces of HTML dropped.

    Raises lxml's XMLSyntaxError for what is not well-formed: the templates are autoescaped.
    """
    root = _tree(html)
    for element in root.iter():
        name = etree.QName(element)
        if name.namespace == "http://www.w3.org/1999/xhtml":
            element.tag = name.localname
    _collapse(root)
    body, head = root.find("body"), root.find("head")
    assert body is not None and head is not None, "the document template gives both"
    targets = {e.get("id", ""): e for e in body.iter() if e.get("id")}
    return Page(head, body, root.get("lang", "en"), targets)


def parse_part(html: str) -> list[Element]:
    """Return the trees of a part of a document, as it is written into `body`."""
    return list(_tree(f"<body>{html}</body>"))


def _tree(html: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(html.encode(), parser)


def _collapse(element: Element) -> None:
    if tag_of(element) in {"pre", "math"}:
        return
    if element.text:
        element.text = _BLANKS.sub(" ", element.text)
    for child in element:
        _collapse(child)
        if child.tail:
            child.tail = _BLANKS.sub(" ", child.tail)


def tag_of(element: Element) -> str:
    """Return the element's name without its namespace."""
    return etree.QName(element).localname


def classes(element: Element) -> list[str]:
    """Return the element's classes, in order."""
    return (element.get("class") or "").split()


def nodes(element: Element) -> list[Node]:
    """Return the text and the elements inside `element`, in order."""
    found: list[Node] = [element.text] if element.text else []
    for child in element:
        found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def is_block(node: Node) -> bool:
    """Whether `node` is a block element."""
    return isinstance(node, Element) and tag_of(node) in BLOCKS


def text_of(element: Element | None) -> str:
    """Return the text inside `element`, trimmed; nothing for None."""
    if element is None:
        return ""
    return _BLANKS.sub(" ", all_text(element)).strip(" ")


def all_text(element: Element) -> str:
    """Return the text inside `element` as it is."""
    return "".join(str(text) for text in element.itertext())


def first(element: Element, css_class: str) -> Element | None:
    """Return the first descendant of `element` with this class."""
    return next((e for e in element.iter() if css_class in classes(e)), None)


def millimetres(element: Element, name: str) -> float | None:
    """Return a length of the element's `style`, e.g. `width: 136.00mm`."""
    found = re.search(rf"\b{name}:\s*([\d.]+)mm", element.get("style", ""))
    return float(found[1]) if found else None


def percentage(element: Element, name: str) -> float | None:
    """Return a share of the element's `style`, e.g. `width: 20.00%`, as a number 0–1."""
    found = re.search(rf"\b{name}:\s*([\d.]+)%", element.get("style", ""))
    return float(found[1]) / 100 if found else None


def report_unmapped(
    parts: Iterable[Element], templates: Sequence[Path], findings: Findings
) -> None:
    """Report every element or class that the DOCX writer has no mapping for (D101), once each."""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        template = part.get("data-template", "")
        for what, needle in _unmapped(part):
            if (template, what) in seen:
                continue
            seen.add((template, what))
            span, place = _find(template, needle, templates)
            findings.error(
                "D101",
                f"{what} has no DOCX mapping{place}",
                span,
                "use the elements and classes that docs/html.md lists",
            )


def _unmapped(part: Element) -> Iterator[tuple[str, str]]:
    """Yield what is not in the vocabulary, as words and as the text to look for."""
    tag = tag_of(part)
    allowed = BLOCKS.get(tag, INLINES.get(tag))
    if allowed is None:
        yield f"the element <{tag}>", f"<{tag}"
    else:
        for name in classes(part):
            if name not in allowed:
                yield f'the class "{name}" of <{tag}>', name
    if tag != "math":
        for child in part:
            yield from _unmapped(child)


def _find(template: str, needle: str, folders: Sequence[Path]) -> tuple[Span, str]:
    """Return where a template says `needle`: as a span and in words."""
    if not template:
        return NOWHERE, ""
    for folder in (*folders, shipped_folder("templates")):
        path = folder / template
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            at = text.find(needle)
            if at >= 0:
                line = text.count("\n", 0, at) + 1
                span = Span(f"templates/{template}", at, at + len(needle))
                return span, f" ({template}, line {line})"
    return NOWHERE, f" ({template})"
