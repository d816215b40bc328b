r"""Cyrillic letters written as LaTeX macros (`\CYRK\cyra\cyrz` is «Каз»), which pandoc drops.

The names are those of the T2A encoding (LaTeX's `t2aenc.def`).
"""

from __future__ import annotations

import re

TABLE = """
    a:а b:б v:в g:г d:д e:е yo:ё zh:ж z:з i:и ishrt:й k:к l:л m:м n:н o:о p:п r:р s:с t:т u:у f:ф
    h:х c:ц ch:ч sh:ш shch:щ hrdsn:ъ ery:ы sftsn:ь erev:э yu:ю ya:я
    schwa:ә ghcrs:ғ kdsc:қ ndsc:ң otld:ө y:ү yhcrs:ұ shha:һ ii:і
"""
"""What follows `\\cyr`, and the letter that it stands for."""

LETTERS = dict(pair.split(":") for pair in TABLE.split())

_MACRO = re.compile(r"\\(cyr|CYR)([A-Za-z]+)(?:\{\}|[ \t]+)?")


def decode_cyrillic(text: str) -> str:
    r"""Return `text` with its `\cyr…` macros as letters; an unknown one stays as it is."""
    return _MACRO.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    letter = LETTERS.get(match[2].lower(), "")
    return (letter.upper() if match[1] == "CYR" else letter) or match[0]
