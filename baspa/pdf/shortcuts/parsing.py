"""A document is read as XML, which ours are, in a twentieth of the time.

Where XML and HTML read a text differently, the parser of HTML reads it: drawings and formulas,
which have a namespace there, and the line end that HTML drops at the beginning of `<pre>`.
"""

from __future__ import annotations

import re
from io import StringIO
from types import SimpleNamespace
from typing import IO, Any
from xml.etree import ElementTree

import weasyprint

_OTHERWISE = re.compile(r"<(?:svg|math)\b|<pre[^>]*>[\r\n]")


def shorten_parsing() -> None:
    """Let WeasyPrint read documents so."""
    parse = weasyprint.tinyhtml5.parse

    def parse_shortly(file: IO[str], **options: Any) -> Any:
        content = file.read()
        if not _OTHERWISE.search(content):
            try:
                return ElementTree.fromstring(content)
            except ElementTree.ParseError:
                pass
        return parse(StringIO(content), **options)

    weasyprint.tinyhtml5 = SimpleNamespace(parse=parse_shortly)
