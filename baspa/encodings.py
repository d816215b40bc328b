"""The encoding of a text that somebody else's program wrote, found by scoring what each reads.

The candidates are few and known, and what tells them apart are Kazakh letters, for which the usual
detectors have no model: they take KZ-1048 for Windows-1251. So the score is our own.
"""

from __future__ import annotations

import codecs
import re

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CANDIDATES = (
    "cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "mac_cyrillic", "iso8859_5", "cp1252",
)  # fmt: skip
"""In the order in which a draw is decided."""
_SAMPLE_BYTES = 400_000


def encoding_of(content: bytes) -> str:
    """Return Python's name of the encoding in which `content` reads best as kk, ru or en.

    It is UTF-8 where all bytes, or nearly all, are; UTF-16 where a mark or its zeros show it.
    """
    for bom, name in _BOMS.items():
        if content.startswith(bom):
            return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in content:
            return "utf-8"
    sample = content[:_SAMPLE_BYTES]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) > len(sample) / 8:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    scores = {n: score(sample.decode(n, "replace")) for n in ("utf-8", *_CANDIDATES)}
    return max(scores, key=lambda name: scores[name])


def score(text: str) -> float:
    """Tell how much `text` reads like Kazakh, Russian or English.

    Letters that belong there count, the most frequent ones double.
    """
    strange = len(re.findall(r"[^\w\s.,;:!?()«»\"'–—№%/…-]|[єѕјќѓњґўїћљђџ]", text))
    inside = len(re.findall(r"(?<=[а-яә-өa-z])[А-ЯA-ZӘ-Ө](?=[а-яa-z])", text))
    rare = len(re.findall(r"[ъыьэщъ](?=[ъыьэщ])", text))
    mixed = len(re.findall(r"[A-Za-z][а-яё]|[а-яё][a-z]", text))
    lower = len(re.findall(r"[а-яёәғқңөұүһіa-z]", text))
    frequent = len(re.findall(r"[аоеинтсырлқіә]", text))
    lost = text.count("\ufffd")
    return lower + frequent - 5 * strange - 3 * inside - 2 * rare - 3 * mixed - 2 * lost
