"""Documents that LibreOffice wrote, in each format, become the same project."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from importer_case import builds, imported, report, sections, unbalanced
from legacy_document import FIGURES, HEADINGS, NOTES, SOURCES, TABLES, convert, legacy_document
from lxml import etree

KINDS = ("docx", "odt", "rtf", "doc")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("documents")
    source = folder / "legacy.fodt"
    source.write_text(legacy_document(), encoding="utf-8")
    return convert(source, KINDS, folder / "profile")


@pytest.fixture(scope="module")
def projects(documents: dict[str, Path]) -> dict[str, Path]:
    return {kind: imported(path) for kind, path in documents.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_structure_is_found(projects: dict[str, Path], kind: str) -> None:
    text, facts = sections(projects[kind]), report(projects[kind])

    headings = [line.lstrip("# ").split(" {")[0] for line in text.splitlines() if line[:1] == "#"]
    assert headings == HEADINGS
    for n, caption in enumerate(TABLES, 1):
        assert f"Table: {caption} {{#tbl:{n}}}" in text
    assert f"![{FIGURES[0]}](figures/figure-1.png){{#fig:1 " in text
    assert all(words in text for words in NOTES)
    assert facts["found"]["sources"] == SOURCES
    assert "в [@tbl:1]{.prepositional} и на [@fig:1]{.short} [@ref2, с. 15]" in text
    assert "| Шу | 1,54 |\n| Аса | 0,43 |" in text
    assert "Малые реки важны [@ref1]" in text
    assert facts["letters"]["lost"] == facts["letters"]["out of nothing"] == {}


def test_a_document_builds(projects: dict[str, Path]) -> None:
    assert builds(projects["docx"])


def test_every_character_of_a_docx_is_accounted_for(
    documents: dict[str, Path], projects: dict[str, Path]
) -> None:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(documents["docx"]) as package:
        parts = [n for n in package.namelist() if n in ("word/document.xml", "word/footnotes.xml")]
        runs = [t for n in parts for t in etree.fromstring(package.read(n)).iter(f"{word}t")]

    assert unbalanced("".join(t.text or "" for t in runs), projects["docx"]) == {}
