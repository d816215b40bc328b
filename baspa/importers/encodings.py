"""Bytes of a text file to a string: the encoding is found by scoring what each candidate reads.

The candidates are few and known, and what tells them apart are Kazakh letters, for which the usual
detectors have no model: they take KZ-1048 for Windows-1251. So the score is our own.
"""

from __future__ import annotations

import codecs
import re

from baspa.importers.ledger import Ledger

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


def decode(content: bytes, ledger: Ledger) -> str:
    """Return the text of `content`, line ends as LF; the encoding is noted in the ledger."""
    encoding = _encoding(content)
    ledger.facts["encoding"] = encoding
    text = content.decode(encoding, "replace")
    if "\ufffd" in text:
        ledger.ask(None, f"{text.count(chr(0xFFFD))} bytes could not be read as {encoding}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str:
    for bom, name in _BOMS.items():
        if content.startswith(bom):
            return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    sample = content[:_SAMPLE_BYTES]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) > len(sample) / 8:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    scores = {name: _score(sample.decode(name, "replace")) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    usual = _usual_letters(sample.decode("utf-8", "ignore"))
    return "utf-8" if usual > scores[best] else best


def _score(text: str) -> float:
    """Tell how much `text` reads like Kazakh, Russian or English: letters that belong there."""
    strange = len(re.findall(r"[^\w\s.,;:!?()«»\"'–—№%/…-]|[єѕјќѓњґўїћљђџ]", text))
    inside = len(re.findall(r"(?<=[а-яә-өa-z])[А-ЯA-ZӘ-Ө](?=[а-яa-z])", text))
    rare = len(re.findall(r"[ъыьэщъ](?=[ъыьэщ])", text))
    return _usual_letters(text) - 5 * strange - 3 * inside - 2 * rare


def _usual_letters(text: str) -> float:
    """Count lower-case letters of the three languages; the most frequent count double."""
    lower = len(re.findall(r"[а-яёәғқңөұүһіa-z]", text))
    return lower + len(re.findall(r"[аоеинтсырлқіә]", text)) - 2 * text.count("\ufffd")
