"""Every word that a document prints, by language: `kk.yaml`, `ru.yaml`, `en.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale as BabelLocale
from pydantic import Field

from baspa.diagnostics import Findings
from baspa.model import Case, LabelKind
from baspa.yaml import Strict, read_yaml, validate

LANGUAGES = ("kk", "ru", "en")


class Short(Strict):
    """How an abbreviated cross-reference reads: `рис. 2`."""

    one: str = Field(description="with {number}")
    several: str = Field(description="with {number}, in whose place stand all the numbers")


class References(Strict):
    """How a cross-reference to one kind of thing reads, by grammatical case."""

    each: str = Field(default="{number}", description="what stands around every single number")
    forms: Mapping[Case, str] = Field(description="with {number}")
    plural: Mapping[Case, str] = Field(
        description="with {number}, in whose place stand all the numbers: `1–3-кестелер`"
    )
    short: Short | None = Field(default=None, description="where custom has an abbreviation")
    titled: Mapping[Case, str] | None = Field(
        default=None, description="with {title}, for what has no number"
    )


class Locale(Strict):
    """The words of one language."""

    name: str
    parts: Mapping[str, str] = Field(description="headings of the structural elements, by part")
    figure: str
    table: str
    where: str = Field(description="begins the explanation of a formula")
    keywords: str
    references: Mapping[LabelKind | Literal["page"], References]
    counts: Mapping[str, Mapping[str, str]] = Field(
        description="by what is counted, then by plural category (CLDR), with {n}"
    )
    counts_sentence: str = Field(description="with {counts}")
    and_last: str = Field(description="joins the last of several references")
    title_page: Mapping[str, str]
    thesis_types: Mapping[str, str]

    def count(self, what: str, number: int, language: str) -> str:
        """Return `number` with its noun in the right plural form: `21 рисунок`."""
        forms = self.counts[what]
        category = BabelLocale.parse(language).plural_form(number)
        return forms.get(category, forms["other"]).replace("{n}", str(number))


@cache
def load_locale(language: str) -> Locale:
    """Return the words of `language`; a mistake in a shipped locale is ours, so it raises."""
    findings = Findings()
    text = files("baspa.locales").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    located = read_yaml(text, f"{language}.yaml", findings)
    locale = validate(Locale, located, "L101", findings) if located else None
    if locale is None:
        raise ValueError(f"locale {language}: {findings.diagnostics}")
    return locale
