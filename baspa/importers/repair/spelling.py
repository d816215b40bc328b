"""Spelling is suggested, never changed.

A dictionary does not know every form of a Kazakh word, so a word is only shown where something
else speaks against it: a word of the dictionary or of the document itself that differs from it by
a letter or two, inside its stem, and no other word of the document with the same stem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from baspa.importers.repair.hunspell import find_dictionary
from baspa.importers.repair.lexicon import BROKEN, MOST_LETTERS, WORD, Lexicon
from baspa.importers.text.ledger import Ledger, Suggestion
from baspa.importers.text.manuscript import Text
from baspa.importers.words.names import is_surname

MOST_SUGGESTED = 300
"""Words that Hunspell is asked about; its time is limited, too."""
_SHORTEST = 4
_ENDINGS = {"kk": 2, "ru": 0, "en": 0}
"""Letters at the end of a word in which the dictionary of a language is not to be trusted."""
_SHOWN = 3


def suggest_spelling(text: Text, lexicon: Lexicon, language: str, ledger: Ledger) -> None:
    """Record what might be meant by the words of `text` that look misspelt."""
    dictionary = find_dictionary(language) if "spelling" not in ledger.skip else None
    if dictionary is None or not lexicon.unknown:
        return
    places = _doubted(text.string, lexicon, language)
    asked = list(places)[:MOST_SUGGESTED]
    if len(places) > len(asked):
        ledger.facts["spelling"] = f"only the first {len(asked)} of {len(places)} doubtful words"
    found = dictionary.suggestions(asked)
    by_neighbour = _neighbours(lexicon)
    for word in asked:
        own = [w for key in _deletions(word.casefold()) for w in by_neighbour.get(key, ())]
        candidates = dict.fromkeys([*own, *found.get(word, ())])
        fitting = [c for c in candidates if _fits(word.casefold(), c.casefold(), language)]
        if fitting:
            fitting.sort(key=lambda c: lexicon.counts[c.casefold()] == 0)
            ledger.suggestions.append(
                Suggestion(
                    origin=text.origins[places[word]],
                    word=word,
                    suggested=tuple(fitting[:_SHOWN]),
                    times=lexicon.counts[word.casefold()],
                )
            )


def _doubted(string: str, lexicon: Lexicon, language: str) -> dict[str, int]:
    """Return the words to be looked at, and where each stands first."""
    stems = Counter(word[: _stem(word)] for word in lexicon.counts) if language == "kk" else None
    lower = {m[0] for m in WORD.finditer(string) if m[0].islower()}
    halves = {m.start(n) for m in BROKEN.finditer(string) for n in (1, 2)}
    places = dict[str, int]()
    for match in WORD.finditer(string):
        word, small = match[0], match[0].casefold()
        if len(word) < _SHORTEST or small not in lexicon.unknown or small in lexicon.cuts:
            continue
        is_name = small not in lower and (
            _is_inside(string, match.start()) or is_surname(string, *match.span())
        )
        if is_name or word.isupper() or match.start() in halves:
            continue
        if stems is not None and (stems[small[: _stem(small)]] > 1 or lexicon.counts[small] > 2):
            continue
        places.setdefault(word if small not in lower else small, match.start())
    return places


def _stem(word: str) -> int:
    """Return how many letters of a Kazakh word are taken for its stem."""
    return max(_SHORTEST, len(word) - 3)


def _is_inside(string: str, at: int) -> bool:
    """Tell whether a word stands inside a sentence."""
    before = string[max(0, at - 3) : at].rstrip(" \t")
    return bool(before) and before[-1] not in '.!?…\n:;-–—•«"“)'


def _fits(word: str, candidate: str, language: str) -> bool:
    """Tell whether a suggestion is one word, near, and other than in first letter or ending."""
    if not candidate.isalpha() or candidate == word or candidate[0] != word[0]:
        return False
    if distance(word, candidate) > (1 if len(word) < 8 else 2):
        return False
    common = next((n for n, (a, b) in enumerate(zip(word, candidate)) if a != b), len(word))  # noqa: B905
    return common < min(len(word), len(candidate)) - _ENDINGS[language]


def distance(one: str, other: str) -> int:
    """Return how many letters are put in, left out, changed or swapped (optimal alignment)."""
    rows = [list(range(len(other) + 1))]
    for n, a in enumerate(one, 1):
        row = [n]
        for m, b in enumerate(other, 1):
            least = min(rows[-1][m] + 1, row[-1] + 1, rows[-1][m - 1] + (a != b))
            if n > 1 and m > 1 and a == other[m - 2] and one[n - 2] == b:
                least = min(least, rows[-2][m - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _neighbours(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the words that the document uses more than once, by what is left without a letter."""
    result = dict[str, list[str]]()
    for word, times in lexicon.counts.items():
        if times > 1 and word not in lexicon.unknown and _SHORTEST < len(word) <= MOST_LETTERS:
            for key in _deletions(word):
                result.setdefault(key, []).append(word)
    return result


def _deletions(word: str) -> Iterator[str]:
    """Give a word itself, and the word without each of its letters."""
    yield word
    yield from (word[:n] + word[n + 1 :] for n in range(len(word)))
