"""Repairs are undone by their numbers: one, some, or all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from importer_case import imported_text, report, sections, unbalanced

from baspa.cli import main
from baspa.importers.importing import STEPS
from baspa.importers.undo import numbers

TEXT = """Мазмұны
Кiрiспе.....................3Ғылым негiздерi............51.1 Ғылым тарихы........5Қорытынды....9
КIРIСПЕҒылым  - қоғамның "күшi"
Ол 1990-2000 жылдары дамыды.Құқықты єорғау, қорғау керек.Ғылым негiздерi1.1 Ғылым тарихы\
Ғылымитарих пен ғылыми тарих қызық
Ол ескі.Жаңа ой бар
Оның жалғасы осы.Мақсаттары:-бiлу;-үйрену.ҚорытындыБәрi анық.
"""


def run(folder: Path, name: str, *options: str) -> Path:
    file = folder / "thesis.txt"
    done = CliRunner().invoke(main, ["import", str(file), "-o", str(folder / name), *options])
    assert done.exit_code == 0, done.output
    return folder / name


def test_undoing_all_repairs_is_an_import_without_repairs(tmp_path: Path) -> None:
    first = imported_text(tmp_path, TEXT)
    made = {r["step"] for r in report(first)["repairs"]}
    assert made >= {"letters", "residues", "breaks", "spaces", "dashes", "ranges", "quotes"}

    undone = run(tmp_path, "u", "--undo", "all", "--report", str(first / "import-report.json"))
    skipped = run(tmp_path, "s", *[word for step in STEPS for word in ("--skip", step)])

    assert report(undone)["repairs"] == []
    assert _files(undone) == _files(skipped)
    assert unbalanced(TEXT, undone) == {}


def test_undoing_none_is_the_same_import(tmp_path: Path) -> None:
    first = imported_text(tmp_path, TEXT)
    facts = report(first)
    facts["repairs"].append(facts["repairs"][0] | {"number": 9999, "origin": 10_000_000})
    (tmp_path / "longer.json").write_text(json.dumps(facts), encoding="utf-8")

    again = run(tmp_path, "again", "--undo", "9999", "--report", str(tmp_path / "longer.json"))

    assert _files(again) == _files(first)


def test_a_single_repair_is_undone_by_its_number(tmp_path: Path) -> None:
    first = imported_text(tmp_path, TEXT)
    [number] = [r["number"] for r in report(first)["repairs"] if r["step"] == "residues"]

    again = run(
        tmp_path, "again", "--undo", str(number), "--report", str(first / "import-report.json")
    )

    assert sections(again) == sections(first).replace("қорғау, қорғау", "єорғау, қорғау")
    assert unbalanced(TEXT, again) == {}


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"spelling"}))
def test_each_step_may_be_left_out(tmp_path: Path, step: str) -> None:
    project = imported_text(tmp_path, TEXT, "--skip", step)

    assert step not in {r["step"] for r in report(project)["repairs"]}
    assert unbalanced(TEXT, project) == {}


def test_a_report_of_another_text_is_refused(tmp_path: Path) -> None:
    first = imported_text(tmp_path, TEXT)
    file, other = first / "import-report.json", tmp_path / "other.txt"
    other.write_text("Кіріспе\nБасқа мәтін.\n", encoding="utf-8")

    done = CliRunner().invoke(
        main,
        ["import", str(other), "-o", str(tmp_path / "o"), "--undo", "1", "--report", str(file)],
    )

    assert done.exit_code == 1
    assert "error[I105]: this report is of another text: thesis.txt" in done.output
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("content", "undone", "said"),
    [
        ("{}", "1", "this is no report of an import"),
        ("[1", "1", "this is no report of an import"),
        (None, "99999", "there is no repair 99999"),
    ],
)
def test_what_cannot_be_undone_is_said(
    tmp_path: Path, content: str | None, undone: str, said: str
) -> None:
    first = imported_text(tmp_path, TEXT)
    file = first / "import-report.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    options = ["-o", str(tmp_path / "o"), "--undo", undone, "--report", str(file)]
    done = CliRunner().invoke(main, ["import", str(tmp_path / "thesis.txt"), *options])

    assert done.exit_code == 1
    assert said in done.output


def test_numbers_are_read_with_their_ranges() -> None:
    assert numbers("3, 7-9") == {3, 7, 8, 9}
    assert numbers("all") is None
    with pytest.raises(ValueError, match="'x' is neither"):
        numbers("1,x")


def _files(project: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in (project / "source").iterdir()}
