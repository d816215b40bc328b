"""Whole theses: a draft that is filled again is the very file that is written for those pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from baspa.build.pipeline import Printable, prepare, typeset
from baspa.build.typed import Typist
from baspa.build.workshop import Workshop
from baspa.diagnostics import Findings
from baspa.model import PageMap, TableDivision

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from generate_thesis import generate

ROOT = Path(__file__).parents[2]
PROJECTS = {path.name: path for path in sorted((ROOT / "tests/projects").iterdir())}


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as workshop:
        yield workshop


@pytest.fixture(scope="module", params=["sample", *PROJECTS, "generated"])
def printable(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Printable:
    root = PROJECTS.get(request.param, ROOT)
    if request.param == "generated":
        root = tmp_path_factory.mktemp("generated")
        generate(root, pages=20, seed=5, language="ru")
    findings, texts = Findings(), dict[str, str]()
    return typeset(prepare(root, None, findings, texts), findings, texts)


def elsewhere(pages: PageMap) -> PageMap:
    """Everything stands further on, and each table is divided."""
    labels = pages.labels.items()
    return replace(
        pages,
        labels={name: f"1{label}" if label.isdecimal() else label for name, label in labels},
        places={name: place + 7 for name, place in pages.places.items()},
        total=pages.total + 7,
        divisions=dict.fromkeys(pages.divisions, TableDivision(starts=(1, 3), lowered_pt=0.6)),
    )


def test_a_draft_filled_again_is_the_file_written_anew(
    printable: Printable, workshop: Workshop
) -> None:
    def typist() -> Typist:
        return Typist(printable=printable, workshop=workshop, beside_press=False)

    again = typist()
    first = again.first()
    other = elsewhere(first)
    once, moved, back = (again.write(pages).docx for pages in (first, other, first))

    assert typist().write(other).docx == moved != once
    assert typist().write(first).docx == once == back
