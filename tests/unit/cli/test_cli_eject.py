"""`baspa eject`: the list of templates, and a copy of one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from thesis_case import write_project

from baspa.cli import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path, {"source/1.md": "# А {#sec:a}\n"})


def eject(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["eject", "-C", str(project), *words])


def test_every_shipped_template_is_listed_with_what_it_prints(project: Path) -> None:
    rows = [line.split(None, 1) for line in eject(project).stdout.splitlines()]

    folder = ROOT / "templates"
    shipped = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
    assert [name for name, _ in rows] == shipped
    assert dict(rows)["task.html.j2"] == "The task sheet with the calendar plan"


def test_the_list_says_which_are_the_project_s_and_which_the_profile_s(project: Path) -> None:
    write_project(project, {"templates/task.html.j2": "{# Our own sheet. #}\n"})

    shown = eject(project, "--profile", "en-apa7-student").stdout.splitlines()

    assert [" ".join(line.split()) for line in shown if line.endswith(")")] == [
        "task.html.j2 Our own sheet (this project)",
        "title-page.html.j2 The title page (the profile en-apa7-student)",
    ]


@pytest.mark.parametrize("name", ["title-page", "title-page.html.j2"])
def test_a_copy_stands_in_the_project_and_is_the_one_that_prints(project: Path, name: str) -> None:
    result = eject(project, name)

    copy = project / "templates" / "title-page.html.j2"
    assert copy.read_bytes() == (ROOT / "templates" / "title-page.html.j2").read_bytes()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"{copy}, copied from Baspa"
    assert f"baspa build -C {project}" in result.stdout

    copy.write_text(copy.read_text(encoding="utf-8") + "{{ oops }}\n", encoding="utf-8")
    built = CliRunner().invoke(main, ["build", "-C", str(project), "--to", "pdf"])
    assert "templates/title-page.html.j2:" in built.stderr
    assert "'oops' is undefined" in built.stderr


def test_the_profile_s_template_goes_before_the_shipped_one(project: Path) -> None:
    eject(project, "title-page", "--profile", "en-apa7-student")

    copy = project / "templates" / "title-page.html.j2"
    own = ROOT / "styles" / "en-apa7-student" / "title-page.html.j2"
    assert copy.read_bytes() == own.read_bytes()


def test_a_template_of_a_block_keeps_its_folder(project: Path) -> None:
    eject(project, "blocks/figure")

    assert (project / "templates" / "blocks" / "figure.html.j2").is_file()


def test_what_is_there_is_overwritten_only_by_force(project: Path) -> None:
    write_project(project, {"templates/task.html.j2": "mine"})
    copy = project / "templates" / "task.html.j2"

    refused = eject(project, "task")

    assert (refused.exit_code, copy.read_text()) == (2, "mine")
    assert f"{copy} is there already; --force overwrites it" in refused.stderr
    assert eject(project, "task", "--force").exit_code == 0
    assert copy.read_text(encoding="utf-8").startswith("{# The task sheet")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["titel-page"], 2, "there is no template 'titel-page'; did you mean 'title-page'?"),
        (["../source/1.md"], 2, "there is no template '../source/1.md'; `baspa eject` lists all"),
        (["task", "--profile", "kz-diplom"], 1, "did you mean 'kz-diploma'?"),
    ],
)
def test_what_is_not_there_is_said(project: Path, words: list[str], code: int, told: str) -> None:
    result = eject(project, *words)

    assert result.exit_code == code
    assert told in result.stderr
    assert not (project / "templates").exists()
