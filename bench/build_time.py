"""How long a build takes, as whole processes, beside pandoc on the same text.

    python bench/build_time.py [--runs N] [PROJECT]

Prints a table in Markdown: wall seconds (median, least and most) and the peak memory of the largest
process of a run. Nothing here fails on a time: machines differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

ROOT = Path(__file__).parents[1]


def run(command: list[str]) -> tuple[float, float]:
    """Run `command`; return wall seconds and peak memory in MiB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def commands(project: Path, out: Path) -> dict[str, list[str]]:
    """Return what is timed, by name."""
    baspa = [sys.executable, "-m", "baspa", "build", "-C", str(project)]
    sections = sorted(str(path) for path in (project / "source").glob("*.md"))
    pandoc = [pypandoc.get_pandoc_path(), "--citeproc", "--toc", "-o", str(out / "pandoc.docx")]
    bibliography = [f"--bibliography={path}" for path in (project / "source").glob("*.bib")]
    return {
        "baspa build": baspa,
        "baspa build --to pdf": [*baspa, "--to", "pdf"],
        "pandoc to DOCX (contents without page numbers)": [*pandoc, *bibliography, *sections],
    }


def main() -> None:
    """Time every command and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print("| command | median s | least–most s | peak MiB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(arguments.project / "source", project / "source")
        for name, command in commands(project, Path(folder)).items():
            runs = [run(command) for _ in range(arguments.runs)]
            seconds = [s for s, _ in runs]
            print(
                f"| {name} | {statistics.median(seconds):.2f} | "
                f"{min(seconds):.2f}–{max(seconds):.2f} | {max(m for _, m in runs):.0f} |"
            )


if __name__ == "__main__":
    main()
