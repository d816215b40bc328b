"""Every word that a document prints, by language: `kk.yaml`, `ru.yaml`, `en.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale as BabelLocale
from babel.dates import format_date
from pydantic import Field

from baspa.diagnostics import Findings
from baspa.model import Case, LabelKind
from baspa.model.document import PRINTED_WORDS
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
    table_continued: str = Field(description="over a table's further pages, with {number}")
    panel: str = Field(
        description="how one picture of a figure is referred to, with {number} and {letter}",
        pattern=r"^\{number\}",
    )
    panel_letters: str = Field(description="the letters of a figure's pictures, in order")
    where: str = Field(description="begins the explanation of a formula")
    keywords: str
    page: str = Field(description="stands over the page numbers of the contents")
    references: Mapping[LabelKind | Literal["page"], References]
    counts: Mapping[str, Mapping[str, str]] = Field(
        description="by what is counted, then by plural category (CLDR), with {n}"
    )
    counts_sentence: str = Field(description="with {counts}")
    and_last: str = Field(description="joins the last of several references")
    title_page: Mapping[str, str]
    forms: Mapping[str, str] = Field(description="words that all forms to be signed share")
    task: Mapping[str, str] = Field(description="words of the task sheet")
    task_titles: Mapping[str, str] = Field(description="its heading, by type of thesis")
    declaration: tuple[str, ...] = Field(description="paragraphs, with {author} and {title}")
    thesis_types: Mapping[str, str]
    word_styles: Mapping[str, str] = Field(
        description="what the gallery of a word processor calls our own styles, by their ids"
    )
    imported: Mapping[str, str] = Field(
        description="what an import says in the place of what the original lacks"
    )

    @property
    def words(self) -> Mapping[str, str]:
        """The words that a profile may replace, by name."""
        own = {name: getattr(self, name) for name in PRINTED_WORDS}
        return dict(self.parts) | own

    def count(self, what: str, number: int, language: str) -> str:
        """Return `number` with its noun in the right plural form: `21 рисунок`."""
        forms = self.counts[what]
        category = BabelLocale.parse(language).plural_form(number)
        return forms.get(category, forms["other"]).replace("{n}", str(number))


def long_date(day: date, language: str) -> str:
    """Return a date in words: `2025 ж. 3 қараша`, `3 ноября 2025 г.`, `November 3, 2025`."""
    narrow, usual = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    return str(format_date(day, "long", language)).replace(narrow, usual)


@cache
def load_locale(language: str) -> Locale:
    """Return the words of `language`; a mistake in a shipped locale is ours, so it raises."""
    findings = Findings()
    text = files("baspa.locales").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    located = read_yaml(text, f"{language}.yaml", findings, shipped=True)
    locale = validate(Locale, located, "L101", findings) if located else None
    if locale is None:
        raise ValueError(f"locale {language}: {findings.diagnostics}")
    return locale
