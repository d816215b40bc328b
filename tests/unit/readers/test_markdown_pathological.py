"""Input that makes naive readers crash or crawl: each is read in about a second at most.

The limit is generous (a busy machine must not fail the suite); what it guards against takes minutes
or overflows the stack.
"""

import time

import pytest

from baspa.diagnostics import Findings
from baspa.model.walk import transform, walk
from baspa.readers.markdown import read_section

LIMIT_SECONDS = 20.0

INPUTS = {
    "quotes in one line": ">" * 1000 + " a",
    "quotes with spaces": "> " * 1000 + "a",
    "opening brackets": "[" * 10_000,
    "closed brackets": "[" * 5000 + "]" * 5000,
    "links in links": "[" * 5000 + "a" + "](b)" * 5000,
    "images in images": "![" * 5000 + "a" + "](b)" * 5000,
    "unfinished links": "[a](" * 5000,
    "unfinished notes": "^[" * 5000,
    "notes in notes": "^[" * 5000 + "]" * 5000,
    "backticks": "`" * 5000,
    "backtick runs of every length": " ".join("`" * n for n in range(150)),
    "emphasis in emphasis": "*a " * 5000 + "b*" * 5000,
    "unfinished emphasis": "*a_b" * 5000,
    "asterisks": "*" * 5000 + "a" + "*" * 5000,
    "strikeouts and subscripts": "~~a ~b " * 5000,
    "dollars": "$a " * 5000,
    "spaces in a formula": "$" + " " * 10_000 + "$",
    "backslashes": "\\" * 10_000,
    "unfinished tags": '<a b="' * 5000,
    "unfinished comments": "<!-- " * 5000,
    "comments in blocks": "<!--\n\n" * 2000,
    "at signs": "@a [" * 5000 + "]" * 5000,
    "unfinished attributes": '[a]{x="' * 5000,
    "list in list": "- " * 5000 + "a",
    "lists in steps": "\n".join("  " * n + "- a" for n in range(500)),
    "division in division": "::: a\n" * 5000,
    "definitions": ": " * 5000 + "a",
    "wide table": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|a" * 2000 + "|\n",
    "grid of corners": ("+" * 300 + "\n") * 300,
    "grid without rows": "+-" * 5000 + "+\n" + "+-" * 5000 + "+",
    "many cells": ("+-" * 100 + "+\n" + "|a" * 100 + "|\n") * 60 + "+-" * 100 + "+",
    "notes defined in notes": "[^a]: " * 1000,
    "spaces in an address": "[a](b" + " " * 20_000 + "x",
    "blank lines": "\n" * 50_000,
    "one long word": "a" * 200_000,
}


@pytest.mark.parametrize("text", INPUTS.values(), ids=INPUTS.keys())
def test_is_read_in_time_and_into_a_tree_that_others_can_walk(text: str) -> None:
    begin = time.process_time()
    section = read_section(text, "01.md", "kk", Findings())
    assert time.process_time() - begin < LIMIT_SECONDS
    assert transform(section.blocks, lambda node: node) == section.blocks
    assert all(node.span.file == "01.md" for node in walk(section.blocks))


def test_blocks_nested_beyond_the_limit_are_reported() -> None:
    findings = Findings()
    read_section(">" * 60 + " a\n\nb\n", "01.md", "kk", findings)
    assert [d.code for d in findings.diagnostics] == ["R119"]
