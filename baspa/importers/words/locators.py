"""What is typed around a cited source: `см.` before it; a place in it: `34 б.`, `p. 12`."""

from __future__ import annotations

import re

from baspa.model.document import Language

PREFIX = re.compile(
    r"(?:см|цит|напр|қар|қараңыз|қараңдар|мыс|сонда|see|cf|e\.g|cited\s+in)\b\.?"
    r"(?:\s+(?:также|по|also|for\s+example))?[:.,]?\s+",
    re.IGNORECASE,
)
"""What announces a source that is looked up: `см. также`, `қараңыз:`."""
_PAGES = r"(?:бб?|бет(?:тер)?|сс?|стр|pp?|c{1,2})(?![^\W\d_])\.?"
_PAGE = re.compile(
    rf"(?:{_PAGES}\s*)?(\d+(?:\s?[-–]\s?\d+)?)(?:\s?[-–]?\s?{_PAGES})?", re.IGNORECASE
)
_OPENS = re.compile(
    rf"{_PAGES}\s*\d|\d+(?:\s?[-–]\s?\d+)?\s?[-–]?\s?{_PAGES}(?!\s?\w)", re.IGNORECASE
)
_OTHER = re.compile(r"(?=.*[^\W\d_])[^\[\]\n@;]{1,30}")
_PAGE_WORD: dict[Language, str] = {"kk": "б.", "ru": "с.", "en": "p."}


def locator(typed: str, language: Language) -> str | None:
    """Return what a place is in a citation of Baspa; None for what is none, as `25` alone is."""
    typed = typed.strip()
    if page := _PAGE.fullmatch(typed):
        return None if typed.isdigit() else page_locator(page[1], language)
    return " ".join(typed.split()) if _OTHER.fullmatch(typed) and typed[0] not in "-–" else None


def page_locator(number: str, language: Language) -> str:
    """Return the page or pages `number` as a place."""
    return f"{_PAGE_WORD[language]} {number}"


def opens_with_page(typed: str) -> bool:
    """Tell whether a text opens with a word for pages and a number: `с. 5`, `12 б.`."""
    return bool(_OPENS.match(typed.strip()))
