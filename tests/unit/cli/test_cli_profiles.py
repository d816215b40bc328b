"""`baspa profiles`: the list, and the merged values of one."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from baspa.cli import main

STYLES = Path(__file__).parents[3] / "styles"


def test_list_names_every_shipped_profile() -> None:
    shown = CliRunner().invoke(main, ["profiles"]).stdout

    shipped = sorted(file.parent.name for file in STYLES.glob("*/profile.yaml"))
    assert [line.split()[0] for line in shown.splitlines() if line[1:2].strip()] == ["ID", *shipped]


def test_values_of_one_profile_include_those_that_it_extends() -> None:
    result = CliRunner().invoke(main, ["profiles", "kz-diploma"])

    values = yaml.safe_load(result.stdout)
    assert result.exit_code == 0
    assert values["page"]["margin"]["left"] == "30mm"
    assert values["text"]["size"] == "14pt"  # gost-base says so, kz-diploma does not
    assert values["title"] == "Diploma thesis, Kazakhstan"


def test_values_as_json() -> None:
    shown = json.loads(CliRunner().invoke(main, ["profiles", "kz-diploma", "--json"]).stdout)

    assert shown["diagnostics"] == []
    assert shown["profiles"]["kz-diploma"]["page"]["width"] == "210mm"


def test_profile_of_the_project_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "styles" / "kz-mine").mkdir(parents=True)
    (tmp_path / "styles" / "kz-mine" / "profile.yaml").write_text(
        "extends: kz-diploma\ntitle: Mine\npage: {margin: {left: 35mm}}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)

    shown = json.loads(CliRunner().invoke(main, ["profiles", "--json"]).stdout)

    mine = shown["profiles"]["kz-mine"]
    assert mine["title"] == "Mine"
    assert mine["page"]["margin"] == {
        "top": "20mm",
        "right": "10mm",
        "bottom": "25mm",
        "left": "35mm",
    }


def test_misspelt_profile_gets_a_suggestion() -> None:
    result = CliRunner().invoke(main, ["profiles", "kz-diplom"])

    assert result.exit_code == 1
    assert result.stderr == (
        "error[P101]: there is no profile 'kz-diplom'\n"
        "  = help: did you mean 'kz-diploma'?\n"
        "1 error\n"
    )
