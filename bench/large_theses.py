"""Seconds and memory of a whole build by the length of the thesis, beside pandoc on the same text.

    python bench/large_theses.py [--pages 60 200 600]

Writes docs/performance.md after each thesis. The largest has 300 tables, 300 figures and 2,000
citations or more; the others have their share. Memory is the peak of the largest process of a name
as Linux tells it. Nothing here fails on a time: machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from build_time import commands
from generate_thesis import generate

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
PER_PAGE = 0.74
"""What the generator is asked for by page that comes of it: tables and figures take room too."""
MIB = 1024
HEAD = """# How long a build takes, and how much memory

Written by `python bench/large_theses.py`; do not edit it by hand. Theses made by lot
(`bench/generate_thesis.py`), in Kazakh, under `kz-diploma`. Each row is one whole run of
`baspa build`, which makes both files, on {cores} cores that other work shared: the seconds say
more about how they grow than about any machine. "layouts" is how often LibreOffice laid the DOCX
out, the last time to confirm its page numbers. pandoc makes a DOCX without page numbers in its
contents from the same text.

| pages | tables | figures | citations | layouts | PDF s | DOCX s | whole build s | baspa MiB | \
LibreOffice MiB | pandoc s | pandoc MiB |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Run:
    """What a command took."""

    seconds: float
    peaks: dict[str, int]
    """MiB by the name of the process."""


def run(command: list[str]) -> Run:
    """Run `command` and watch it and all that it starts."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: dict[str, int] = {}
    while child.poll() is None:
        for name, kib in _tree(child.pid):
            peaks[name] = max(peaks.get(name, 0), kib // MIB)
        time.sleep(0.2)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(time.perf_counter() - begun, peaks)


def _tree(process: int) -> list[tuple[str, int]]:
    """Return name and peak memory in KiB of a process and of all that it started."""
    found = []
    try:
        status = Path(f"/proc/{process}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        if "VmHWM" in fields:
            found.append((fields["Name"].strip(), int(fields["VmHWM"].split()[0])))
        lists = Path(f"/proc/{process}/task").glob("*/children")
        children = [child for each in lists for child in each.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return found
    return [*found, *(each for child in children for each in _tree(int(child)))]


def row(pages: int, folder: Path) -> str:
    """Build a thesis of about so many pages; return its line of the table."""
    project = generate(
        folder / str(pages),
        seed=1,
        pages=round(pages * PER_PAGE),
        sources=pages,
        floats=5,
        cited=0.8,
    )
    build, _, pandoc = commands(project, folder).values()
    ours, theirs = run(build), run([*pandoc, f"--resource-path={project / 'source'}"])
    told = json.loads((project / "out" / "manifest.json").read_text(encoding="utf-8"))
    sections = (path.read_text(encoding="utf-8") for path in (project / "source").glob("*.md"))
    cells = (
        told["pages"]["docx"],
        told["counts"]["tables"],
        told["counts"]["figures"],
        sum(text.count("@source") for text in sections),
        f"{told['docx_layouts']}{' (not settled)' if told['docx_pages_estimated'] else ''}",
        *(f"{told['seconds'][stage]:.0f}" for stage in ("PDF", "DOCX")),
        f"{ours.seconds:.0f}",
        max(peak for name, peak in ours.peaks.items() if not name.startswith("soffice")),
        ours.peaks["soffice.bin"],
        f"{theirs.seconds:.0f}",
        max(theirs.peaks.values()),
    )
    return "| " + " | ".join(map(str, cells)) + " |\n"


def main() -> None:
    """Measure each length in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[60, 200, 600])
    text = HEAD.format(cores=os.cpu_count())
    with tempfile.TemporaryDirectory() as folder:
        for pages in parser.parse_args().pages:
            text += row(pages, Path(folder))
            PAGE.write_text(text, encoding="utf-8")
            print(text.splitlines()[-1], file=sys.stderr)


if __name__ == "__main__":
    main()
