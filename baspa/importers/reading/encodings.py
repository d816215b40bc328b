"""Bytes of a text file to a string; a text that was read wrongly before is read anew."""

from __future__ import annotations

import codecs

from baspa.encodings import encoding_of, score
from baspa.importers.text.ledger import Ledger

_READ_TWICE = (
    ("cp1251", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"),
    ("cp1252", "cp1251"), ("latin-1", "cp1251"), ("cp866", "cp1251"),
)  # fmt: skip
"""What a text was read as, and what it was."""
_SAMPLE = 400_000
"""Characters that are looked at."""
_SAME_BYTE = "baspa-same-byte"


def decode(content: bytes, ledger: Ledger) -> str:
    """Return the text of `content`, line ends as LF; the encoding is noted in the ledger."""
    encoding = encoding_of(content)
    ledger.facts["encoding"] = encoding
    text = _read_anew(content.decode(encoding, "replace"), ledger)
    if "\ufffd" in text:
        ledger.ask(None, f"{text.count(chr(0xFFFD))} bytes could not be read as {encoding}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_anew(text: str, ledger: Ledger) -> str:
    """Return a text that was saved after it had been read by the wrong encoding, read rightly.

    `РљС–СЂС–СЃРїРµ` is `Кіріспе` in UTF-8, read as Windows-1251. The whole text must lend itself.
    """
    sample = text[:_SAMPLE]
    for wrong, right in _READ_TWICE:
        try:
            again = sample.encode(wrong, _SAME_BYTE).decode(right, "ignore")
            if score(again) > 2 * len(again) / 3 and score(sample) < len(sample) / 3:
                ledger.facts["read anew"] = f"it had been read as {wrong}, but is {right}"
                return text.encode(wrong, _SAME_BYTE).decode(right)
        except UnicodeError:
            continue
    return text


def _same_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Encode a control character by its own number, as Windows does where a code page has a gap."""
    if isinstance(error, UnicodeEncodeError) and "\x80" <= error.object[error.start] <= "\x9f":
        return bytes([ord(error.object[error.start])]), error.start + 1
    raise error


codecs.register_error(_SAME_BYTE, _same_byte)
