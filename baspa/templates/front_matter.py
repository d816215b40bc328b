"""What the forms of the front matter are given: title page, declaration, task sheet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from baspa.dataclass import dataclass
from baspa.locales import Locale, load_locale, long_date
from baspa.locales.typography import load_typography
from baspa.passes.typography import set_words
from baspa.passes.words import word
from baspa.profile import Part, Profile
from baspa.project import Person, Thesis

_MOST_STACKED = 2
"""Persons with a rule to sign on, one below the other; more have a row each."""
_SIGNERS = (
    ("supervisor", "supervisor", "supervisors"), ("consultants", "consultant", "consultants"),
    ("reviewers", "reviewer", "reviewers"), ("norm_controller", "norm_controller", ""),
)  # fmt: skip
"""The settings of those whom a title page names beside the author, in order; the word for one of
them, and for several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Those who are named under one word on the title page."""

    setting: str
    role: str
    """The word above them: `Научные руководители`."""
    people: tuple[Person, ...]


def form_content(part: Part, thesis: Thesis, profile: Profile) -> dict[str, Any] | None:
    """Return what the template of a form is given; None where thesis.yaml does not ask for it."""
    locale = load_locale(thesis.language)
    match part:
        case Part.TITLE_PAGE:
            own: dict[str, Any] | None = _title_page(thesis, locale)
        case Part.DECLARATION:
            own = _declaration(thesis, locale)
        case Part.TASK:
            own = _task(thesis, locale, profile)
        case _:
            raise AssertionError(f"{part} is no form")
    if own is None:
        return None
    outer, _ = load_typography()[thesis.language].quotes
    shared = {
        "thesis": thesis,
        "title": _set(thesis.title_in(thesis.language), thesis),
        "quoted_title": _set(f"{outer[0]}{_inside_quotes(thesis)}{outer[1]}", thesis),
        "words": {**locale.title_page, **locale.forms},
        "heading": {"text": part_title(part, thesis, profile), "id": f"{part.value}-heading"},
    }
    return shared | own


def _title_page(thesis: Thesis, locale: Locale) -> dict[str, Any]:
    """Return the type of the thesis and who signs beside its author; of several there are rows."""
    words, author = locale.title_page, thesis.author
    signers = tuple(_signers(thesis, words))
    group = [words["group"].replace("{group}", author.group)] if author.group else []
    rows = [([words["author"], *group], author.name)]
    for signer in signers:
        for n, person in enumerate(signer.people):
            rows.append(([*([] if n else [signer.role]), *person.offices], person.name))
    return {
        "type": locale.thesis_types[thesis.type],
        "signers": signers,
        "rows": rows if len(rows) > _MOST_STACKED else [],
    }


def _signers(thesis: Thesis, words: Mapping[str, str]) -> Iterator[Signers]:
    """Give those who sign; several under the usual word have it in the plural, above them all."""
    for setting, one, several in _SIGNERS:
        for role, group in groupby(thesis.persons(setting), lambda person: person.role):
            people = tuple(group)
            usual = words[several if len(people) > 1 else one]
            yield Signers(setting=setting, role=role or usual, people=people)


def part_title(part: Part, thesis: Thesis, profile: Profile) -> str:
    """Return the heading of a part, in capitals where the profile asks for them."""
    heading = word(part.value, thesis.language, profile)
    if part is Part.TASK:
        heading = heading or load_locale(thesis.language).task_titles[thesis.type]
    return _in_case(heading, profile)


def generated_parts(thesis: Thesis, profile: Profile) -> dict[Part, str]:
    """Return the headings of the parts that are asked for and that no section holds."""
    lists = profile.contents.lists if thesis.lists is None else thesis.lists
    parts = [Part.REFERENCES, *(Part(f"list-of-{kind}") for kind in lists)]
    parts += [Part.NOTES] if profile.endnotes else []
    return {part: part_title(part, thesis, profile) for part in parts}


def _in_case(heading: str, profile: Profile) -> str:
    return heading.upper() if profile.headings.structural.upper else heading


def _declaration(thesis: Thesis, locale: Locale) -> dict[str, Any] | None:
    if isinstance(thesis.declaration, str):
        own = (p for p in thesis.declaration.split("\n\n") if p.strip())
        return {"paragraphs": [_set(p, thesis) for p in own]}
    if not thesis.declaration:
        return None
    usual = (p.replace("{author}", thesis.author.name) for p in locale.declaration)
    titled = (p.replace("{title}", _inside_quotes(thesis)) for p in usual)
    return {"paragraphs": [_set(p, thesis) for p in titled]}


def _inside_quotes(thesis: Thesis) -> str:
    """Return the title as it stands between quotation marks: its own are the inner ones."""
    outer, inner = load_typography()[thesis.language].quotes
    title = thesis.title_in(thesis.language)
    return title.replace(outer[0], inner[0]).replace(outer[1], inner[1])


def _set(text: str, thesis: Thesis) -> str:
    return set_words(text, thesis.language) if thesis.typography else text


def _task(thesis: Thesis, locale: Locale, profile: Profile) -> dict[str, Any] | None:
    if thesis.task is None:
        return None
    supervisors = thesis.persons("supervisor")
    return {
        "supervisors": [(p.role or locale.title_page["supervisor"], p.name) for p in supervisors],
        "task": _with_dates_in_words(asdict(thesis.task), thesis.language),
        "words": {**locale.title_page, **locale.forms, **locale.task},
        "plan_heading": _in_case(locale.task["plan"], profile),
        "numbered_plan": profile.task.plan_numbers,
    }


def _with_dates_in_words(value: Any, language: str) -> Any:
    match value:
        case datetime.date():
            return long_date(value, language)
        case Mapping():
            return {name: _with_dates_in_words(item, language) for name, item in value.items()}
        case tuple():
            return [_with_dates_in_words(item, language) for item in value]
        case _:
            return value
