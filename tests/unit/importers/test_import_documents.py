"""Documents that LibreOffice wrote, in each format, become the same project."""

from __future__ import annotations

import struct
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


def test_a_chart_and_a_metafile_are_not_lost_in_silence(tmp_path: Path) -> None:
    drawing = (
        '<w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</w:drawing>'
    )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r>{drawing.format(inner)}</w:r></w:p>"
        for inner in ('<c:chart r:id="c"/>', '<a:blip r:embed="w"/>')
    )
    with zipfile.ZipFile(tmp_path / "thesis.docx", "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Текст.</w:t></w:r></w:p>{body}'
            "</w:body></w:document>",
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="c" Target="charts/chart1.xml" Type="chart"/>'
            '<Relationship Id="w" Target="media/image1.wmf" Type="image"/></Relationships>',
        )
        package.writestr("word/media/image1.wmf", metafile(4000, 2000))

    project = imported(tmp_path / "thesis.docx")

    asked = [q["about"] for q in report(project)["questions"] if "picture" in q["question"]]
    assert asked == ["word/charts/chart1.xml"]
    assert "![](figures/figure-1.pdf)" in sections(project)


def metafile(width: int, height: int) -> bytes:
    """Return a placeable WMF that draws a rectangle."""

    def record(function: int, *words: int) -> bytes:
        return struct.pack("<IH", 3 + len(words), function) + struct.pack(f"<{len(words)}h", *words)

    origin, extent = record(0x20B, 0, 0), record(0x20C, height, width)
    body = origin + extent + record(0x41B, height - 100, width - 100, 100, 100) + record(0)
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, (18 + len(body)) // 2, 0, 7, 0)
    place = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, width, height, 1440, 0)
    checksum = 0
    for word in struct.unpack("<10H", place):
        checksum ^= word
    return place + struct.pack("<H", checksum) + header + body


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
