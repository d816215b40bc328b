"""What `baspa serve` says to a question that it cannot answer."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from baspa.cli import main


def refused(root: Path, *options: str) -> str:
    """Return what is said to these options, in one line."""
    (root / "source").mkdir()
    result = CliRunner().invoke(main, ["serve", "-C", str(root), *options])
    assert result.exit_code == 2
    return " ".join(result.stderr.split())


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = refused(tmp_path, "--port", str(port))

    assert f"port {port} cannot be had (Address already in use)" in said
    assert "leave --port out" in said


@pytest.mark.parametrize("editor", ["nano", "javascript:alert('{file}')"])
def test_an_editor_that_cannot_be_opened_from_a_page(tmp_path: Path, editor: str) -> None:
    said = refused(tmp_path, "--editor", editor)

    assert "is no editor that Baspa knows; give a command or an address with {file}" in said


def test_a_page_of_the_docx(tmp_path: Path) -> None:
    assert "the page shows the PDF: --to pdf or --to all" in refused(tmp_path, "--to", "docx")
