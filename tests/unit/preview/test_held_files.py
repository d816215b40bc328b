"""The process that draws pages holds the PDFs that were asked for last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from preview_case import write_pdf

from baspa.preview import pictures as module
from baspa.preview.pictures import File, Pictures


def test_the_file_that_was_asked_for_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_pdf(tmp_path / "a.pdf", "<p>мәтін</p>").read_bytes()
    first, *others, fourth = (File(content) for _ in range(4))
    sent, ask = [], module._ask

    def noted(process: Any, files: Any, *question: Any) -> Any:
        sent.extend(number for number, content in files.items() if content)
        return ask(process, files, *question)

    monkeypatch.setattr(module, "_ask", noted)
    pictures = Pictures()
    for file in (first, *others, first, fourth, first):
        assert pictures.words(file, 1)
    pictures.close()

    assert sent == [id(file) for file in (first, *others, fourth)]
