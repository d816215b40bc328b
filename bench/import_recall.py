"""What an import recovers of theses made by hand, beside pandoc's reader on the same files.

    python bench/import_recall.py [FORMAT…]

LibreOffice writes the documents of tests/legacy_theses.py and tests/wild_theses in each format:
docx, odt, rtf, doc, html, txt. Prints precision and recall of headings (with levels), captions,
tables (by all cells), footnotes, sources and references (citations and cross-references that
became live, by what they refer to). Goals: 0.98 and 0.95. Nothing here fails on a score.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypandoc

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from import_scores import (  # noqa: E402
    SCORED,
    nodes,
    of_project,
    precision_and_recall,
    truth_of,
    words_of,
)
from legacy_document import convert  # noqa: E402
from legacy_theses import THESES, Legacy  # noqa: E402
from wild_theses import HELD_OUT, WILD  # noqa: E402

Found = dict[str, Counter[Any]]


def of_baspa(file: Path, project: Path) -> Found:
    """Return what `baspa import` finds."""
    subprocess.run(
        [sys.executable, "-m", "baspa", "import", str(file), "-o", str(project)],
        check=True, capture_output=True,
    )  # fmt: skip
    return of_project(project)


def of_pandoc(file: Path) -> Found:
    """Return what pandoc's reader finds."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-t", "json", str(file)], check=True, capture_output=True
    )
    found = list(nodes(json.loads(done.stdout)["blocks"]))
    captions = [words_of(n["c"][1]) for n in found if n["t"] in ("Table", "Figure")]
    return {
        "headings": Counter((n["c"][0], words_of(n["c"][2])) for n in found if n["t"] == "Header"),
        "captions": Counter(c for c in captions if c),
        "tables": Counter(words_of(n["c"][2:]) for n in found if n["t"] == "Table"),
        "footnotes": Counter(words_of(n["c"]) for n in found if n["t"] == "Note"),
        "sources": Counter(),
        "references": Counter(
            c["citationId"] for n in found if n["t"] == "Cite" for c in n["c"][0]
        ),
    }


def shown(right: int, found: int, truth: int) -> str:
    if not truth:
        return "–" if not found else "0 / –"
    return f"{right / found if found else 0.0:.2f} / {right / truth:.2f}"


def files_of(legacy: Legacy, kinds: tuple[str, ...], folder: Path) -> dict[str, Path]:
    """Write a thesis in each format."""
    if isinstance(legacy.document, bytes):
        source = folder / f"{legacy.name}.docx"
        source.write_bytes(legacy.document)
    else:
        source = folder / f"{legacy.name}.fodt"
        source.write_text(legacy.document, encoding="utf-8")
    others = tuple(kind for kind in kinds if source.suffix != f".{kind}")
    made = convert(source, others, folder / "lo")
    return {kind: made.get(kind, source) for kind in kinds}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("formats", nargs="*", default=["docx", "odt", "rtf", "doc", "html"])
    kinds = tuple(parser.parse_args().formats)
    print("precision / recall\n")
    print("| thesis | format | reader | " + " | ".join(SCORED) + " |")
    print("|---|---|---|" + "---|" * len(SCORED))
    totals: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for legacy in (*THESES, *WILD, *HELD_OUT):
            truth = truth_of(legacy)
            for kind, file in files_of(legacy, kinds, folder).items():
                readers = {"Baspa": of_baspa(file, folder / f"{legacy.name}-{kind}")}
                if kind not in ("doc", "txt"):  # pandoc does not read them
                    readers["pandoc"] = of_pandoc(file)
                for reader, found in readers.items():
                    scores = [precision_and_recall(found[what], truth[what]) for what in SCORED]
                    for total in (reader, f"{reader}, {kind}"):
                        sums = [totals.get(total, [0, 0, 0]), *scores]
                        totals[total] = [sum(column) for column in zip(*sums, strict=True)]
                    row = " | ".join(shown(*score) for score in scores)
                    print(f"| {legacy.name} | {kind} | {reader} | {row} |")
    for reader, (right, found, truth_total) in totals.items():
        print(f"\n{reader}: {shown(right, found, truth_total)} of all")


if __name__ == "__main__":
    main()
