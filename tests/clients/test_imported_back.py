"""A thesis that Baspa built becomes, by way of its DOCX, the sources of the same thesis."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from round_trip import compared

from baspa.build.build import build
from baspa.cli import main
from baspa.diagnostics import Findings

REPORT = Path(__file__).parents[1] / "projects/ru-report"
UNPRINTED = {"bibliography", "nocite", "date"}
"""Settings that no page shows."""


def built(project: Path) -> Path:
    assert build(project, findings := Findings(), {}, to="docx", report=lambda _: None), findings
    return project / "out/thesis.docx"


def pages(project: Path) -> int:
    manifest: Any = json.loads((project / "out/manifest.json").read_text(encoding="utf-8"))
    return int(manifest["pages"]["docx"])


def settings(project: Path) -> Any:
    thesis = yaml.safe_load((project / "source/thesis.yaml").read_text(encoding="utf-8"))
    return {key: value for key, value in thesis.items() if key not in UNPRINTED}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The Russian report, and what its DOCX was imported as; both are built."""
    folder = tmp_path_factory.mktemp("back")
    shutil.copytree(REPORT / "source", folder / "first/source")
    docx = built(folder / "first")
    done = CliRunner().invoke(main, ["import", str(docx), "-o", str(folder / "again")])
    assert done.exit_code == 0, done.output
    built(folder / "again")
    return folder / "first", folder / "again"


def test_all_that_the_forms_print_comes_back(projects: tuple[Path, Path]) -> None:
    first, again = map(settings, projects)

    assert again["title"] == first.pop("title")["ru"]  # no page prints the English one
    assert {key: again[key] for key in first} == first


def test_the_same_thesis_is_printed_again(projects: tuple[Path, Path]) -> None:
    first, again = projects

    scores = compared(first / "out/thesis.docx", again / "out/thesis.docx")

    differing = {
        kind for kind, (right, found, truth) in scores.items() if not right == found == truth
    }
    assert differing <= {"text", "sources", "live"}
    shares = {kind: scores[kind][0] / max(scores[kind][1:]) for kind in ("text", "sources", "live")}
    assert shares["text"] > 0.97
    assert shares["live"] > 0.98
    assert shares["sources"] > 0.9  # two are kept whole: a name of three words, a part of an issue
    assert pages(again) == pages(first)
