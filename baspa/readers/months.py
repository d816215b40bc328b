"""Months as people and programs name them, in three languages."""

from __future__ import annotations

BEGINNINGS = (
    "jan янв қаң",
    "feb фев ақп",
    "mar мар нау",
    "apr апр сәу",
    "may май мая мам",
    "jun июн мау",
    "jul июл шіл",
    "aug авг там",
    "sep сен қыр",
    "oct окт қаз",
    "nov ноя қар",
    "dec дек жел",
)
"""The first three letters of each month's names: English, Russian, Kazakh."""

NUMBERS = {
    letters: number for number, month in enumerate(BEGINNINGS, 1) for letters in month.split()
}


def month_number(written: str) -> int | None:
    """Return 3 for `March`, `mar.`, `марта`, `наурыз`, `03`; None for what names no month."""
    word = written.strip(" .").lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return NUMBERS.get(word[:3])
