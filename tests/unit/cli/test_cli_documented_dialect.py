"""docs/dialect.md: its examples, put together as it says, are a thesis that builds."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from PIL import Image
from thesis_case import SVG

from baspa.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "dialect.md"
EXAMPLE = re.compile(r"^(`{3,})(markdown|bibtex|csv)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def write_budget(path: Path) -> None:
    """A sheet with the range that the page names: a head of two rows, five of data."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Бюджет"
    for row in (["Бап", "2025", None, "Үлесі"], [None, "жоспар", "іс жүзінде", None]):
        sheet.append(row)
    for number in range(5):
        sheet.append([f"{number}-бап", 1000.5 + number, 900 + number, 0.2])
    for merged in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(merged)
    book.save(path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The examples of the page: front matter begins a file, everything else is one chapter."""
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)
    (source / "figures").mkdir()
    figures = source / "figures"
    Image.new("RGB", (1600, 1000), "white").save(figures / "map.png", dpi=(300, 300))
    pages = [Image.new("RGB", (600, 800), colour) for colour in ("white", "gray")]
    pages[0].save(figures / "survey.pdf", save_all=True, append_images=pages[1:])
    for name in ("output.svg", "jobs.svg"):
        (figures / name).write_bytes(SVG)
    write_budget(source / "data" / "budget.xlsx")
    (source / "thesis.yaml").write_text(
        "title: Мысал\nauthor: {name: Автор}\nbibliography: [references.bib]\n", encoding="utf-8"
    )
    examples = [(kind, text) for _, kind, text in EXAMPLE.findall(PAGE.read_text("utf-8"))]
    chapter = [text for kind, text in examples if kind == "markdown" and text[:3] != "---"]
    files = [text for kind, text in examples if kind == "markdown" and text[:3] == "---"]
    (source / "20-chapter.md").write_text("\n".join(chapter), encoding="utf-8")
    for number, text in zip((10, 90), files, strict=True):
        (source / f"{number}.md").write_text(text, encoding="utf-8")
    for kind, name in (("bibtex", "references.bib"), ("csv", "data/rd.csv")):
        text = "\n".join(text for k, text in examples if k == kind)
        (source / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_examples_build_without_a_finding(project: Path) -> None:
    result = CliRunner().invoke(main, ["build", "-C", str(project)])

    assert result.exit_code == 0, result.output
    assert "error[" not in result.output
    assert "warning[" not in result.output
