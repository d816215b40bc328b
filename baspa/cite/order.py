"""The alphabetical order of a bibliography in Kazakh, Russian and Latin letters."""

from __future__ import annotations

import unicodedata

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The Kazakh alphabet; it holds every Russian letter, in the Russian order."""

LATIN = "abcdefghijklmnopqrstuvwxyz"

RANKS = {letter: rank for rank, letter in enumerate(" 0123456789" + KAZAKH + LATIN)}
"""A word's end before digits, digits before letters, Cyrillic before Latin."""


def alphabetical_key(text: str) -> tuple[int, ...]:
    """Return the key by which `text` is sorted: word by word, marks of punctuation left out.

    Letters of other alphabets follow behind the Latin ones, in the order of their code points.
    """
    key: list[int] = []
    for sign in text.casefold():
        letters = sign if sign in RANKS else unicodedata.normalize("NFKD", sign)
        for letter in letters:
            if letter in RANKS:
                key.append(RANKS[letter])
            elif letter.isalnum():
                key.append(len(RANKS) + ord(letter))
            elif letter in " \u00a0\u202f-–—" and key:
                key.append(RANKS[" "])
    return tuple(rank for rank, before in zip(key, (-1, *key), strict=False) if rank or before)
