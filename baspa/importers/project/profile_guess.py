"""Which profile a thesis follows: by its language, country, kind, and the look of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from baspa.diagnostics import Findings
from baspa.importers.text.manuscript import Manuscript, PageSetup
from baspa.profile import Profile, find_profiles, load_profile

_FAMILIES = {"kk": ("kz",), "ru": ("ru", "kz"), "en": ("en", "kz")}
"""The beginnings of the profiles that fit a language."""
_KAZAKHSTAN = re.compile(r"Казахстан|Қазақстан|РК\b|Kazakhstan|Алматы|Астана|Шымкент|Almaty|Astana")
_ENU = re.compile(r"Гумил[её]в|Gumil[yi]?[oe]v", re.IGNORECASE)
_CITED_BY_YEAR = re.compile(r"\((?:[^()\d]+,)? ?(?:19|20)\d\d[a-z]?(?:, pp?\. ?[\d–-]+)?\)")
_PER_POINT, _PER_LINE = 5.0, 20.0
"""Millimetres of margin that weigh as much as a point of type, as a line of spacing."""
_ELSEWHERE = 15.0
"""What speaks against a profile of another country, in millimetres."""
_HEAD = 20_000
"""Characters in which a thesis says where it comes from."""


def guess_profile(manuscript: Manuscript, language: str, stated: Mapping[str, Any]) -> str:
    """Return the id of the shipped profile that fits best; `stated` are settings of thesis.yaml."""
    text, kind = manuscript.text.string, stated.get("type", "diploma")
    is_kazakh = language == "kk" or bool(_KAZAKHSTAN.search(text[:_HEAD]))
    by_year = len(_CITED_BY_YEAR.findall(text)) > 1
    university = str(stated.get("university", ""))
    weights = dict[str, float]()
    for name in sorted(find_profiles()):
        family = name.split("-")[0]
        if family not in _FAMILIES[language]:
            continue
        against = 0.0 if is_kazakh == (family == "kz") else _ELSEWHERE
        against += 0.0 if ("dissertation" in name) == (kind == "dissertation") else 100.0
        against += 1.0 if ("enu" in name) != bool(_ENU.search(university)) else 0.0
        if family == "en":
            against += 0.0 if ("apa" in name) == by_year else 2.0
        if manuscript.page is not None and (profile := _loaded(name)) is not None:
            against += _distance(manuscript.page, profile)
        weights[name] = against
    return min(weights, key=lambda name: weights[name])


def _loaded(name: str) -> Profile | None:
    loaded = load_profile(name, Findings(), {})
    return loaded.profile if loaded else None


def _distance(page: PageSetup, profile: Profile) -> float:
    """Return how far a page is from that of a profile, in millimetres of margin."""
    margin = profile.page.margin
    wanted = (margin.top.mm, margin.right.mm, margin.bottom.mm, margin.left.mm)
    far = sum(abs(a - b) for a, b in zip(page.margins_mm, wanted, strict=True))
    if page.size_pt is not None:
        far += _PER_POINT * abs(page.size_pt - profile.text.size.pt)
    if page.line_spacing is not None:
        far += _PER_LINE * abs(page.line_spacing - profile.text.line_spacing)
    return far
