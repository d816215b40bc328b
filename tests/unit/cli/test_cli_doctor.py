"""`baspa doctor`: on a machine that has everything, and on one that has nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from baspa.cli import main


def test_machine_that_passes_the_tests_is_well() -> None:
    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 0, result.output
    assert {line.split()[0] for line in result.output.splitlines()} == {"ok"}
    assert "LibreOffice Writer and Math: LibreOffice " in result.output
    assert "WeasyPrint: 70." in result.output


def test_machine_without_programs_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\n", encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    result = CliRunner().invoke(main, ["doctor", "--json"])

    assert result.exit_code == 1
    remedies = {c["name"]: c["remedy"] for c in json.loads(result.output) if not c["ok"]}
    assert remedies["poppler"] == "apt-get install poppler-utils"
    assert remedies["LibreOffice Writer and Math"] == (
        "apt-get install libreoffice-writer-nogui libreoffice-math-nogui"
    )
    assert remedies["a serif face with Kazakh letters"] == "apt-get install fonts-liberation2"
    assert any(name.startswith("face Times New Roman (") for name in remedies)
