"""All mistakes of a project are told in one run, even where thesis.yaml is the worst of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from thesis_case import write_project

SECTIONS = {
    "source/10-introduction.md": "# Кіріспе {#sec:intro}\n\nСм. @fig:nothing және [@nobody].\n",
    "source/20-a.md": "# А {#sec:intro}\n\n![Сурет](figures/none.png){#fig:a alt=жоқ}\n",
    "source/30-b.md": "# Б\n\n| а | б |\n|---|---|\n| 1 | 2 | 3 |\n\n$\\foo$\n\n```\ncode\n",
    "source/40-c.md": b"\xff\xfe\x00binary",
    "source/references.bib": "@book{sound, title = {A}, date = {2020}}\n",
}
TOLD = {"X201", "C101", "X202", "X301", "R110", "X401", "R103", "S105"}
"""What the sections above hold."""


def codes(folder: Path, thesis: str) -> set[str]:
    root = write_project(folder, {"source/thesis.yaml": thesis} | SECTIONS)
    answer = subprocess.run(
        [sys.executable, "-m", "baspa", "build", "-C", str(root), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr == ""
    assert not (root / "out").exists()
    return {diagnostic["code"] for diagnostic in json.loads(answer.stdout)["diagnostics"]}


def test_with_a_malformed_thesis_yaml(tmp_path: Path) -> None:
    assert codes(tmp_path, "title: [А\nauthor:") == TOLD | {"Y101"}


def test_with_an_unknown_key_and_an_unknown_profile(tmp_path: Path) -> None:
    thesis = "title: А\nauthor: {name: Б}\nprofile: kz-diplom\ncolour: red\n"

    assert codes(tmp_path, thesis) == TOLD | {"S103", "P101"}
