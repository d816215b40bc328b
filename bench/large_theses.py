"""Seconds and memory of a whole build by the length of the thesis, beside pandoc on the same text.

    python bench/large_theses.py [--pages 60 200 600]

Writes its section of docs/performance.md after each thesis. The largest has 300 tables, 300 figures
and 2,000 citations or more; the others have their share. Nothing here fails on a time: machines
differ.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import pypandoc
from generate_thesis import generate
from measure import run, table, write_section

PER_PAGE = 0.74
"""What the generator is asked for by page that comes of it: tables and figures take room too."""
HEAD = (
    "pages", "tables", "figures", "citations", "layouts", "PDF s", "DOCX s", "whole build s",
    "baspa MiB", "LibreOffice MiB", "all at once MiB", "pandoc s", "pandoc MiB",
)  # fmt: skip


def row(pages: int, folder: Path) -> tuple[object, ...]:
    """Build a thesis of about so many pages; return its line of the table."""
    project = generate(
        folder / str(pages),
        seed=1,
        pages=round(pages * PER_PAGE),
        sources=pages,
        floats=5,
        cited=0.8,
    )
    nothing_kept = ["env", f"XDG_CACHE_HOME={folder / 'cache' / str(pages)}"]
    ours = run([*nothing_kept, sys.executable, "-m", "baspa", "build", "-C", str(project)])
    theirs = run(by_pandoc(project, folder / "pandoc.docx"))
    told = json.loads((project / "out" / "manifest.json").read_text(encoding="utf-8"))
    sections = (path.read_text(encoding="utf-8") for path in (project / "source").glob("*.md"))
    return (
        told["pages"]["docx"],
        told["counts"]["tables"],
        told["counts"]["figures"],
        sum(text.count("@source") for text in sections),
        f"{told['docx_layouts']}{' (not settled)' if told['docx_pages_estimated'] else ''}",
        *(f"{told['build']['seconds'][stage]:.0f}" for stage in ("PDF", "DOCX")),
        f"{ours.seconds:.0f}",
        max(peak for name, peak in ours.peaks.items() if not name.startswith("soffice")),
        ours.peaks["soffice.bin"],
        ours.family,
        f"{theirs.seconds:.0f}",
        theirs.peak,
    )


def by_pandoc(project: Path, out: Path) -> list[str]:
    """Return the command by which pandoc makes `out` of the same text."""
    source = project / "source"
    sections = sorted(str(path) for path in source.glob("*.md"))
    pandoc = [pypandoc.get_pandoc_path(), "--citeproc", "--toc", "-o", str(out)]
    bibliography = [f"--bibliography={path}" for path in source.glob("*.bib")]
    return [*pandoc, *bibliography, f"--resource-path={source}", *sections]


def main() -> None:
    """Measure each length in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[60, 200, 600])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for pages in parser.parse_args().pages:
            rows.append(row(pages, Path(folder)))
            write_section("large theses", table(HEAD, rows))
            print(*rows[-1], file=sys.stderr)


if __name__ == "__main__":
    main()
