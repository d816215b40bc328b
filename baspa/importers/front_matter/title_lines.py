"""What one line of a title page is, and which settings it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from baspa.dataclass import dataclass
from baspa.importers.front_matter.persons import group_of
from baspa.importers.front_matter.title_of_thesis import is_person
from baspa.importers.words.dates import read_date
from baspa.importers.words.title_words import (
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

_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^:\n]{2,50}:\s*(?=\S)")
_PARTS = re.compile(r",\s|\s(?=(?:КАФЕДРА|Кафедра|ФАКУЛЬТЕТ|Факультет|Department|Faculty)\s)")
"""What stands between two institutions in a line."""
_MONTH_BEFORE_YEAR = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,10})\.?(?=,?\s+(?:19|20)\d\d)")


@dataclass(slots=True)
class Announced:
    """A person, or a row of them, while the page is read."""

    label: str
    """The words that announce them."""
    lines: list[str]
    """What is said of them."""


@dataclass(slots=True)
class TitlePage:
    """A title page while it is read."""

    found: dict[str, Any] = field(default_factory=dict)
    """Settings of thesis.yaml."""
    people: dict[str, list[Announced]] = field(default_factory=dict)
    """Those who are announced, by what they are."""
    title: list[str] = field(default_factory=list)
    """The lines of the title that is announced."""
    free: list[tuple[int, str]] = field(default_factory=list)
    """Lines that nothing explains, by number."""
    group: str = ""
    """Of the author, where it has a line of its own."""
    left: list[str] = field(default_factory=list)
    """Lines that no setting holds."""


def kind_of_line(item: str, following: Sequence[str], page: TitlePage) -> tuple[str, str]:
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
    if (unknown := _UNKNOWN_LABEL.match(item)) and is_person(item[unknown.end() :]):
        return "other", item
    return "free", item


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
    name = unquoted(quoted[1]) if quoted else unquoted(PROGRAMME.sub(" ", rest))
    programme = page.found.setdefault("programme", {})
    if code:
        programme.setdefault("code", re.sub(r"(?<=\d)\s|\s(?=\d{5})", "", code[0]))
    if name:
        programme.setdefault("name", name)
    return name


def unquoted(item: str) -> str:
    """Return a line without marks and quotes around it."""
    return " ".join(item.split()).strip(" ,.:;–—-()[]«»“”\"'")
