"""docs/dialect.md: its examples, put together as it says, are a thesis that builds."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from baspa.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "dialect.md"
EXAMPLE = re.compile(r"^(`{3,})(markdown|bibtex|csv)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The examples of the page: front matter begins a file, everything else is one chapter."""
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)
    (source / "figures").mkdir()
    Image.new("RGB", (800, 500), "white").save(source / "figures" / "map.png", dpi=(150, 150))
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
