"""The custom XML part by which a returned DOCX finds its way back to the sources.

Every block has a bookmark that covers it: `data-block` of the HTML. The part tells for each where
its text stands in the sources, and the digest of the text that this file prints. It holds paths
inside the project only.

```xml
<b:identity xmlns:b="urn:baspa:identity:1" source="(digest of the files)">
  <b:file name="source/10-introduction.md" digest="…"/>
  <b:block bookmark="_b0123456789abcdef" file="source/10-introduction.md" start="12" end="240"
         digest="(of the text there)" text="(of the text in this file)"/>
  <b:block bookmark="_t0123456789abcdef" template="title-page.html.j2" text="…"/>
  <b:target id="fig:map" bookmark="_Toc_fig_map_0123456789"/>
</b:identity>
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from baspa.docx.fields import place_bookmark
from baspa.docx.markup import Page, all_text, is_block, nodes, tag_of
from baspa.docx.oxml import Element, qualified
from baspa.model import SourceMap, text_digest

NAMESPACE = "urn:baspa:identity:1"
PART = "customXml/item1.xml"


def name_template_blocks(page: Page) -> dict[str, str]:
    """Name every block that comes from a template itself, such as a line of the title page.

    Return the template of each by its name, which is its `data-block` from here on. A name is made
    like that of a block of the text, with `_t` for `_b`. What a contents lists has none: its
    entries are made anew by every update.
    """
    templates: dict[str, str] = {}
    given: Counter[str] = Counter()
    for part in page.parts:
        template = part.get("data-template", "")
        for element in _own_blocks(part):
            words = f"{template} {tag_of(element)} {all_text(element)}"
            name = f"_t{text_digest(words)}"
            given[name] += 1
            if (count := given[name]) > 1:
                name += f"_{count}"
            element.set("data-block", name)
            templates[name] = template
    return templates


def _own_blocks(element: Element) -> Iterator[Element]:
    """Yield the blocks inside `element` that hold words and are no author's."""
    for child in element:
        if child.get("data-block") is not None or not is_block(child):
            continue
        if tag_of(child) == "ol" and tag_of(element) == "nav":
            continue
        if any(not is_block(node) for node in nodes(child) if node != " "):
            yield child
        yield from _own_blocks(child)


def identity_element(
    page: Page,
    bookmarks: Iterable[str],
    sources: SourceMap,
    templates: Mapping[str, str],
    stories: Iterable[Element],
) -> Element:
    """Return the root of the part; `stories` are the roots of what holds the text of the DOCX.

    `templates` are the blocks that `name_template_blocks` named.
    """
    root = etree.Element(f"{{{NAMESPACE}}}identity", nsmap={"b": NAMESPACE})
    root.set("source", sources.digest())
    for name, digest in sources.files.items():
        _add(root, "file", name=name, digest=digest)
    printed = {name: text for story in stories for name, text in block_texts(story).items()}
    for name, text in printed.items():
        if name in sources.blocks:
            source = sources.blocks[name]
            span = source.span
            place = {"file": span.file, "start": str(span.start), "end": str(span.end)}
            found = (place if span.file else {}) | {"digest": source.digest}
        elif name in templates:
            found = {"template": templates[name]}
        else:
            continue
        _add(root, "block", bookmark=name, **found, text=text_digest(text))
    written = frozenset(bookmarks)
    for html_id in page.targets:
        name = place_bookmark(html_id)
        if name in written:
            _add(root, "target", id=html_id, bookmark=name)
    return root


def _add(root: Element, kind: str, **attributes: str) -> None:
    etree.SubElement(root, f"{{{NAMESPACE}}}{kind}", attributes)


def block_texts(story: Element) -> dict[str, str]:
    """Return the text under each bookmark of a story: `w:document`, `w:footnotes`.

    Text is what runs print, results of fields too, and no marks of lists; formulas are left out,
    which every program writes in its own way.
    """
    texts: dict[str, list[str]] = {}
    open_: dict[str | None, str] = {}
    """The names of the bookmarks that have begun, by the number that pairs their ends."""
    for element in story.iter():
        if element.tag == _START:
            name = element.get(_NAME, "")
            open_[element.get(_ID)] = name
            texts[name] = []
        elif element.tag == _END:
            open_.pop(element.get(_ID), None)
        elif element.tag == _TEXT:
            for name in open_.values():
                texts[name].append(element.text or "")
        elif element.tag in _BREAKS:
            for name in open_.values():
                texts[name].append(" ")
    return {name: " ".join("".join(parts).split()) for name, parts in texts.items()}


def read_identity(content: bytes) -> dict[str, str]:
    """Return the id in the HTML by the name of its bookmark."""
    root = etree.fromstring(content)
    targets = root.iter(f"{{{NAMESPACE}}}target")
    return {target.get("bookmark", ""): target.get("id", "") for target in targets}


_START, _END = qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")
_NAME, _ID = qualified("w:name"), qualified("w:id")
_TEXT = qualified("w:t")
_BREAKS = {qualified("w:p"), qualified("w:br"), qualified("w:tab")}
