"""Which part of the thesis a page belongs to, and the number that it must therefore print."""

from __future__ import annotations

from dataclasses import asdict

from norm_case import Print
from ruler import key
from typeset import Block

from baspa.locales import load_locale
from baspa.profile import Part, Profile

HEADINGS = ("TOCHeading", "StructuralHeading", "Heading1", "AppendixHeading")


def openings(printed: Print) -> tuple[tuple[Part, Block], ...]:
    """Return the parts after the title page in their order, each with its heading."""
    return tuple(
        (_part(printed.profile, block), block)
        for block in printed.blocks
        if block.style in HEADINGS and block.lines
    )


def _part(profile: Profile, heading: Block) -> Part:
    if heading.style == "Heading1":
        return Part.CHAPTER
    if heading.style == "AppendixHeading":
        return Part.APPENDIX
    words = {
        key(word): Part(name)
        for language in ("kk", "ru", "en")
        for name, word in (*load_locale(language).parts.items(), *_own(profile, language))
        if name in set(Part)
    }
    tasks = load_locale(profile.language).task_titles.values()
    if heading.paragraph.key in map(key, tasks):
        return Part.TASK
    if heading.style == "TOCHeading":
        return words.get(heading.paragraph.key, Part.ABSTRACT)
    # The introduction may repeat the title of the work, as APA asks.
    return words.get(heading.paragraph.key, Part.INTRODUCTION)


def _own(profile: Profile, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(profile.terms.get(language, {}).items())


def expected_labels(printed: Print) -> dict[int, str | None]:
    """Return what each sheet must print: its number, or nothing.

    A part that a rule names but the thesis lacks is stood for by the next one that it has.
    """
    number = asdict(printed.profile.page.number)
    order = list(printed.profile.parts)
    parts = _part_of_each_sheet(printed)

    def is_from(part: Part, first: Part | None) -> bool:
        return first is not None and order.index(part) >= order.index(first)

    labels: dict[int, str | None] = {}
    front = body = 0
    for sheet, part in parts.items():
        in_body = is_from(part, number.get("restart_at"))
        if part in number.get("uncounted", ()):
            labels[sheet] = None
            continue
        front, body = (front, body + 1) if in_body else (front + 1, body)
        label = str(body) if in_body else str(front)
        if not in_body and number.get("front_format") == "lower-roman":
            label = roman(front)
        labels[sheet] = label if is_from(part, number["first_visible"]) else None
    return labels


def _part_of_each_sheet(printed: Print) -> dict[int, Part]:
    parts = {1: Part.TITLE_PAGE}
    begins = {block.first.sheet: part for part, block in openings(printed)}
    for sheet in range(2, len(printed.sheets) + 1):
        parts[sheet] = begins.get(sheet, parts[sheet - 1])
    return parts


def roman(number: int) -> str:
    """Return a small roman numeral below 50."""
    tens, ones = divmod(number, 10)
    return ["", "x", "xx", "xxx", "xl"][tens] + ["", *"i ii iii iv v vi vii viii ix".split()][ones]
