"""The sample thesis is what it says it is, and its Kazakh is spelt with Kazakh letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baspa.diagnostics import Findings
from baspa.model import Chart, DataTable, Figure, MathBlock, Note, SectionFile, Table
from baspa.model.walk import walk
from baspa.readers.markdown import read_section

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path
    for folder in ("source", "baspa/starter", "baspa/locales", "tests/projects/ru-report/source")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".md", ".yaml", ".csv", ".bib", ".svg"}
)
MIXED = re.compile(r"[А-ӿ][A-Za-z]|[A-Za-z][А-ӿ]")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_no_word_mixes_scripts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\$[^$]*\$|\\[a-z]+", " ", text)  # formulas have letters of both
    assert [text[m.start() - 10 : m.end() + 10] for m in MIXED.finditer(text)] == []


@pytest.fixture(scope="module")
def sections() -> list[SectionFile]:
    findings = Findings()
    paths = sorted((ROOT / "source").glob("*.md"))
    read = [read_section(p.read_text(encoding="utf-8"), p.name, "kk", findings) for p in paths]
    assert findings.diagnostics == []
    return read


def count(sections: list[SectionFile], *kinds: type) -> int:
    return sum(isinstance(node, kinds) for s in sections for node in walk(s.blocks))


def test_the_sample_shows_every_kind_of_thing(sections: list[SectionFile]) -> None:
    assert count(sections, Table, DataTable) >= 6
    assert count(sections, Chart) >= 3
    assert count(sections, Figure, Chart) >= 6
    assert count(sections, MathBlock) >= 5
    assert count(sections, Note) >= 3
    assert {s.language for s in sections} == {"kk", "ru", "en"}
    assert [s.role for s in sections].count("appendix") == 2


def test_the_sample_cites_thirty_sources_in_three_languages() -> None:
    bibliography = (ROOT / "source/references.bib").read_text(encoding="utf-8")
    languages = re.findall(r"langid\s*=\s*\{(\w+)\}", bibliography)
    assert len(languages) >= 30
    assert set(languages) == {"kazakh", "russian", "english"}
