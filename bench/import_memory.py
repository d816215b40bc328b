"""What hostile and huge files cost `baspa import`: time, memory, and what it says of them.

    python bench/import_memory.py [--list] [WORD…]

Each case is made in a temporary folder and imported by a process of its own. WORDs choose the cases
whose names hold one of them. Prints wall seconds, processor seconds of all its processes, the
largest resident memory of one of them and of all at once, and how it ended; a run of all cases
writes its table into docs/import.md. The goals are 60 s, 700 MiB and 1 GB; nothing here fails on a
figure.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from hostile_cases import Case, cases
from measure import run, table, write_section

ROOT = Path(__file__).parents[1]
HEAD = ("case", "wall s", "processor s", "largest process MiB", "all at once MiB", "ends")


def measured(name: str, case: Case) -> tuple[object, ...]:
    """Import a file by a process of its own; return the cells of a row."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = case(folder)
        command = [sys.executable, "-m", "baspa", "import", str(file), "-o", f"{folder}/project"]
        taken = run(command, ROOT, may_fail=True)
    found = re.search(r"error\[(I\d+)\]: (.*)", taken.told)
    ends = f"{found[1]}: {found[2]}" if found else ("read" if not taken.status else "FAILS")
    seconds = f"{taken.seconds:.1f}", f"{taken.cpu_seconds:.1f}"
    return name, *seconds, taken.peak, taken.family, ends[:120].replace("|", "\\|")


def main() -> None:
    """Make and import each case."""
    words = [word for word in sys.argv[1:] if word != "--list"]
    chosen = {n: c for n, c in cases().items() if not words or any(word in n for word in words)}
    if "--list" in sys.argv:
        print("\n".join(chosen))
        return
    rows = []
    for name, case in chosen.items():
        rows.append(measured(name, case))
        print(*rows[-1], sep=" | ", flush=True)
    if not words:
        write_section("hostile files", table(HEAD, rows), ROOT / "docs" / "import.md")


if __name__ == "__main__":
    main()
