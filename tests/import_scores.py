"""Counts what an import found, and how much of it is right."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pypandoc
from legacy_theses import Legacy

SCORED = ("headings", "captions", "tables", "footnotes", "sources", "references")
_REFERRED = re.compile(r"@(ref\d+|(?:fig|tbl|eq|sec|app):[\w-]+)")
_FENCE = re.compile(r"^``` \{\.(table|chart)[^}]*\}\n(.*?)^```", re.MULTILINE | re.DOTALL)


def truth_of(legacy: Legacy) -> dict[str, Counter[Any]]:
    return {
        "headings": Counter(legacy.headings),
        "captions": Counter(legacy.tables + legacy.figures),
        "tables": Counter(map(_plain, legacy.cells)),
        "footnotes": Counter(map(_plain, legacy.notes)),
        "sources": Counter(map(_plain, legacy.sources)),
        "references": Counter(legacy.references.split()),
    }


def of_project(project: Path) -> dict[str, Counter[Any]]:
    """Return what stands in the sources of a project."""
    source = project / "source"
    text = "\n".join(p.read_text("utf-8") for p in sorted(source.glob("*.md")))
    bib = "\n".join(p.read_text("utf-8") for p in sorted(source.glob("*.bib")))
    lines = re.findall(r"^  (?:annotation|title) = \{+(.*?)\}+$", bib, re.MULTILINE)
    parsed = bib.count("annotation = {")
    titles = re.findall(r"^  annotation = \{(.*?)\}$|^  title = \{\{(.*?)\}\}$", bib, re.MULTILINE)
    assert parsed <= len(titles) <= len(lines)
    headings = re.findall(r"^(#+) (.*?) \{#(?:sec|app):", text, re.MULTILINE)
    return {
        "headings": Counter((len(marks), title) for marks, title in headings),
        "captions": Counter(_captions(text)),
        "tables": Counter(map(_plain, _tables(text, source))),
        "footnotes": Counter(map(_plain, re.findall(r"^\[\^\d+\]: (.*)$", text, re.MULTILINE))),
        "sources": Counter(_plain((a or b).split()[0].rstrip(",")) for a, b in titles),
        "references": Counter(map(_label, _REFERRED.findall(text))),
    }


def _captions(text: str) -> Iterator[str]:
    """Give the captions of tables, pictures, charts and several pictures together."""
    yield from re.findall(r"^Table: (.*?) \{#tbl", text, re.MULTILINE)
    yield from (
        c for _, fence in _FENCE.findall(text) for c in re.findall(r'^caption: "(.*)"', fence, re.M)
    )
    divisions = re.compile(r"^::: \{#fig:.*?\n:::", re.MULTILINE | re.DOTALL)
    for division in divisions.findall(text):
        yield from re.findall(r"\n\n(?!!)([^\n]+)\n:::$", division)
    yield from re.findall(r"^!\[(.+?)\]\(", divisions.sub("", text), re.MULTILINE)


def _tables(text: str, source: Path) -> Iterator[str]:
    """Give the words of each table."""
    for grid in re.findall(r"(?:^[|+].*[|+]\n)+", text, re.MULTILINE):
        if grid.startswith("|"):
            yield words(re.sub(r"[|]|:?[-=]{3,}:?", " ", grid))
        else:  # the lines of a cell stand below one another
            tree = pypandoc.convert_text(grid, "json", "markdown-citations")
            yield words_of(json.loads(tree)["blocks"])
    for kind, fence in _FENCE.findall(text):
        if kind == "table" and (data := re.search(r"^data: (.*)$", fence, re.MULTILINE)):
            rows = csv.reader(StringIO((source / data[1]).read_text("utf-8")))
            yield words(" ".join(cell for row in rows for cell in row))


def _plain(text: str) -> str:
    """Return words without what the truth says nothing of: emphasis, raised letters, footnotes."""
    return re.sub(r"\[\^\d+\]|(?<!\\)[*^~]", "", text).replace("’", "'")


def _label(label: str) -> str:
    """Return what a label refers to as the truth has it: `sec:section-1-2` is `sec:1.2`."""
    kind, _, name = label.partition(":")
    if kind.startswith("ref"):
        return kind.removeprefix("ref")
    if kind == "app":
        return f"app:{name.removeprefix('appendix').strip('-') or 1}"
    numbers = name.removeprefix("section-").removeprefix("chapter-").replace("-", ".")
    return f"{kind}:{re.sub(r'[.](?=[a-z]$)', '', numbers)}"


def nodes(node: Any) -> Iterator[Any]:
    """Give every node of pandoc's tree."""
    if isinstance(node, list):
        for part in node:
            yield from nodes(part)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        for part in node.values():
            yield from nodes(part)


def words_of(node: Any) -> str:
    """Return the words of a part of pandoc's tree."""
    return words(" ".join(n["c"] for n in nodes(node) if n["t"] == "Str"))


def words(text: str) -> str:
    return " ".join(text.split())


def precision_and_recall(found: Counter[Any], truth: Counter[Any]) -> tuple[int, int, int]:
    """Return how many are right, found, and true: precision is a / b, recall a / c."""
    return (found & truth).total(), found.total(), truth.total()
