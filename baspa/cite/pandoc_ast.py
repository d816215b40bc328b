"""Pandoc's JSON syntax tree: citations written to it, printed text read from it.

| pandoc | model |
|---|---|
| Str, Space, SoftBreak | Text (joined; plain spaces) |
| Emph, Strong, Superscript, Subscript, Strikeout, Code, Link, LineBreak | the same |
| Note | Note (styles that cite in footnotes) |
| Span, SmallCaps, Underline, Quoted, Cite | what they hold |
| Math | Math |
| RawInline, Image | nothing: no CSL style makes them |
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from baspa.dataclass import dataclass
from baspa.model import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Math,
    Note,
    Paragraph,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from baspa.model.walk import plain_text, walk

BLOCKS = {"csl-block", "csl-indent", "csl-left-margin", "csl-right-inline"}
"""Classes of what a style displays apart from the rest of its entry."""

API_VERSION = [1, 23, 1]

Json = dict[str, Any]

CONTAINERS: dict[str, type[Emphasis | Strong | Superscript | Subscript | Strikeout]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Superscript": Superscript,
    "Subscript": Subscript,
    "Strikeout": Strikeout,
}


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One work of a citation as pandoc takes it."""

    key: str
    prefix: str = ""
    suffix: str = ""
    """With its own punctuation: `{locator-page 25}, see also`."""
    mode: str = "NormalCitation"
    """NormalCitation, AuthorInText or SuppressAuthor."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One citation as pandoc takes it."""

    items: tuple[CiteItem, ...]
    in_note: bool = False
    """It stands among the words of a footnote: a style that cites in notes makes no other one."""


def citation_document(clusters: Iterable[Cluster], ids: Mapping[str, str]) -> Json:
    """Return a document of one paragraph for each citation; `ids` are those of the keys."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {},
        "blocks": [{"t": "Para", "c": [_placed(cluster, ids)]} for cluster in clusters],
    }


def _placed(cluster: Cluster, ids: Mapping[str, str]) -> Json:
    cite = _cite(cluster.items, ids)
    return {"t": "Note", "c": [{"t": "Para", "c": [cite]}]} if cluster.in_note else cite


def _cite(items: Sequence[CiteItem], ids: Mapping[str, str]) -> Json:
    citations = [
        {
            "citationId": ids[item.key],
            "citationPrefix": _words(item.prefix),
            "citationSuffix": _words(item.suffix),
            "citationMode": {"t": item.mode},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for item in items
    ]
    return {"t": "Cite", "c": [citations, []]}


def _words(text: str) -> list[Json]:
    """Return plain text as `Str` and `Space`."""
    words = [[{"t": "Str", "c": word}] if word else [] for word in text.split(" ")]
    spaced = itertools.chain.from_iterable([{"t": "Space"}, *word] for word in words)
    return list(spaced)[1:]


def printed_citations(document: Json) -> list[list[Json]]:
    """Return pandoc's inlines of each citation of a `citation_document`."""
    return [block["c"] for block in document["blocks"] if block["t"] == "Para"]


def split_note(inlines: list[Json]) -> tuple[list[Json], list[Json]]:
    """Return what stands before the first footnote among `inlines`, and what it holds."""
    for index, inline in enumerate(inlines):
        if inline["t"] == "Note":
            return inlines[:index], _joined(inline["c"])
        if inline["t"] in ("Cite", "Span"):
            before, note = split_note(inline["c"][1])
            if note:
                return [*inlines[:index], *before], note
    return inlines, []


def printed_entries(document: Json) -> dict[str, list[Json]]:
    """Return pandoc's inlines of each entry of the bibliography by its id, in printed order."""
    divisions = [block["c"] for block in document["blocks"] if block["t"] == "Div"]
    entries = {}
    for (_, classes, _), blocks in divisions:
        if "references" in classes:
            for entry in blocks:
                (name, _, _), content = entry["c"]
                entries[name.removeprefix("ref-")] = _joined(content)
    return entries


def _joined(blocks: list[Json]) -> list[Json]:
    return list(itertools.chain.from_iterable(block["c"] for block in blocks))


def split_margin(inlines: list[Json]) -> tuple[list[Json], list[Json]]:
    """Return what stands in the margin of an entry (its number) and the entry itself."""
    margin = [part for part in inlines if "csl-left-margin" in _classes(part)]
    return margin, [part for part in inlines if part not in margin]


def _classes(inline: Json) -> list[str]:
    return list(inline["c"][0][1]) if inline["t"] == "Span" else []


def read_inlines(inlines: list[Json]) -> tuple[Inline, ...]:
    """Return pandoc's inlines as nodes of our model, neighbouring texts joined."""
    result: list[Inline] = []
    for node in _read(inlines):
        last = result[-1] if result else None
        if isinstance(node, Text) and isinstance(last, Text):
            result[-1] = Text(value=last.value + node.value)
        else:
            result.append(node)
    if any(BLOCKS & {*_classes(inline)} for inline in inlines):
        result = _single_spaced(result)
    return tuple(node for node in result if node != Text(value=""))


def _single_spaced(nodes: list[Inline]) -> list[Inline]:
    """Return `nodes` without doubled spaces in a text, or one at the beginning or the end."""
    texts = [n for n, node in enumerate(nodes) if isinstance(node, Text)]
    for n in texts:
        value = re.sub(" +", " ", plain_text([nodes[n]]))
        value = value.lstrip(" ") if n == 0 else value
        nodes[n] = Text(value=value.rstrip(" ") if n == len(nodes) - 1 else value)
    return nodes


def _read(inlines: Iterable[Json]) -> Iterator[Inline]:
    for inline in inlines:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        match kind:
            case "Str":
                yield Text(value=content)
            case "Space" | "SoftBreak":
                yield Text(value=" ")
            case "LineBreak":
                yield LineBreak()
            case "Emph" | "Strong" | "Superscript" | "Subscript" | "Strikeout":
                yield CONTAINERS[kind](content=read_inlines(content))
            case "SmallCaps" | "Underline":
                yield from _read(content)
            case "Span" if BLOCKS & {*_classes(inline)}:  # `display` of a style: a line of its own
                yield from (Text(value=" "), *_read(content[1]), Text(value=" "))
            case "Span" | "Quoted" | "Cite":
                yield from _read(content[1])
            case "Code":
                yield Code(value=content[1])
            case "Math":
                yield Math(latex=content[1])
            case "Link":
                yield Link(url=content[2][0], content=read_inlines(content[1]))
            case "Note":
                paragraphs = [block["c"] for block in content]
                yield Note(blocks=tuple(Paragraph(content=read_inlines(p)) for p in paragraphs))
            case "RawInline" | "Image":
                continue
            case _:
                raise ValueError(f"an inline that pandoc's syntax tree does not have: {kind}")


def linked(inlines: tuple[Inline, ...], url: str) -> tuple[Inline, ...]:
    """Return `inlines` as a link to `url`; links among them stay what they are."""
    stretches = itertools.groupby(inlines, key=lambda node: any(_links_in(node)))
    return tuple(
        node
        for has_link, stretch in stretches
        for node in (stretch if has_link else [Link(url=url, content=tuple(stretch))])
    )


def _links_in(node: Inline) -> Iterator[bool]:
    return (isinstance(inner, Link) for inner in walk([node]))


def without_final_dot(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return `inlines` without a full stop at the end."""
    match inlines:
        case (*rest, Text(value=value)) if value.endswith("."):
            return (*rest, Text(value=value[:-1]))
    return inlines
