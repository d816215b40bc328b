"""Editors: what is run, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from baspa.preview.editor import Editor, choose_editor

FILE = Path("/home/ә b/source/10 {line}.md")


@pytest.mark.parametrize(
    ("asked", "pattern"),
    [
        ("code", "code --goto {file}:{line}:{column}"),
        ("/opt/vs code/bin/code", None),
        ("'/opt/vs code/bin/code' --wait", "'/opt/vs code/bin/code' --goto {file}:{line}:{column}"),
        ("mine --at {line} {file}", "mine --at {line} {file}"),
        ("vscode://file{file}:{line}", "vscode://file{file}:{line}"),
        ("javascript:alert('{file}')", None),
        ("DATA:text/html,{file}", None),
        ("nano", None),
        ("code 'unclosed", None),
        ("", None),
    ],
)
def test_what_is_asked_for(asked: str, pattern: str | None) -> None:
    if pattern is None:
        with pytest.raises(ValueError, match="no editor that Baspa knows"):
            choose_editor(asked, {})
    else:
        assert choose_editor(asked, {}) == Editor(pattern=pattern)


@pytest.mark.parametrize(
    ("environment", "pattern"),
    [
        ({}, None),
        ({"VISUAL": "vim", "EDITOR": "nano"}, None),  # they need the terminal that is ours
        ({"VISUAL": "code -w", "EDITOR": "subl"}, "code --goto {file}:{line}:{column}"),
        ({"BASPA_EDITOR": "e {file} {line}", "VISUAL": "code"}, "e {file} {line}"),
    ],
)
def test_what_the_environment_says(environment: dict[str, str], pattern: str | None) -> None:
    editor = choose_editor(None, environment)
    assert (editor and editor.pattern) == pattern


def test_a_command_gets_each_value_as_it_is(tmp_path: Path) -> None:
    said = tmp_path / "said"
    editor = Editor(
        pattern=f"""sh -c 'printf "%s|" "$@" >{said}.part; mv {said}.part {said}' sh
        {{file}} +{{line}}:{{column}} ';rm' '$HOME'"""
    )

    running = editor.open(FILE, 15, 3)

    running.wait(timeout=20)
    assert said.read_text() == f"{FILE}|+15:3|;rm|$HOME|"


def test_an_address_holds_the_path_in_its_own_letters() -> None:
    editor = Editor(pattern="vscode://file{file}:{line}:{column}")

    assert editor.is_address
    assert editor.address(FILE, 15, 3) == (
        "vscode://file/home/%D3%99%20b/source/10%20%7Bline%7D.md:15:3"
    )
