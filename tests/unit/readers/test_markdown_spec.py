"""Snippets of the dialect and what the reader makes of them: see tests/spec/reader/."""

import pytest
from outline import Case, cases, outline

FILES = (
    "blocks.md",
    "lists.md",
    "tables.md",
    "figures.md",
    "inlines.md",
    "citations.md",
    "mistakes.md",
)


@pytest.mark.parametrize("case", [c for file in FILES for c in cases(file)], ids=str)
def test_snippet_is_read_as_outlined(case: Case) -> None:
    assert outline(case.text) == case.outline
