"""Hyphenation: where a word may be broken at the end of a line of the PDF.

Kazakh is broken by rule, between syllables; Russian and English by the patterns that pyphen ships.
In no language are abbreviations (АҚШ, ҚазҰУ), words with digits or apostrophes and words of two
scripts broken.

Kazakh cannot be one more pattern file: patterns see a few letters of a word in lower case, but the
rules ask whether any vowel precedes («ст-рана» is wrong) and whether the word is an abbreviation.
So the rules are a small program, which `register_hyphenation` hands to pyphen as a dictionary.

The rules, after Kazakh orthography:

1. A syllable has one vowel and begins with the one consonant before it, if there is one, so that of
   several consonants all but the last stay: ба-ла, тех-ни-ка, құ-мырс-қа, про-ект.
2. ъ and ь stay with the letters before them, also before a vowel: съез-дің, паль-то, объ-ект.
3. и, ю, я, ё hold a vowel wherever they stand: қи-ын, са-я-сат.
4. у is a consonant after a vowel or й (жа-уап, сау-да, хай-уан), and where it begins a word before
   a vowel (уа-қыт). Elsewhere it stands for ұу or үу and is a vowel: бу-ын, да-му-ды.
5. No line begins or ends with a single letter of a word: ана, ою-лы.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

import pyphen

from baspa.dataclass import dataclass

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {
    "kk": frozenset(_RUSSIAN + "әіңғүұқөһ"),
    "ru": frozenset(_RUSSIAN),
    "en": frozenset("abcdefghijklmnopqrstuvwxyz"),
}
_VOWELS = frozenset("аәеёиоөұүыіэюя")
_SIGNS = frozenset("ъь")
_LEAST = 2
"""Letters of a word that must stand on either line."""


def kazakh_breaks(word: str) -> list[int]:
    """Return the places before which the Kazakh `word`, in lower case, may be broken, in order."""
    breaks = []
    after_vowel = 0
    for number, vowel in enumerate(_vowels(word)):
        has_onset = vowel > after_vowel and word[vowel - 1] not in _SIGNS
        start = vowel - 1 if has_onset else vowel
        if number > 0 and _LEAST <= start <= len(word) - _LEAST:
            breaks.append(start)
        after_vowel = vowel + 1
    return breaks


def _vowels(word: str) -> list[int]:
    """Return the places of the vowels of `word`."""
    found: list[int] = []
    for place, letter in enumerate(word):
        follows_vowel = place - 1 in found[-1:]
        if letter in _VOWELS or (letter == "у" and _is_vowel_u(word, place, follows_vowel)):
            found.append(place)
    return found


def _is_vowel_u(word: str, place: int, follows_vowel: bool) -> bool:
    if place == 0:
        return word[1:2] not in _VOWELS
    return not follows_vowel and word[place - 1] != "й"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What pyphen asks for the breaks of a word: stands in for its `HyphDict`."""

    alphabet: frozenset[str]
    """The letters, in lower case, of the words that may be broken."""
    breaks: Callable[[str], Iterable[int]]
    """Returns the places before which a word in lower case may be broken."""

    def positions(self, word: str) -> Sequence[int]:
        """Return the places before which `word` may be broken.

        None where it holds more than letters of the alphabet, of which the first may be a capital.
        """
        plain = word[:1].lower() + word[1:]
        if not self.alphabet.issuperset(plain):
            return []
        return [pyphen.DataInt(place) for place in self.breaks(plain)]


def register_hyphenation() -> None:
    """Make pyphen, and so WeasyPrint, break the words of our languages as this module says."""
    for language, alphabet in _ALPHABETS.items():
        # The languages that pyphen does not know have no file: the name stands for it.
        file = pyphen.LANGUAGES.setdefault(language, language)
        pyphen.LANGUAGES_LOWERCASE.setdefault(language, language)
        breaks = kazakh_breaks if language == "kk" else partial(_pattern_breaks, file)
        pyphen.hdcache[file] = Dictionary(alphabet, breaks)


def _pattern_breaks(file: Any, word: str) -> Iterable[int]:
    positions: Iterable[int] = _patterns(file).positions(word)
    return positions


@cache
def _patterns(file: Any) -> Any:
    """Return the patterns of a file of pyphen; reading them is left until a word needs them."""
    return pyphen.HyphDict(file)
