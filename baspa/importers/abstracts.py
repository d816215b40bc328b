"""What an abstract holds besides its text: the keywords, and counts of pages and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from baspa.importers.blocks import Block, Paragraph
from baspa.importers.ledger import Ledger

_KEYWORDS = re.compile(
    r"(?:Түйін(?:ді)? сөздер|Кілт(?:тік)? сөздер|Негізгі сөздер|Ключевые слова|Key\s?words)"
    r"\s*[:.–-]\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\d+\s*(?:бет|сурет|кесте|әдебиет|дереккөз|қосымша|с\.|стр|рис|табл|источ|прил|част|ч\."
    r"|pages?|figures?|tables?|sources?|references|appendi)",
    re.IGNORECASE,
)
_LONGEST_COUNT = 250


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
        elif text and counted and _counts(text.string):
            ledger.drop(text, "the counts of an abstract: they are made anew")
        else:
            rest.append(block)
    return keywords, tuple(rest)


def _counts(string: str) -> bool:
    return len(string) < _LONGEST_COUNT and len(_COUNT.findall(string)) > 2
