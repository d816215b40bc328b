"""Counts what an import found, and how much of it is right."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from legacy_theses import Legacy

SCORED = ("headings", "captions", "tables", "footnotes", "sources", "references")
_CROSS = re.compile(r"\[-?@(?:fig|tbl|eq|sec|app):[^\]]*\]|\[-?@ref\d[^\]]*\]")


def truth_of(legacy: Legacy) -> dict[str, Counter[Any]]:
    return {
        "headings": Counter(legacy.headings),
        "captions": Counter(legacy.tables + legacy.figures),
        "tables": Counter(legacy.cells),
        "footnotes": Counter(legacy.notes),
        "sources": Counter(legacy.sources),
        "references": Counter({"live": legacy.references}),
    }


def of_project(project: Path) -> dict[str, Counter[Any]]:
    """Return what stands in the sources of a project."""
    source = project / "source"
    text = "\n".join(p.read_text("utf-8") for p in sorted(source.glob("*.md")))
    bib = (source / "references.bib").read_text("utf-8")
    lines = re.findall(r"^  (?:annotation|title) = \{+(.*?)\}+$", bib, re.MULTILINE)
    parsed = bib.count("annotation = {")
    titles = re.findall(r"^  annotation = \{(.*?)\}$|^  title = \{\{(.*?)\}\}$", bib, re.MULTILINE)
    assert parsed <= len(titles) <= len(lines)
    headings = re.findall(r"^(#+) (.*?) \{#(?:sec|app):", text, re.MULTILINE)
    captions = re.findall(r"^Table: (.*?) \{#tbl", text, re.MULTILINE)
    captions += re.findall(r"^!\[(.+?)\]\(", text, re.MULTILINE)
    captions += re.findall(r"^::: \{#fig:.*?\n\n(?!!)(.*?)\n:::", text, re.MULTILINE | re.DOTALL)
    panels = re.findall(r"^::: \{#fig:.*?\n:::", text, re.MULTILINE | re.DOTALL)
    titles_of_panels = Counter(t for p in panels for t in re.findall(r"^!\[(.+?)\]\(", p, re.M))
    grids = re.findall(r"(?:^[|+].*[|+]\n)+", text, re.MULTILINE)
    return {
        "headings": Counter((len(marks), title) for marks, title in headings),
        "captions": Counter(captions) - titles_of_panels,
        "tables": Counter(words(re.sub(r"[|+]|:?[-=]{3,}:?", " ", grid)) for grid in grids),
        "footnotes": Counter(re.findall(r"^\[\^\d+\]: (.*)$", text, re.MULTILINE)),
        "sources": Counter((a or b).split()[0].rstrip(",") for a, b in titles),
        "references": Counter({"live": len(_CROSS.findall(text))}),
    }


def words(text: str) -> str:
    return " ".join(text.split())


def precision_and_recall(found: Counter[Any], truth: Counter[Any]) -> tuple[int, int, int]:
    """Return how many are right, found, and true: precision is a / b, recall a / c."""
    return (found & truth).total(), found.total(), truth.total()
