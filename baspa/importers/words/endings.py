"""The endings of Kazakh words: which stems a form may have.

Kazakh puts ending behind ending, and no dictionary lists every form. So a form is held for known
where its stem is, and what stands behind it is a chain of endings in their order: voice and mood of
a verb, then number, possession, case and attribute of a noun. The chain is taken widely: what is
held for known by mistake is only not suggested upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VOICE = r"(?:[дт][ыі]р|[ғгқк][ыі]з|[ыі]?л|[ыі]?н|[ыі]?с)"
_MOOD = (
    r"(?:м[ае])?(?:у|[ғгқк][ае]н|[ае]т[ыі]н|йт[ыі]н|[ыі]?п|с[ае]|[ае]д[ыі]|йд[ыі]|[дт][ыі]|[аейу]"
    r"|[уеа]л[ыі]|уш[ыі])"
)
_NUMBER = r"[лдт][ае]р"
_POSSESSION = r"(?:[ыі]?[мң](?:[ыі]з)?|с?[ыі])"
_CASE = (
    r"(?:[ндт][ыі]ң?|[ғгқк][ае]|н?[ае]|н|н?[дт][ае]н?|н[ае]н|[мбп]ен|[дт][ыі][қк]т[ае]н|[дт][ае]й)"
)
_ATTRIBUTE = r"(?:н?[дт](?:ағы|егі))"
_CHAIN = re.compile(
    rf"(?:{_VOICE}{{0,3}}{_MOOD})?(?:{_NUMBER})?{_POSSESSION}?(?:{_ATTRIBUTE}(?:{_NUMBER})?)?{_CASE}?"
)
_HARD = {"г": "к", "ғ": "қ", "б": "п"}
"""A stem's last letter before a vowel, and what it is otherwise: `нарығы` – `нарық`."""
_SHORTEST_STEM = 4
_SHORT_NOUN = re.compile(rf"[^\W\d_]{{3}}(?={_NUMBER})")
"""A stem of three letters, which only an unmistakable ending shows: `тау-лар`."""


def stems(word: str) -> Iterator[str]:
    """Give the stems that a form in small letters may have, the longest first."""
    for n in range(len(word) - 1, _SHORTEST_STEM - 1, -1):
        if _CHAIN.fullmatch(word, n):
            yield word[:n]
            if word[n - 1] in _HARD:
                yield word[: n - 1] + _HARD[word[n - 1]]
    if (short := _SHORT_NOUN.match(word)) and _CHAIN.fullmatch(word, short.end()):
        yield short[0]
