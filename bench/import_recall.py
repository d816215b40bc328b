"""What an import recovers of a thesis made by hand, beside pandoc's reader on the same files.

    python bench/import_recall.py

LibreOffice writes the document of tests/legacy_document.py in each format. Prints precision and
recall of headings (with levels), captions, tables (by all cells), footnotes and sources.
Nothing here fails on a score.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypandoc

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import legacy_document as legacy  # noqa: E402

LEVELS = [1, 1, 2, 2, 1, 2, 2, 1]
TRUTH = {
    "headings": Counter(zip(LEVELS, legacy.HEADINGS, strict=True)),
    "captions": Counter(legacy.TABLES + legacy.FIGURES),
    "tables": Counter(["Река Сток, км³ Талас 0,81 Шу 1,54 Аса 0,43", "Год Расход 2001 12 2002 15"]),
    "footnotes": Counter(legacy.NOTES),
    "sources": Counter(["Алексеев", "Борисов", "Smith"]),
}


def of_baspa(file: Path, project: Path) -> dict[str, Counter[Any]]:
    """Return what `baspa import` finds."""
    subprocess.run(
        [sys.executable, "-m", "baspa", "import", str(file), "-o", str(project)],
        check=True, capture_output=True,
    )  # fmt: skip
    text = "\n".join(p.read_text("utf-8") for p in sorted((project / "source").glob("*.md")))
    bib = (project / "source/references.bib").read_text("utf-8")
    headings = re.findall(r"^(#+) (.*?) \{#(?:sec|app):", text, re.MULTILINE)
    captions = re.findall(r"^Table: (.*?) \{#tbl|^!\[(.*?)\]\(", text, re.MULTILINE)
    grids = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    return {
        "headings": Counter((len(marks), title) for marks, title in headings),
        "captions": Counter(a or b for a, b in captions),
        "tables": Counter(words(re.sub(r"[|]|-{3,}", " ", grid)) for grid in grids),
        "footnotes": Counter(re.findall(r"^\[\^\d+\]: (.*)$", text, re.MULTILINE)),
        "sources": Counter(re.findall(r"\{\{([^\W\d]+)", bib)),
    }


def of_pandoc(file: Path) -> dict[str, Counter[Any]]:
    """Return what pandoc's reader finds."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-t", "json", str(file)], check=True, capture_output=True
    )
    nodes = list(walk(json.loads(done.stdout)["blocks"]))
    captions = [plain(n["c"][1]) for n in nodes if n["t"] in ("Table", "Figure")]
    return {
        "headings": Counter((n["c"][0], plain(n["c"][2])) for n in nodes if n["t"] == "Header"),
        "captions": Counter(c for c in captions if c),
        "tables": Counter(plain(n["c"][2:]) for n in nodes if n["t"] == "Table"),
        "footnotes": Counter(plain(n["c"]) for n in nodes if n["t"] == "Note"),
        "sources": Counter(),
    }


def walk(node: Any) -> Iterable[Any]:
    """Give every node of pandoc's tree."""
    if isinstance(node, list):
        for part in node:
            yield from walk(part)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        for part in node.values():
            yield from walk(part)


def plain(node: Any) -> str:
    """Return the words of a part of pandoc's tree."""
    return words(" ".join(n["c"] for n in walk(node) if n["t"] == "Str"))


def words(text: str) -> str:
    return " ".join(text.split())


def shown(found: Counter[Any], truth: Counter[Any]) -> str:
    right = (found & truth).total()
    precision = right / found.total() if found else 0.0
    return f"{precision:.2f} / {right / truth.total():.2f}"


def main() -> None:
    """Print the table."""
    print("precision / recall\n")
    print("| format | reader | " + " | ".join(TRUTH) + " |")
    print("|---|---|" + "---|" * len(TRUTH))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "legacy.fodt"
        source.write_text(legacy.legacy_document(), encoding="utf-8")
        for kind, file in legacy.convert(
            source, ("docx", "odt", "rtf", "doc"), folder / "lo"
        ).items():
            readers = {"Baspa": of_baspa(file, folder / f"project-{kind}")}
            if kind != "doc":  # pandoc does not read it
                readers["pandoc"] = of_pandoc(file)
            for reader, found in readers.items():
                scores = " | ".join(shown(found[what], truth) for what, truth in TRUTH.items())
                print(f"| {kind} | {reader} | {scores} |")


if __name__ == "__main__":
    main()
