"""Initials stay with their name: `Сычев, М. С.` and `Дж. А. Ан` hold no-break spaces."""

from __future__ import annotations

import re

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁӘҒҚҢӨҰҮҺІ"
LOWER = "a-zß-öø-ÿа-яёәғқңөұүһі"
INITIAL = rf"(?<![^\W\d_])(?:[{UPPER}][{LOWER}]?\.-?)+"
"""`М.`, `Дж.`, `Ю.-Х.`"""

_BEFORE_NAME = re.compile(rf"({INITIAL}) (?=[{UPPER}])")
_AFTER_SURNAME = re.compile(rf"(?<=[{LOWER}],) (?={INITIAL})")

NO_BREAK_SPACE = "\u00a0"


def glue_initials(text: str) -> str:
    """Return `text` with no-break spaces around initials."""
    text = _BEFORE_NAME.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _AFTER_SURNAME.sub(NO_BREAK_SPACE, text)
