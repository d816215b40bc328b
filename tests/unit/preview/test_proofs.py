"""What a build tells of its PDF while it is still at work, held against what others read in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from thesis_case import PNG, write_project

from baspa.build.build import build
from baspa.build.proof import Proof
from baspa.diagnostics import Findings
from baspa.pdf.survey import Survey
from baspa.preview.digests import PageDigests
from baspa.preview.pdf_pages import survey

PARAGRAPH = "Бұл абзац бетті толтыру үшін жазылды. " * 60
FIGURE = '![Сурет](a.png){#fig:a width=50% alt="х"}'
FILES: dict[str, str | bytes] = {
    "source/00-abstract.md": "# {.abstract lang=kk}\n\nЖұмыс [pages]{.count} беттен тұрады.\n",
    "source/10.md": "# Кіріспе {.introduction}\n\nМәтін, [@sec:b]{.page}-бет.\n",
    "source/20.md": "\n\n".join(
        ["# Бірінші {#sec:a}", PARAGRAPH, FIGURE, "## Тарау & бөлім", *[PARAGRAPH] * 4]
    ),
    "source/30.md": "\n\n".join(["# Екінші {#sec:b}", *[PARAGRAPH] * 2]),
    "source/a.png": PNG,
}


def shown(root: Path) -> tuple[Survey, Survey]:
    """Build; return what the writer tells of the PDF, and what PDFium and pikepdf read in it."""
    proofs: list[Proof] = []
    findings = Findings()
    assert build(root, findings, {}, to="pdf", show=proofs.append) is not None, findings
    [proof] = proofs
    assert proof.survey is not None
    return proof.survey, survey(root / "out" / "thesis.pdf", PageDigests())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path, FILES)


def test_pages_labels_and_outline_are_those_that_pdfium_reads(root: Path) -> None:
    told, read = shown(root)

    assert told.title == read.title
    assert [page.label for page in told.pages] == [page.label for page in read.pages]
    assert len({page.label for page in told.pages}) > 5
    for ours, theirs in zip(told.pages, read.pages, strict=True):
        assert ours.width_pt == pytest.approx(theirs.width_pt, abs=0.01)
        assert ours.height_pt == pytest.approx(theirs.height_pt, abs=0.01)
    entries = [
        [(each.level, each.title, each.page) for each in found.outline] for found in (told, read)
    ]
    assert entries[0] == entries[1]
    for ours, theirs in zip(told.outline, read.outline, strict=True):
        assert ours.top_pt == pytest.approx(theirs.top_pt, abs=0.1)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("source/20.md", "толтыру", "тоштыру"),
        ("source/10.md", "Мәтін", f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nМәтін"),
        ("source/20.md", f"{FIGURE}\n\n", ""),
    ],
    ids=["a word", "a page", "a picture"],
)
def test_a_page_is_told_to_be_new_where_it_prints_something_else(
    root: Path, name: str, old: str, new: str
) -> None:
    before = shown(root)
    text = str(FILES[name])
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = shown(root)

    told, read = (
        [page.digest in {each.digest for each in old.pages} for page in new.pages]
        for old, new in zip(before, after, strict=True)
    )
    assert told == read
    assert True in told
    assert False in told
