"""Repairs are taken back in a project that its author has edited since."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from importer_case import imported_text, report, sections
from test_undo import TEXT

from baspa.cli import main
from baspa.importers.patches import carry_over


def undo(project: Path, numbers: str) -> Result:
    file = project.parent / "thesis.txt"
    return CliRunner().invoke(main, ["import", str(file), "-o", str(project), "--undo", numbers])


def number_of(project: Path, step: str, before: str) -> int:
    [number] = [
        r["number"]
        for r in report(project)["repairs"]
        if r["step"] == step and r["before"] == before
    ]
    return int(number)


def edit(project: Path, old: str, new: str) -> None:
    [file] = [f for f in (project / "source").glob("*.md") if old in f.read_text("utf-8")]
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_a_repair_is_taken_back_and_what_the_author_wrote_stays(tmp_path: Path) -> None:
    project = imported_text(tmp_path, TEXT)
    edit(project, "қорғау керек.", "қорғау керек еді. Мен мұны қостым.")
    edited = sections(project)

    done = undo(project, str(number_of(project, "residues", "є")))

    assert done.exit_code == 0, done.output
    assert sections(project) == edited.replace("қорғау, қорғау", "єорғау, қорғау")
    assert "«єорғау» again, was «қорғау»" in done.output
    assert [r["undone"] for r in report(project)["repairs"]].count(True) == 1
    assert "taken back" in (project / "import-report.html").read_text("utf-8")


def test_a_repair_whose_place_was_edited_is_reported_and_the_others_are_taken_back(
    tmp_path: Path,
) -> None:
    project = imported_text(tmp_path, TEXT)
    number, other = number_of(project, "residues", "є"), number_of(project, "ranges", "-")
    edit(project, "Құқықты қорғау, қорғау керек.", "Заңды қадірлеу керек.")

    done = undo(project, f"{number},{other}")

    assert done.exit_code == 1
    assert f"warning[I107]: repair {number} was not taken back" in done.output
    assert "Заңды қадірлеу керек." in sections(project)
    assert "1990-2000" in sections(project)
    undone = [r["number"] for r in report(project)["repairs"] if r["undone"]]
    assert undone == [other]


def test_repairs_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    project = imported_text(tmp_path, TEXT)
    first = sections(project)

    undo(project, str(number_of(project, "residues", "є")))
    undo(project, str(number_of(project, "ranges", "-")))
    again = undo(project, str(number_of(project, "ranges", "-")))

    expected = first.replace("қорғау, қорғау", "єорғау, қорғау").replace("1990–2000", "1990-2000")
    assert sections(project) == expected
    assert (again.exit_code, again.output) == (0, "")


def test_a_folder_that_no_import_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other").mkdir()

    done = undo(tmp_path / "other", "1")

    assert done.exit_code == 2
    assert "was not made by an import: it holds no import-report.json" in done.output


def test_taking_back_what_made_the_sections_is_refused_and_nothing_is_changed(
    tmp_path: Path,
) -> None:
    project = imported_text(tmp_path, "КIРIСПЕ\nБiз бастаймыз.\nҚОРЫТЫНДЫ\nБәрі анық болды.\n")
    before = sections(project)
    assert "role: introduction" in before

    done = undo(project, "all")

    assert done.exit_code == 1
    assert "error[I108]: taking these back changes which sections there are" in done.output
    assert sections(project) == before
    assert not any(r["undone"] for r in report(project)["repairs"])


WORDS = st.lists(st.sampled_from("бір екі үш төрт бес, алты. жеті\n\n".split(" ")), max_size=30)


@settings(max_examples=100, deadline=None)
@given(old=WORDS, new=WORDS)
def test_a_change_carried_over_to_the_unedited_text_gives_the_new_one(
    old: list[str], new: list[str]
) -> None:
    before, after = " ".join(old), " ".join(new)
    assert carry_over(before, after, before).text == after


@settings(max_examples=100, deadline=None)
@given(old=WORDS, new=WORDS, more=WORDS)
def test_what_an_author_adds_elsewhere_stays(
    old: list[str], new: list[str], more: list[str]
) -> None:
    shared = "Бұл сөйлем өзгермейді, ол екі мәтінде де бар.\n\n"
    before, after = shared + " ".join(old), shared + " ".join(new)
    mine = "Автордың сөзі: " + " ".join(more) + "\n\n"
    carried = carry_over(before, after, mine + before)
    assert carried.text.startswith(mine)
