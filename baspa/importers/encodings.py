"""Bytes of a text file to a string; the encoding is noted in the ledger."""

from __future__ import annotations

from baspa.encodings import encoding_of
from baspa.importers.ledger import Ledger


def decode(content: bytes, ledger: Ledger) -> str:
    """Return the text of `content`, line ends as LF; the encoding is noted in the ledger."""
    encoding = encoding_of(content)
    ledger.facts["encoding"] = encoding
    text = content.decode(encoding, "replace")
    if "\ufffd" in text:
        ledger.ask(None, f"{text.count(chr(0xFFFD))} bytes could not be read as {encoding}")
    return text.replace("\r\n", "\n").replace("\r", "\n")
