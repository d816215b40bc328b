"""Theses with little but long tables: labels and numbers are true after two layouts at most.

Each is made by lot (`bench/generate_thesis.py`), with notes, landscape tables, figures and formulas
between the tables. What the first layout tells must be
enough to divide every table, so others begin with a guess that is wrong everywhere. The DOCX is
laid out anew by LibreOffice, with a profile of its own, and read by poppler.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from docx_lint import lint
from ooxml_validator import schema_errors
from printed_thesis import Thesis, build_thesis

from baspa.docx import divisions, pagination
from baspa.docx.baselines import Baselines
from baspa.docx.flow import flow
from baspa.docx.galley import Piece, read_galley
from baspa.docx.regions import LaidOut
from baspa.model import RowPlace, TableDivision

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from generate_thesis import generate

CAPTIONS = {"kk": r"Кесте (\S+) –", "ru": r"Таблица (\S+) –", "en": r"Table (\S+)$"}
LABELS = {
    "kk": r"(\S+)-кестенің жалғасы$",
    "ru": r"Продолжение таблицы (\S+)$",
    "en": r"Table (\S+) \(continued\)$",
}
EXACT_PT = 0.1
Flowed = Iterable[tuple[Piece, RowPlace]]
Divided = tuple[divisions.Rows, divisions.Divisions]


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
    laid_out: LaidOut = seen["laid_out"]
    baselines, wrong, checked = Baselines(seen["pdf"]), [], 0
    for region in laid_out.regions():
        pieces = read_galley(region, baselines, laid_out.body.settings)
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
    """What the last layout was: what the file was written for, both files, the places in them."""
    kept: dict[str, Any] = {}
    decide = pagination.next_divisions

    def watch(written: Any, laid_out: Any, pdf: Callable[[], bytes], *others: Any) -> Any:
        kept.update(written=written, laid_out=laid_out, pdf=pdf(), places=laid_out.places())
        return decide(written, laid_out, pdf, *others)

    monkeypatch.setattr(pagination, "next_divisions", watch)
    return kept


def cast_off(flowed: Flowed) -> Divided:
    return divisions.divided(flowed)


def undivided(flowed: Flowed) -> Divided:
    rows, _ = divisions.divided(flowed)
    return rows, {table: TableDivision() for table in rows}


def too_late(flowed: Flowed) -> Divided:
    rows, found = divisions.divided(flowed)
    return rows, {
        table: TableDivision(starts=tuple(n + 2 for n in guess.starts if n + 2 < len(rows[table])))
        for table, guess in found.items()
    }


@pytest.mark.parametrize(
    ("language", "seed", "guess", "layouts"),
    [
        ("kk", 0, cast_off, 2),
        ("kk", 1, undivided, 2),
        ("ru", 2, too_late, 2),
        ("en", 3, cast_off, 2),
    ],
)
def test_labels_and_numbers_are_true_after_two_layouts(
    language: str,
    seed: int,
    guess: Any,
    layouts: int,
    tmp_path: Path,
    seen: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagination, "divided", guess)
    generate(tmp_path / "project", seed, pages=2, language=language, dense=True)

    thesis = build_thesis(tmp_path)

    manifest = json.loads((thesis.out / "manifest.json").read_text(encoding="utf-8"))
    assert not manifest["docx_pages_estimated"]
    assert manifest["docx_layouts"] <= layouts
    assert wrong_labels(thesis) == []
    assert [each for each in thesis.wrong_numbers("docx") if each[2] not in each[3]] == []
    assert moved(seen) == []
    assert schema_errors(thesis.out / "thesis.docx") == []
    assert lint(thesis.out / "thesis.docx") == []


def at_the_foot(project: Path, numbers: range) -> None:
    """Write a thesis of tables, each of which begins 0.28 pt lower on its page than the one before.

    From the fifth or so on the head and the first two rows fit no more.
    """
    (project / "source").mkdir(parents=True)
    settings = (
        "title: T\nauthor: {name: А. А.}\nlanguage: kk\nprofile: kz-diploma\nlists: [tables]\n"
    )
    (project / "source/thesis.yaml").write_text(settings, encoding="utf-8")
    chapters = []
    for n in numbers:
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="{188.05 + n / 10}mm"/>'
        )
        (project / f"source/{n}.svg").write_text(picture, encoding="utf-8")
        rows = "\n".join(f"|T{n}-{row} қатар|{row}|" for row in range(1, 61))
        chapters.append(
            f"# Тарау {n}\n\n![Сурет]({n}.svg){{#fig:f{n} alt='Сурет'}}\n\nБірінші сөйлем.\n\n"
            f"Екінші сөйлем.\n\n|Аты|Мәні|\n|:--|--:|\n{rows}\n\nTable: Атауы {n} {{#tbl:t{n}}}\n"
        )
    (project / "source/30-a.md").write_text("\n".join(chapters), encoding="utf-8")


def test_no_row_runs_off_the_sheet_where_the_first_ones_just_miss_the_foot(
    tmp_path: Path, seen: dict[str, Any]
) -> None:
    at_the_foot(tmp_path / "project", range(1, 10))

    thesis = build_thesis(tmp_path)

    assert any(division.lowered_pt for division in seen["written"].values()), "it just misses none"
    manifest = json.loads((thesis.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["docx_layouts"] <= 2
    assert not manifest["docx_pages_estimated"]
    text = " ".join(line for page in thesis.pages["docx"] for line in page.lines)
    assert len(re.findall(r"T\d+-\d+ ", text)) == 9 * 60
    assert wrong_labels(thesis) == []
    assert [each for each in thesis.wrong_numbers("docx") if each[2] not in each[3]] == []
    assert moved(seen) == []
    assert schema_errors(thesis.out / "thesis.docx") == []


def test_rows_that_run_off_the_sheet_all_the_same_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baspa.docx.draft.lowered", lambda *_: nullcontext())
    at_the_foot(tmp_path / "project", range(4, 8))

    thesis = build_thesis(tmp_path)

    [told] = [d for d in thesis.findings.diagnostics if d.code == "D205"]
    assert "rows of 'tbl:t" in told.message
