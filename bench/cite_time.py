"""How long citations take: a bibliography read, cited and printed, cold and warm.

    python bench/cite_time.py [--sizes 100 500 5000] [--styles gost-7.1-2003 apa]

Every work is cited once with a page. Cold is the first run, with an empty cache; warm is the same
run again, in a new process. CPU seconds are those of the process and its child programs. Writes
its section of docs/performance.md, where all sizes and styles were asked for. Nothing here fails on
a time: machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

from measure import table, write_section

from baspa.cite import CitationStyle, cite, load_style
from baspa.diagnostics import Findings
from baspa.model import Citation, CitationItem
from baspa.readers.bibliography import read_bibliography

NAMES = {
    "kk": ["Әуезов", "Сәтбаев", "Қалиев", "Нұрлан"],
    "ru": ["Иванов", "Петров", "Сычев", "Ким"],
    "en": ["Solow", "Porter", "Brown", "Lee"],
}
TITLES = {"kk": "Өңірлік ғылым", "ru": "Наука и техника", "en": "The Science of Regions"}
SIZES = [100, 500, 5000]
STYLES = ["gost-7.1-2003", "apa"]
NUMBERED = {"gost-7.1-2003", "gost-r-7.0.5-2008", "gost-r-7.0.100-2018"}


def bibliography(size: int) -> str:
    """Return `size` entries of BibLaTeX, in three languages, the same each time."""
    lot = random.Random(size)
    entries = []
    for number in range(size):
        language = lot.choice(["kk", "ru", "en"])
        name = lot.choice(NAMES[language]) + chr(
            ord("а" if language != "en" else "a") + number % 26
        )
        entries.append(
            f"@article{{k{number}, author = {{{name}, А. Б. and Smith, John}}, number = 3,\n"
            f"  title = {{{TITLES[language]} {number}}}, journaltitle = {{Journal}}, "
            f"year = {1990 + lot.randrange(35)}, pages = {{{number}--{number + 9}}}}}\n"
        )
    return "\n".join(entries)


def run(size: int, style: str) -> None:
    """Read, cite and print; print the seconds of each half and of the whole as JSON."""
    findings = Findings()
    begun, start = time.perf_counter(), _processor()
    library = read_bibliography([("a.bib", bibliography(size))], findings)
    read = _processor()
    clusters = [
        Citation(items=(CitationItem(key=f"k{number}", suffix="25"),)) for number in range(size)
    ]
    csl = load_style(style, {}, findings) or ""
    numbered = style in NUMBERED
    sort = "citation" if numbered else "alphabetical"
    how = CitationStyle(csl=csl, language="ru", numbered=numbered, sort=sort)
    cited = cite(clusters, [], library, how, findings)
    end = _processor()
    assert len(cited.bibliography) == size, findings.diagnostics[:3]
    wall = time.perf_counter() - begun
    print(json.dumps({"read": read - start, "cite": end - read, "wall": wall}))


def _processor() -> float:
    """Return the processor's seconds of this process and of the child programs that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measured(size: int, style: str, cache: str) -> dict[str, float]:
    """Return the seconds of one run in a process of its own."""
    command = [sys.executable, __file__, "--run", str(size), style]
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def main() -> None:
    """Time every size and style and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--styles", nargs="+", default=STYLES)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        run(int(arguments.run[0]), arguments.run[1])
        return
    rows: list[list[object]] = []
    for style in arguments.styles:
        for size in arguments.sizes:
            with tempfile.TemporaryDirectory() as folder:
                for cache in ("cold", "warm"):
                    taken = measured(size, style, folder)
                    seconds = [f"{taken[name]:.2f}" for name in ("read", "cite", "wall")]
                    rows.append([style, size, cache, *seconds])
                    print(*rows[-1], flush=True)
    text = table(("style", "entries", "cache", "read, CPU s", "cite, CPU s", "both, wall s"), rows)
    if (arguments.sizes, arguments.styles) == (SIZES, STYLES):
        write_section("citations", text)
    else:
        print(text)


if __name__ == "__main__":
    main()
