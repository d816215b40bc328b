"""What is a word: by the document's own vocabulary, and by a dictionary where one is at hand.

The dictionary is asked once for all words of a document, so that what is decided later costs
nothing.

| a word that the dictionary does not know, and that parts into | becomes |
|---|---|
| two that the document uses by themselves | two words |
| two that the dictionary knows (Russian) | two words, but none behind a linking vowel |
| two that the dictionary knows otherwise | a question |

The Kazakh dictionary knows endings as words, so its word alone parts nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from baspa.dataclass import dataclass
from baspa.importers.repair.hunspell import Dictionary, find_dictionary
from baspa.importers.text.ledger import Ledger
from baspa.importers.words.endings import stems
from baspa.system import DICTIONARIES

WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-\u00ad]\n\s*([^\W\d_]+)")
"""A word that may have been broken at the end of a line."""
_INSIDE = re.compile(r"[^\W\d_][,;]? $")
"""What stands before a word that does not open a sentence."""
_LINKING = re.compile(r"(?:о|(?<!и)е)$")
_SHORTEST_PART = 5
"""Letters that each part of a glued word has at least; one less where it is but asked about."""
MOST_LETTERS = 60
"""Of a word; what is longer is none."""
_WORDS_PER_ACCIDENT = 5000
"""Where words touch by accident, more than one does: a single one in so many is a compound."""
_OFTEN = 3
"""Times that a document uses a word that is no slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one document, in small letters."""

    counts: Counter[str] = field(default_factory=Counter, repr=False)
    """How often the document uses each word and each compound with a hyphen."""
    known: frozenset[str] = field(default=frozenset(), repr=False)
    """Those that the dictionary knows."""
    unknown: frozenset[str] = field(default=frozenset(), repr=False)
    """Those of the document that it does not know; empty without a dictionary."""
    cuts: Mapping[str, int] = field(default_factory=dict)
    """Glued words, and where they part."""
    doubtful_cuts: Mapping[str, int] = field(default_factory=dict)
    """Words that may be glued."""
    usual: Mapping[str, str] = field(default_factory=dict, repr=False)
    """How the document, else the dictionary, writes words in a sentence: `семей` → `Семей`."""

    def knows(self, word: str) -> bool:
        """Tell whether the document or the dictionary has a word."""
        return self.counts[word.casefold()] > 0 or word.casefold() in self.known


def build_lexicon(string: str, language: str, ledger: Ledger) -> Lexicon:
    """Return the lexicon of a document; the ledger notes which dictionary was asked."""
    counts = Counter(m[0] for m in WORD.finditer(string.casefold()))
    counts.update(m[0] for m in _COMPOUND.finditer(string.casefold()))
    dictionary = find_dictionary(language)
    if dictionary is None:
        ledger.facts["dictionary"] = (
            f"none: install hunspell and its dictionary {DICTIONARIES[language]} and import again, "
            "for suggestions of spelling and more evidence on glued words"
        )
        return Lexicon(counts=counts, cuts=dict(_attested_cuts(counts)), usual=_usual(string))
    ledger.facts["dictionary"] = dictionary.name
    written = {w for w in WORD.findall(string) if 2 < len(w) <= MOST_LETTERS}
    capitals = {w for w in written if w.isupper()}
    words = written - capitals
    words |= {w.casefold() for w in capitals} | {w.capitalize() for w in capitals}
    broken = {m[1] + m[2] for m in BROKEN.finditer(string)}
    words |= {w for w in broken if len(w) <= MOST_LETTERS}
    strange = dictionary.unknown(sorted(words))
    forms = [form for w in sorted(capitals) for form in (w.capitalize(), w.casefold())]
    listed = {form.casefold(): form for form in forms if form not in strange}
    unknown = _casefolded(strange) - _casefolded(words - strange)
    if language == "kk":
        unknown -= _inflected(unknown, counts, dictionary)
    glued = [w for w in sorted(unknown) if counts[w] == 1 and len(w) >= 8]
    parts = {part for word in glued for n in _places(word) for part in (word[:n], word[n:])}
    unknown_parts = dictionary.unknown(sorted(parts))
    known = frozenset(_casefolded(words - strange) | (parts - unknown_parts))
    cuts, doubtful = dict[str, int](), dict[str, int]()
    for word in glued:
        for cut, is_sure in _judged(word, counts, known, language):
            (cuts if is_sure else doubtful)[word] = cut
    if len(cuts) < counts.total() / _WORDS_PER_ACCIDENT:
        cuts, doubtful = {}, doubtful | cuts
    return Lexicon(
        counts=counts,
        known=known,
        unknown=unknown,
        cuts=cuts,
        doubtful_cuts=doubtful,
        usual=listed | _usual(string),
    )


def _usual(string: str) -> dict[str, str]:
    """Return each word with the way in which it is mostly written inside a sentence.

    Lines in capitals, and words that open a sentence or stand behind a number, say nothing.
    """
    forms = Counter[str]()
    for line in string.split("\n"):
        if 2 * sum(map(str.isupper, line)) <= sum(map(str.isalpha, line)):
            for match in WORD.finditer(line):
                before = line[max(0, match.start() - 3) : match.start()]
                if match[0].islower() or _INSIDE.search(before):
                    forms[match[0]] += 1
    return {form.casefold(): form for form, _ in reversed(forms.most_common())}


def _inflected(
    words: frozenset[str], counts: Counter[str], dictionary: Dictionary
) -> frozenset[str]:
    """Return those of `words` whose stem the dictionary knows, or the document uses often."""
    found = {word: tuple(stems(word)) for word in words}
    every = {stem for some in found.values() for stem in some}
    strange = dictionary.unknown(sorted(every))
    known = {stem for stem in every if stem not in strange or counts[stem] >= _OFTEN}
    return frozenset(word for word, some in found.items() if not known.isdisjoint(some))


def _casefolded(words: frozenset[str] | set[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _places(word: str) -> range:
    return range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 2)


def _judged(
    word: str, counts: Counter[str], known: frozenset[str], language: str
) -> Iterator[tuple[int, bool]]:
    """Give where an unknown word parts and whether that is sure; nothing where ways compete."""
    places = [(n, word[:n], word[n:]) for n in _places(word)]
    long = [p for p in places if min(len(p[1]), len(p[2])) >= _SHORTEST_PART]
    attested = [n for n, head, tail in long if counts[head] and counts[tail]]
    listed = [n for n, head, tail in places if head in known and tail in known]
    if len(attested) == 1:
        yield attested[0], True
    elif len(listed) == 1 and not attested and language != "kk":
        cut = listed[0]
        is_long = min(cut, len(word) - cut) >= _SHORTEST_PART
        yield cut, language == "ru" and is_long and not _LINKING.search(word[:cut])


def _attested_cuts(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Give the words used once that part in one way into two that are used more often."""
    for word, times in counts.items():
        if times == 1 and 2 * _SHORTEST_PART <= len(word) <= MOST_LETTERS and word.isalpha():
            places = [n for n in _places(word) if counts[word[:n]] > 1 and counts[word[n:]] > 1]
            if len(places) == 1 and _SHORTEST_PART <= places[0] <= len(word) - _SHORTEST_PART:
                yield word, places[0]
