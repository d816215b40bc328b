"""The documents name what is there: no code, setting or template is left out or made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from baspa.profile import Profile
from baspa.project import Thesis
from baspa.yaml import Strict, settings_of
from baspa.yaml.validating import settings_from

ROOT = Path(__file__).parents[2]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_diagnostic_is_listed_and_every_listed_one_exists() -> None:
    sources = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "baspa").rglob("*.py"))
    used = set(re.findall(r'"([A-Z]\d{3})"', sources))
    listed = set(re.findall(r"\b[A-Z]\d{3}\b", text("docs/diagnostics.md")))
    assert listed == used


def fields(kind: type[Strict], path: str = "") -> Iterator[str]:
    for name, inner in settings_of(kind).items():
        if inner is None:
            yield f"{path}{name}"
        else:
            yield from fields(inner, f"{path}{name}.")


@pytest.mark.parametrize("field", sorted(fields(Profile)))
def test_every_field_of_a_profile_is_described(field: str) -> None:
    table = text("docs/profiles.md").partition("## Every field")[2]
    cells = "\n".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))
    assert f"`{field}`" in cells or f".{field.rpartition('.')[2]}`" in cells


def test_every_setting_of_a_thesis_is_described() -> None:
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", text("docs/thesis.md")))))
    assert {name for field in fields(Thesis) for name in field.split(".")} - named == set()


def test_the_examples_of_thesis_yaml_are_right() -> None:
    whole, *parts = re.findall(r"```yaml\n(.*?)```", text("docs/thesis.md"), re.DOTALL)
    stated = yaml.safe_load(whole)
    assert settings_from(Thesis, stated).task is not None
    for part in parts:
        settings_from(Thesis, stated | yaml.safe_load(part))


def test_every_template_is_listed() -> None:
    listed = text("docs/templates.md")
    names = {p.name for p in (ROOT / "templates").glob("*.j2") if not p.name.startswith("_")}
    assert {name for name in names if f"`{name}`" not in listed} == set()


def without_examples(page: Path) -> str:
    fences = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*$", re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`]*`", "", fences.sub("", page.read_text(encoding="utf-8")))


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    broken = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", without_examples(page))
        if not (page.parent / target).exists()
    ]
    assert broken == []
