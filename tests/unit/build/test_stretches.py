"""An edit in a long file: what is read, set and written of it by a build that begins anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from thesis_case import THESIS, write_project

from baspa.build.inputs import read_inputs
from baspa.build.memo import Memo
from baspa.build.pipeline import prepare, typeset
from baspa.diagnostics import Findings
from baspa.passes.set_file import _Reading
from baspa.templates.blocks import BlockWriter

PARAGRAPHS = [f"Абзац {number}, @sec:b.[^{number}]" for number in range(9)]
NOTES = [f"[^{number}]: Ескерту {number}." for number in range(9)]
LAST = "## Бөлім {#sec:b}\n\n- тармақ\n- тармақ\n\n| а |\n|---|\n| 1 |\n\nTable: Кесте"


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(["# Тарау {#sec:a}", *paragraphs, LAST, *NOTES]) + "\n"


def typeset_anew(root: Path, text: str) -> str:
    """Return the HTML of a thesis by a build that knows what the last ones left in the store."""
    (root / "source" / "1.md").write_text(text, encoding="utf-8")
    findings, texts = Findings(), dict[str, str]()
    memo = Memo(inputs=read_inputs(root, {}))
    html = typeset(prepare(root, None, findings, texts, memo), findings, texts, memo).html
    assert findings.diagnostics == []
    memo.settle()
    return html


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was made anew: how many groups were read, how many blocks were written at a time."""
    noted: list[tuple[str, int]] = []
    read, write = _Reading.anew, BlockWriter.blocks

    def reading(self: Any, *arguments: Any) -> Any:
        noted.append(("read", 1))
        return read(self, *arguments)

    def writing(self: Any, nodes: Any, *around: Any) -> Any:
        noted.append(("written", len(tuple(nodes))))
        return write(self, nodes, *around)

    monkeypatch.setattr(_Reading, "anew", reading)
    monkeypatch.setattr(BlockWriter, "blocks", writing)
    return noted


@pytest.mark.parametrize(
    ("edited", "read", "written"),
    [
        ([*PARAGRAPHS[:4], f"{PARAGRAPHS[4]} Сөз.", *PARAGRAPHS[5:]], 1, 1),
        (["Жаңа абзац.", *PARAGRAPHS], 1, 1),
        ([*PARAGRAPHS[:2], *PARAGRAPHS[3:5], PARAGRAPHS[2], *PARAGRAPHS[5:]], 0, 3),
        ([*PARAGRAPHS[:8], "$$ x $$", PARAGRAPHS[8]], 1, 2),
    ],
    ids=["a word", "a paragraph", "moved past two, whose notes are counted anew", "a formula"],
)
def test_an_edit_reads_and_writes_what_it_changes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    made: list[tuple[str, int]],
    edited: list[str],
    read: int,
    written: int,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_project(tmp_path / "thesis", {"source/1.md": "", "source/thesis.yaml": THESIS})
    typeset_anew(root, text_of(*PARAGRAPHS))
    made.clear()

    html = typeset_anew(root, text_of(*edited))

    assert made == [("read", 1)] * read + [("written", 1)] * written
    monkeypatch.setenv("BASPA_CACHE", "off")
    assert html == typeset_anew(root, text_of(*edited))
