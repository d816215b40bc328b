"""Initials stay with their name: `Сычев, М. С.` and `Дж. А. Ан` hold no-break spaces."""

from __future__ import annotations

import re

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁӘҒҚҢӨҰҮҺІ"
LOWER = "a-zß-öø-ÿа-яёәғқңөұүһі"
INITIAL = rf"(?<![^\W\d_])(?:[{UPPER}][{LOWER}]?\.-?)+"
"""`М.`, `Дж.`, `Ю.-Х.`"""

_HEADING = re.compile(rf"[^,./]*[{LOWER}],? (?P<initials>{INITIAL}(?: {INITIAL})*)")
"""A name at the start of an entry, surname first; what follows it is no name."""

_BEFORE_NAME = re.compile(rf"({INITIAL}) (?=[{UPPER}])")

NO_BREAK_SPACE = "\u00a0"


def glue_initials(entry: str) -> str:
    """Return the text of an entry with no-break spaces beside initials."""
    heading = _HEADING.match(entry)
    end = heading.end() if heading else 0
    start = heading.start("initials") - 1 if heading else 0
    tied = entry[start:end].replace(" ", NO_BREAK_SPACE)
    return entry[:start] + tied + _BEFORE_NAME.sub(rf"\1{NO_BREAK_SPACE}", entry[end:])
