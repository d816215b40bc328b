"""Blocks to Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from baspa.importers.project.markdown_captioned import write_captioned
from baspa.importers.project.markdown_text import Page, escaped
from baspa.importers.text.blocks import (
    Block,
    Captioned,
    DefinitionList,
    Displayed,
    Item,
    ItemList,
    Landscape,
    Listing,
    Paragraph,
    Remark,
    Where,
)
from baspa.importers.text.manuscript import Text


def write_blocks(page: Page, blocks: Sequence[Block], indent: str = "") -> None:
    """Write blocks, each followed by a blank line."""
    for block in blocks:
        _write_block(page, block, indent)
        page.ours("\n\n" if not isinstance(block, ItemList) else "\n")


def _write_block(page: Page, block: Block, indent: str) -> None:
    match block:
        case Paragraph(text, is_quote):
            page.ours("> " if is_quote else "")
            page.text(text, opens_line=True)
        case ItemList(items):
            _write_items(page, items, indent)
        case DefinitionList(definitions):
            for n, definition in enumerate(definitions):
                page.ours("\n\n" if n else "")
                page.text(definition.term, opens_line=True)
                for m, paragraph in enumerate(definition.paragraphs):
                    page.ours("\n:   " if m == 0 else "\n\n    ")
                    page.text(paragraph, opens_line=True)
        case Captioned():
            write_captioned(page, block)
        case Where(items):
            page.ours("::: {.where}\n")
            for item in items:
                page.ours("- ")
                page.text(item, opens_line=True)
                page.ours("\n")
            page.ours(":::")
        case Landscape(inner):
            page.ours("::: {.landscape}\n\n")
            write_blocks(page, inner)
            page.ours(":::")
        case Displayed(formula, label):
            page.ours(f"$$ {formula.latex} $$" + (f" {{#{label}}}" if label else ""))
        case Listing(code, language):
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
            page.ours(f"{fence}{f' {language}' if language else ''}\n{code}\n{fence}")
        case Remark(words):
            page.ours(escaped(words))
        case _ as never:
            assert_never(never)


def _write_items(page: Page, items: Sequence[Item], indent: str) -> None:
    """Write a list, one item a line, a list inside an item by four spaces deeper."""
    for item in items:
        typed = item.mark is not None and re.fullmatch(r"\(?\w{1,4}[.)]", item.mark.string)
        page.ours(indent)
        if item.mark is not None and typed:
            _write_mark(page, item.mark)
        else:
            page.ours("- ")
        if item.mark is not None and not typed:
            page.ours("**")
            page.text(item.mark)
            page.ours("** ")
        page.text(item.text, opens_line=True)
        page.ours("\n")
        if item.items:
            page.ours("\n")
            _write_items(page, item.items, indent + "    ")
            page.ours("\n")


def _write_mark(page: Page, mark: Text) -> None:
    """Write the mark of an item as it was typed, with the space that Pandoc wants behind it."""
    capital = mark.string[:-1].isalpha() and mark.string[-1] == "."
    page.parts.append(mark.string + ("  " if capital else " "))
