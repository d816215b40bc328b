"""`baspa init`: a project that builds at once, and never on top of somebody's files."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from baspa.cli import main


def baspa(*arguments: str | Path) -> tuple[int, str]:
    """Run the program; return its exit code and all that it printed."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_starter_builds_without_a_finding(language: str, tmp_path: Path) -> None:
    project = tmp_path / "thesis"

    code, said = baspa("init", project, "--lang", language)
    assert code == 0
    assert f"baspa build -C {project}" in said

    code, said = baspa("build", "-C", project, "--to", "pdf")
    assert (code, "error[" in said, "warning[" in said) == (0, False, False), said
    assert (project / "out" / "thesis.pdf").is_file()


def test_profile_stands_in_the_settings(tmp_path: Path) -> None:
    baspa("init", tmp_path / "x", "--lang", "ru", "--profile", "ru-gost-7.32-2017")

    settings = (tmp_path / "x" / "source" / "thesis.yaml").read_text(encoding="utf-8")
    assert "profile: ru-gost-7.32-2017 " in settings
    assert "language: ru " in settings


def test_sample_is_the_shipped_thesis(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[3] / "source"

    assert baspa("init", tmp_path / "x", "--sample")[0] == 0

    copied = tmp_path / "x" / "source"
    assert [p.relative_to(copied) for p in sorted(copied.rglob("*"))] == [
        p.relative_to(shipped) for p in sorted(shipped.rglob("*"))
    ]


def test_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    code, said = baspa("init", tmp_path)

    assert code == 2
    assert "is not empty" in said
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    assert baspa("init", tmp_path)[0] == 0


def test_unknown_profile_makes_nothing(tmp_path: Path) -> None:
    code, said = baspa("init", tmp_path / "x", "--profile", "kz-diplom")

    assert code == 2
    assert "there is no profile 'kz-diplom'; known: en-apa7-student, " in said
    assert not (tmp_path / "x").exists()
