"""The language of a source: as its file says, else as the letters of its title show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from baspa.model.document import Language

LOCALES: dict[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}
"""Our languages and the CSL locales that stand for them."""

NAMES: dict[Language, str] = {
    "kk": "kk kaz kazakh қазақ қазақша қаз казахский каз",
    "ru": "ru rus russian русский рус орыс орысша",
    "en": "en eng english american british usenglish ukenglish английский англ ағылшын ағылшынша",
}
"""What people write into `language` and `langid`, in small letters."""

KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-z]", re.IGNORECASE)


RUSSIAN_SIGNS = re.compile(
    r"\b(?:и|в|на|о|об|по|для|из)\b"
    r"|(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ых|их|ость|ости|ение|ения|ция|ции|ство|ства)\b"
    r"|[щъё]",
    re.IGNORECASE,
)
"""Words, endings and letters that Kazakh titles hardly have."""


def entry_language(named: str, title: str, beside: str = "") -> Language:
    """Return kk, ru or en.

    `named` is the value of a language field, which may be empty or name some other language; then
    the title decides: letters that only Kazakh has, else mostly Cyrillic, else English. A title of
    one or two words that could be either («Философия») is Kazakh where what stands `beside` it is:
    names, the journal or book. Three Kazakh words have a letter of their own nearly always.
    """
    word = re.split(r"[\s,;:_()-]", named.strip().lower(), maxsplit=1)[0]
    for language, names in NAMES.items():
        if word and word in names.split():
            return language
    if KAZAKH_ONLY.search(title):
        return "kk"
    if len(CYRILLIC.findall(title)) <= len(LATIN.findall(title)):
        return "en"
    either = len(title.split()) <= 2 and not RUSSIAN_SIGNS.search(title)
    return "kk" if either and KAZAKH_ONLY.search(beside) else "ru"


def beside_the_title(item: Mapping[str, Any]) -> str:
    """Return what may tell the language of a CSL item whose title does not: names, containers."""
    people = [person for name in ("author", "editor") for person in item.get(name) or ()]
    names = [" ".join(map(str, person.values())) for person in people if isinstance(person, dict)]
    texts = (str(item.get(name, "")) for name in ("container-title", "genre", "event-title"))
    return " ".join([*names, *texts])
