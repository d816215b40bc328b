"""What a title page says: title, people, institution, programme, degree, city and year.

Its lines are told by their words (`title_words`). What announces something opens a zone: the lines
below belong to it, until it has what it wants or another announcement comes. The title may stand
without one: it is then the longest group of lines that nothing else explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from baspa.importers.front_matter.front_lines import Line
from baspa.importers.front_matter.persons import has_initials, is_name, read_person
from baspa.importers.front_matter.title_lines import Announced, TitlePage, kind_of_line, unquoted
from baspa.importers.front_matter.title_of_thesis import (
    bare_title,
    groups_of_lines,
    is_complete,
    likely_title,
)
from baspa.importers.words.title_words import (
    ADMISSION,
    COUNTRY,
    PEOPLE,
    SEVERAL,
    TYPES,
    USUAL,
)

_LISTS = ("consultants", "reviewers")
_LONGEST_ZONE = 6
"""Lines that may belong to one announcement."""
_WORDED = re.compile(r"[^\W_]")
_HEAD = re.compile(rf"(?<!\w)(?P<head>{PEOPLE['head'].pattern})", re.IGNORECASE)


def read_title_page(lines: Sequence[Line]) -> TitlePage:
    """Return what the lines of a title page say."""
    page, zone = TitlePage(), ""
    items = [*_items(lines)]
    for number, item in enumerate(items):
        kind, rest = kind_of_line(item, items[number + 1 :], page)
        if zone == "degree" and kind in ("type", "free") and "degree" not in page.found:
            page.found["degree"], zone = item.strip(" ."), ""
        elif kind == "admission":
            zone = ""
        elif kind in PEOPLE:
            label = item.removesuffix(rest)
            if zone == kind and not _names(page.people[kind][-1].lines):
                page.people[kind][-1].lines.append(rest)
            else:
                page.people.setdefault(kind, []).append(Announced(label, [rest]))
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


def _free(item: str, number: int, zone: str, page: TitlePage) -> str:
    """Put a line that announces nothing where it belongs; return the zone that stays open."""
    if COUNTRY.fullmatch(item) and page.people:
        return ""
    if zone == "topic" and not is_complete(page.title) and len(page.title) < _LONGEST_ZONE:
        page.title.append(item)
        return zone
    if zone in PEOPLE:
        last = page.people[zone][-1]
        if _belongs(item, last.lines):
            last.lines.append(item)
            return zone
        several = zone in _LISTS and SEVERAL.search(_bare(last.label))
        if (several or zone == "supervisor") and _names([item]):
            page.people[zone].append(Announced(last.label, [item]))
            return zone
    if zone == "programme" and "name" not in page.found.get("programme", {"name": ""}):
        page.found["programme"]["name"] = unquoted(item)
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


def _conclude(page: TitlePage) -> None:
    """Make settings of what was found, and find what was not announced."""
    groups = groups_of_lines(page.free)
    title = page.title or likely_title(groups)
    page.free = [(n, item) for n, item in page.free if item not in title]
    if title:
        page.found["title"] = bare_title(" ".join(title))
    page.left = [
        " ".join([a.label.strip(), *a.lines]).strip() for a in page.people.get("other", [])
    ]
    for kind in ("author", "supervisor", "consultants", "reviewers", "norm_controller", "head"):
        if read := _read_people(kind, page):
            one = len(read) == 1 or kind not in USUAL
            page.found[kind] = read[0] if one and kind not in _LISTS else read
    approving = [p for a in page.people.get("approval", []) if (p := read_person(a.lines))]
    if approving:
        page.found["approval"] = approving[0].settings()
    if "head" in page.found:
        page.found["head"].pop("position", None)
    _unannounced(page)
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
    stated = [found[role] for role in ("author", "supervisor") if role in found]
    people = [p for one in stated for p in (one if isinstance(one, list) else [one])]
    names = [person["name"] for person in people]
    bare = " ".join(item.split())
    return bool(COUNTRY.fullmatch(item)) or any(name in bare for name in names)


def _read_people(kind: str, page: TitlePage) -> list[dict[str, str]]:
    """Return those who are announced as `kind`; of the last three, who cannot be read is left."""
    read = list[dict[str, str]]()
    for announced in page.people.get(kind, []):
        label = _bare(announced.label)
        own = kind in USUAL and not USUAL[kind].fullmatch(label)
        for lines in _each(announced.lines):
            person = read_person(lines)
            if person is not None:
                read.append(person.settings() | ({"role": label} if own else {}))
            elif kind in (*_LISTS, "norm_controller"):
                page.left.append(" ".join([announced.label.strip(), *lines]))
    return read


def _bare(label: str) -> str:
    """Return an announcement without the marks around it: `Рецензент`."""
    return " ".join(label.split()).strip(' :.,–—-«»“”"()')


def _each(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the lines about each person; several in a line are parted by semicolons."""
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
