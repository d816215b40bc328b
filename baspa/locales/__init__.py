"""Every word that a document prints, by language: `kk.yaml`, `ru.yaml`, `en.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cache
from typing import Literal

from baspa.dataclass import dataclass
from baspa.identity import program
from baspa.locales.shipped import shipped_settings
from baspa.model import Case, LabelKind
from baspa.model.document import PRINTED_WORDS
from baspa.packages import release
from baspa.store import digest, keep, recall
from baspa.yaml import Strict

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Short(Strict):
    """How an abbreviated cross-reference reads: `рис. 2`."""

    one: str
    """With {number}."""
    several: str
    """With {number}, in whose place stand all the numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class References(Strict):
    """How a cross-reference to one kind of thing reads, by grammatical case."""

    each: str = "{number}"
    """What stands around every single number."""
    forms: Mapping[Case, str]
    """With {number}."""
    plural: Mapping[Case, str]
    """With {number}, in whose place stand all the numbers: `1–3-кестелер`."""
    short: Short | None = None
    """Where custom has an abbreviation."""
    titled: Mapping[Case, str] | None = None
    """With {title}, for what has no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale(Strict):
    """The words of one language."""

    name: str
    parts: Mapping[str, str]
    """Headings of the structural elements, by part."""
    figure: str
    table: str
    table_continued: str
    """Over a table's further pages, with {number}."""
    panel: str = field(metadata={"pattern": r"^\{number\}"})
    """How one picture of a figure is referred to, with {number} and {letter}."""
    panel_letters: str
    """The letters of a figure's pictures, in order."""
    where: str
    """Begins the explanation of a formula."""
    keywords: str
    page: str
    """Stands over the page numbers of the contents."""
    references: Mapping[LabelKind | Literal["page"], References]
    counts: Mapping[str, Mapping[str, str]]
    """By what is counted, then by plural category (CLDR), with {n}."""
    counts_sentence: str
    """With {counts}."""
    and_last: str
    """Joins the last of several references."""
    title_page: Mapping[str, str]
    forms: Mapping[str, str]
    """Words that all forms to be signed share."""
    task: Mapping[str, str]
    """Words of the task sheet."""
    task_titles: Mapping[str, str]
    """Its heading, by type of thesis."""
    declaration: tuple[str, ...]
    """Paragraphs, with {author} and {title}."""
    thesis_types: Mapping[str, str]
    word_styles: Mapping[str, str]
    """What the gallery of a word processor calls our own styles, by their ids."""
    imported: Mapping[str, str]
    """What an import says in the place of what the original lacks."""

    @property
    def words(self) -> Mapping[str, str]:
        """The words that a profile may replace, by name."""
        own = {name: getattr(self, name) for name in PRINTED_WORDS}
        return dict(self.parts) | own

    def count(self, what: str, number: int, language: str) -> str:
        """Return `number` with its noun in the right plural form: `21 рисунок`."""
        from babel import Locale as BabelLocale

        forms = self.counts[what]
        category = BabelLocale.parse(language).plural_form(number)
        return forms.get(category, forms["other"]).replace("{n}", str(number))


@cache
def long_date(day: date, language: str) -> str:
    """Return a date in words: `2025 ж. 3 қараша`, `3 ноября 2025 г.`, `November 3, 2025`.

    One that was asked for before, in another run as well, is known: Babel takes long to import.
    """
    key = digest(["long date", program(), release("Babel"), day.isoformat(), language])
    if (kept := recall(key)) is not None:
        return kept.decode()
    from babel.dates import format_date

    narrow, usual = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    words = str(format_date(day, "long", language)).replace(narrow, usual)
    keep(key, words.encode())
    return words


@cache
def load_locale(language: str) -> Locale:
    """Return the words of `language`; a mistake in a shipped locale is ours, so it raises."""
    return shipped_settings(Locale, f"{language}.yaml")
