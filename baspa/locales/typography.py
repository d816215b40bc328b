"""The typographic habits of each language, read from `typography.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field, RootModel

from baspa.diagnostics import Findings
from baspa.model import Language
from baspa.yaml import Strict, read_yaml, validate


class Typography(Strict):
    """What a language binds, quotes and spaces; a space in a word stands for any gap."""

    quotes: tuple[str, str] = Field(description="outer and inner pair of quotation marks")
    decimal_comma: bool = Field(description="`2.5 км` is written `2,5 км`")
    spaced_signs: tuple[str, ...] = Field(description="get a space before them: `5%` → `5 %`")
    units: tuple[str, ...] = Field(
        description="follow a number, and tell that it is one: no date and no section"
    )
    after_number: tuple[str, ...] = Field(description="bound to a number before: `2023 ж.`")
    before_number: tuple[str, ...] = Field(description="bound to a number behind: `б. 25`")
    phrases: tuple[str, ...] = Field(description="kept on one line: `т. б.`")
    bound_to_next: str = Field(description="one-letter words bound to the word behind")
    bound_to_previous: tuple[str, ...] = Field(description="particles bound to the word before")
    before_name: tuple[str, ...] = Field(
        description="abbreviations bound to the word behind, unless a number is before them"
    )
    not_decimal_beside: tuple[str, ...] = Field(
        description="beginnings of words beside which `0.5` is the number of a thing"
    )


class _ByLanguage(RootModel[Mapping[Language, Typography]]):
    """The whole file."""


@cache
def load_typography() -> Mapping[str, Typography]:
    """Return the habits by language; a mistake in the shipped file is ours, so it raises."""
    findings = Findings()
    text = files("baspa.locales").joinpath("typography.yaml").read_text(encoding="utf-8")
    located = read_yaml(text, "typography.yaml", findings, shipped=True)
    habits = validate(_ByLanguage, located, "L101", findings) if located else None
    if habits is None:
        raise ValueError(f"typography.yaml: {findings.diagnostics}")
    return {str(language): found for language, found in habits.root.items()}
