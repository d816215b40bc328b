"""The dialect: which rules read which construct, in which order, and what interrupts what.

| code | meaning |
|---|---|
| R119 | blocks are nested too deeply |
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import emphasis, entity, link_pairs, strikethrough

from baspa.readers.markdown import (
    brackets,
    citations,
    definitions,
    fences,
    grid_tables,
    html,
    lists,
    notes,
    paragraphs,
    rules,
    tables,
)
from baspa.readers.markdown.inline import InlineParser
from baspa.readers.markdown.lines import line_start, line_text
from baspa.readers.markdown.source import source_of

MAX_LEVEL = 40
"""Blocks inside one another (a list counts twice, for its items)."""

_BLOCK_RULES: tuple[tuple[str, RuleFuncBlockType, tuple[str, ...]], ...] = (
    # name, rule, what it may interrupt
    ("grid_table", grid_tables.grid_table, ()),
    ("pipe_table", tables.pipe_table, ()),
    ("code", paragraphs.indented_code, ()),
    ("fence", fences.code_fence, ("paragraph", "reference", "blockquote", "list")),
    ("division", fences.division, ("paragraph", "reference", "blockquote", "list")),
    ("blockquote", paragraphs.block_quote, ("list",)),
    ("thematic_break", paragraphs.thematic_break, ("list",)),
    ("list", lists.list_block, ("paragraph", "reference", "blockquote")),
    ("heading", paragraphs.heading, ()),
    ("setext_heading", paragraphs.setext_heading, ()),
    ("note_definition", notes.note_definition, ("paragraph", "reference")),
    ("reference", reference, ()),
    ("html_block", html.html_block, ()),
    ("definition_list", definitions.definition_list, ("paragraph",)),
    ("paragraph", paragraphs.paragraph, ()),
)


class BlockParser(ParserBlock):
    """markdown-it's block parser with our rules and a limit that is reported."""

    def __init__(self) -> None:
        self.ruler = Ruler()
        for name, rule, interrupted in _BLOCK_RULES:
            self.ruler.push(name, rule, {"alt": list(interrupted)})

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Push the tokens of the lines from `startLine` up to `endLine`."""
        if state.level < MAX_LEVEL:
            super().tokenize(state, startLine, endLine)
            return
        start = line_start(state, startLine)
        source_of(state).findings.error(
            "R119",
            "blocks are nested too deeply here",
            source_of(state).span(start, start + len(line_text(state, startLine))),
        )
        state.line = endLine


class Dialect(MarkdownIt):
    """The parsers of the dialect; addresses and paths stay as written."""

    inline: InlineParser

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return `url` as it is: a path is not percent-encoded."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        """Accept every address; what may be linked to is the outputs' to say."""
        return True


@cache
def dialect() -> Dialect:
    """Return the parsers, made once."""
    md = Dialect("zero", {"maxNesting": MAX_LEVEL + 1})  # ours is reached first
    md.block = BlockParser()
    md.inline = InlineParser()
    md.inline.ruler = Ruler()
    for name, rule in (
        ("line_break", rules.line_break),
        ("text", rules.text),
        ("verbatim", rules.verbatim),
        ("unclosed", rules.unclosed),
        ("stray_attributes", rules.stray_attributes),
        ("strikeout", strikethrough.tokenize),
        ("emphasis", emphasis.tokenize),
        ("inline_note", brackets.inline_note),
        ("script", rules.script),
        ("image", brackets.image),
        ("bracket", brackets.bracket),
        ("citation", citations.textual_citation),
        ("entity", entity),
    ):
        md.inline.ruler.push(name, rule)
    md.inline.ruler2 = Ruler()
    for name, pairing in (
        ("pairs", link_pairs),
        ("strikeout", strikethrough.postProcess),
        ("emphasis", emphasis.postProcess),
    ):
        md.inline.ruler2.push(name, pairing)
    return md
