"""A DOCX that Baspa made becomes a project that makes it again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from importer_case import builds, imported, report

ODDS = Path(__file__).parents[2] / "projects/kk-odds"


def manifest(project: Path) -> Any:
    return json.loads((project / "out/manifest.json").read_text(encoding="utf-8"))


def test_a_project_of_rare_combinations_comes_back_whole(tmp_path: Path) -> None:
    shutil.copytree(ODDS / "source", tmp_path / "odds/source")
    assert builds(tmp_path / "odds")
    shutil.copy(tmp_path / "odds/out/thesis.docx", tmp_path / "thesis.docx")

    project = imported(tmp_path / "thesis.docx")

    letters = report(project)["letters"]
    assert letters["lost"] == letters["out of nothing"] == {}
    assert builds(project)
    assert manifest(project)["counts"] == manifest(tmp_path / "odds")["counts"]
