"""What LibreOffice and the DOCX do in a build after a build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from build_case import FIRST, SECOND, clean, explained, make, outputs

from baspa import libreoffice
from baspa.build.stages import Output
from baspa.build.workshop import Workshop
from baspa.libreoffice import Office
from baspa.pdf.press import Press


@pytest.mark.parametrize(
    ("to", "first"), [("docx", "LibreOffice"), ("pdf", "press"), ("all", "press")]
)
def test_what_lays_out_the_file_that_is_asked_for_starts_first(
    to: Output, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    monkeypatch.setattr(Office, "prepare", lambda _: begun.append("LibreOffice"))
    monkeypatch.setattr("baspa.build.workshop.started", lambda *_: begun.append("press") or [])

    with Workshop() as workshop:
        workshop.prepare(to, 0)

    assert begun == [first]


def test_libreoffice_is_at_work_before_the_press(root: Path) -> None:
    (root / "source" / "1.md").write_text(FIRST.replace("Мәтін", "Сөз"), encoding="utf-8")
    order = []

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: order.append(name) or work(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Office, "begin", noted("DOCX", Office.begin))
        patch.setattr(Press, "lay_out", noted("PDF", Press.lay_out))
        explained(root, to="all")

    assert order[:2] == ["DOCX", "PDF"]


def test_a_docx_that_is_built_alone_is_that_of_a_build_of_both(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Press, "lay_out", None)
        explained(root, to="docx")
    alone = outputs(root)

    assert "twins" not in json.loads(alone["manifest.json"])
    assert alone["thesis.docx"] == clean(root, to="all")["thesis.docx"]
    explained(root, to="all")
    assert outputs(root) == clean(root, to="all")


@pytest.mark.parametrize("text", [FIRST + "@sec:none\n", FIRST])
def test_libreoffice_is_not_started_for_mistakes_or_a_docx_that_is_known(
    root: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(root, to="all")
    (root / "source" / "1.md").write_text(text, encoding="utf-8")
    (root / "source" / "2.md").write_text(f"<!-- бұрын -->\n\n{SECOND}", encoding="utf-8")
    monkeypatch.setattr(libreoffice, "_Running", None)

    built, findings = make(root, to="all")

    assert (built is None) == findings.failed == (text != FIRST)


def test_a_docx_whose_text_is_the_same_is_not_laid_out_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(root, to="all")
    before = (root / "out" / "thesis.docx").read_bytes()
    (root / "source" / "2.md").write_text(f"<!-- бұрын -->\n\n{SECOND}", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("baspa.libreoffice.Office.lay_out", None)
        explanation = explained(root, to="all")

    assert explanation[-2:] == ("layout of the DOCX: as before", "DOCX: made anew")
    assert (root / "out" / "thesis.docx").read_bytes() != before  # it tells where its blocks stand
    assert outputs(root) == clean(root, to="all")
