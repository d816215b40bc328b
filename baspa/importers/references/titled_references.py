"""References to headings without a number, whose noun stands in the text: Baspa prints it too.

`Section~\\ref{sec:method}`, `в разделе \\ref{…}`, `\\ref{…}-бөлімде` print the title with
its noun, so the typed one goes into the reference: `[@sec:method]`, `[@sec:method]{.dative}`. So
it is where a number was typed, `Chapter 2`, and the profile numbers no chapters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from baspa.importers.references.reference_words import NUMBERS, is_elsewhere, reference_to
from baspa.importers.text.manuscript import OBJECTS, Edit, Manuscript, Reference, Text
from baspa.importers.words.elements import ORDINAL, integer
from baspa.locales import load_locale
from baspa.model.document import Language

_OBJECT = rf"[{chr(OBJECTS)}-\U0010fffd]"
_NOUNS: dict[Language, Mapping[str, str]] = {
    "en": {"nominative": r"(?:sub)?sections?|secs?\.?|chapters?|chaps?\.?|parts?|§"},
    "ru": {
        "nominative": r"(?:под)?раздел|глава|параграф|§|разд\.|гл\.",
        "genitive": r"(?:под)?раздела|главы|параграфа",
        "dative": r"(?:под)?разделу|параграфу",
        "accusative": r"главу",
        "instrumental": r"(?:под)?разделом|главой|параграфом",
        "prepositional": r"(?:под)?разделе|главе|параграфе",
    },
    "kk": {},
}
"""The nouns of headings beside those that the language prints, by case."""


def titled_references(
    text: Text,
    manuscript: Manuscript,
    targets: Mapping[str, str],
    numberless: Collection[str],
    language: Language,
) -> Iterator[tuple[Edit, str]]:
    """Give what each noun with a reference to a heading of `numberless` becomes."""
    taken = 0
    found = ((m, case) for case, form in _forms(language) for m in form.finditer(text.string))
    for match, case in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() < taken:
            continue
        label = targets.get(_target(match["target"], manuscript), "")
        if label not in numberless or is_elsewhere(text.string, match, language):
            continue
        opens = match["noun"][:1].isupper() and not text.string[: match.start()].strip()
        opens = opens or bool(re.search(r"[.!?…]\s*$", text.string[: match.start()]))
        capital = opens and match["noun"][:1].isupper()
        written = reference_to([label], case, capital=capital)
        taken = match.end()
        yield Edit(match.start(), match.end(), written), "the noun of a reference by its title"


def _target(shown: str, manuscript: Manuscript) -> str:
    """Return what stands for a heading: its name in the original, or its typed number."""
    thing = manuscript.object_of(shown[0])
    if isinstance(thing, Reference):
        return f"id:{thing.ids[0]}" if len(thing.ids) == 1 else ""
    return f"sec:{integer(shown) if shown.isalpha() else shown}"


@cache
def _forms(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what finds a noun beside a reference, by case."""
    target = rf"(?P<target>{_OBJECT}|(?:{NUMBERS['sec']}|(?i:{ORDINAL}))(?![\w-]|[.,]\d))"
    forms = [
        (case, re.compile(rf"(?<!\w)(?P<noun>{noun})[\s~\u00a0]*{target}", re.IGNORECASE))
        for case, noun in _NOUNS[language].items()
    ]
    for case, template in load_locale(language).references["sec"].forms.items():
        before, _, behind = template.partition("{number}")
        if behind.startswith("-"):
            noun = rf"{target}\s?-?\s?(?P<noun>{re.escape(behind[1:])})(?!\w)"
        elif before.strip():
            noun = rf"(?<!\w)(?P<noun>{re.escape(before.strip())})[\s~\u00a0]*{target}"
        else:
            continue
        forms.append((case, re.compile(noun, re.IGNORECASE)))
    return tuple(forms)
