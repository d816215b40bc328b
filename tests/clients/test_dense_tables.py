"""Theses with little but long tables: labels and numbers are true after two layouts at most.

Each is made by lot (`bench/generate_thesis.py`), with notes, landscape tables, figures and formulas
between the tables. What the first layout tells must be enough to divide every table, so most begin
with a guess that is wrong everywhere. The DOCX is laid out anew by LibreOffice, with a profile of
its own, and read by poppler.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from printed_thesis import Thesis, build_thesis

from baspa.docx import divisions, pagination
from baspa.docx.baselines import Baselines
from baspa.docx.flow import flow
from baspa.docx.galley import read_galley
from baspa.docx.regions import LaidOut
from baspa.model import TableDivision

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from generate_thesis import generate

CAPTIONS = {"kk": r"Кесте (\S+) –", "ru": r"Таблица (\S+) –", "en": r"Table (\S+)$"}
LABELS = {
    "kk": r"(\S+)-кестенің жалғасы$",
    "ru": r"Продолжение таблицы (\S+)$",
    "en": r"Table (\S+) \(continued\)$",
}
EXACT_PT = 0.1


def found(pattern: str, lines: tuple[str, ...]) -> list[str]:
    """What the group of `pattern` matches at the beginning of each line, in order."""
    return [match[1] for line in lines if (match := re.match(pattern, line))]


def wrong_labels(thesis: Thesis) -> list[tuple[int, list[str], list[str]]]:
    """The pages whose labels are not those of the table that goes on there: page, printed, true."""
    caption, label = CAPTIONS[thesis.language], LABELS[thesis.language]
    wrong, numbers, rows = [], {}, []
    for page in thesis.pages["docx"]:
        here = [tuple(map(int, r)) for r in re.findall(r"T(\d+)-(\d+) ", " ".join(page.lines))]
        rows += here
        tables = list(dict.fromkeys(table for table, _ in here))
        true = [numbers[table] for table in tables if table in numbers]
        if (printed := found(label, page.lines)) != true:
            wrong.append((page.number, printed, true))
        new = [table for table in tables if table not in numbers]
        if new:
            numbers |= dict(zip(new, found(caption, page.lines), strict=True))
    assert numbers and rows == sorted(set(rows)), "every row once, in order"
    return wrong


def moved(seen: dict[str, Any]) -> list[tuple[object, object]]:
    """The pieces that the last layout has elsewhere than they flow, the first of each region."""
    laid_out = LaidOut.read(seen["docx"], seen["places"], seen["rows"])
    baselines, wrong, checked = Baselines(seen["pdf"]), [], 0
    for region in laid_out.regions():
        pieces = read_galley(region, baselines, laid_out.settings)
        begin = next((n for n, piece in enumerate(pieces) if piece.place), len(pieces))
        divided = {piece.row for piece in pieces if piece.row and piece.starts_part}
        for piece, place in flow(pieces[begin:], region, divided) if pieces[begin:] else ():
            there = piece.place
            if there is None:
                continue
            checked += 1
            if there.page != place.page or abs(there.top_pt - place.top_pt) > EXACT_PT:
                wrong.append((piece, place))
                break
    assert checked > 100
    return wrong


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the last layout was: both files, and the places in them."""
    kept: dict[str, Any] = {}
    decide = pagination.next_divisions

    def watch(written: Any, docx: Any, pdf: Any, places: Any, rows: Any) -> Any:
        kept.update(docx=docx, pdf=pdf, places=places, rows=rows)
        return decide(written, docx, pdf, places, rows)

    monkeypatch.setattr(pagination, "next_divisions", watch)
    return kept


def undivided(rows: divisions.Rows) -> divisions.Divisions:
    return {table: TableDivision() for table in rows}


def too_late(rows: divisions.Rows) -> divisions.Divisions:
    return {
        table: TableDivision(starts=tuple(n + 2 for n in guess.starts if n + 2 < len(rows[table])))
        for table, guess in divisions.first_divisions(rows).items()
    }


@pytest.mark.parametrize(
    ("language", "seed", "guess"),
    [
        ("kk", 0, divisions.first_divisions),
        ("kk", 1, undivided),
        ("ru", 2, too_late),
        ("en", 3, undivided),
    ],
)
def test_labels_and_numbers_are_true_after_two_layouts(
    language: str,
    seed: int,
    guess: Any,
    tmp_path: Path,
    seen: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagination, "first_divisions", guess)
    generate(tmp_path / "project", seed, pages=2, language=language, dense=True)

    thesis = build_thesis(tmp_path)

    manifest = json.loads((thesis.out / "manifest.json").read_text(encoding="utf-8"))
    assert not manifest["docx_pages_estimated"]
    assert manifest["docx_layouts"] <= 2
    assert wrong_labels(thesis) == []
    assert [each for each in thesis.wrong_numbers("docx") if each[2] not in each[3]] == []
    assert moved(seen) == []
    assert schema_errors(thesis.out / "thesis.docx") == []
    assert lint(thesis.out / "thesis.docx") == []
