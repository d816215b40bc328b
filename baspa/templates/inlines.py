"""Inline nodes as semantic HTML (`docs/html.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from markupsafe import Markup, escape

from baspa.model import (
    Asset,
    Block,
    Citation,
    Code,
    Count,
    CrossReference,
    Emphasis,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Math,
    Note,
    PageReference,
    Paragraph,
    Reference,
    ResolvedCitation,
    SoftBreak,
    Strikeout,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from baspa.templates.sizes import picture_size, picture_width

TAGS: Mapping[type, str] = {
    Emphasis: "em",
    Strong: "strong",
    Strikeout: "s",
    Superscript: "sup",
    Subscript: "sub",
}


class InlineWriter:
    """Writes inlines; knows the pictures and how wide a line is."""

    def __init__(
        self,
        assets: Mapping[str, Asset],
        line_mm: float,
        room_mm: float,
        *,
        endnotes: bool = False,
    ) -> None:
        self.assets = assets
        self.line_mm = line_mm
        self.room_mm = room_mm
        self.endnotes = endnotes
        """Notes stand behind the text: here only their marks."""

    def inlines(self, nodes: Iterable[Inline]) -> Markup:
        """Return `nodes` as HTML."""
        return Markup("").join(self.inline(node) for node in nodes)

    def inline(self, node: Inline) -> Markup:
        """Return one node as HTML."""
        match node:
            case Text(value=value):
                return escape(value)
            case SoftBreak():
                return Markup("\n")
            case LineBreak():
                return Markup("<br/>")
            case Emphasis() | Strong() | Strikeout() | Superscript() | Subscript():
                tag = Markup(TAGS[type(node)])
                return Markup("<{0}>{1}</{0}>").format(tag, self.inlines(node.content))
            case Code(value=value):
                return Markup("<code>{}</code>").format(value)
            case Link(url=url, content=content):
                return Markup('<a href="{}">{}</a>').format(url, self.inlines(content))
            case InlineImage(path=path, alt=alt):
                asset = self.assets[path]
                width = picture_width(asset, node.attributes, self.line_mm, self.room_mm)
                size = picture_size(asset, width)
                return Markup('<img src="{}" alt="{}" style="{}"/>').format(path, alt, size)
            case Math(mathml=mathml):
                return Markup(mathml)
            case Styled(content=content):
                return self.styled(node, content)
            case Note(number=number) if self.endnotes:
                return Markup('<a class="note-mark" href="#fn-{0}">{0}</a>').format(number)
            case Note(blocks=blocks, number=number):
                return Markup(
                    '<span class="footnote" id="fn-{0}" data-number="{0}">{1}</span>'
                ).format(number, self.note(blocks))
            case ResolvedCitation(content=content):
                return Markup('<span class="citation">{}</span>').format(self.inlines(content))
            case Reference():
                return Markup(
                    '<a class="reference" href="#{}">{}<span class="number">{}</span>{}</a>'
                ).format(node.target, node.before, node.number, node.after)
            case PageReference(target=target):
                return Markup('<a class="page-reference" href="#{}"></a>').format(target)
            case Count(of="pages"):
                return Markup('<span class="page-count"></span>')
            case Count(value=value):
                return escape(str(value))
            case Citation() | CrossReference():
                raise AssertionError(f"{type(node).__name__} was not resolved before rendering")
            case _:
                assert_never(node)

    def styled(self, node: Styled, content: tuple[Inline, ...]) -> Markup:
        """Return a bracketed span; it keeps its language, other attributes print nothing."""
        language = node.attributes.get("lang")
        inside = self.inlines(content)
        return Markup('<span lang="{}">{}</span>').format(language, inside) if language else inside

    def note(self, blocks: Iterable[Block]) -> Markup:
        """Return the paragraphs of a footnote."""
        return Markup("").join(self.note_paragraph(b) for b in blocks if isinstance(b, Paragraph))

    def note_paragraph(self, block: Paragraph) -> Markup:
        """Return one paragraph of a footnote."""
        known = Markup(' data-block="{}"').format(block.block_id) if block.block_id else ""
        return Markup('<span class="footnote-paragraph"{}>{}</span>').format(
            known, self.inlines(block.content)
        )
