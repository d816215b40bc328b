"""A line of a list of sources in the style of APA: `Smith, J. (2020). Title. Journal, 12(3), 4.`"""

from __future__ import annotations

import re

from baspa.importers.words.names import spaced

_U = "A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ"
_NAME = (
    rf"(?:(?:van|von|de|der|la|фон|де)\s)*[{_U}][\w’'ʼ-]+(?:\s[{_U}][\w’'-]+)?,"
    rf"\s(?:[{_U}][a-zа-я]?\.[\s-]?){{1,3}}"
)
_HEAD = re.compile(
    rf"(?P<names>{_NAME}(?:,?\s*(?:&|and|и|және|…)?\s*{_NAME})*|(?P<corporate>[^().]{{3,100}}\.))\s*"
    r"(?P<editors>\(Eds?\.\)\.?\s*)?"
    r"\((?P<year>\d{4}|n\.d\.|б\.\s?г\.)(?P<rest>,\s[^)]+)?\)\.\s+"
)
_ADDRESS = re.compile(
    r"\s*(?:Retrieved (?:from|[^,]+, \d{4},? from)\s)?(?:(?:https?://(?:dx\.)?doi\.org/|doi:\s?)(?P<doi>10\.\d{4,}/\S+?)|(?P<url>https?://\S+?))\.?$"
)
_ARTICLE = re.compile(
    r"(?P<title>.+?[.?!])\s+(?P<journaltitle>[^.,]+(?:,\s[^\d,][^,]*)*),\s(?P<volume>\d+)(?:\s?\((?P<number>[^)]+)\))?"
    r"(?:,\s(?:С\.|P{1,2}\.|p{1,2}\.|Б\.)?\s?(?P<pages>\w?\d+(?:\s?[-–—]\s?\w?\d+)?))?\.?$"
)
_CHAPTER = re.compile(
    r"(?P<title>.+?[.?!])\s+In\s(?:(?P<editor>[^()]+)\s\(Eds?\.\),\s)?(?P<booktitle>.+?)"
    r"(?:\s\((?:(?P<edition>\d+(?:st|nd|rd|th)) ed\.,\s)?pp?\.\s(?P<pages>[\d–—-]+)\))?"
    r"\.\s(?P<publisher>[^.]+)\.?$"
)
_BOOK = re.compile(
    r"(?P<title>.+?)(?:\s\((?P<edition>\d+(?:st|nd|rd|th)) ed\.\))?[.?!]\s+"
    r"(?:(?P<location>[^.:]+):\s)?(?P<publisher>[^.]+(?:\.[^.]+)*?)\.?$"
)


def read_apa(line: str) -> dict[str, str] | None:
    """Return the fields of BibLaTeX that a line states; None for a line of another style."""
    head = _HEAD.match(line)
    if head is None or not head["year"].isdigit() or head["rest"]:
        return None
    rest, fields = line[head.end() :], dict[str, str]()
    if address := _ADDRESS.search(rest):
        fields |= {name: value for name, value in address.groupdict().items() if value}
        rest = rest[: address.start()]
    names = (
        f"{{{head['corporate'].removesuffix('.')}}}"
        if head["corporate"]
        else " and ".join(spaced(n.strip(" ,")) for n in re.findall(_NAME, head["names"]))
    )
    found = _ARTICLE.fullmatch(rest) or _CHAPTER.fullmatch(rest) or _BOOK.fullmatch(rest)
    stated = found.groupdict() if found else {"title": rest} if address else None
    if stated is None:
        return None
    fields |= {name: value.strip() for name, value in stated.items() if value}
    fields["title"] = fields["title"].removesuffix(".")
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s?[-–—]\s?", "--", fields["pages"])
    if "editor" in fields:
        fields["editor"] = " and ".join(
            re.sub(r"^(.*\.)\s(\S+)$", r"\2, \1", one.strip())
            for one in re.split(r",?\s&\s|,\s", fields["editor"])
        )
    fields["editor" if head["editors"] else "author"] = names
    fields["year"] = head["year"]
    return fields
