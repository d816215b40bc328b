"""Thirty theses made by lot: every number that their DOCX prints is the one on its page.

Languages, lengths, profiles and the ways to number pages change from thesis to thesis; what stands
in them is dealt out by `bench/generate_thesis.py`, whose seeds are fixed.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from printed_thesis import build_thesis

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from generate_thesis import generate

ROMAN = """\
extends: {base}
page:
  run_on: []
  number: {{first_visible: contents, restart_at: introduction, front_format: lower-roman}}
"""
BOTH_SIDES = """\
extends: {base}
page: {{sides: two, number: {{place: bottom-outside}}}}
"""
BASES = {"kk": "kz-diploma", "ru": "ru-gost-7.32-2017", "en": "en-apa7-student"}
KINDS = (None, ROMAN, BOTH_SIDES)
PAGES = (3, 4, 3, 6, 4, 10, 3, 5, 3, 14)
"""What is asked of the generator; with contents, tables and appendices it makes 8 to 40 of them."""


@dataclass(frozen=True)
class Lot:
    """What a thesis is made by."""

    seed: int
    language: str
    pages: int
    kind: str | None
    """The profile's text; None for that of the language as it is."""

    def __str__(self) -> str:
        name = {None: "plain", ROMAN: "roman", BOTH_SIDES: "two-sided"}[self.kind]
        return f"{self.language} {self.seed} {name}"


LOTS = [
    Lot(seed, language, pages, KINDS[seed % 3])
    for language in BASES
    for seed, pages in enumerate(PAGES)
]


@pytest.mark.parametrize("lot", LOTS, ids=str)
def test_every_number_of_the_docx_is_that_of_its_page(lot: Lot, tmp_path: Path) -> None:
    project, base = tmp_path / "project", BASES[lot.language]
    if lot.kind is not None:
        (project / "styles" / "own").mkdir(parents=True)
        text = lot.kind.format(base=base)
        (project / "styles" / "own" / "profile.yaml").write_text(text, encoding="utf-8")
    profile = base if lot.kind is None else "own"
    generate(project, lot.seed, pages=lot.pages, language=lot.language, profile=profile)

    thesis = build_thesis(tmp_path)

    docx = thesis.out / "thesis.docx"
    manifest = json.loads((thesis.out / "manifest.json").read_text(encoding="utf-8"))
    # What is dealt out may be dealt out twice: a caption can read as a heading does.
    wrong = [each for each in thesis.wrong_numbers("docx") if each[2] not in each[3]]
    assert wrong == []
    assert schema_errors(docx) == []
    assert lint(docx) == []
    assert not manifest["docx_pages_estimated"]
    assert manifest["docx_layouts"] <= 2
    assert [d for d in thesis.findings.diagnostics if d.code == "D204"] == []
