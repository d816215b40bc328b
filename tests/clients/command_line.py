"""The command line as an author uses it, and the good files that a failed build must leave."""

from __future__ import annotations

import sys
from pathlib import Path

from click.testing import CliRunner, Result

from baspa.cli import main

INTERRUPTIBLE = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from baspa.cli import main; main(prog_name='baspa')",
)
"""The program `baspa` as a terminal starts it, also where whoever runs the tests ignores Ctrl-C."""
LAST_GOOD = {"thesis.pdf": b"%PDF good", "thesis.docx": b"PK good", "manifest.json": b"{}"}


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", "-C", str(root), *options])


def last_good(root: Path) -> Path:
    out = root / "out"
    out.mkdir()
    for name, content in LAST_GOOD.items():
        (out / name).write_bytes(content)
    return out


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def told(result: Result) -> list[str]:
    """Return what was told on stderr, without the lines that name the stages."""
    return [line for line in result.stderr.splitlines() if not line.endswith(" …")]
