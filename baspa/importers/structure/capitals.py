"""Titles in capitals get small letters again: capitals are the profile's business."""

from __future__ import annotations

import re
from collections.abc import Iterable

from baspa.importers.repair.lexicon import WORD, Lexicon
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import Edit, Text
from baspa.importers.words.element_names import squeeze

_ROMAN = re.compile(r"[IVXІ]+")
_VOWEL = re.compile(r"[аәеёиоөуұүыіэюяaeiouy]", re.IGNORECASE)
_SHORT = frozenset(
    "ТОО ООО АО НАО ОАО ЗАО ПАО ИП ГУ РГУ КГУ ГКП РГП ЖШС АҚ ЖАҚ США ООН ЕС ЕАЭС ЕАЭО КСРО АҚШ "
    "БҰҰ ЕО ЖІӨ ЖҰӨ ЮНЕСКО НАТО ОБСЕ ГОСТ МЕМСТ АЭС ГЭС ТЭЦ ЖЭС СЭС ЭВМ".split()
)
"""Words in capitals that hold a vowel: forms of firms, states, bodies, what is known everywhere."""


_LITTLE = frozenset(
    "a an the and or but nor for of in on at to by with from as into via vs per its".split()
)
"""Words that an English title has small between others."""
_FEWEST_TITLES = 2


def in_title_case(titles: Iterable[str]) -> bool:
    """Tell whether English titles of several words have capitals throughout: `Loss of Heat`."""
    rows = [[w for w in WORD.findall(t) if w not in _LITTLE] for t in titles if not t.isupper()]
    rows = [row for row in rows if len(row) > 1]
    capital = sum(all(word[0].isupper() for word in row) for row in rows)
    return capital >= _FEWEST_TITLES and 2 * capital > len(rows)


def _stays(word: str, title: str) -> bool:
    """Tell whether a word is written in capitals everywhere: an abbreviation, a roman number.

    So is a Latin word among Cyrillic ones.
    """
    if _ROMAN.fullmatch(word) or word in _SHORT:
        return True
    foreign = word.isascii() and any("\u0400" <= c <= "\u052f" for c in title)
    return len(word) > 1 and (foreign or not _VOWEL.search(word))


def in_small_letters(
    title: Text,
    promised: Text | None,
    element: str | None,
    lexicon: Lexicon,
    ledger: Ledger,
    *,
    titled: bool = False,
) -> Text:
    """Return a title in capitals as the contents writes it, else as the document writes its words.

    `titled`: the other titles are in title case, so that this one has large initials too.

    A word that the document has in capitals elsewhere too, such as an abbreviation, keeps them. One
    that it does not use again is written small, and the title is asked about.
    """
    if not title.string.isupper():
        return title
    reason = "capitals are made by the profile"
    small = " ".join(promised.string.split()) if promised else ""
    if small and not small.isupper() and squeeze(small) == squeeze(title.string):
        return ledger.repair(title, "capitals", [(Edit(0, len(title), small), reason)])
    if element == "appendix":
        return title
    changes, unsure = list[tuple[Edit, str]](), list[str]()
    for match in WORD.finditer(title.string):
        word = match[0]
        written = word.casefold() if element else lexicon.usual.get(word.casefold())
        if written is None and not _ROMAN.fullmatch(word) and word not in _SHORT:
            unsure.append(word)
        opens = match.start() == 0 or title.string[match.start() - 1] in '«“„"'
        opens = opens or (titled and word.casefold() not in _LITTLE)
        written = written or (word if _stays(word, title.string) else word.casefold())
        written = written[0].upper() + written[1:] if opens else written
        if written != word:
            changes.append((Edit(*match.span(), written), reason))
    repaired = ledger.repair(title, "capitals", changes)
    if unsure and changes:
        ledger.ask(
            title.origin, "is this title written so? its capitals were made small", repaired.string
        )
    return repaired
