"""Lists of names as people type them into .bib files → lists that BibTeX can tell apart.

BibTeX wants «and» between people and no more than two commas in a name; what is beyond the second
one pandoc drops. Russian and Kazakh lists have commas or semicolons between people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

INITIALS = r"(?:[^\W\d_]{1,2}\.[ ~]?-?){1,3}"
_SURNAME_FIRST = re.compile(rf"[^\W\d_][\w’'-]+[ ~]{INITIALS}")
_COMMA, _SEMICOLON = re.compile(","), re.compile(";")
_AND = re.compile(r"\s+and\s+|(?<=\.) (?:и|және) (?=[^\W\d_])", re.IGNORECASE)


def told_apart(names: str) -> tuple[str, list[str]]:
    """Return the list `names`, without its own braces, as BibTeX writes it.

    Also the names in it that nobody can tell apart: each is kept as a whole.
    """
    names = re.sub(r"\s+and\s*$", "", _AND.sub(" and ", names))
    split = list(_pieces(names, _AND))
    people, unclear = [], []
    for name in split if len(split) > 1 else filter(str.strip, _pieces(names, _SEMICOLON)):
        parts = [part.strip() for part in _pieces(name, _COMMA)]
        if len(parts) <= 3:
            people.append(name.strip())
        elif all(_SURNAME_FIRST.fullmatch(part) for part in parts):
            people += parts
        elif len(parts) % 2 == 0 and all(re.fullmatch(INITIALS, part) for part in parts[1::2]):
            people += map(", ".join, zip(parts[::2], parts[1::2], strict=True))
        else:
            people.append("{" + name.strip() + "}")
            unclear.append(name.strip())
    return " and ".join(people), unclear


def _pieces(text: str, mark: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between the marks that are in no braces."""
    start = depth = 0
    for found in re.finditer(rf"\\.|[{{}}]|{mark.pattern}", text, re.IGNORECASE):
        if found[0] in ("{", "}"):
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0 and not found[0].startswith("\\"):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
