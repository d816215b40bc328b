"""What an abstract holds besides its text: the keywords, and counts of pages and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from baspa.importers.text.blocks import Block, Paragraph
from baspa.importers.text.ledger import Ledger
from baspa.importers.text.manuscript import EMPTY, Text

_KEYWORDS = re.compile(
    r"(?:Түйін(?:ді)? сөздер|Кілт(?:тік)? сөздер|Негізгі сөздер|Ключевые слова|Key\s?words"
    r"|Index\s+terms)"
    r"\s*[:.–-]\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\d+\s*(?:бет|сурет|кесте|әдебиет|дереккөз|қосымша|с\.|стр|рис|табл|источ|наим|назв|ил\.|прил|част|ч\."
    r"|pages?|figures?|tables?|sources?|references|appendi)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…»])\s+(?=[–—-]?\s?[^\W_a-zа-яёәғқңөұүһі])")
"""Where a sentence ends and the next begins, or a row of counts behind a description."""
_FEWEST_COUNTS = 3
"""In a paragraph; fewer may be what the abstract tells of."""
_WORDS_OF_COUNT = 6
"""For one count at most, in a sentence that says nothing else."""
_LEAST_TOLD = 12
"""Words of a sentence around its counts that say something else."""


def read_abstract(
    blocks: Sequence[Block], ledger: Ledger, *, counted: bool
) -> tuple[list[str], tuple[Block, ...]]:
    """Return the keywords of an abstract and its other blocks.

    `counted`: the profile prints the counts itself, so that those typed are dropped.
    """
    keywords, rest = list[str](), list[Block]()
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else None
        label = _KEYWORDS.match(text.string) if text and not keywords else None
        if text and label:
            ledger.drop(text[: label.end()], "the label of the keywords: it is made anew")
            words = re.split(r"\s*[,;]\s*", text.string[label.end() :].strip().rstrip("."))
            keywords = [word for word in words if word]
        elif text and counted and len(_COUNT.findall(text.string)) >= _FEWEST_COUNTS:
            rest += map(Paragraph, _without_counts(text, ledger))
        else:
            rest.append(block)
    return keywords, tuple(rest)


def _without_counts(text: Text, ledger: Ledger) -> Iterator[Text]:
    """Give what a paragraph says besides its counts, if anything; these are dropped."""
    cuts = [0, *(m.end() for m in _SENTENCE.finditer(text.string)), len(text)]
    kept = EMPTY
    for sentence in (text[a:b] for a, b in pairwise(cuts)):
        if _is_count(sentence.string):
            ledger.drop(sentence, "the counts of an abstract: they are made anew")
        else:
            kept += sentence
    if kept.string.strip():
        yield kept.stripped()


def _is_count(sentence: str) -> bool:
    """Tell whether a sentence says how many pages and figures there are, and nothing else."""
    counts = len(_COUNT.findall(sentence))
    words = len(re.findall(r"[^\W\d_]+", sentence))
    return counts > 0 and words <= max(_WORDS_OF_COUNT * counts, _LEAST_TOLD * (counts > 1))
