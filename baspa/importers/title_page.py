"""What a title page says: title, people, institution, programme, degree, city and year.

Its lines are told by their words (`title_words`). What announces something opens a zone: the lines
below belong to it, until it has what it wants or another announcement comes. The title may stand
without one: it is then the longest group of lines that nothing else explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from baspa.importers.dates import read_date
from baspa.importers.front_lines import Line
from baspa.importers.full_stops import is_abbreviated
from baspa.importers.persons import Person, group_of, has_initials, is_name, read_person
from baspa.importers.title_words import (
    ADMISSION,
    CODE,
    COUNTRY,
    DEGREES,
    FOOT,
    FORM_OF_UNIVERSITY,
    GROUP,
    INSTITUTIONS,
    MANUSCRIPT,
    PEOPLE,
    PROGRAMME,
    TOPIC,
    TYPES,
    UDC,
    YEAR,
)
from baspa.readers.months import month_number

_LONGEST_ZONE = 6
"""Lines that may belong to one announcement."""
_WORDED = re.compile(r"[^\W_]")
_HEAD = re.compile(rf"(?<!\w)(?P<head>{PEOPLE['head'].pattern})", re.IGNORECASE)
_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^:\n]{2,50}:\s*(?=\S)")
_PARTS = re.compile(r",\s|\s(?=(?:КАФЕДРА|Кафедра|ФАКУЛЬТЕТ|Факультет|Department|Faculty)\s)")
"""What stands between two institutions in a line."""
_MONTH_BEFORE_YEAR = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,10})\.?(?=\s+(?:19|20)\d\d)")
_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "”": "”"}


@dataclass(slots=True)
class TitlePage:
    """A title page while it is read."""

    found: dict[str, Any] = field(default_factory=dict)
    """Settings of thesis.yaml."""
    people: dict[str, list[list[str]]] = field(default_factory=dict)
    """The lines about each person, by what announces them."""
    title: list[str] = field(default_factory=list)
    """The lines of the title that is announced."""
    free: list[tuple[int, str]] = field(default_factory=list)
    """Lines that nothing explains, by number."""
    group: str = ""
    """Of the author, where it has a line of its own."""
    others: list[Person] = field(default_factory=list)
    """Supervisors beyond the first, for whom thesis.yaml has no place."""
    left: list[str] = field(default_factory=list)
    """Lines that no setting holds: reviewers, consultants, and what nothing explains."""


def read_title_page(lines: Sequence[Line]) -> TitlePage:
    """Return what the lines of a title page say."""
    page, zone = TitlePage(), ""
    items = [*_items(lines)]
    for number, item in enumerate(items):
        kind, rest = _kind(item, items[number + 1 :], page)
        if zone == "degree" and kind in ("type", "free") and "degree" not in page.found:
            page.found["degree"], zone = item.strip(" ."), ""
        elif kind == "admission":
            zone = ""
        elif kind in PEOPLE:
            same = zone == kind and not _names(page.people[kind][-1])
            if same:
                page.people[kind][-1].append(rest)
            else:
                page.people.setdefault(kind, []).append([item if kind == "other" else rest])
            zone = kind
        elif kind == "topic":
            zone = "topic"
            page.title += [rest] if rest else []
        elif kind == "free":
            zone = _free(item, number, zone, page)
        else:
            zone = kind if kind in ("programme", "degree") and not rest else ""
    _conclude(page)
    return page


def _items(lines: Sequence[Line]) -> Iterator[str]:
    """Give the lines, those of cells by themselves; announced columns one below the other."""
    for in_table, group in groupby(lines, lambda line: line.table):
        rows = [*group]
        cells = [cell for row in rows for cell in row.cells]
        if in_table >= 0 and len(rows) > 1 and _is_announced(rows[0]):
            width = len(rows[0].cells)
            cells = [row.cells[n] for n in range(width) for row in rows if n < len(row.cells)]
        for cell in cells:
            for item in Line((cell,), 0).text.split("\n"):
                yield from (part.strip() for part in _announcements(item) if _WORDED.search(part))


def _announcements(item: str) -> Iterator[str]:
    """Give the parts of a line in which several people are announced: `Автор: … Рецензент: …`."""
    labels = [m.span() for label in PEOPLE.values() for m in label.finditer(item)]
    found = [
        start
        for start, end in labels
        if item[:end].rstrip().endswith(":")
        and (item[start].isspace() or item[start - 1].isspace())
        and not any(a < start < b for a, b in labels)
    ]
    if (admission := ADMISSION.match(item)) and (head := _HEAD.search(item, admission.end())):
        found.append(head.start("head"))
    cuts = sorted({0, *found, len(item)})
    yield from (item[a:b] for a, b in pairwise(cuts))


def _is_announced(row: Line) -> bool:
    """Tell whether two cells of a row announce a person each."""
    opened = [
        c for c in row.cells if ADMISSION.match(c) or any(p.match(c) for p in PEOPLE.values())
    ]
    return len(opened) > 1


def _kind(item: str, following: Sequence[str], page: TitlePage) -> tuple[str, str]:
    """Return what a line is and what of it is yet to be understood; settings are noted."""
    if (foot := _foot(item, following)) is not None:
        page.found |= foot
        return "foot", ""
    if topic := TOPIC.search(item):
        _note_type(item[: topic.start()], page)
        return "topic", item[topic.end() :].strip()
    for kind, label in PEOPLE.items():
        if match := label.match(item):
            if kind == "author" and _is_type(item):
                continue
            return kind, item[match.end() :]
    if ADMISSION.match(item):
        return "admission", ""
    if GROUP.match(item) and (group := group_of(item)):
        page.group = group
        return "group", ""
    if match := UDC.match(item):
        page.found.setdefault("udc", match["u"].strip())
        return "udc", ""
    if MANUSCRIPT.search(item) and len(item) < 60:
        return "manuscript", ""
    for form in DEGREES:
        if (match := form.search(item)) and len(item) < 200:
            _note_type(item, page)
            return "degree", _note_degree(match["d"], page)
    if _institution(item, page):
        return "institution", ""
    if CODE.search(item) or (PROGRAMME.match(item.lstrip(' «"')) and len(item) < 200):
        return "programme", _note_programme(item, page)
    if _is_type(item):
        _note_type(item, page)
        return "type", ""
    if (day := read_date(item)) is not None and len(item) < 40 and month_number(item.split()[0]):
        page.found |= {"date": day, "year": day.year}
        return "foot", ""
    if (unknown := _UNKNOWN_LABEL.match(item)) and _is_person(item[unknown.end() :]):
        return "other", item
    return "free", item


def _free(item: str, number: int, zone: str, page: TitlePage) -> str:
    """Put a line that announces nothing where it belongs; return the zone that stays open."""
    if COUNTRY.fullmatch(item) and page.people:
        return ""
    if zone == "topic" and not _is_complete(page.title) and len(page.title) < _LONGEST_ZONE:
        page.title.append(item)
        return zone
    if zone in PEOPLE and _belongs(item, page.people[zone][-1]):
        page.people[zone][-1].append(item)
        return zone
    if zone == "supervisor" and _names([item]):
        page.people[zone].append([item])
        return zone
    if zone == "programme" and "name" not in page.found.get("programme", {"name": ""}):
        page.found["programme"]["name"] = _unquoted(item)
        return ""
    page.free.append((number, item))
    return ""


def _belongs(item: str, lines: list[str]) -> bool:
    """Tell whether a line goes on with what `lines` say of a person."""
    if len(lines) >= _LONGEST_ZONE:
        return False
    if not _names(lines):
        return True
    if has_initials(item):
        return False
    more = read_person([*lines, item])
    before = read_person(lines)
    if more is None or before is None or is_name(item):
        return False
    return more.degree != before.degree or more.group != before.group


def _names(lines: Sequence[str]) -> bool:
    return read_person(lines) is not None


def _foot(item: str, following: Sequence[str]) -> dict[str, Any] | None:
    """Return city and year of the last line of a title page; None where it is another line."""
    bare = _MONTH_BEFORE_YEAR.sub(_without_month, COUNTRY.sub(" ", item)).strip(" ,.–—-")
    match = FOOT.fullmatch(bare)
    if match and not any(form.search(match["city"]) for form in INSTITUTIONS.values()):
        return {"city": match["city"].strip(), "year": int(match["year"])}
    if not following and (match := YEAR.fullmatch(bare)):
        return {"year": int(match["year"])}
    if len(following) == 1 and (match := YEAR.fullmatch(following[0])):
        alone = FOOT.fullmatch(f"{bare} {match['year']}")
        return {"city": alone["city"]} if alone and len(bare) < 40 else None
    return None


def _without_month(match: re.Match[str]) -> str:
    return " " if month_number(match["word"]) else match[0]


def _institution(item: str, page: TitlePage) -> bool:
    """Note a line that names an institution; tell whether it does."""
    if len(item) > 250 or (page.people and "university" in page.found) or page.title:
        return False
    parts = _PARTS.split(item)
    if len(parts) == 2 and {*map(_rank, parts)} == {"department", "university"}:
        page.found |= {_rank(part): part for part in parts}
        return True
    rank = _rank(item)
    if rank == "faculty" and rank in page.found and "university" not in page.found:
        page.found["university"] = page.found.pop("faculty")  # a school that has faculties
    if rank == "university" and "university" in page.found:
        rank = "faculty"
    before = page.free[-1][1] if page.free else ""
    if rank == "ministry" and COUNTRY.fullmatch(before):
        item = f"{page.free.pop()[1]} {item}"
    while rank == "university" and page.free and FORM_OF_UNIVERSITY.search(page.free[-1][1]):
        item = f"{page.free.pop()[1]} {item}"
    if not rank and COUNTRY.fullmatch(item) and "ministry" in page.found:
        page.found["ministry"] += f" {item}"
        return True
    if not rank or rank in page.found:
        return False
    page.found[rank] = item
    return True


def _rank(item: str) -> str:
    return next((rank for rank, form in INSTITUTIONS.items() if form.search(item)), "")


def _is_type(item: str) -> bool:
    """Tell whether a line says what the work is: `ДИПЛОМДЫҚ ЖҰМЫС`."""
    known = any(form.search(item) for form in TYPES.values())
    return known and (len(item) < 60 or item.isupper()) and not re.search(r"[«“\"]", item)


def _note_type(item: str, page: TitlePage) -> None:
    kind = next((kind for kind, form in TYPES.items() if form.search(item)), None)
    if kind is not None and (len(item) < 200):
        page.found.setdefault("type", kind)


def _note_degree(degree: str, page: TitlePage) -> str:
    """Note the degree that is sought."""
    degree = degree.strip(' .,:–-«»"')
    programme = re.search(r"\s+(?:по\s+специальности|in\s+the\s+programme)\b", degree)
    degree = degree[: programme.start()] if programme else degree
    if degree:
        page.found.setdefault("degree", degree)
    return degree


def _note_programme(item: str, page: TitlePage) -> str:
    """Note code and name of a speciality or programme; return the name."""
    code = CODE.search(item)
    rest = item.replace(code[0], " ", 1) if code else item
    quoted = re.search(r"[«“\"]([^»”\"]{2,})[»”\"]", rest)
    name = _unquoted(quoted[1]) if quoted else _unquoted(PROGRAMME.sub(" ", rest))
    programme = page.found.setdefault("programme", {})
    if code:
        programme.setdefault("code", re.sub(r"(?<=\d)\s|\s(?=\d{5})", "", code[0]))
    if name:
        programme.setdefault("name", name)
    return name


def _unquoted(item: str) -> str:
    """Return a line without marks and quotes around it."""
    return " ".join(item.split()).strip(" ,.:;–—-()[]«»“”\"'")


def _is_complete(title: Sequence[str]) -> bool:
    """Tell whether the title is at its end: its quotation mark is closed."""
    whole = " ".join(title).strip()
    closing = _QUOTES.get(whole[:1])
    return closing is not None and len(whole) > 1 and closing in whole[-2:]


def _conclude(page: TitlePage) -> None:
    """Make settings of what was found, and find what was not announced."""
    groups = _groups(page.free)
    title = page.title or _likely_title(groups)
    page.free = [(n, item) for n, item in page.free if item not in title]
    if title:
        page.found["title"] = _bare_title(" ".join(title))
    for role, place in (("author", "author"), ("supervisor", "supervisor"), ("head", "head")):
        read = [p for lines in _each(page.people.get(role, [])) if (p := read_person(lines))]
        if read:
            page.found[place] = read[0].settings()
        page.others += read[1:] if role == "supervisor" else []
    approving = [p for lines in page.people.get("approval", []) if (p := read_person(lines))]
    if approving:
        page.found["approval"] = approving[0].settings()
    if "head" in page.found:
        page.found["head"].pop("position", None)
    _unannounced(page)
    page.left = [" ".join(lines) for lines in page.people.get("other", [])]
    page.left += [item for _, item in page.free if not _is_told(item, page.found)]
    if page.group and "author" in page.found:
        page.found["author"].setdefault("group", page.group)
    for kind in ("master", "dissertation"):
        if TYPES[kind].search(page.found.get("degree", "")):
            page.found["type"] = kind
    if page.found.get("programme") is not None and not page.found["programme"].get("name"):
        page.found["programme"]["name"] = page.found["programme"].get("code", "")
    if page.found.get("type") == "dissertation" and "programme" in page.found:
        page.found["speciality"] = page.found.pop("programme")
    if page.found.get("degree") and page.found.get("type") in (None, "diploma", "project"):
        del page.found["degree"]


def _is_told(item: str, found: Mapping[str, Any]) -> bool:
    """Tell whether a line that nothing explained names the country, or became a setting."""
    names = [found[role]["name"] for role in ("author", "supervisor") if role in found]
    bare = " ".join(item.split())
    return bool(COUNTRY.fullmatch(item)) or any(name in bare for name in names)


def _each(people: Sequence[list[str]]) -> Iterator[list[str]]:
    """Give the lines about each person; several in a line are parted by semicolons."""
    for lines in people:
        parts = lines[0].split(";")
        yield from ([part] for part in parts[:-1])
        yield [parts[-1], *lines[1:]]


def _unannounced(page: TitlePage) -> None:
    """Find the author, and the supervisor below, where nothing announces them."""
    for _, item in page.free:
        if "author" not in page.found and is_name(item):
            page.found["author"] = {"name": " ".join(item.split())}
        elif "supervisor" not in page.found and "author" in page.found:
            person = read_person([item])
            if person and person.degree and len(item) < 120:
                page.found["supervisor"] = person.settings()


def _groups(free: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Return the lines that follow one another and are no names."""
    named = [(n, item) for n, item in free if not _is_person(item) and not _is_bare(item)]
    return [
        [item for _, (_, item) in group]
        for _, group in groupby(enumerate(named), lambda one: one[1][0] - one[0])
    ]


def _is_bare(item: str) -> bool:
    """Tell whether a line is the name of the country, or a number: `13.03.02.2021.417.00 ПЗ`."""
    digits = sum(c.isdigit() for c in item)
    return bool(COUNTRY.fullmatch(item)) or digits > sum(c.isalpha() for c in item)


def _is_person(item: str) -> bool:
    """Tell whether a line is a name, or a name and a degree."""
    person = read_person([item])
    return is_name(item) or (person is not None and bool(person.degree))


def _likely_title(groups: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the group in quotes, else the longest of several words."""
    quoted = [g for g in groups if re.match(r"[«“\"„].{15,}", " ".join(g))]
    worded = [g for g in groups if len(" ".join(g).split()) > 1 and len(" ".join(g)) > 12]
    return max(quoted or worded, key=lambda g: len(" ".join(g)), default=())


def _bare_title(title: str) -> str:
    """Return a title without the quotation marks around all of it, and without its full stop."""
    title = " ".join(title.split())
    title = re.sub(r"[»”\"]\s*тақырыбы\w*.*$", "»", title) if title[:1] in '«“"' else title
    title = title.strip() if is_abbreviated(title) else title.strip(" .:;")
    closing = _QUOTES.get(title[:1])
    if closing and title.endswith(closing) and title.count(title[0]) in (1, 2):
        return title[1:-1].strip()
    return title
