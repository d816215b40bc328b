"""The typographic habits of each language, read from `typography.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from baspa.dataclass import dataclass
from baspa.locales.shipped import shipped_settings
from baspa.yaml import Strict


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography(Strict):
    """What a language binds, quotes and spaces; a space in a word stands for any gap."""

    quotes: tuple[str, str]
    """Outer and inner pair of quotation marks."""
    decimal_comma: bool
    """`2.5 км` is written `2,5 км`."""
    spaced_signs: tuple[str, ...]
    """Get a space before them: `5%` → `5 %`."""
    units: tuple[str, ...]
    """Follow a number, and tell that it is one: no date and no section."""
    after_number: tuple[str, ...]
    """Bound to a number before: `2023 ж.`."""
    before_number: tuple[str, ...]
    """Bound to a number behind: `б. 25`."""
    phrases: tuple[str, ...]
    """Kept on one line: `т. б.`."""
    bound_to_next: str
    """One-letter words bound to the word behind."""
    bound_to_previous: tuple[str, ...]
    """Particles bound to the word before."""
    before_name: tuple[str, ...]
    """Abbreviations bound to the word behind, unless a number is before them."""
    not_decimal_beside: tuple[str, ...]
    """Beginnings of words beside which `0.5` is the number of a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habits(Strict):
    """The whole file."""

    kk: Typography
    ru: Typography
    en: Typography


@cache
def load_typography() -> Mapping[str, Typography]:
    """Return the habits by language; a mistake in the shipped file is ours, so it raises."""
    habits = shipped_settings(_Habits, "typography.yaml")
    return {"kk": habits.kk, "ru": habits.ru, "en": habits.en}
