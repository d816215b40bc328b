"""Letters of the wrong alphabet that look right: Latin `i` in Kazakh, Cyrillic `М` in `Мicrosoft`.

| the part of a word holds | it becomes |
|---|---|
| one script only (IT-компания, Wi-Fi, III) | nothing |
| Latin letters that all have Cyrillic doubles | Cyrillic |
| Cyrillic letters that all have Latin doubles, and a Latin letter without a Cyrillic one | Latin |
| doubles only (`iс`) | Cyrillic, but Latin in an English text |
| letters of both scripts without doubles (SQLдің) | nothing; it is asked about |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Form, Text
from baspa.model.document import Language

_TO_CYRILLIC = dict(zip("aceiopxyhABCEHIKMOPTXYəƏ", "асеіорхуһАВСЕНІКМОРТХҮәӘ", strict=True))
"""Latin letters and the Kazakh letters that they are typed for."""
_STRANGE = dict(zip("ӛӚҧҦҥҤɵѳѲ", "өӨұҰүҮөөӨ", strict=True))
"""Cyrillic letters of other languages that stand for Kazakh ones, by their look."""
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()} | {"У": "Y"}
_MOVED = Form.SUPERSCRIPT | Form.SUBSCRIPT
_WORD_PART = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.]+|\b10\.\d{4,}/\S+")
"""Web and mail addresses, DOIs."""
_SKIPPED = re.compile(rf"{ADDRESS.pattern}|\$[^$\n]+\$|\b\d+\s?[a-zA-Z]+\b")
"""Those, formulas, numbers with units."""


def normalise(text: Text, ledger: Ledger) -> Text:
    """Compose letters that were typed as a letter and an accent (Unicode's form NFC)."""
    clusters = re.finditer(r"\w[\u0300-\u036f]+", text.string)
    return ledger.repair(
        text,
        "normalise",
        [
            (Edit(m.start(), m.end(), composed), "a letter and its accent are one letter")
            for m in clusters
            if (composed := unicodedata.normalize("NFC", m[0])) != m[0]
        ],
    )


def repair_scripts(text: Text, language: str, ledger: Ledger) -> Text:
    """Return `text` with every look-alike letter in the script of its word."""
    skipped = [m.span() for m in _SKIPPED.finditer(text.string)]
    skipped.append((len(text), len(text)))
    changes, at, asked = list[tuple[Edit, str]](), 0, set[str]()
    for match in _words(text):
        while skipped[at][1] <= match.start() and at < len(skipped) - 1:
            at += 1
        if skipped[at][0] <= match.start() < skipped[at][1]:
            continue
        word = match[0]
        repaired, reason = _repaired(word, language)
        if repaired is None and word not in asked:
            asked.add(word)
            ledger.ask(text.origins[match.start()], "a word of two scripts was left as it is", word)
        elif repaired not in (None, word):
            changes += [
                (Edit(match.start() + n, match.start() + n + 1, new), reason)
                for n, (old, new) in enumerate(zip(word, repaired or "", strict=True))
                if old != new
            ]
    return ledger.repair(text, "letters", changes)


def _words(text: Text) -> Iterator[re.Match[str]]:
    """Give the parts of words; an index, raised or lowered, is a word of its own: `Q` and `о`."""
    for match in _WORD_PART.finditer(text.string):
        cuts = [
            n
            for n in range(match.start() + 1, match.end())
            if (text.forms[n - 1] ^ text.forms[n]) & _MOVED
        ]
        for start, end in pairwise([match.start(), *cuts, match.end()]):
            if part := _WORD_PART.match(text.string, start, end):
                yield part


def _repaired(word: str, language: str) -> tuple[str | None, str]:
    """Return a word in one script and why; None where its scripts cannot be told apart."""
    if language == "kk" and any(c in _STRANGE for c in word):
        word = "".join(_STRANGE.get(c, c) for c in word)
        return _repaired(word, language)[0] or word, "a letter of another language"
    latin = [c for c in word if _is_latin(c)]
    cyrillic = [c for c in word if "\u0400" <= c <= "\u052f"]
    if not latin or not cyrillic:
        return word, ""
    doubles = _doubles(language)
    if all(c in doubles for c in latin) and not _stays_latin(latin, cyrillic, language):
        return "".join(doubles.get(c, c) for c in word), "a Latin letter in a Cyrillic word"
    if all(c in _TO_LATIN for c in cyrillic) and any(c not in doubles for c in latin):
        return "".join(_TO_LATIN.get(c, c) for c in word), "a Cyrillic letter in a Latin word"
    return None, ""


def _stays_latin(latin: list[str], cyrillic: list[str], language: str) -> bool:
    """Tell whether a word of doubles only is Latin: in an English text it is."""
    return language == "en" and all(c in _TO_LATIN for c in cyrillic) and bool(latin)


def _is_latin(character: str) -> bool:
    return character.isascii() or character in "əƏ"


def _doubles(language: str) -> dict[str, str]:
    """Return the doubles of Latin letters in `language`: Russian has neither і nor ү nor һ."""
    if language == "kk":
        return _TO_CYRILLIC
    return {k: v for k, v in _TO_CYRILLIC.items() if v not in "іІһәӘҮ"} | {"Y": "У"}


def guess_language(string: str) -> Language:
    """Return kk, ru or en by the letters; a Latin `i` among Cyrillic letters is Kazakh."""
    latin = len(re.findall(r"[a-zA-Z]", string))
    cyrillic = len(re.findall(r"[а-яА-ЯёЁ]", string))
    kazakh = len(re.findall(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]|(?<=[а-я])i|i(?=[а-я])", string))
    if cyrillic + kazakh < latin:
        return "en"
    return "kk" if kazakh > 0.02 * (cyrillic + kazakh) else "ru"
