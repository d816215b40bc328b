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
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from lxml import etree

from baspa.dataclass import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The part, and what in it depends on page numbers."""

    root: Element
    targets: Mapping[str, str]
    """The ids in the HTML, by their bookmarks."""
    open: Sequence[tuple[Element, Sequence[Element]]]
    """The blocks whose text tells of pages, each with what prints its text."""

    def tell_anew(self) -> None:
        """Tell of the text that these blocks print now."""
        for block, printed in self.open:
            block.set("text", text_digest(_text(printed)))


def identify(
    page: Page,
    bookmarks: Iterable[str],
    sources: SourceMap,
    templates: Mapping[str, str],
    stories: Iterable[Element],
    holes: Set[Element],
) -> Identity:
    """Return the part; `stories` are the roots of what holds the text of the DOCX.

    `templates` are the blocks that `name_template_blocks` named, `holes` the texts that change.
    """
    root = etree.Element(f"{{{NAMESPACE}}}identity", nsmap={"b": NAMESPACE})
    root.set("source", sources.digest())
    for name, digest in sources.files.items():
        _add(root, "file", name=name, digest=digest)
    open_ = []
    for name, printed in (each for story in stories for each in _printed(story).items()):
        if name in sources.blocks.value:
            source = sources.blocks.value[name]
            span = source.span
            place = {"file": span.file, "start": str(span.start), "end": str(span.end)}
            found = (place if span.file else {}) | {"digest": source.digest}
        elif name in templates:
            found = {"template": templates[name]}
        else:
            continue
        block = _add(root, "block", bookmark=name, **found, text=text_digest(_text(printed)))
        if not holes.isdisjoint(printed):
            open_.append((block, printed))
    written = frozenset(bookmarks)
    marks = {place_bookmark(html_id): html_id for html_id in page.targets}
    targets = {name: html_id for name, html_id in marks.items() if name in written}
    for name, html_id in targets.items():
        _add(root, "target", id=html_id, bookmark=name)
    return Identity(root=root, targets=targets, open=open_)


def _add(root: Element, kind: str, **attributes: str) -> Element:
    return etree.SubElement(root, f"{{{NAMESPACE}}}{kind}", attributes)


def block_texts(story: Element) -> dict[str, str]:
    """Return the text under each bookmark of a story: `w:document`, `w:footnotes`.

    Text is what runs print, results of fields too, and no marks of lists; formulas are left out,
    which every program writes in its own way.
    """
    return {name: _text(printed) for name, printed in _printed(story).items()}


def _text(printed: Iterable[Element]) -> str:
    """Return what texts and breaks print."""
    parts = ((each.text or "") if each.tag == _TEXT else " " for each in printed)
    return " ".join("".join(parts).split())


def _printed(story: Element) -> dict[str, list[Element]]:
    """Return the texts and the breaks under each bookmark of a story."""
    found: dict[str, list[Element]] = {}
    open_: dict[str | None, str] = {}
    """The names of the bookmarks that have begun, by the number that pairs their ends."""
    for element in story.iter(_START, _END, _TEXT, *_BREAKS):
        if element.tag == _START:
            name = element.get(_NAME, "")
            open_[element.get(_ID)] = name
            found[name] = []
        elif element.tag == _END:
            open_.pop(element.get(_ID), None)
        else:
            for name in open_.values():
                found[name].append(element)
    return found


_START, _END = qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")
_NAME, _ID = qualified("w:name"), qualified("w:id")
_TEXT = qualified("w:t")
_BREAKS = (qualified("w:p"), qualified("w:br"), qualified("w:tab"))
