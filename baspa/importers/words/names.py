"""Names of people in a list of sources, as BibLaTeX writes them: `Иванов, И. И.`."""

from __future__ import annotations

import re

_U = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_FAMILY = rf"(?:(?:van|von|de|der|di|la|фон|де|ван|да)\s)*[{_U}][\w’'ʼ-]+(?:\s(?:ұлы|қызы))?"
_INITIALS = rf"[{_U}][a-zа-яё]?\.(?:[\s-]?[{_U}][a-zа-яё]?\.){{0,2}}"
_INVERTED = rf"{_FAMILY},?\s{_INITIALS}"
_OTHERS = r"(?:\s?\[?(?:и др|және т\.\s?б|т\.\s?б|et al)\.?\]?\.?)"
PEOPLE = re.compile(
    rf"({_INVERTED}(?:,\s{_INVERTED})*(?:,?\s(?:and|&|и|және)\s{_INVERTED})?)({_OTHERS})?,?\s+(?=[^\s,])"
)
_ONE_INVERTED = re.compile(rf"({_FAMILY}),?\s({_INITIALS})")
_ONE = re.compile(
    rf"(?:({_INITIALS})\s?({_FAMILY})|({_FAMILY})\s({_INITIALS})|({_FAMILY})((?:\s[{_U}][\w’'-]+){{1,2}}))"
)

_INITIAL_BEHIND = re.compile(rf",?\s+[{_U}]\.")
_INITIAL_BEFORE = re.compile(rf"(?<!\w)[{_U}]\.\s?$")


def is_surname(string: str, start: int, end: int) -> bool:
    """Tell whether the initials of a person stand beside a word of `string`."""
    before = _INITIAL_BEFORE.search(string, max(0, start - 4), start)
    return bool(before or _INITIAL_BEHIND.match(string, end))


def spaced(initials: str) -> str:
    """Return `И.И.` as `И. И.`."""
    return re.sub(r"\.(?=[^\s.-])", ". ", initials)


def inverted(head: str) -> tuple[tuple[str, ...], str] | None:
    """Return the names that open a description, and what stands behind them; None for none."""
    match = PEOPLE.match(head)
    if match is None:
        return None
    names = [f"{m[1]}, {spaced(m[2])}" for m in _ONE_INVERTED.finditer(match[1])]
    return (*names, *(["others"] if match[2] else [])), head[match.end() :]


def people(statement: str) -> tuple[str, ...] | None:
    """Return the names of a statement such as `И. О. Фамилия, И. О. Фамилия [и др.]`."""
    others = re.search(rf"{_OTHERS}$", statement)
    stated = statement[: others.start()] if others else statement
    names = list[str]()
    for one in re.split(r",\s|\s(?:and|&|и|және)\s", stated.strip()):
        match = _ONE.fullmatch(one.strip())
        if match is None:
            return None
        family = match[2] or match[3] or match[5]
        given = match[1] or match[4] or match[6]
        names.append(f"{family}, {spaced(given.strip())}")
    return (*names, *(["others"] if others else []))
