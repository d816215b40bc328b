"""The title of a thesis among the lines of its title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from baspa.importers.front_matter.persons import is_name, read_person
from baspa.importers.words.full_stops import is_abbreviated
from baspa.importers.words.title_words import COUNTRY

_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“", "”": "”"}


def is_complete(title: Sequence[str]) -> bool:
    """Tell whether the title is at its end: its quotation mark is closed."""
    whole = " ".join(title).strip()
    closing = _QUOTES.get(whole[:1])
    return closing is not None and len(whole) > 1 and closing in whole[-2:]


def groups_of_lines(free: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Return the lines that follow one another and are no names."""
    named = [(n, item) for n, item in free if not is_person(item) and not _is_bare(item)]
    return [
        [item for _, (_, item) in group]
        for _, group in groupby(enumerate(named), lambda one: one[1][0] - one[0])
    ]


def _is_bare(item: str) -> bool:
    """Tell whether a line is the name of the country, or a number: `13.03.02.2021.417.00 ПЗ`."""
    digits = sum(c.isdigit() for c in item)
    return bool(COUNTRY.fullmatch(item)) or digits > sum(c.isalpha() for c in item)


def is_person(item: str) -> bool:
    """Tell whether a line is a name, or a name and a degree."""
    person = read_person([item])
    return is_name(item) or (person is not None and bool(person.degree))


def likely_title(groups: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the group in quotes, else the longest of several words."""
    quoted = [g for g in groups if re.match(r"[«“\"„].{15,}", " ".join(g))]
    worded = [g for g in groups if len(" ".join(g).split()) > 1 and len(" ".join(g)) > 12]
    return max(quoted or worded, key=lambda g: len(" ".join(g)), default=())


def bare_title(title: str) -> str:
    """Return a title without the quotation marks around all of it, and without its full stop."""
    title = " ".join(title.split())
    title = re.sub(r"[»”\"]\s*тақырыбы\w*.*$", "»", title) if title[:1] in '«“"' else title
    title = title.strip() if is_abbreviated(title) else title.strip(" .:;")
    closing = _QUOTES.get(title[:1])
    if closing and title.endswith(closing) and title.count(title[0]) in (1, 2):
        return title[1:-1].strip()
    return title
