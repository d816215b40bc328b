"""A line of a list of sources, taken apart: who, what, where, when.

| line | read |
|---|---|
| ГОСТ 7.1, ГОСТ Р 7.0.100: areas parted by a full stop and a dash | works and parts of them |
| ГОСТ Р 7.0.5: areas parted by full stops | the same |
| APA: the year in brackets behind the names | `baspa.importers.words.apa` |

The names of the fields are those of BibLaTeX. What has an area that is not understood is not read
at all: half a description would lose words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from baspa.dataclass import dataclass
from baspa.importers.words.apa import read_apa
from baspa.importers.words.names import inverted, people
from baspa.readers.months import month_number

Fields = dict[str, str]

_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|қаңтар|ақпан|"
    r"наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|january|february|march|"
    r"april|may|june|july|august|september|october|november|december)[^\W\d_]*"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGE = r"[a-zA-Z]?\d+(?:\s?[-–—]\s?[a-zA-Z]?\d+)?"
_CITY = r"(?:[A-ZА-Я]\.[\s-])?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^:;,.()«»–—]{0,30}?\.?"
_PLACE = rf"{_CITY}(?:\s?[;,]\s{_CITY})?"
_AREAS = {
    "pagetotal": r"(?P<pagetotal>\d{1,4}|[IVXLC]+,\s?\d{1,4})\s?(?:с|c|б|бет|стр|p|pp)\.?",
    "pages": rf"(?:[CСP]{{1,2}}|[PpСсCcБб]{{1,2}}|Стр|Бет)\.\s?(?P<pages>{_PAGE}(?:,\s?{_PAGE})*)"
    rf"|(?P<pages_before>{_PAGE})\s?[-–]?\s?(?:бб?|бет)\.?",
    "volume": r"(?:Т|T|Том|Vol|V)\.?\s?(?P<volume>\d+)(?P<volume_number>\s?\(\d+(?:[-–/]\d+)?\))?",
    "number": r"(?:№|No\.?|N|Iss\.|Вып\.|Шығ\.)\s?(?P<number>\d[\w()/–-]*(?:\s\(\d+\))?)",
    "year": rf"(?P<year>{_YEAR})(?:\s?(?:г|ж)\.?)?",
    "day": rf"(?P<day>\d{{1,2}})\s(?P<month>{_MONTH})",
    "imprint": rf"(?P<location>{_PLACE})\s?:\s?(?P<publisher>[^:/–—]{{2,90}}?),"
    rf"\s?(?P<imprint_year>{_YEAR})(?:\s?(?:г|ж)\.)?",
    "place": rf"(?P<place>{_PLACE}),\s?(?P<place_year>{_YEAR})(?:\s?(?:г|ж)\.)?",
    "edition": r"(?P<edition>(?:Изд\.\s?)?\d{1,2}"
    r"(?:-е|-бас(?:ылым)?|-ші|-шы|st|nd|rd|th)[^/]{0,60}?)",
    "series": r"\((?P<series>[^()]{3,120})\)",
    "doi": r"(?:DOI:?\s?|(?:https?://)?(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,}/\S*[^\s.,;])",
    "isbn": r"ISBN:?\s?(?P<isbn>[\dXХ-]{10,17})",
    "text": r"(?:Текст|Мәтін|Text)\s?:\s?[^\W\d_]+",
    "url": r"(?:(?:URL|Режим доступа|Қолжетімділік режимі|Қол жеткізу режимі|Access mode"
    r"|Available at)\s?:?\s?)?(?P<url>(?:https?://|www\.)[^\s()]*[^\s().,;])(?:[.,]?\s?\("
    r"(?:дата обращения|қаралған (?:күні|уақыты)|өтініш берген күні|access(?:ed| date)):?\s?"
    r"(?P<urldate>\d\d?\.\d\d?\.\d{4})(?:\s?[гж]\.)?\))?",
}
_OF_PARTS = [
    re.compile(
        rf"(?:{pattern})[.,;]?\s*", re.IGNORECASE if name in ("day", "doi", "url") else re.NOFLAG
    )
    for name, pattern in _AREAS.items()
]
"""The areas behind `//`."""
_OF_WHOLES = [
    pattern
    for name, pattern in zip(_AREAS, _OF_PARTS, strict=True)
    if name not in ("number", "day", "pages")
]
"""Those of a whole work: a number and a day belong to its title."""
_BETWEEN = re.compile(r"(?P<sure>[.)\]]\s*[–—-]\s+)|\s+[–—-]\s+|[.,]\s+")
_ROLE = re.compile(r"(?P<role>ред\.|ed\.|eds\.|пер\.|ауд\.|trans\.)\s(?P<who>.+)")
_THESIS = re.compile(
    r"(?P<title>.+?) : (?P<type>(?:автореф\.\s)?дис\..*|.*\bдис\.(?: : [\d.]+)?|PhD .+|[^:]* thesis"
    r"|[^:]*диссертация[^:]*)"
)
_MEDIUM = re.compile(
    r"\s*\[(?:Электронный ресурс|Электронды?қ? ресурс|Electronic resource|Текст|Мәтін|Text)\]",
    re.IGNORECASE,
)
_MEDIUM_AT_END = re.compile(rf"{_MEDIUM.pattern}(?=\s+[^/:])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """What a line says of one source."""

    kind: str
    """BibLaTeX's kind of entry: book, article, incollection, online, misc."""
    fields: Fields


def read_description(line: str) -> Description | None:
    """Return what a line of a list of sources says; None where a part of it is not understood."""
    line = " ".join(line.split()).strip()
    found = read_apa(line)
    if found is not None:
        return Description(_kind(found), found)
    own, slashes, host = _host_parted(_MEDIUM.sub("", _MEDIUM_AT_END.sub(".", line)))
    areas = _areas(host if slashes else own, _OF_PARTS if slashes else _OF_WHOLES)
    head, fields = next(areas)[0], Fields()
    for _, known in areas:
        if known is None or not _put(known, fields):
            return None
    if slashes:
        fields |= {"host": head}
        head = re.sub(r"\.?\s*[–—-]\s*(?:Текст|Мәтін|Text)\s?:\s?[^\W\d_]+\s*$", "", own)
    if not _put_title(head, fields) or not _put_host(fields) or len(fields) < 2:
        return None
    return Description(_kind(fields), fields)


def _host_parted(line: str) -> tuple[str, str, str]:
    """Return what stands before and behind `//`, which is none of an address."""
    match = re.search(r"(?<!:)\s*//\s*(?!\S*\.(?:com|org|net|ru|kz)\b)", line)
    if match is None:
        return line, "", ""
    return line[: match.start()], "//", line[match.end() :]


def _areas(
    text: str, known: Sequence[re.Pattern[str]]
) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Give the head of a description, then each area behind it with what it is."""
    cuts = [0]
    ends = list[int]()
    at = 0
    while match := _BETWEEN.search(text, at):
        at = max(match.end(), at + 1)
        if match.start() <= cuts[-1]:
            continue
        area = _area(text, match.end(), known)
        if area is None and not match["sure"]:
            continue
        ends.append(match.start() + (1 if match["sure"] and match["sure"][0] in ")]" else 0))
        cuts.append(match.end())
        at = max(at, area.end() - 2 if area else at)
    ends.append(len(text))
    for n, (start, end) in enumerate(zip(cuts, ends, strict=True)):
        piece = text[start:end].strip()
        yield piece, None if n == 0 else _whole_area(piece, known)


def _area(text: str, start: int, known: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """Return the area that opens at `start` and ends where another can begin."""
    for pattern in known:
        match = pattern.match(text, start)
        if match and (
            match.end() == len(text)
            or text[match.end() - 1] in " .,;"
            or text[match.end()] in "–—-("
        ):
            return match
    return None


def _whole_area(piece: str, known: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    for pattern in known:
        if match := pattern.fullmatch(piece):
            return match
    return None


def _put(area: re.Match[str], fields: Fields) -> bool:
    """Add what an area says; False where it was said before."""
    found = {name: " ".join(value.split()) for name, value in area.groupdict().items() if value}
    names = {
        "pages_before": "pages", "imprint_year": "year", "place": "location", "place_year": "year",
        "volume_number": "number",
    }  # fmt: skip
    renamed = {
        names.get(name, name): value.strip("() ") if name == "volume_number" else value
        for name, value in found.items()
    }
    if "pages" in renamed:
        renamed["pages"] = re.sub(r"\s?[-–—]\s?", "--", renamed["pages"])
    if "month" in renamed:
        renamed["month"] = str(month_number(renamed["month"]))
    if any(name in fields for name in renamed):
        return False
    fields |= renamed
    return True


def _put_title(head: str, fields: Fields) -> bool:
    """Add the names and the title that open a description."""
    heading = inverted(head)
    names, rest = heading if heading else ((), head)
    title, slash, said = rest.partition(" / ")
    title = title.strip() if slash else title.strip().removesuffix(".")
    if not title:
        return False
    if slash:
        said, roles = _roles(said)
        for name, who in roles:
            fields[name] = " and ".join(who)
        if _THESIS.fullmatch(title) and " ; " in said:  # the university behind the author
            said, _, fields["institution"] = said.partition(" ; ")
        first = people(said) if said else ()
        corporate, _, rest = title.partition(". ")
        if not names and rest and corporate == said:
            fields["author"], title = f"{{{corporate}}}", rest
        elif first is None and (names or roles):
            return False
        elif first is None:
            title = f"{title} / {said}"
        elif len(first) >= len(names):
            names = first
    if names:
        fields["author"] = " and ".join(names)
    fields["title"] = title
    return True


def _roles(said: str) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """Return a statement of responsibility without its editors and translators, and these."""
    kept, roles = list[str](), list[tuple[str, tuple[str, ...]]]()
    for statement in re.split(r"\s;\s", said.strip().removesuffix(".")):
        role = _ROLE.fullmatch(statement)
        who = people(role["who"]) if role else None
        if role is None or who is None:
            kept.append(statement)
        else:
            roles.append(("editor" if role["role"][:2] in ("ре", "ed") else "translator", who))
    return " ; ".join(kept), roles


def _put_host(fields: Fields) -> bool:
    """Add what the part behind `//` says of the journal or book."""
    host = fields.pop("host", None)
    if host is None:
        return True
    if not host:
        return False
    name, slash, said = host.partition(" / ")
    said, roles = _roles(said)
    if said or len(roles) > slash.count("/"):
        return False
    fields |= {role: " and ".join(who) for role, who in roles}
    name = name.strip() if slash else name.strip().removesuffix(".")
    fields["booktitle" if "location" in fields else "journaltitle"] = name
    return True


_OF_AN_ISSUE = {"year", "date", "volume", "number", "pages"}
"""What tells a periodical from a page of a site."""


def _kind(fields: Fields) -> str:
    """Return the kind of entry that the fields make; a date of a newspaper is put together."""
    if "day" in fields and "year" in fields:
        day, month = int(fields.pop("day")), int(fields.pop("month"))
        fields |= {"date": f"{fields.pop('year')}-{month:02}-{day:02}", "entrysubtype": "newspaper"}
    if (thesis := _THESIS.fullmatch(fields["title"])) and "journaltitle" not in fields:
        fields |= {"title": thesis["title"], "type": thesis["type"]}
        if "publisher" in fields:
            fields["institution"] = fields.pop("publisher")
        return "thesis"
    if "booktitle" in fields:
        return "incollection"
    if "journaltitle" in fields and "url" in fields and not fields.keys() & _OF_AN_ISSUE:
        fields["organization"] = fields.pop("journaltitle")
        return "online"
    if "journaltitle" in fields:
        return "article"
    if "publisher" in fields or "pagetotal" in fields or "location" in fields:
        return "book"
    return "online" if "url" in fields else "misc"
