"""thesis.yaml of an imported project: what the front matter says; what it lacks is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from baspa.diagnostics import Findings
from baspa.importers.repair.scripts import guess_language
from baspa.importers.structure.outline import Section
from baspa.importers.text.blocks import Paragraph
from baspa.importers.text.ledger import Added, Ledger
from baspa.importers.words.title_words import TOPIC
from baspa.model.document import Language
from baspa.profile import Profile, load_profile

_ORDER = (
    "profile", "language", "type", "title", "author", "supervisor", "consultants", "reviewers",
    "norm_controller", "head", "approval", "ministry",
    "university", "faculty", "department", "programme", "speciality", "degree", "udc", "city",
    "year", "date", "lists", "declaration", "task", "bibliography", "nocite",
)  # fmt: skip
_PEOPLE = ("author", "supervisor")
_LISTS = {"list-of-figures": "figures", "list-of-tables": "tables"}
_ABSTRACT_HEAD = 600
"""Characters of an abstract in which it names the thesis."""


def thesis_settings(
    found: Mapping[str, Any],
    metadata: Mapping[str, str],
    sections: Sequence[Section],
    *,
    profile: str,
    language: Language,
    words: Mapping[str, str],
    ledger: Ledger,
) -> dict[str, Any]:
    """Return the settings: `found` in the front matter, overruled by what the author states."""
    settings: dict[str, Any] = {"profile": profile, "language": language, "type": "diploma"}
    settings |= found
    for key, value in metadata.items():
        settings[key] = {"name": value} if key in _PEOPLE else value
    if "year" in settings:
        settings["year"] = int(settings["year"])
    for key in ("title", "author"):
        if key not in settings:
            ledger.ask(None, f"the original does not say the {key}; write it in thesis.yaml")
    settings.setdefault("title", words["untitled"])
    settings.setdefault("author", {"name": words["unnamed"]})
    settings["title"] = _in_languages(settings["title"], sections, language)
    lists = [
        name for element, name in _LISTS.items() if any(s.element == element for s in sections)
    ]
    if tuple(lists) != loaded(profile).contents.lists:
        settings["lists"] = lists
    ledger.facts["profile"] = profile
    ledger.ask(None, "is this the profile of your university? it was guessed", profile)
    return settings


def written(settings: Mapping[str, Any], ledger: Ledger) -> str:
    """Return thesis.yaml, and book it as added."""
    ordered = {key: settings[key] for key in _ORDER if key in settings}
    text: str = yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=1000)
    ledger.added.append(Added(file="thesis.yaml", text=text))
    return text


def loaded(profile: str) -> Profile:
    """Return a shipped profile; a mistake in it is ours, so it raises."""
    found = load_profile(profile, Findings(), {})
    if found is None:
        raise ValueError(f"the profile {profile} cannot be read")
    return found.profile


def _in_languages(title: Any, sections: Sequence[Section], language: Language) -> Any:
    """Return the title, with those that abstracts in other languages state."""
    titles = dict(title) if isinstance(title, Mapping) else {language: title}
    for section in sections:
        if section.element != "abstract":
            continue
        whole = " ".join(b.text.string for b in section.blocks if isinstance(b, Paragraph))
        if (named := _named(whole[:_ABSTRACT_HEAD])) is not None:
            titles.setdefault(guess_language(named), named)
    return titles if len(titles) > 1 else titles.get(language, title)


def _named(abstract: str) -> str | None:
    """Return the title in quotes that an abstract gives the thesis."""
    quoted = r"[«“\"](?P<t>[^»”\"]{15,300})[»”\"]"
    before = re.search(rf"{TOPIC.pattern}\W{{0,3}}?{quoted}", abstract, re.IGNORECASE)
    behind = re.search(rf"{quoted}\s+(?:атты|тақырыбын)", abstract)
    match = before or behind
    return match["t"].strip() if match else None
