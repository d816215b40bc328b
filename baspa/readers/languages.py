"""The language of a source: as its file says, else as the letters of its title show."""

from __future__ import annotations

import re

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


def entry_language(named: str, title: str) -> Language:
    """Return kk, ru or en.

    `named` is the value of a language field, which may be empty or name some other language; then
    the title decides: letters that only Kazakh has, else mostly Cyrillic, else English.
    """
    word = re.split(r"[\s,;:_()-]", named.strip().lower(), maxsplit=1)[0]
    for language, names in NAMES.items():
        if word and word in names.split():
            return language
    if KAZAKH_ONLY.search(title):
        return "kk"
    return "ru" if len(CYRILLIC.findall(title)) > len(LATIN.findall(title)) else "en"
